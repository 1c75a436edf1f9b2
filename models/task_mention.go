package models

import "time"

// mostComments is how many comments the page of a task shows, the newest of them.
const mostComments = 100

// CommentNow is a comment as a page shows it.
type CommentNow struct {
	*TaskComment
	By   string       // who said it
	Mine *TaskMention // names the reader, who has not read it yet; else nil
}

// TaskComments gives what was said about a task, the oldest first, and how much older there is.
func (r *Read) TaskComments(t *Task) (list []*CommentNow, older int, err error) {
	var all int64
	of := r.DB().Model(&TaskComment{}).Where("task_id = ? AND removed_at IS NULL", t.ID)
	if err := of.Count(&all).Error; err != nil || all == 0 {
		return nil, 0, err
	}
	var rows []*TaskComment
	if err := r.DB().Where("task_id = ? AND removed_at IS NULL", t.ID).Order("created_at DESC, id DESC").Limit(mostComments).Find(&rows).Error; err != nil {
		return nil, 0, err
	}
	at, who := map[string]*TaskComment{}, []*string{}
	for _, c := range rows {
		at[c.ID] = c
		who = append(who, c.PersonID)
	}
	mentions, err := found[*TaskMention](r.DB().Where("task_comment_id IN ?", keys(at)).Order("created_at, id"))
	if err != nil {
		return nil, 0, err
	}
	people, err := r.peopleByID(who...)
	if err != nil {
		return nil, 0, err
	}
	mine := map[string]*TaskMention{}
	for _, m := range mentions {
		c := at[m.TaskCommentID]
		c.Mentions = append(c.Mentions, m)
		if m.PersonID == r.Who.PersonID && m.ReadAt == nil {
			mine[c.ID] = m
		}
	}
	for i := len(rows) - 1; i >= 0; i-- {
		list = append(list, &CommentNow{TaskComment: rows[i], By: nameIn(people, rows[i].PersonID), Mine: mine[rows[i].ID]})
	}
	return list, int(all) - len(list), nil
}

func nameIn(people map[string]*Person, id *string) string {
	if id == nil || people[*id] == nil {
		return ""
	}
	return people[*id].Name
}

// MentionNow is an unread mention as the first page of the mentioned person shows it.
type MentionNow struct {
	ID, CommentID  string
	TaskRef, Title string
	By             string
	Words          string
	SaidAt         time.Time
}

// mostUnread is how many unread mentions a first page lists.
const mostUnread = 6

// UnreadMentions gives the newest mentions that this person has not read yet.
func (r *Read) UnreadMentions() ([]*MentionNow, error) {
	if !r.Who.SignedIn() {
		return nil, nil
	}
	return held(r, "mentions of "+r.Who.PersonID, partTasks|partPeople, func() (list []*MentionNow, err error) {
		err = r.DB().Raw(`SELECT m.id AS id, c.id AS comment_id, t.ref AS task_ref, t.title AS title, COALESCE(p.name, '') AS by, c.words AS words, c.created_at AS said_at
			FROM task_mentions m JOIN task_comments c ON c.id = m.task_comment_id JOIN tasks t ON t.id = c.task_id LEFT JOIN people p ON p.id = c.person_id
			WHERE m.person_id = ? AND m.read_at IS NULL AND c.removed_at IS NULL AND t.removed_at IS NULL
			ORDER BY c.created_at DESC, m.id LIMIT ?`, r.Who.PersonID, mostUnread).Scan(&list).Error
		return list, err
	})
}

// ReadMention says that one has read what a comment says to oneself, and gives the task's reference. Another's is not there.
func (tx *Tx) ReadMention(id string) (ref string, err error) {
	m, err := one("This mention", func() ([]*TaskMention, error) {
		return found[*TaskMention](tx.DB().Where("id = ? AND person_id = ?", id, tx.Who.PersonID))
	})
	if err != nil {
		return "", err
	}
	commented := tx.DB().Model(&TaskComment{}).Select("task_id").Where("id = ?", m.TaskCommentID)
	t, err := one("This task", func() ([]*Task, error) { return found[*Task](tx.DB().Where("id IN (?)", commented)) })
	if err != nil {
		return "", err
	}
	return t.Ref, tx.readMentions([]*TaskMention{m})
}

// UnreadMention takes back that one has read what a comment says to oneself.
func (tx *Tx) UnreadMention(id string) error {
	m, err := one("This mention", func() ([]*TaskMention, error) {
		return found[*TaskMention](tx.DB().Where("id = ? AND person_id = ?", id, tx.Who.PersonID))
	})
	if err != nil || m.ReadAt == nil {
		return err
	}
	before := *m
	m.ReadAt = nil
	if err := tx.Save(m); err != nil {
		return err
	}
	return tx.Emit(MentionUnread, m, &before, m)
}

// readMentionsOn marks as read what names this person on a task.
func (tx *Tx) readMentionsOn(t *Task) error {
	on := tx.DB().Model(&TaskComment{}).Select("id").Where("task_id = ?", t.ID)
	list, err := found[*TaskMention](tx.DB().Where("person_id = ? AND read_at IS NULL AND task_comment_id IN (?)", tx.Who.PersonID, on))
	if err != nil {
		return err
	}
	return tx.readMentions(list)
}

func (tx *Tx) readMentions(list []*TaskMention) error {
	for _, m := range list {
		if m.ReadAt != nil {
			continue
		}
		before := *m
		m.ReadAt = &tx.Now
		if err := tx.Save(m); err != nil {
			return err
		}
		if err := tx.Emit(MentionRead, m, &before, m); err != nil {
			return err
		}
	}
	return nil
}
