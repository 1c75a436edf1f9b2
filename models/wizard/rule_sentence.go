package wizard

import (
	"fmt"
	"strings"

	"throughline/models"
	"throughline/models/form"
)

// SentencePart is a piece of a rule's sentence. Key names the field it comes from; a piece that lacks says what to give.
type SentencePart struct {
	Text, Key string
	Missing   bool
	Say       string
}

// RuleSentence reads a rule as one sentence: "When outcome O2 goes off track, Amina Diallo hands “agree a recovery plan” to the lead of
// Delivery, answer within 2 working days and done within 5, carrying out the decision “…”." What is missing stands in its place.
func (w *World) RuleSentence(rule *models.Rule) []SentencePart { return bindRule(rule).in(w).parts() }

// Sentence puts the pieces together.
func Sentence(parts []SentencePart) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Text)
	}
	return b.String()
}

func (t *ruleThing) parts() []SentencePart {
	var list []SentencePart
	plain := func(text string) { list = append(list, SentencePart{Text: text}) }
	part := func(key, text, hole string) {
		p := SentencePart{Key: key, Text: text}
		if text == "" {
			p.Text, p.Missing = hole, true
			for _, need := range t.needs() {
				if need.key == key {
					p.Say = need.say
				}
			}
		}
		list = append(list, p)
	}
	if t.beyond {
		plain("“" + t.Name + "” is built from more blocks than this page shows. ")
		part("owner", t.world.Person(pointer(t.owner)), "Nobody")
		plain(" answers for it.")
		return list
	}
	plain("When ")
	part("trigger", t.moment(), "something happens")
	plain(", ")
	part("owner", t.world.Person(pointer(t.owner)), "somebody")
	quoted := t.title
	if quoted != "" {
		quoted = "“" + strings.TrimRight(quoted, ". ") + "”"
	}
	task := t.do == "create_task" || t.do == ""
	switch {
	case task && t.receiver == "rule_owner":
		part("do", verbIf(t.do, " takes on "), " does ")
		part("title", quoted, "some work")
	case t.do == "notify":
		part("do", " tells ", "")
		part("receiver", t.receives(), "somebody")
		plain(" ")
		part("title", quoted, "something")
	case t.do == "approval":
		part("do", " asks ", "")
		part("receiver", t.receives(), "somebody")
		plain(" to approve ")
		part("title", quoted, "something")
	default:
		part("do", verbIf(t.do, " hands "), " gives ")
		part("title", quoted, "some work")
		plain(" to ")
		part("receiver", t.receives(), "somebody")
		plain(", answer within " + count(t.world.Company.AnswerDays, "working day"))
	}
	due := ""
	if t.days != nil && *t.days >= 0 {
		due = "done within " + count(int(*t.days), "working day")
		if *t.days == 0 {
			due = "done the same day"
		}
	}
	plain(", ")
	part("days", due, "done some day")
	plain(", carrying out ")
	decision := t.def.Decision
	if decision != "" {
		decision = "the decision “" + strings.TrimRight(decision, ". ") + "”"
	}
	part("decision", decision, "no decision yet")
	plain(".")
	return list
}

func verbIf(do, verb string) string {
	if do == "" {
		return ""
	}
	return verb
}

// moment is what starts the rule, with the outcome it is about.
func (t *ruleThing) moment() string {
	which := "any outcome"
	if o := t.world.Outcome(t.outcome); o != nil {
		which = "outcome " + o.Ref
	}
	switch t.trigger {
	case "outcome.off_track":
		return which + " goes off track"
	case "outcome.changed":
		return which + " changes its target, deadline or owner"
	}
	return labelOf(Triggers, t.trigger)
}

// receives is whom the action reaches, with the outcome or team it names.
func (t *ruleThing) receives() string {
	team := t.world.Team(pointer(t.team))
	switch {
	case t.receiver == "team_lead" && team != "":
		return "the lead of " + team
	case t.receiver == "department_head" && team != "":
		return "the head of the department of " + team
	case t.receiver == "outcome_owner" && t.world.Outcome(t.outcome) != nil:
		return "the owner of " + t.world.Outcome(t.outcome).Ref
	}
	return labelOf(Receivers, t.receiver)
}

func labelOf(options []form.Option, value string) string {
	for _, o := range options {
		if o.Value == value {
			return o.Label
		}
	}
	return ""
}

// need is one thing a rule cannot do without, at its field.
type need struct {
	missing  bool
	key, say string
}

func (t *ruleThing) needs() []need {
	if t.beyond {
		return []need{{t.owner == "", "owner", "Name the owner of the rule."}}
	}
	return []need{
		{t.trigger == "", "trigger", "Choose the moment it starts at."},
		{t.do == "", "do", "Choose what it does."},
		{t.receiver == "", "receiver", "Choose whom it is for."},
		{t.title == "", "title", "Say what is to be done."},
		{t.days == nil || *t.days < 0, "days", "Give a deadline in working days, for example 2."},
		{t.owner == "", "owner", "Name the owner of the rule."},
		{t.def.Decision == "", "decision", "Name the decision it carries out."},
	}
}

func ruleGaps(rule *models.Rule) (gaps []Gap) {
	for _, n := range bindRule(rule).needs() {
		if n.missing {
			gaps = append(gaps, Gap{Group: "rules", Row: rule.ID, Key: n.key, Name: rule.Name, Say: n.say})
		}
	}
	return gaps
}

// about reads which outcome a trigger is narrowed to; empty when it is any.
func (t Trigger) about() string {
	if t.Where == nil {
		return ""
	}
	for _, c := range t.Where.All {
		if c.Field == outcomeField && len(c.Values) == 1 {
			return c.Values[0]
		}
	}
	return ""
}

// only narrows a trigger to one outcome; an empty id takes that back.
func (t *Trigger) only(outcome string) {
	t.Where = nil
	if outcome != "" && strings.HasPrefix(t.Type, "outcome.") {
		t.Where = &Where{All: []Condition{{Field: outcomeField, Op: "in", Values: []string{outcome}}}}
	}
}

const outcomeField = "outcome.id"

// ruleName is the short name of a rule in lists: what is to be done, or when it starts.
func (t *ruleThing) ruleName() string {
	if t.title != "" {
		return t.title
	}
	return fmt.Sprintf("When %s", labelOf(Triggers, t.trigger))
}
