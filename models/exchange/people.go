package exchange

import (
	"net/mail"
	"strings"

	"throughline/models"
)

// takePerson settles a person's address and teams. Who is not there yet has no address and cannot sign in.
func takePerson(im *importer, it *item) error {
	p := it.entity.(*models.Person)
	im.address(it, p)
	if it.sheet.own {
		return nil
	}
	p.Active = true
	p.Status = it.text("status")
	if state := strings.ToLower(p.Status); strings.Contains(state, "open") {
		p.Email = nil
	} else if p.Email == nil && (state == "" || state == "filled" || state == "active") {
		it.find("email_missing", "")
	}
	for _, heading := range []string{"team_ids", "team_id", "teams"} {
		for _, one := range list(it.text(heading)) {
			_, team, ok := im.resolve("team", one)
			if !ok {
				it.find("dangling", heading+": "+one)
				continue
			}
			im.link(&models.Membership{Row: models.Row{ID: im.made("membership", it.id, team)}, PersonID: it.id, TeamID: team})
		}
	}
	return nil
}

// address keeps a good e-mail address that nobody else has.
func (im *importer) address(it *item, p *models.Person) {
	if p.Email == nil {
		return
	}
	typed := *p.Email
	address := strings.ToLower(strings.TrimSpace(typed))
	parsed, err := mail.ParseAddress(address)
	switch {
	case err != nil || parsed.Address != address || len(address) > 254:
		p.Email = nil
		it.find("email_wrong", typed)
	case im.emails[address] != "" && im.emails[address] != it.id:
		p.Email = nil
		it.find("email_used", typed)
	default:
		p.Email, im.emails[address] = &address, it.id
	}
}

// takeTeam marks departments and the teams that stand alone.
func takeTeam(im *importer, it *item) error {
	t := it.entity.(*models.Team)
	t.Department = t.Department || strings.EqualFold(t.Kind, "department")
	if t.ParentTeamID == nil && it != im.root && len(it.found) == 0 {
		it.find("team_alone", "")
	}
	return nil
}

// takeStrategy keeps one strategy in force: where there is one, an imported one comes in as a draft.
func takeStrategy(im *importer, it *item) error {
	s := it.entity.(*models.Strategy)
	if s.State == "" {
		s.State = models.Draft
	}
	if s.State != models.InForce {
		return nil
	}
	var others int64
	err := im.tx.DB().Model(&models.Strategy{}).Where("kind = ? AND state = ?", s.Kind, models.InForce).Limit(1).Count(&others).Error
	for _, e := range im.rows["strategy"] {
		if other := e.(*models.Strategy); other.Kind == s.Kind && other.State == models.InForce {
			others++
		}
	}
	if others > 0 {
		s.State = models.Draft
		it.find("strategy_second", s.Title)
	}
	return err
}
