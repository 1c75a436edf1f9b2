package builder

import (
	"strconv"
	"strings"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
)

// Publish checks a draft and writes it as the version that runs follow. Rev is the revision that the person had before them.
func Publish(tx *models.Tx, rule *models.Rule, rev int, p models.Publication) (*models.RuleVersion, error) {
	if rev != rule.DraftRev {
		return nil, models.AgainstRule("The draft was edited meanwhile. Look at what would be published now.")
	}
	d, err := rule.Definition()
	if err != nil {
		return nil, err
	}
	w, err := automation.LoadWorld(&tx.Read)
	if err != nil {
		return nil, err
	}
	problems, err := automation.CheckRule(&tx.Read, rule, d, w)
	if err != nil {
		return nil, err
	}
	p.Override, p.Note = strings.TrimSpace(p.Override), strings.TrimSpace(p.Note)
	switch stops := automation.Stops(problems); {
	case !tx.Who.MayPublishRule(rule): // the model says who may
	case len(stops) > 0:
		return nil, models.AgainstRule(blocks.Count(len(stops), "thing") + " must be mended before it can be published. The first: " + stops[0].Say)
	case !w.AuditDone && p.Override == "":
		return nil, models.AgainstRuleAt("override", "Step 3, the audit, is not done. Finish it first, or say in writing why this rule goes ahead of it.")
	}
	if w.AuditDone {
		p.Override = ""
	}
	published, err := tx.PublishedOf(rule)
	if err != nil {
		return nil, err
	}
	if published != nil && rule.State == models.RulePublished && published.Definition == d.Write() {
		return nil, models.AgainstRule("Nothing differs from the version that is published.")
	}
	if err := hold(tx, rule, p.Flight); err != nil {
		return nil, err
	}
	v, err := tx.PublishRule(rule, d, p)
	if err != nil {
		return nil, err
	}
	return v, automation.Flying(tx, rule, p.Flight, "Version "+strconv.Itoa(v.N)+" of the rule was published.", v)
}

// Move pauses a rule, lets it go on or retires it; a paused or retired one starts no runs. Flight says what becomes of those under way.
func Move(tx *models.Tx, rule *models.Rule, state, reason, flight string) error {
	if flight == models.FlightMove || state == models.RulePublished {
		flight = models.FlightFinish
	}
	if err := hold(tx, rule, flight); err != nil {
		return err
	}
	if err := tx.MoveRule(rule, state, reason); err != nil {
		return err
	}
	return automation.Flying(tx, rule, flight, "The rule was "+state+".", nil)
}

// hold keeps the runs that are under way from going further meanwhile. It comes before the rule is written: whoever takes a run further
// holds the run first and then its rule, and so does this.
func hold(tx *models.Tx, rule *models.Rule, flight string) error {
	if flight == "" || flight == models.FlightFinish {
		return nil
	}
	_, err := tx.HoldInFlight(rule.ID)
	return err
}

// restore is the edit that makes a published version the draft again: the one that runs follow where n is 0.
func restore(tx *models.Tx, rule *models.Rule, n string) (models.Edit, error) {
	var v *models.RuleVersion
	var err error
	edit := models.Edit{Said: "The draft was discarded"}
	if n == "" {
		v, err = tx.PublishedOf(rule)
	} else {
		number, bad := strconv.Atoi(n)
		if bad != nil {
			return edit, models.NotFound("This version")
		}
		edit.Said = "Version " + n + " was taken as the draft"
		v, err = tx.VersionOf(rule, number)
	}
	if err != nil {
		return edit, err
	}
	if v == nil {
		return edit, models.AgainstRule("Nothing is published yet, so there is nothing to go back to.")
	}
	edit.Do = func(*models.Rule, *blocks.Definition) (*blocks.Definition, error) {
		return blocks.Read([]byte(v.Definition))
	}
	return edit, nil
}
