package models

// aLook reads whom the last look for symptoms asks to act.
func (s *story) aLook() error {
	s.is("symptoms", "", "Symptoms")
	return s.after(&s.news)
}

// symptomOwners are told once for each look, of all that is new to them together.
func (s *story) symptomOwners() (list []addressee, err error) {
	for _, n := range s.news {
		one := addressee{id: n.PersonID, because: "you are nearest to it"}
		if n.Count == 1 {
			one.about = &thing{"symptom", n.Ref, n.Title, ""}
			one.say = "This shows that strategy and work come apart. Mend it, hand it on, or accept it with a reason."
		} else {
			one.say = itoa(n.Count) + " symptoms show that strategy and work come apart. Mend them, hand them on, or accept them with a reason."
		}
		list = append(list, one)
	}
	return list, nil
}

func (s *story) symptomsShow() string { return "Symptoms show that strategy and work come apart." }

// aSymptom reads one symptom; who may not see what it is about is not told.
func (s *story) aSymptom() error {
	if err := s.after(&s.symptom); err != nil {
		return err
	}
	s.is("symptom", s.symptom.Ref, s.symptom.Title)
	s.may = func(r *Read) error {
		_, err := r.SymptomPage(s.symptom.Ref)
		return err
	}
	return nil
}

func (s *story) symptomOwner() ([]addressee, error) {
	if s.symptom.OwnerPersonID == nil {
		return nil, nil
	}
	return []addressee{{id: *s.symptom.OwnerPersonID, because: "you are asked to act on it"}}, nil
}

func (s *story) symptomYours() string {
	return s.by() + " hands this symptom to you. Mend it, hand it on, or accept it with a reason."
}
