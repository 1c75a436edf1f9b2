package automation

import (
	"cmp"
	"fmt"
	"strings"

	"throughline/models"
	"throughline/models/blocks"
)

// usualWait is how many working days an approval waits when its block does not say.
const usualWait = 3

// approval asks people; the run goes on when they have decided, or when nobody did in time.
func approval(s *step) (result, error) {
	a := &models.Approval{RunID: &s.run.ID, StepKey: s.at.Key, Iter: s.iter, Question: line(s.facts.Fill(s.at.Title)), Need: 1}
	if a.Question == "" {
		return result{}, models.AgainstRule("The block does not say what is to be approved.")
	}
	at, err := s.after(cmp.Or(s.at.Due, &blocks.Due{WorkingDays: usualWait}))
	if err != nil {
		return result{}, err
	}
	a.DueAt = &at
	ask := s.askPeople
	if s.at.By != "" {
		ask = s.askChain
	}
	if err := ask(a); err != nil {
		return result{}, err
	}
	return result{waits: true}, s.made(&models.RunEffect{Did: "asked", EntityType: "approval", EntityID: a.ID, EntityRef: a.Ref, EntityTitle: a.Question, TeamID: s.run.TeamID})
}

// askPeople asks those whom the block names, all together.
func (s *step) askPeople(a *models.Approval) error {
	asked := map[string]string{}
	var ids, names []string
	for _, p := range s.at.To {
		people, err := s.people(p)
		if err != nil {
			return err
		}
		for _, person := range people {
			if asked[person.ID] == "" && person.ID != s.facts["actor.id"].Text {
				asked[person.ID] = person.Name
				ids, names = append(ids, person.ID), append(names, person.Name)
			}
		}
	}
	if len(ids) == 0 {
		return models.AgainstRule("Nobody can be asked: those named began it themselves, and nobody approves what they began.")
	}
	switch s.at.Need {
	case "all":
		a.Need = len(ids)
	case "count":
		if a.Need = max(s.at.Of, 1); a.Need > len(ids) {
			return models.AgainstRule(fmt.Sprintf("%d have to say yes, and only %d can be asked.", a.Need, len(ids)))
		}
	}
	s.input(map[string]string{"question": a.Question, "asked": strings.Join(names, ", "), "need": fmt.Sprint(a.Need)})
	return s.tx.AskApproval(a, ids)
}

// askChain asks the stages of an approval chain, one after another. Whoever began it is asked at none.
func (s *step) askChain(a *models.Approval) error {
	c, err := s.tx.ChainByID(s.at.By)
	if err != nil {
		return err
	}
	about := models.ChainAbout{TeamID: s.facts["team.id"].Text, OutcomeID: s.facts["outcome.id"].Text}
	if id := s.facts["actor.id"].Text; id != "" {
		about.Barred = []string{id}
	}
	s.input(map[string]string{"question": a.Question, "approval chain": c.Ref + " " + c.Name, "stages": fmt.Sprint(len(c.Stages))})
	return s.tx.AskChain(a, c, about)
}

// decided goes on from an approval. Only a yes leads to what stands behind it.
func (s *step) decided(state string, given blocks.Facts) error {
	branch := map[string]string{models.ApprovalApproved: "then", models.ApprovalRefused: "else", models.ApprovalLate: "late"}[state]
	if branch == "" {
		return nil // the run was cancelled
	}
	given["decided"] = blocks.Value{Kind: blocks.ChoiceField, Text: state}
	return s.settle(result{branch: branch, given: given})
}
