package models

// takeOverLinks ties to the kept goal or objective what names the other one: the decisions that affect it, and the initiatives that serve it.
// An accepted decision is not edited by this: it goes on to say what it said, about what the thing is called now.
func (tx *Tx) takeOverLinks(m *Merge) error {
	both := []string{m.Kept, m.Dropped}
	links, err := found[*DecisionLink](tx.DB().Where("entity_type = ? AND entity_id IN ?", m.Kind, both).Order("decision_id"))
	if err != nil {
		return err
	}
	var named []tiedBy
	for _, l := range links {
		named = append(named, tiedBy{l.DecisionID, l.EntityID})
	}
	m.Decisions = onlyDropped(named, m.Kept)
	var ties []*DecisionLink
	for _, id := range m.Decisions {
		ties = append(ties, &DecisionLink{DecisionID: id, EntityType: m.Kind, EntityID: m.Kept})
	}
	if err := InsertAll[DecisionLink](tx, ties); err != nil || m.Kind != "objective" {
		return err
	}
	serving, err := found[*InitiativeObjective](tx.DB().Where("objective_id IN ?", both).Order("initiative_id"))
	if err != nil {
		return err
	}
	named = nil
	for _, l := range serving {
		named = append(named, tiedBy{l.InitiativeID, l.ObjectiveID})
	}
	m.Serving = onlyDropped(named, m.Kept)
	var serves []*InitiativeObjective
	for _, id := range m.Serving {
		serves = append(serves, &InitiativeObjective{InitiativeID: id, ObjectiveID: m.Kept})
	}
	return InsertAll[InitiativeObjective](tx, serves)
}

// tiedBy says that something names a goal or an objective.
type tiedBy struct{ id, to string }

// onlyDropped lists what names the dropped one and not the kept one, each once.
func onlyDropped(list []tiedBy, kept string) (ids []string) {
	has := map[string]bool{}
	for _, l := range list {
		has[l.id] = has[l.id] || l.to == kept
	}
	for _, l := range list {
		if !has[l.id] {
			has[l.id] = true
			ids = append(ids, l.id)
		}
	}
	return ids
}

// giveBackLinks takes from the kept one what takeOverLinks tied to it.
func (tx *Tx) giveBackLinks(m *Merge) error {
	if err := tx.DB().Where("entity_type = ? AND entity_id = ? AND decision_id IN ?", m.Kind, m.Kept, m.Decisions).Delete(&DecisionLink{}).Error; err != nil {
		return err
	}
	return tx.DB().Where("objective_id = ? AND initiative_id IN ?", m.Kept, m.Serving).Delete(&InitiativeObjective{}).Error
}
