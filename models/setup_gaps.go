package models

// SetupGaps is what an administrator still has to do before everybody can work.
type SetupGaps struct {
	NotInvited      []*Person // active people with an address who can neither sign in nor have a link that still works; the first ten
	NotInvitedCount int
	NoAddress       int     // active people without an address
	NoLead          []*Team // teams that nobody leads; the first ten
	NoLeadCount     int
	NoExecutive     bool
	NotInForce      bool
	NotConfirmed    bool // the company's settings came from an import and nobody has looked at them
}

// None tells whether setup is complete.
func (g SetupGaps) None() bool {
	return g.NotInvitedCount == 0 && g.NoAddress == 0 && g.NoLeadCount == 0 && !g.NoExecutive && !g.NotInForce && !g.NotConfirmed
}

const mostGaps = 10

// SetupGaps finds what setup still misses. It is for administrators.
func (r *Read) SetupGaps() (SetupGaps, error) {
	var g SetupGaps
	if err := r.Who.Must(ManagePeople); err != nil {
		return g, err
	}
	company, err := r.Company()
	if err != nil {
		return g, err
	}
	g.NotConfirmed = !company.Confirmed
	strategy, _, err := r.InForce()
	if err != nil {
		return g, err
	}
	g.NotInForce = strategy == nil
	var n int64
	if err := r.DB().Model(&Person{}).Where("executive = ? AND active = ?", true, true).Count(&n).Error; err != nil {
		return g, err
	}
	g.NoExecutive = n == 0
	if err := r.DB().Model(&Person{}).Where("active = ? AND email IS NULL", true).Count(&n).Error; err != nil {
		return g, err
	}
	g.NoAddress = int(n)
	signIn := r.DB().Table("passwords").Select("person_id")
	link := r.DB().Table("links").Select("person_id").Where("used_at IS NULL AND expires_at > ?", r.Now)
	out := r.DB().Model(&Person{}).Where("active = ? AND email IS NOT NULL AND id NOT IN (?) AND id NOT IN (?)", true, signIn, link)
	if err := out.Count(&n).Error; err != nil {
		return g, err
	}
	g.NotInvitedCount = int(n)
	if err := r.DB().Where("active = ? AND email IS NOT NULL AND id NOT IN (?) AND id NOT IN (?)", true, signIn, link).Order("name, id").Limit(mostGaps).Find(&g.NotInvited).Error; err != nil {
		return g, err
	}
	if err := r.DB().Model(&Team{}).Where("removed_at IS NULL AND lead_person_id IS NULL").Count(&n).Error; err != nil {
		return g, err
	}
	g.NoLeadCount = int(n)
	err = r.DB().Where("removed_at IS NULL AND lead_person_id IS NULL").Order("name, id").Limit(mostGaps).Find(&g.NoLead).Error
	return g, err
}
