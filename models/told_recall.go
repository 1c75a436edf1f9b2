package models

// aRecall reads a round of the recall test. Nobody but those who are asked is told of it.
func (s *story) aRecall() error {
	round, err := one("This round", func() ([]*RecallRound, error) { return found[*RecallRound](s.tx.DB().Where("id = ?", s.EntityID)) })
	if err != nil {
		return err
	}
	s.recall = round
	s.is("recall", round.Ref, "Write our priorities from memory")
	return nil
}

// askedToRecall are those who are asked and have not answered yet.
func (s *story) askedToRecall() (list []addressee, err error) {
	var people []string
	err = s.tx.DB().Model(&RecallAsked{}).Where("recall_round_id = ? AND answered = ?", s.recall.ID, false).Order("person_id").Limit(mostAsked).Pluck("person_id", &people).Error
	for _, id := range people {
		list = append(list, addressee{id: id, because: "you are among those asked this time"})
	}
	return list, err
}

func (s *story) recallAsked() string {
	return "It takes one minute until " + s.recall.UntilDay.Long() + ". Your words are matched and dropped; only counts of groups of five and more are shown."
}
