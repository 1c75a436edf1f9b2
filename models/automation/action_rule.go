package automation

import (
	"strconv"
	"strings"

	"throughline/models"
	"throughline/models/blocks"
)

func itoa(n int) string { return strconv.Itoa(n) }

// runRule starts another published rule for the same thing. The guard against loops counts it as one more in the chain.
func runRule(s *step) (result, error) {
	other, err := s.tx.RuleByID(s.at.Rule)
	if err != nil {
		return result{}, err
	}
	switch {
	case other.State != models.RulePublished || other.VersionID == nil || other.RemovedAt != nil:
		return result{}, models.AgainstRule("Rule " + other.Ref + " is not published, so it cannot be run.")
	case models.InChain(s.run.Chain, other.ID):
		return result{}, models.AgainstRule("Rule " + other.Ref + " is already running in this chain; it would go round in circles.")
	case s.run.Depth >= models.MostDepth:
		return result{}, models.AgainstRule("Five rules already follow from one another; no further one is started.")
	}
	run := *s.run
	run.Row, run.Ref, run.RuleID, run.RuleVersionID, run.State, run.Reason, run.Trace = models.Row{}, "", other.ID, *other.VersionID, models.RunRunning, "", ""
	run.StartedAt, run.FinishedAt, run.FirstHandoffAt, run.AcknowledgedAt, run.UndoneAt, run.RerunOf = nil, nil, nil, nil, nil, nil
	run.Chain, run.Depth = strings.TrimSpace(s.run.Chain+" "+other.ID), s.run.Depth+1
	if run.RerunNo, err = s.tx.NextRerun(other.ID, run.EventID); err != nil {
		return result{}, err
	}
	s.input(map[string]string{"rule": other.Ref + " " + other.Name})
	if err := s.tx.BeginRun(&run); err != nil {
		return result{}, err
	}
	given := blocks.Facts{"ref": {Kind: blocks.TextField, Text: run.Ref}}
	return result{given: given}, s.made(&models.RunEffect{Did: "created", EntityType: "run", EntityID: run.ID, EntityRef: run.Ref, EntityTitle: other.Name, EntityVersion: 1, TeamID: run.TeamID})
}
