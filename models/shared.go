package models

import (
	"sync"
)

// shared is what does not depend on who looks. Each piece is held as long as the parts of the database that it was read from stay as
// they were. Nobody may change what is in it.
type shared struct {
	mu     sync.Mutex
	pieces map[string]piece

	vocabulary vocabulary // of titles, for what somebody may have meant
}

// piece is something that was read, with the marks of the parts it was read from.
type piece struct {
	marks string
	value any
}

// mostPieces bounds what is held; beyond it everything is read again.
const mostPieces = 1000

func (s *shared) get(key, marks string) (any, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, known := s.pieces[key]
	return p.value, known && p.marks == marks
}

func (s *shared) put(key, marks string, value any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.pieces == nil || len(s.pieces) >= mostPieces {
		s.pieces = map[string]piece{}
	}
	s.pieces[key] = piece{marks, value}
}

// marksOf gives one mark for some parts of the picture that is read here; empty where nothing may be held: before the first change, and
// of what the same write has changed.
func (r *Read) marksOf(of parts) (string, error) {
	if r.shared == nil || r.touched != nil && *r.touched&of != 0 {
		return "", nil
	}
	if r.marks == nil {
		m, err := r.marksNow()
		if err != nil {
			return "", err
		}
		r.marks = m
	}
	if r.marks.whole == "" {
		return "", nil
	}
	return r.marks.of(of), nil
}

func (r *Read) marksNow() (*marks, error) {
	m := &marks{}
	return m, m.scan(r.g.Statement.ConnPool.QueryRowContext(r.ctx, readRevision))
}

// held gives what load reads from some parts of the database, and reads it only when one of them was changed. The key says what it is,
// with everything else that it depends on. It is shared: nobody may change it.
func held[T any](r *Read, key string, of parts, load func() (T, error)) (T, error) {
	marks, err := r.marksOf(of)
	if err != nil {
		var none T
		return none, err
	}
	if marks != "" {
		if value, known := r.shared.get(key, marks); known {
			return value.(T), nil
		}
	}
	value, err := load()
	if err != nil || marks == "" {
		return value, err
	}
	if r.touched != nil && r.g.Name() != "sqlite" {
		// A write on PostgreSQL may see what others committed after it read the marks: only when they still stand it has read what they mark.
		now, err := r.marksNow()
		if err != nil || now.of(of) != marks {
			return value, err
		}
	}
	r.shared.put(key, marks, value)
	return value, nil
}

// unshares is a row with further rows or lists in it: it replaces them by copies of its own.
type unshares interface{ unshare() }

// heldRows is held for rows. Each caller gets rows of their own to fill and to change, with all that is in them.
func heldRows[E any](r *Read, key string, of parts, load func() ([]*E, error)) ([]*E, error) {
	list, err := held(r, key, of, load)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	list = copies(list)
	for _, e := range list {
		if u, inside := any(e).(unshares); inside {
			u.unshare()
		}
	}
	return list, nil
}

// copies are rows of one's own.
func copies[E any](list []*E) []*E {
	if list == nil {
		return nil
	}
	rows, own := make([]E, len(list)), make([]*E, len(list))
	for i, e := range list {
		rows[i] = *e
		own[i] = &rows[i]
	}
	return own
}
