package handlers

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/models/day"
	"throughline/views/link"
)

// dutiesOf gives each line of one kind on a guest's first page: the words of the line and where it leads.
func (g *guest) dutiesOf(kind string) map[string]string {
	lines := map[string]string{}
	g.get(link.Home()).is(200).page().Find(`section[aria-labelledby="owed-` + kind + `"] li`).Each(func(_ int, s *goquery.Selection) {
		lines[strings.Join(strings.Fields(s.Text()), " ")] = s.Find("a.what").AttrOr("href", "")
	})
	return lines
}

// toHold fails the test unless one line of the reviews leads to an address and says some words.
func (g *guest) toHold(href string, words ...string) {
	g.h.t.Helper()
	lines := g.dutiesOf("reviews")
	for line, to := range lines {
		fits := to == href
		for _, w := range words {
			fits = fits && strings.Contains(line, w)
		}
		if fits {
			return
		}
	}
	g.h.t.Errorf("no review leads to %s and says %q: %v", href, words, lines)
}

func TestAReviewIsOwedByWhoHoldsItInItsWeekAndUntilItIsHeld(t *testing.T) {
	h, c := example(t)
	desk := c.Teams["Service Desk"]
	var department *models.Team
	var at *models.Review
	h.write(func(tx *models.Tx) error {
		if err := tx.DB().Exec("UPDATE reviews SET removed_at = ? WHERE state = ?", tx.Now, models.Scheduled).Error; err != nil {
			return err
		}
		tree, err := tx.Tree()
		if err != nil {
			return err
		}
		department = tree.Department(desk.ID)
		at = &models.Review{StrategyID: c.Strategy.ID, Clock: models.ClockOperations, Day: tx.Today().Add(3), PlannedDay: tx.Today().Add(3), State: models.Scheduled, OwnerPersonID: &c.Owner.ID}
		later := &models.Review{StrategyID: c.Strategy.ID, Clock: models.ClockStrategy, Day: tx.Today().Add(20), PlannedDay: tx.Today().Add(20), State: models.Scheduled, OwnerPersonID: &c.Owner.ID}
		if err := tx.Insert(at); err != nil {
			return err
		}
		return tx.Insert(later)
	})
	head, lead, owner, member := h.signedIn(&models.Person{Row: models.Row{ID: *department.LeadPersonID}}), h.signedIn(c.Lead), h.signedIn(c.Owner), h.as(models.Member)
	head.toHold(link.Review(at.Ref), department.Name)
	owner.toHold(link.Review(at.Ref), "departments have not held theirs")
	if *department.LeadPersonID != c.Lead.ID {
		lead.toHold(link.Review(at.Ref), department.Name, "you attend")
	}
	if n := len(member.dutiesOf("reviews")); n != 0 {
		t.Errorf("a member owes %d reviews", n)
	}
	if n := len(owner.dutiesOf("reviews")); n != 1 {
		t.Errorf("the owner owes %d reviews: that in three weeks is not due yet", n)
	}

	var sheet *models.ReviewSheet
	h.write(func(tx *models.Tx) (err error) { sheet, err = tx.OpenSheet(at, department.Ref); return err })
	head.toHold(link.Sheet(sheet.Ref), "prepared")
	h.clock.Advance(4 * 24 * time.Hour)
	head, lead = h.signedIn(&models.Person{Row: models.Row{ID: *department.LeadPersonID}}), h.signedIn(c.Lead)
	head.toHold(link.Sheet(sheet.Ref), "Overdue")
	if len(lead.dutiesOf("reviews")) != 0 && *department.LeadPersonID != c.Lead.ID {
		t.Error("who only attends is still asked for a review whose day has passed")
	}
	h.write(func(tx *models.Tx) error {
		return tx.DB().Exec("UPDATE review_sheets SET state = ? WHERE id = ?", models.Held, sheet.ID).Error
	})
	if n := len(head.dutiesOf("reviews")); n != 0 {
		t.Errorf("%d reviews are owed after it was held", n)
	}
}

func TestAPulseIsOwedByWhoCallsItAndByEachLeadUntilTheyHaveReported(t *testing.T) {
	h, c := example(t)
	d := h.nextPulse()
	h.write(func(tx *models.Tx) error {
		return tx.DB().Exec("UPDATE reviews SET day = ?, owner_person_id = ? WHERE id = ?", string(tx.Today().Add(2)), c.Owner.ID, d.ReviewID).Error
	})
	lead, owner := h.as(models.TeamLead), h.signedIn(c.Owner)
	owes := func(g *guest, title string) string {
		for line, to := range g.dutiesOf("pulses") {
			if strings.Contains(line, title) {
				return to
			}
		}
		return ""
	}
	form := owes(lead, "Bring your one metric to the pulse")
	if form != link.PulseLine(d.Ref, lineIn(d, c.Lead)) {
		t.Fatalf("the line leads to %q", form)
	}
	if to := owes(owner, "Hold the pulse"); to != link.Pulse(d.Ref) {
		t.Errorf("who calls it is led to %q", to)
	}
	lead.get(form).is(200).paper(lead, "main form").press("Report").is(303)
	if n := len(lead.dutiesOf("pulses")); n != 0 {
		t.Errorf("%d are owed after the report", n)
	}
	if n := len(h.as(models.Member).dutiesOf("pulses")); n != 0 {
		t.Errorf("a member owes %d", n)
	}
	owner.post(link.PulseStart(d.Ref), nil).is(303)
	if to := owes(lead, "The pulse runs now"); to != link.PulseRoom(d.Ref) {
		t.Errorf("the running one is at %q", to)
	}
	h.write(func(tx *models.Tx) error {
		return tx.DB().Exec("UPDATE pulses SET state = ?, started_at = NULL WHERE id = ?", models.Missed, d.ID).Error
	})
	if owes(owner, "Say why the pulse was missed") == "" || len(lead.dutiesOf("pulses")) != 0 {
		t.Error("only who calls it says why it was missed")
	}
}

func TestTheReviewOfAnInitiativeIsOwedByItsOwner(t *testing.T) {
	h, c := example(t)
	var mine *models.Initiative
	h.write(func(tx *models.Tx) error {
		mine = &models.Initiative{Name: "Night shift of two", State: models.Committed, OwnerPersonID: &c.Member.ID, SuccessMetric: "9 of 10 nights are covered", ReviewDay: tx.Today().Add(-1)}
		idea := &models.Initiative{Name: "Only an idea", State: models.Candidate, OwnerPersonID: &c.Member.ID, ReviewDay: tx.Today()}
		if err := tx.Insert(idea); err != nil {
			return err
		}
		return tx.Insert(mine)
	})
	member := h.as(models.Member)
	member.toHold(link.Initiative(mine.Ref), "Night shift of two", "Overdue")
	member.get(link.Home()).silent("Only an idea")
	h.as(models.TeamLead).get(link.Home()).silent("Night shift of two")
}

func TestAProposedAllocationIsOwedByTheNearestLeadAboveWhoProposedIt(t *testing.T) {
	h, c := example(t)
	desk := c.Teams["Service Desk"]
	var above *models.Team
	propose := func(name string, by *string, from func(*models.Tx) day.Day) *models.Allocation {
		a := &models.Allocation{Kind: models.Headcount, State: models.Proposed, TeamID: desk.ID, Name: name, People: 100, ProposedPersonID: by}
		h.write(func(tx *models.Tx) error {
			tree, err := tx.Tree()
			if err != nil {
				return err
			}
			above = tree.ByID[*desk.ParentTeamID]
			a.FromDay, a.ToDay = from(tx), tx.Today().AddMonths(6)
			return tx.Insert(a)
		})
		return a
	}
	now := func(tx *models.Tx) day.Day { return tx.Today().Add(2) }
	propose("A second night nurse for the phones", desk.LeadPersonID, now)
	later := propose("Somebody for next spring", desk.LeadPersonID, func(tx *models.Tx) day.Day { return tx.Today().Add(60) })
	byOwner := propose("Two for the summer", &c.Owner.ID, now)
	asks := func(who *string, name string) bool {
		for line := range h.signedIn(&models.Person{Row: models.Row{ID: *who}}).dutiesOf("allocations") {
			if strings.Contains(line, name) {
				return true
			}
		}
		return false
	}
	if !asks(above.LeadPersonID, "A second night nurse") || asks(desk.LeadPersonID, "A second night nurse") {
		t.Error("it does not wait for the lead above who proposed it")
	}
	if asks(above.LeadPersonID, later.Name) {
		t.Error("what begins in two months is asked for already")
	}
	if !asks(&c.Owner.ID, byOwner.Name) || asks(desk.LeadPersonID, byOwner.Name) {
		t.Error("what an executive proposed does not wait for executives")
	}
	if n := len(h.as(models.Member).dutiesOf("allocations")); n != 0 {
		t.Errorf("a member is asked for %d allocations", n)
	}
	h.write(func(tx *models.Tx) error {
		d := &models.Decision{Title: "Two for the summer", Statement: "We take two.", DeciderPersonID: &c.Owner.ID, State: models.DecisionProposed}
		if err := tx.Insert(d); err != nil {
			return err
		}
		return tx.Insert(&models.DecisionLink{DecisionID: d.ID, EntityType: "allocation", EntityID: byOwner.ID})
	})
	if asks(&c.Owner.ID, byOwner.Name) {
		t.Error("it is asked for twice: by itself and by the decision about it")
	}
}

func TestANewWordingIsReadInPlace(t *testing.T) {
	h, c := example(t)
	h.write(func(tx *models.Tx) error {
		if err := tx.DB().Exec("UPDATE objectives SET title = ? WHERE id = ?", "Fix notes for the thirty most repeated tickets", c.Objectives["B3"].ID).Error; err != nil {
			return err
		}
		return tx.NoticeWordings()
	})
	member := h.as(models.Member)
	form := `.owed form[action="` + link.PageReceipts(c.Teams["Service Desk"].Ref) + `"]`
	stale := member.get(link.Home()).is(200).paper(member, form)
	stale.write("wording", "older").press("I have read it").is(422).says("The wording changed again while you read.")
	member.inPlace(form, url.Values{}).says("That you have read this wording is on record.").silent("Read what the strategy means for Service Desk")
}
