package models

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sync"

	"throughline/models/day"
)

// shared is what does not depend on who looks: the company, and the strategy in force with its outcomes, as they stand on a day. It is
// read once for each revision of the database and then held for all who look; nobody may change what is in it.
type shared struct {
	mu       sync.Mutex
	revision string
	company  *Company
	board    *Board

	teams string // what counts the teams and their changes, when the tree was read
	tree  *Tree
}

// at empties what is held of another revision.
func (s *shared) at(revision string) {
	if s.revision != revision {
		s.revision, s.company, s.board = revision, nil, nil
	}
}

// revision is the mark of the picture that is read here; empty where nothing may be shared: inside a write, and before the first change.
func (r *Read) revision() (string, error) {
	if r.shared == nil || r.mark != "" {
		return r.mark, nil
	}
	err := r.g.Statement.ConnPool.QueryRowContext(r.ctx, readRevision).Scan(&r.mark)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return r.mark, err
}

// sharedCompany gives a copy of the company that is held, because settings are typed over it; nil when it is not held.
func (r *Read) sharedCompany() (*Company, error) {
	revision, err := r.revision()
	if err != nil || revision == "" {
		return nil, err
	}
	r.shared.mu.Lock()
	defer r.shared.mu.Unlock()
	if r.shared.at(revision); r.shared.company == nil {
		return nil, nil
	}
	c := *r.shared.company
	return &c, nil
}

func (r *Read) shareCompany(c *Company) {
	if r.shared == nil || r.mark == "" {
		return
	}
	r.shared.mu.Lock()
	defer r.shared.mu.Unlock()
	r.shared.at(r.mark)
	copied := *c
	r.shared.company = &copied
}

// sharedBoard gives the board that is held for this day, for work to be added to; nil when it is not held.
func (r *Read) sharedBoard(today day.Day) (*Board, error) {
	revision, err := r.revision()
	if err != nil || revision == "" {
		return nil, err
	}
	r.shared.mu.Lock()
	defer r.shared.mu.Unlock()
	if r.shared.at(revision); r.shared.board == nil || r.shared.board.Today != today {
		return nil, nil
	}
	return r.shared.board.own(), nil
}

func (r *Read) shareBoard(b *Board) {
	if r.shared == nil || r.mark == "" {
		return
	}
	r.shared.mu.Lock()
	defer r.shared.mu.Unlock()
	r.shared.at(r.mark)
	r.shared.board = b.own()
}

// sharedTree gives the team tree. In a large company it is most of what all share, and teams change seldom, so it is held over
// revisions: as long as no team was added or saved.
func (r *Read) sharedTree() (*Tree, error) {
	if r.shared == nil {
		return r.Tree()
	}
	var n, versions int64
	var added, saved any
	row := r.g.Statement.ConnPool.QueryRowContext(r.ctx, "SELECT COUNT(*), COALESCE(SUM(version), 0), MAX(created_at), MAX(updated_at) FROM teams")
	if err := row.Scan(&n, &versions, &added, &saved); err != nil {
		return nil, err
	}
	teams := fmt.Sprint(n, versions, added, saved)
	r.shared.mu.Lock()
	tree := r.shared.tree
	same := r.shared.teams == teams && tree != nil
	r.shared.mu.Unlock()
	if same {
		return tree, nil
	}
	tree, err := r.Tree()
	if err != nil {
		return nil, err
	}
	r.shared.mu.Lock()
	defer r.shared.mu.Unlock()
	r.shared.teams, r.shared.tree = teams, tree
	return tree, nil
}

// own is a board of one's own over what all share.
func (b *Board) own() *Board {
	copied := *b
	copied.Outcomes, copied.Goals = slices.Clip(b.Outcomes), slices.Clip(b.Goals)
	copied.People, copied.Objectives, copied.Workflows = map[string]*Person{}, nil, nil
	return &copied
}
