package demo

import (
	"throughline/models"
)

// takes is what some tasks take, where their title does not say it all.
var takes = map[string]string{
	"Publish fix notes 10 to 12":                            "One page each: what the clinic sees, the three steps that mend it, and when to call us instead.\nField reads each note before it goes out.",
	"Write down which tickets stop a clinic from working":   "A list that fits one screen. The early shift tries it for a week before it counts.",
	"Get the network line for the Harbour Street move":      "The move is planned for the end of next month. Without the line the clinic works on two mobile routers.",
	"Name a project manager for the Birch Lane contract":    "Within one working day of the signature, as agreed for every contract.",
	"Agree on the visit booking form with the Service Desk": "Six fields at most. What the desk knows already is not asked again.",
}

// why is what some tasks are blocked or cancelled for.
var why = map[string]string{
	"Get the network line for the Harbour Street move": "The carrier has no date for the street cabinet. Amina Diallo could call their account manager.",
	"Print the new price list for the sales fair":      "The fair was called off.",
}

// checklists are the lines of some tasks; as many of the first as the number says are ticked.
var checklists = []struct {
	task  string
	done  int
	lines []string
}{
	{"Publish fix notes 10 to 12", 2, []string{"Write note 10: label printer prints blank pages", "Write note 11: chart does not open after the update", "Write note 12: headset falls silent", "Have Field read all three", "Put them where the desk finds them first"}},
	{"Review the five tickets that were reopened last week", 0, []string{"Read all five from first call to last", "Write down what was missed in each", "Bring one change to the morning round"}},
	{"Send the onboarding plan to Quarry Road Clinic", 1, []string{"Fill in the seats and the devices", "Ask accounts for the name of the clinic’s manager", "Send it, and call the day after"}},
	{"Show in ten minutes how the day's hours fill in", 0, []string{"Choose one real day", "Try it with Rasmus first"}},
}

// talk is what people said about some tasks; "@" and a name brings it before somebody.
var talk = []struct {
	task, by, words string
	days            int // ago
	mention         string
	read            bool
}{
	{"Publish fix notes 10 to 12", "Inês Carvalho", "Note 11 needs a picture of the new button. @Łukasz Nowak, can Field take one on Thursday?", 4, "Łukasz Nowak", true},
	{"Publish fix notes 10 to 12", "Łukasz Nowak", "Done, it is in the folder. The button is grey on older tablets.", 3, "", true},
	{"Get the network line for the Harbour Street move", "Oluwaseun Balogun", "Third call, still no date. @Hanneke Dijkstra, do we tell the clinic now or wait until Friday?", 2, "Hanneke Dijkstra", false},
	{"Review the five tickets that were reopened last week", "Inês Carvalho", "Two of them are the same printer. @Priya Raman, take both from me.", 1, "Priya Raman", false},
	{"Sort the shared drive of the old project team", "Tom Okafor", "@Li Wenqing, what is this for? It serves nothing we agreed on.", 1, "Li Wenqing", false},
}

func (l *loader) loadTalk() error {
	var items []*models.TaskItem
	for _, list := range checklists {
		t := l.Tasks[list.task]
		for i, words := range list.lines {
			item := &models.TaskItem{Row: l.row("task_item", list.task+"/"+words, t.CreatedDay), TaskID: t.ID, Position: i, Words: words}
			if i < list.done {
				item.DoneDay, item.DonePersonID = l.workday(l.today.Add(-1)), t.OwnerPersonID
			}
			items = append(items, item)
		}
	}
	var comments []*models.TaskComment
	var mentions []*models.TaskMention
	for _, one := range talk {
		said := l.row("task_comment", one.task+"/"+one.words, l.workday(l.today.Add(-one.days)))
		comments = append(comments, &models.TaskComment{Row: said, TaskID: l.Tasks[one.task].ID, PersonID: l.person(one.by), Words: one.words})
		if one.mention == "" {
			continue
		}
		m := &models.TaskMention{Row: l.row("task_mention", one.task+"/"+one.words, l.workday(l.today.Add(-one.days))), TaskCommentID: said.ID, PersonID: *l.person(one.mention), Words: "@" + one.mention}
		if one.read {
			m.ReadAt = &m.UpdatedAt
		}
		mentions = append(mentions, m)
	}
	if err := models.InsertAll(l.tx, items); err != nil {
		return err
	}
	if err := models.InsertAll(l.tx, comments); err != nil {
		return err
	}
	if err := models.InsertAll(l.tx, mentions); err != nil {
		return err
	}
	if err := l.began(models.TaskItemAdded, entities(items)...); err != nil {
		return err
	}
	return l.say(comments, mentions)
}

// say records the comments, and who is named in them, in the name of those who wrote them.
func (l *loader) say(comments []*models.TaskComment, mentions []*models.TaskMention) error {
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	for i, c := range comments {
		if err := l.act(talk[i].by, now, now, func() error { return l.record(models.CommentAdded, c) }); err != nil {
			return err
		}
		for _, m := range mentions {
			if m.TaskCommentID != c.ID {
				continue
			}
			if err := l.record(models.MentionMade, m); err != nil {
				return err
			}
		}
	}
	return nil
}
