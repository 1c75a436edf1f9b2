package models

import "strings"

// twinAside begins the code under which the alignment keeps a reason for leaving two things as they are; the id of the other follows.
const twinAside = "twin."

// apartWords are the two of each pair that somebody keeps apart in the alignment, in either order, with by whom and why in words.
type apartWords map[[2]string]string

func (r *Read) apartWords() (apartWords, error) {
	dismissed, err := r.Dismissals()
	if err != nil {
		return nil, err
	}
	var named []*string
	for _, d := range dismissed {
		named = append(named, d.PersonID)
	}
	people, err := r.peopleByID(named...)
	if err != nil {
		return nil, err
	}
	words := apartWords{}
	for _, d := range dismissed {
		other, is := strings.CutPrefix(d.Code, twinAside)
		if !is {
			continue
		}
		by := nameIn(people, d.PersonID)
		if by == "" {
			by = "Somebody"
		}
		say := by + " keeps both apart in the alignment: " + d.Reason
		words[[2]string{d.EntityID, other}], words[[2]string{other, d.EntityID}] = say, say
	}
	return words, nil
}

// of tells how a symptom went that does not show any more: by its facts being mended, or because its two are kept apart.
func (w apartWords) of(s *Symptom) (way, reason string, err error) {
	says, err := s.Says()
	if err != nil || s.Kind != "twins" || len(says.About) != 2 {
		return "", "", err
	}
	if reason = w[[2]string{says.About[0].ID, says.About[1].ID}]; reason != "" {
		way = WayApart
	}
	return way, reason, nil
}

// keptApart reads which objectives somebody keeps apart in the alignment, with a reason.
func (r *Read) keptApart(f *SymptomFacts) error {
	words, err := r.apartWords()
	if err != nil {
		return err
	}
	apart := map[string][]string{}
	for pair := range words {
		apart[pair[0]] = append(apart[pair[0]], pair[1])
	}
	for _, e := range f.Efforts {
		e.Apart = apart[e.ID]
	}
	return nil
}
