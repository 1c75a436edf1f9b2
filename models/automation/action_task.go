package automation

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"throughline/models"
	"throughline/models/blocks"
)

func hours(n int) time.Duration { return time.Duration(n) * time.Hour }

// why is the context that work takes along: the rule, the judgment it carries out, and what it follows from.
func (s *step) why() string {
	words := "By rule " + s.rule.Ref + " " + s.rule.Name
	if s.def.Decision != "" {
		words += ", which carries out: " + s.def.Decision
	}
	words = strings.TrimRight(words, ". ") + "."
	if s.run.EntityTitle != "" {
		words += " It follows from " + strings.TrimSpace(s.run.EntityRef+" "+s.run.EntityTitle) + "."
	}
	return words
}

// createTask makes a task with a named owner, a day and its thread.
func createTask(s *step) (result, error) {
	owner, err := s.person(s.at.Owner)
	if err != nil {
		return result{}, err
	}
	_, due, err := s.due(s.at.Due)
	if err != nil {
		return result{}, err
	}
	t := &models.Task{Title: line(s.facts.Fill(s.at.Title)), Description: strings.TrimSpace(s.facts.Fill(s.at.Text) + "\n\n" + s.why()), OwnerPersonID: &owner.ID, DueDay: due}
	if t.Title == "" {
		return result{}, models.AgainstRule("The block does not say what is to be done.")
	}
	if t.TeamID, err = s.teamFor(owner); err != nil {
		return result{}, err
	}
	if err := s.thread(t); err != nil {
		return result{}, err
	}
	s.input(map[string]string{"title": t.Title, "owner": owner.Name, "due": string(due)})
	if err := s.tx.AddTask(t); err != nil {
		return result{}, err
	}
	if err := s.made(&models.RunEffect{Did: "created", EntityType: "task", EntityID: t.ID, EntityRef: t.Ref, EntityTitle: t.Title, EntityVersion: t.Version, TeamID: t.TeamID}); err != nil {
		return result{}, err
	}
	return result{given: taskFacts(t, owner)}, s.tx.FirstHandoff(s.run)
}

// teamFor is the team that work comes to: the one that it happens in when its owner is on it, else the owner's own.
func (s *step) teamFor(owner *models.Person) (*string, error) {
	if id := s.facts["team.id"].Text; id != "" {
		on, err := s.tx.PeopleOn(id)
		if err != nil {
			return nil, err
		}
		if slices.Contains(on, owner.ID) {
			return &id, nil
		}
	}
	return s.tx.FirstTeamOf(owner.ID)
}

// thread ties a task to what the event is about, to the outcome that serves, and to what the block names; where that is nothing, to what the
// decision affects that the rule carries out: work that leadership asked for is never without a thread (R25).
func (s *step) thread(t *models.Task) error {
	tie := func(kind, id string) {
		list := map[string]*[]string{"objective": &t.ObjectiveIDs, "goal": &t.GoalIDs, "outcome": &t.OutcomeIDs}[kind]
		if list != nil && id != "" && !slices.Contains(*list, id) {
			*list = append(*list, id)
		}
	}
	if !strings.HasSuffix(s.facts["event.type"].Text, ".removed") {
		tie(s.run.EntityType, s.run.EntityID)
	}
	if s.run.EntityType != "objective" && s.run.EntityType != "goal" {
		tie("outcome", s.facts["outcome.id"].Text)
	}
	for _, link := range s.at.Links {
		kind, id, _ := strings.Cut(link, ":")
		tie(kind, id)
	}
	if s.version.DecisionID == nil || len(t.ObjectiveIDs)+len(t.GoalIDs)+len(t.OutcomeIDs) > 0 {
		return nil
	}
	d, err := s.decision()
	if err != nil {
		return err
	}
	return s.tx.TieToDecision(t, d)
}

func taskFacts(t *models.Task, owner *models.Person) blocks.Facts {
	return blocks.Facts{
		"ref": {Kind: blocks.TextField, Text: t.Ref}, "title": {Kind: blocks.TextField, Text: t.Title}, "due": {Kind: blocks.DayField, Text: string(t.DueDay)},
		"owner": {Kind: blocks.PersonField, Text: owner.ID, Name: owner.Name}, "id": {Kind: blocks.ChoiceField, Text: t.ID, Name: t.Ref},
	}
}

// createHandoff hands the decision that the rule carries out to whoever holds the role now: the handoff and its one task.
func createHandoff(s *step) (result, error) {
	d, err := s.decision()
	if err != nil {
		return result{}, err
	}
	receiver, err := s.person(s.at.Owner)
	if err != nil {
		return result{}, err
	}
	days, _, err := s.due(s.at.Due)
	if err != nil {
		return result{}, err
	}
	entry, err := s.tx.NewHandoffEntry()
	if err != nil {
		return result{}, err
	}
	entry.Receiver, entry.Work, entry.Due = "person:"+receiver.ID, line(s.facts.Fill(s.at.Title)), max(days, 1)
	entry.Measure = cmp.Or(line(s.facts.Fill(s.at.Text)), "The work is done as the decision says.")
	entry.Answer = min(cmp.Or(s.at.Answer, entry.Answer), entry.Due)
	s.input(map[string]string{"decision": d.Ref, "work": entry.Work, "receiver": receiver.Name})
	h, err := s.tx.HandOff(d, entry)
	if err != nil {
		return result{}, err
	}
	if err := s.made(&models.RunEffect{Did: "created", EntityType: "handoff", EntityID: h.ID, EntityRef: h.Ref, EntityTitle: h.Work, EntityVersion: h.Version, TeamID: h.TeamID}); err != nil {
		return result{}, err
	}
	given := blocks.Facts{
		"ref": {Kind: blocks.TextField, Text: h.Ref}, "title": {Kind: blocks.TextField, Text: h.Work}, "due": {Kind: blocks.DayField, Text: string(h.DueDay)},
		"owner": {Kind: blocks.PersonField, Text: receiver.ID, Name: receiver.Name}, "id": {Kind: blocks.ChoiceField, Text: h.ID, Name: h.Ref},
	}
	return result{given: given}, s.tx.FirstHandoff(s.run)
}

// decision is what a handoff carries out: the one that was just accepted, or the one that the rule was published for.
func (s *step) decision() (*models.Decision, error) {
	id := pointed(s.version.DecisionID)
	if s.run.EntityType == "decision" && s.facts["decision.state"].Text == models.DecisionAccepted {
		id = s.run.EntityID
	}
	if id == "" {
		return nil, models.AgainstRule("The rule names no recorded decision, so there is nothing to hand over.")
	}
	return s.tx.DecisionByID(id)
}

// line is a text on one line, no longer than a title.
func line(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > 300 {
		return string(runes[:299]) + "…"
	}
	return text
}
