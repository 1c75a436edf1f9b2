package models

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"throughline/models/form"
)

// TaskComment is what somebody said about a task. Its words stay as they were written.
type TaskComment struct {
	Row
	TaskID    string
	PersonID  *string // who said it
	Words     string
	RemovedAt *time.Time

	Mentions []*TaskMention `gorm:"-" json:"-"`
}

// TaskMention is one person whom a comment names by "@" and their name. It stands on that person's first page until it is read.
type TaskMention struct {
	Row
	TaskCommentID string
	PersonID      string
	Words         string // as they stand in the comment: "@Ada Berg"
	ReadAt        *time.Time
}

// CommentEntry is the one field that a comment is written in.
type CommentEntry struct{ Words string }

// Fields of the form.
func (e *CommentEntry) Fields() []*form.Field {
	return []*form.Field{form.Text("words", "Comment", &e.Words).Required("Write the comment first.").Max(5000).Help("Write @ and a name, as in @Ada Berg, to bring it before somebody.")}
}

// AddComment says something about a task, for everybody who may see it, and brings it before the people it names. Unknown are the names
// after an "@" that nobody has who may open the task: they stay plain words. Who answers has read what named them there.
func (tx *Tx) AddComment(t *Task, words string) (c *TaskComment, unknown []string, err error) {
	if err := tx.Who.Must(CommentTask); err != nil {
		return nil, nil, err
	}
	if err := tx.seenTask(t); err != nil {
		return nil, nil, err
	}
	c = &TaskComment{TaskID: t.ID, Words: strings.TrimSpace(words)}
	if tx.Who.SignedIn() {
		c.PersonID = &tx.Who.PersonID
	}
	if err := tx.Insert(c); err != nil {
		return nil, nil, err
	}
	if err := tx.Emit(CommentAdded, c, nil, c); err != nil {
		return nil, nil, err
	}
	if unknown, err = tx.mention(t, c); err != nil {
		return nil, nil, err
	}
	return c, unknown, tx.readMentionsOn(t)
}

// mention keeps whom a comment names. Nobody is told of their own words.
func (tx *Tx) mention(t *Task, c *TaskComment) (unknown []string, err error) {
	owners, err := tx.Owners()
	if err != nil {
		return nil, err
	}
	named, unknown := mentionsIn(c.Words, owners.People)
	for _, n := range named {
		p, err := tx.PersonByID(n.id)
		if err != nil {
			return nil, err
		}
		may, err := tx.mayOpen(p, t)
		if err != nil {
			return nil, err
		}
		if !may || !p.Active {
			unknown = append(unknown, n.words)
			continue
		}
		m := &TaskMention{TaskCommentID: c.ID, PersonID: p.ID, Words: n.words}
		if p.ID == tx.Who.PersonID {
			m.ReadAt = &tx.Now
		}
		if err := tx.Insert(m); err != nil {
			return nil, err
		}
		if err := tx.Emit(MentionMade, m, nil, m); err != nil {
			return nil, err
		}
	}
	return unknown, nil
}

// mayOpen tells whether another person may open a task.
func (r *Read) mayOpen(p *Person, t *Task) (bool, error) {
	if p.ID == r.Who.PersonID {
		return true, nil
	}
	other := *r
	var err error
	if other.Who, err = r.WhoIs(p); err != nil {
		return false, err
	}
	err = other.seenTask(t)
	if refusal, ok := AsRefusal(err); ok && refusal.Kind == KindNotFound {
		return false, nil
	}
	return err == nil, err
}

type namedPerson struct{ id, words string }

// mostMentions bounds whom one comment can name.
const mostMentions = 20

// mentionsIn finds the people whom a text names by "@": by the longest name that stands there, by a reference, or by a first name that
// one person alone has. An "@" inside a word, as in an address, names nobody.
func mentionsIn(text string, people *form.Directory) (list []namedPerson, unknown []string) {
	before := ' '
	for i, r := range text {
		starts := r == '@' && !unicode.IsLetter(before) && !unicode.IsDigit(before)
		before = r
		if !starts || len(list)+len(unknown) >= mostMentions {
			continue
		}
		id, words := longestName(text[i+1:], people)
		switch {
		case words == "":
		case id == "":
			unknown = append(unknown, "@"+words)
		case !slices.ContainsFunc(list, func(n namedPerson) bool { return n.id == id }):
			list = append(list, namedPerson{id, "@" + words})
		}
	}
	return list, unknown
}

// mostNameWords is how many words a name is tried with.
const mostNameWords = 6

// longestName finds the person whose name a text begins with. Without one it gives the first word alone; nothing where no word begins.
func longestName(text string, people *form.Directory) (id, words string) {
	ends := wordEnds(text)
	for i := len(ends) - 1; i >= 0; i-- {
		words := text[:ends[i]]
		if id, known := people.Find(words); known && id != words {
			return id, words
		}
	}
	if len(ends) == 0 {
		return "", ""
	}
	first := text[:ends[0]]
	if like := people.Like(first+" ", 2); len(like) == 1 {
		return like[0].Value, first
	}
	return "", first
}

// wordEnds gives where the first words of a text end, at most six, on one line; nothing when it does not begin with one.
func wordEnds(text string) (ends []int) {
	inside := false
	for i, r := range text + "\n" {
		letter := unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || strings.ContainsRune("'’-()", r)
		if inside && !letter {
			ends = append(ends, i)
		}
		if !letter && (r != ' ' && r != '.' || i == 0) || len(ends) == mostNameWords {
			return ends
		}
		inside = letter
	}
	return ends
}

// RemoveComment takes a comment away. Who wrote it may, and who may change the task.
func (tx *Tx) RemoveComment(t *Task, id string) error { return tx.setComment(t, id, true) }

// PutBackComment undoes RemoveComment.
func (tx *Tx) PutBackComment(t *Task, id string) error { return tx.setComment(t, id, false) }

func (tx *Tx) setComment(t *Task, id string, gone bool) error {
	c, err := one("This comment", func() ([]*TaskComment, error) {
		return found[*TaskComment](tx.DB().Where("id = ? AND task_id = ?", id, t.ID))
	})
	if err != nil {
		return err
	}
	if !tx.Who.MayRemoveComment(t, c) {
		return NotAllowed("You may take back only what you said yourself.")
	}
	if gone == (c.RemovedAt != nil) {
		return nil
	}
	before := *c
	kind := CommentPutBack
	if c.RemovedAt = nil; gone {
		c.RemovedAt, kind = &tx.Now, CommentRemoved
	}
	if err := tx.Save(c); err != nil {
		return err
	}
	return tx.Emit(kind, c, &before, c)
}

// MayRemoveComment tells whether this person may take a comment away.
func (w Who) MayRemoveComment(t *Task, c *TaskComment) bool {
	return c.PersonID != nil && *c.PersonID == w.PersonID || w.May(ChangeTask, w.taskScope(t))
}
