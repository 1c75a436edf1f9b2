package demo

import "throughline/models"

// What one change of the first quarter did: Clinics renew with us (O3) went from Maja Holm to the accounts team, and one objective with it.
const (
	givenOutcome   = "O3"
	givenObjective = "B4"
	givenFrom      = "Samuel Brandt"
	givenAgo       = 62
)

// beforeChange is how the two stood until then; nil for everything else.
func (l *loader) beforeChange(e models.Entity) models.Entity {
	switch t := e.(type) {
	case *models.Outcome:
		if t == l.Outcomes[givenOutcome] {
			first := *t
			first.OwnerTeamID, first.OwnerPersonID = nil, &l.Owner.ID
			return &first
		}
	case *models.Objective:
		if t == l.Objectives[givenObjective] {
			first := *t
			first.OwnerPersonID = l.person(givenFrom)
			return &first
		}
	}
	return nil
}

// loadChange makes the change of that quarter as it was made then: written, looked at with what rests on it, and applied.
func (l *loader) loadChange() error {
	o, b := l.Outcomes[givenOutcome], l.Objectives[givenObjective]
	first, owned := l.beforeChange(o).(*models.Outcome), l.beforeChange(b).(*models.Objective)
	for _, was := range []struct {
		table, id string
		values    map[string]any
	}{{"outcomes", o.ID, map[string]any{"owner_team_id": nil, "owner_person_id": first.OwnerPersonID}}, {"objectives", b.ID, map[string]any{"owner_person_id": owned.OwnerPersonID}}} {
		if err := l.tx.DB().Table(was.table).Where("id = ?", was.id).UpdateColumns(was.values).Error; err != nil {
			return err
		}
	}
	err := l.asOwner(l.at(l.workday(l.today.Add(-givenAgo)), 11), func() error {
		c, err := l.tx.PlanChange(models.ChangeOutcome, o.Title, "Renewals are won where clinics are known. The accounts team answers for them from now on.", first, o)
		if err != nil {
			return err
		}
		to := "person:" + *b.OwnerPersonID
		if err := l.tx.Choose(c, models.Choose{Kind: "objective", IDs: []string{b.ID}, Choice: models.ChoiceHand, To: to}); err != nil {
			return err
		}
		return l.tx.ApplyChange(c, nil)
	})
	if err != nil {
		return err
	}
	now, err := l.tx.OutcomeByID(o.ID)
	if err != nil {
		return err
	}
	o.Row = now.Row
	stands, err := l.tx.ObjectiveByID(b.ID)
	if err != nil {
		return err
	}
	b.Row = stands.Row
	return nil
}
