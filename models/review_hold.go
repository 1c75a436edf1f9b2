package models

import (
	"slices"
	"strings"

	"throughline/models/day"
	"throughline/models/form"
)

// OpenSheet prepares the review of a date: of the strategy, or of one department's operations. Who prepares it again gets the same.
func (tx *Tx) OpenSheet(v *Review, teamRef string) (*ReviewSheet, error) {
	s := &ReviewSheet{ReviewID: &v.ID, Day: v.Day, State: SheetOpen}
	switch v.Clock {
	case ClockStrategy:
	case ClockOperations:
		t, err := tx.TeamByRef(teamRef)
		if err != nil {
			return nil, AgainstRuleAt("team", "Choose the department whose operations are reviewed.")
		}
		s.TeamID = &t.ID
	default:
		return nil, AgainstRule("This date has a page of its own elsewhere.")
	}
	if err := tx.Who.Must(HoldReview, Owned(s.TeamID, v.OwnerPersonID)); err != nil {
		return nil, err
	}
	there, err := found[*ReviewSheet](tx.DB().Where("review_id = ?", v.ID))
	if err != nil {
		return nil, err
	}
	for _, one := range there {
		if same(one.TeamID, s.TeamID) {
			return one, nil
		}
	}
	if v.State != Scheduled {
		return nil, AgainstRule("This review is " + v.State + " already.")
	}
	return s, tx.startSheet(s)
}

// OpenInitiativeSheet prepares the review of an initiative.
func (tx *Tx) OpenInitiativeSheet(i *Initiative) (*ReviewSheet, error) {
	if err := tx.Who.Must(RunInitiative, i.scope()); err != nil {
		return nil, err
	}
	if !i.Bound() {
		return nil, AgainstRule("Only an initiative that somebody has committed to is reviewed. This one is " + i.State + ".")
	}
	there, err := found[*ReviewSheet](tx.DB().Where("initiative_id = ? AND state = ?", i.ID, SheetOpen))
	if err != nil || len(there) > 0 {
		return append(there, nil)[0], err
	}
	s := &ReviewSheet{InitiativeID: &i.ID, Day: i.ReviewDay, State: SheetOpen}
	return s, tx.startSheet(s)
}

func (tx *Tx) startSheet(s *ReviewSheet) error {
	if err := tx.Insert(s); err != nil {
		return err
	}
	return tx.Emit(SheetPrepared, s, nil, s)
}

// AddToAgenda puts one more thing on an agenda by its reference. What belongs to the other layer is refused (R06).
func (tx *Tx) AddToAgenda(d *SheetDetail, ref string) error {
	if err := tx.mayWriteSheet(d); err != nil {
		return err
	}
	list, missing, err := tx.affectedByRef([]string{strings.ToUpper(strings.TrimSpace(ref))})
	if err != nil {
		return err
	}
	if len(missing) > 0 || len(list) == 0 {
		return AgainstRuleAt("item", "“"+ref+"” names nothing here. Give a reference, such as O2, B3 or W12.")
	}
	a := list[0]
	all := tx.Read
	all.Who = anybody
	if open, _, err := all.affectedByRef([]string{a.Ref}); err != nil {
		return err
	} else if len(open) == 0 {
		return AgainstRuleAt("item", a.Ref+" is still a draft, and everybody reads an agenda. Put it in force first.")
	}
	if say := MixedLayers(d.Clock, a.Type, a.Ref); say != "" {
		return AgainstRuleAt("item", say)
	}
	if slices.ContainsFunc(d.Items, func(i *ReviewItem) bool { return i.EntityType == a.Type && i.EntityID == a.ID }) {
		return AgainstRuleAt("item", a.Ref+" is on the agenda already.")
	}
	d.Items = append(d.Items, &ReviewItem{EntityType: a.Type, EntityID: a.ID, EntityRef: a.Ref, Title: a.Title})
	return tx.saveSheet(d, SheetSaved)
}

func (tx *Tx) mayWriteSheet(d *SheetDetail) error {
	if !d.MayHold {
		if err := tx.Who.Must(HoldReview, Owned(d.TeamID, nil)); err != nil {
			return err
		}
	}
	if d.State != SheetOpen {
		return AgainstRule("This review is " + d.State + ". It is not changed any more.")
	}
	return nil
}

// SaveSheet keeps what was written so far.
func (tx *Tx) SaveSheet(d *SheetDetail) error {
	if err := tx.mayWriteSheet(d); err != nil {
		return err
	}
	return tx.saveSheet(d, SheetSaved)
}

func (tx *Tx) saveSheet(d *SheetDetail, kind EventType) error {
	var fresh []*ReviewItem
	for n, i := range d.Items {
		i.ReviewSheetID, i.Position = d.ID, n+1
		if i.ID == "" {
			fresh = append(fresh, i)
		} else if err := tx.Save(i); err != nil {
			return err
		}
	}
	if err := InsertAll(tx, fresh); err != nil {
		return err
	}
	before := *d.ReviewSheet
	if err := tx.Save(d.ReviewSheet); err != nil {
		return err
	}
	return tx.Emit(kind, d.ReviewSheet, &before, d.ReviewSheet)
}

// Holding is what is asked when a review ends.
type Holding struct {
	Next day.Day // initiatives: the next review date
}

// judgeSheet says what is missing before a review counts as held, at the field that gives it.
func (d *SheetDetail) judgeSheet(today day.Day, h Holding) error {
	if d.Clock == ClockStrategy && strings.TrimSpace(d.Market) == "" {
		return AgainstRuleAt("market", "Say what has changed in our markets, or that nothing has.")
	}
	if d.Clock == ClockStrategy && strings.TrimSpace(d.Competition) == "" {
		return AgainstRuleAt("competition", "Say what competitors do now that they did not do before, or that nothing has changed.")
	}
	dropped := false
	for _, i := range d.Items {
		if i.Verdict == "" {
			return AgainstRuleAt("verdict-"+i.EntityRef, "Say of "+i.EntityRef+" whether it is kept, changed or dropped.")
		}
		if strings.TrimSpace(i.Words) == "" {
			return AgainstRuleAt("words-"+i.EntityRef, "Say in a line why "+i.EntityRef+" is kept, changed or dropped.")
		}
		dropped = dropped || i.Verdict == VerdictDrop
	}
	if d.Initiative != nil && !dropped && (!h.Next.Valid() || !h.Next.After(today)) {
		return AgainstRuleAt("next", "Give the next review date, after today.")
	}
	return nil
}

// HoldSheet ends a review: what it looked at is kept as it stood, and what it changed or dropped becomes an accepted decision that can be
// handed over. Objectives and initiatives that were dropped are dropped in the same act, but for those that something rests on: the drop of
// these waits, in Held.
func (tx *Tx) HoldSheet(d *SheetDetail, h Holding) error {
	if err := tx.mayWriteSheet(d); err != nil {
		return err
	}
	if err := d.judgeSheet(tx.Today(), h); err != nil {
		return err
	}
	for _, i := range d.Items {
		if i.Verdict == VerdictKeep {
			continue
		}
		if err := tx.decideItem(d, i); err != nil {
			return err
		}
		if i.Verdict == VerdictDrop {
			if err := tx.dropItem(d, i); err != nil {
				return err
			}
		}
	}
	if d.Initiative != nil && d.Initiative.State != Dropped && len(d.Held) == 0 {
		before := *d.Initiative
		d.Initiative.ReviewDay = h.Next
		if err := tx.Save(d.Initiative); err != nil {
			return err
		}
		// The review was held, so its next day is a new promise.
		tx.follows = true
		err := tx.Emit(InitiativeChanged, d.Initiative, &before, d.Initiative)
		if tx.follows = false; err != nil {
			return err
		}
	}
	var kept []string
	for _, e := range d.Data {
		kept = append(kept, e.Figure+": "+e.Result.Words(form.Locale{}))
	}
	d.Figures = strings.Join(kept, "\n")
	return tx.endSheet(d, Held, SheetHeld)
}

// SkipSheet says that a review is not held, and why.
func (tx *Tx) SkipSheet(d *SheetDetail, reason string) error {
	if err := tx.mayWriteSheet(d); err != nil {
		return err
	}
	if d.Reason = strings.TrimSpace(reason); d.Reason == "" {
		return AgainstRuleAt("reason", "Say in a sentence why it is skipped.")
	}
	return tx.endSheet(d, Skipped, SheetSkipped)
}

func (tx *Tx) endSheet(d *SheetDetail, state string, kind EventType) error {
	d.State, d.HeldAt, d.HeldPersonID, d.HeldName = state, &tx.Now, tx.actor(), tx.Who.Name
	if err := tx.saveSheet(d, kind); err != nil || d.Review == nil {
		return err
	}
	whole, err := tx.wholeReview(d)
	if err != nil || whole == "" {
		return err
	}
	before := *d.Review
	d.Review.State = whole
	if err := tx.Save(d.Review); err != nil {
		return err
	}
	return tx.Emit(map[string]EventType{Held: ReviewHeld, Skipped: ReviewSkipped}[whole], d.Review, &before, d.Review)
}

// wholeReview is the state that a date comes into by one of its reviews; empty while departments are left.
func (tx *Tx) wholeReview(d *SheetDetail) (string, error) {
	if d.Clock != ClockOperations {
		return d.State, nil
	}
	departments, err := tx.Departments()
	if err != nil {
		return "", err
	}
	sheets, err := found[*ReviewSheet](tx.DB().Where("review_id = ? AND state <> ?", d.Review.ID, SheetOpen))
	if err != nil {
		return "", err
	}
	state := Skipped
	for _, t := range departments {
		at := slices.IndexFunc(sheets, func(s *ReviewSheet) bool { return s.TeamID != nil && *s.TeamID == t.ID })
		if at < 0 {
			return "", nil
		}
		if sheets[at].State == Held {
			state = Held
		}
	}
	return state, nil
}

// Departments are the parts of the company whose operations are reviewed: the teams that are their own department.
func (r *Read) Departments() (list []*Team, err error) {
	tree, err := r.sharedTree()
	if err != nil {
		return nil, err
	}
	for _, t := range tree.All() {
		if d := tree.Department(t.ID); d != nil && d.ID == t.ID && t != tree.Top() {
			list = append(list, t)
		}
	}
	return list, nil
}

// decideItem records what a review changed or dropped as an accepted decision that affects the thing.
func (tx *Tx) decideItem(d *SheetDetail, i *ReviewItem) error {
	verb := map[string]string{VerdictChange: "Change ", VerdictDrop: "Drop "}[i.Verdict]
	decision := &Decision{Title: verb + i.EntityRef + " " + i.Title, Statement: i.Words, Context: d.Name() + ", " + d.Day.Long() + ". It stood: " + i.Stood + ".",
		TeamID: d.TeamID, DeciderPersonID: tx.actor(), DecidedDay: tx.Today(), Affects: []*Affected{{Type: i.EntityType, ID: i.EntityID}}}
	if d.Initiative != nil {
		decision.TeamID = d.Initiative.TeamID
	}
	if !tx.Who.MayRecord(decision) {
		return AgainstRuleAt("verdict-"+i.EntityRef, "Changing or dropping it is a decision. Somebody who may decide here holds this review, or it is kept.")
	}
	if err := tx.AddDecision(decision); err != nil {
		return err
	}
	i.DecisionID = &decision.ID
	return tx.AcceptDecision(decision)
}
