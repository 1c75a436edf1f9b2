package wizard

// Flags lists what is worth a second look, without what was set aside. On the page of one thing, of a step that can tell them apart, it is
// the advice on that thing alone.
func (s *Sheet) Flags() []Flag { return s.World.notAside(s.advice()) }

// SetAside lists the advice of this page that was set aside and would be given otherwise, so that it can be seen and taken back.
func (s *Sheet) SetAside() []Aside { return s.World.aside(s.advice()) }

// advice is worked out once for a page, which asks for it several times; a save begins anew.
func (s *Sheet) advice() []Flag {
	if !s.advised {
		s.advised, s.flags = true, nil
		if s.Step.flagsOf == nil || s.Query.Item == "" {
			s.flags = s.Step.flags(s.World)
		} else {
			for _, rows := range s.Form.Rows {
				for _, row := range rows.Items {
					s.flags = append(s.flags, s.Step.flagsOf(s.World, row.ID)...)
				}
			}
		}
	}
	return s.flags
}

// Flags lists a step's advice without what was set aside with a reason, and without what Gaps says as well.
func (s *Step) Flags(w *World) []Flag { return w.notAside(s.flags(w)) }

// SetAside lists a step's advice that was set aside and would be given otherwise.
func (s *Step) SetAside(w *World) []Aside { return w.aside(s.flags(w)) }

func (w *World) notAside(flags []Flag) []Flag {
	var open []Flag
	for _, f := range flags {
		if f.Must || f.Entity != nil && w.Dismissed[f.Entity.Identity()+" "+f.Aside()] != "" {
			continue
		}
		open = append(open, f)
	}
	return open
}

// aside picks from a step's advice what somebody set aside with a reason.
func (w *World) aside(flags []Flag) []Aside {
	var list []Aside
	for _, f := range flags {
		if f.Entity == nil || f.Must {
			continue
		}
		if d := w.away[f.Entity.Identity()+" "+f.Aside()]; d != nil {
			list = append(list, Aside{Flag: f, Reason: d.Reason, By: w.Person(d.PersonID)})
		}
	}
	return list
}
