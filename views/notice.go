package views

import (
	"strings"
	"time"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
)

// NoticesPage is what a person was told.
type NoticesPage struct {
	Query  models.NoticeQuery
	Groups []*models.NoticeGroup
	Paging parts.Paging
	Unread int // in all
	Now    time.Time
}

// Address is a page of the list as it is narrowed now.
func (v NoticesPage) Address(page int) string {
	return link.Notices(v.show(), string(v.Query.Topic), page)
}

func (v NoticesPage) show() string {
	if v.Query.Unread {
		return "unread"
	}
	return ""
}

// topics are the groups of events to narrow to, for whom they concern.
func topicOptions(who models.Who) (list []form.Option) {
	for _, t := range models.Topics {
		if !t.Admins || who.Administrator {
			list = append(list, form.Option{Value: string(t.Key), Label: t.Title})
		}
	}
	return list
}

func (v NoticesPage) empty() parts.EmptyState {
	switch {
	case v.Query.Unread:
		return parts.EmptyState{Icon: "ok", Title: "Nothing unread", Say: "What you are told next stands here."}
	case v.Query.Topic != "":
		return parts.EmptyState{Icon: "bell", Title: "Nothing about this", Say: "Choose another topic, or all of them."}
	}
	return parts.EmptyState{Icon: "bell", Title: "Nothing yet", Say: "When something happens that concerns you, it stands here: work handed to you, answers, mentions, decisions, dates. Each says why you are told."}
}

// thingKind says what a notice is about: "Handoff H3".
func thingKind(kind, ref string) string {
	word := map[string]string{"handoff": "Handoff", "task": "Task", "decision": "Decision", "outcome": "Outcome", "process": "Process", "review": "Date",
		"calendar": "Calendar", "edition": "Edition", "briefs": "Briefs", "work": "Background work"}[kind]
	if word == "" && kind != "" {
		word = strings.ToUpper(kind[:1]) + kind[1:]
	}
	if kind == "work" {
		return word
	}
	return strings.TrimSpace(word + " " + ref)
}
