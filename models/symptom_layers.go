package models

// Mark tells a flag of the two layers from every other one, as the symptom that it becomes is marked.
func (f LayerFlag) Mark() string { return f.sign().Mark() }

// sign is the flag as a symptom shows it: the same thing, so that it is set aside once and not twice.
func (f LayerFlag) sign() *Sign {
	return &Sign{Kind: "layers", Key: f.key(), SymptomSays: SymptomSays{Facts: []SymptomFact{{"What does not fit", f.Say}}}}
}

// flagSymptoms gives the symptoms that the flags of the two layers became, by their mark: those that stand, and those that somebody set aside
// with a reason.
func (r *Read) flagSymptoms() (map[string]*Symptom, error) {
	list, err := found[*Symptom](r.DB().Where("kind = ? AND state <> ?", "layers", SymptomGone).Order("id").Limit(mostOfKind))
	by := map[string]*Symptom{}
	for _, s := range list {
		by[s.Mark] = s
	}
	return by, err
}

// SymptomOf is the symptom that a flag became; nil while nobody has looked since it shows.
func (p *LayersPage) SymptomOf(f LayerFlag) *Symptom { return p.symptoms[f.Mark()] }

// SetAside tells whether somebody set a flag aside with a reason, as a symptom. It stands again when what it says has changed.
func (p *LayersPage) SetAside(f LayerFlag) bool {
	s := p.SymptomOf(f)
	return s != nil && s.State == SymptomAccepted && s.Fingerprint == f.sign().Fingerprint()
}

// Apart parts flags into those that stand and those that somebody set aside with a reason.
func (p *LayersPage) Apart(flags []LayerFlag) (stand, aside []LayerFlag) {
	for _, f := range flags {
		if p.SetAside(f) {
			aside = append(aside, f)
		} else {
			stand = append(stand, f)
		}
	}
	return stand, aside
}
