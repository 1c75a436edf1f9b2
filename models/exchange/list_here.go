package exchange

import (
	"strings"

	"throughline/models"
	"throughline/models/wizard"
)

// Here is what a list of workflows meets: the alignment with its workflows, outcomes, teams and people.
type Here struct {
	*wizard.World
	emails map[string]string // address, person
	refs   map[string]string // reference, person
	teams  map[string]string // name in small letters, team; empty where several have it
	known  map[string]bool   // teams' ids
}

// Load reads what is here, for a person who may work on the alignment. For anybody else it is not found.
func Load(r *models.Read) (*Here, error) {
	s, err := wizard.Current(r)
	if err != nil {
		return nil, err
	}
	return LoadOf(r, s)
}

// LoadOf is Load of one strategy that was found already.
func LoadOf(r *models.Read, s *models.Strategy) (*Here, error) {
	w, err := wizard.Load(r, s)
	if err != nil {
		return nil, err
	}
	h := &Here{World: w, emails: map[string]string{}, refs: map[string]string{}, teams: map[string]string{}, known: map[string]bool{}}
	var people []struct{ ID, Ref, Email string }
	err = r.DB().Model(&models.Person{}).Select("id, ref, COALESCE(email, '') AS email").Where("active = ?", true).Order("id").Limit(20_000).Find(&people).Error
	for _, p := range people {
		h.refs[strings.ToLower(p.Ref)] = p.ID
		if p.Email != "" {
			h.emails[strings.ToLower(p.Email)] = p.ID
		}
	}
	for _, t := range w.Teams {
		h.known[t.ID] = true
		if _, twice := h.teams[fold(t.Name)]; twice {
			h.teams[fold(t.Name)] = ""
		} else {
			h.teams[fold(t.Name)] = t.ID
		}
		h.teams[fold(t.Ref)] = t.ID
	}
	return h, err
}

// PersonCalled finds somebody by address, "Name <address>", name or reference.
func (h *Here) PersonCalled(cell string) string {
	if open := strings.LastIndex(cell, "<"); open >= 0 && strings.HasSuffix(cell, ">") {
		if id := h.PersonCalled(strings.TrimSpace(cell[open+1 : len(cell)-1])); id != "" {
			return id
		}
		cell = cell[:open]
	}
	cell = strings.TrimSpace(cell)
	if id := h.emails[strings.ToLower(cell)]; id != "" {
		return id
	}
	if id, ok := h.People.Find(cell); ok && cell != "" && !h.Left[id] {
		return id
	}
	if family, first, two := strings.Cut(cell, ","); two {
		if id, ok := h.People.Find(first + " " + family); ok && !h.Left[id] {
			return id
		}
	}
	return h.refs[strings.ToLower(cell)]
}

// TeamCalled finds a team by its name or reference; of a path, as "Company\Support", by its last part.
func (h *Here) TeamCalled(cell string) string {
	if id := h.teams[fold(cell)]; id != "" {
		return id
	}
	if i := strings.LastIndexAny(cell, `\>/`); i >= 0 {
		return h.teams[fold(cell[i+1:])]
	}
	return ""
}
