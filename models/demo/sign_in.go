package demo

import "throughline/models"

// SignIn is one way into the example company: as whom, who that is, and an address that signs them in once.
type SignIn struct {
	As     string // administrator, owner, head, lead or member
	Role   models.Role
	Person *models.Person
	URL    string
}

// SignInLinks makes a one-time sign-in link for an administrator, the owner, a department head, a team lead and a member of the example
// company, in this order. Links made earlier for them are worth nothing any more. The address makes a page's URL from a link's token.
func SignInLinks(tx *models.Tx, address func(token string) string) ([]SignIn, error) {
	c, err := tx.Company()
	if err != nil {
		return nil, err
	}
	if !c.Example {
		return nil, models.AgainstRule("Sign-in links are made for the example company only, and its data is not here.")
	}
	administrator := &models.Person{}
	if err := tx.DB().Where("administrator = ? AND active = ?", true, true).Order("created_at, id").First(administrator).Error; err != nil {
		return nil, err
	}
	list := []SignIn{{As: "administrator", Role: models.Administrator, Person: administrator}}
	for _, cast := range []struct {
		as   string
		role models.Role
		name string
	}{{"owner", models.Executive, theOwner}, {"head", models.DepartmentHead, theHead}, {"lead", models.TeamLead, theLead}, {"member", models.Member, theMember}} {
		p := &models.Person{}
		if err := tx.DB().First(p, "id = ?", id("person", cast.name)).Error; err != nil {
			return nil, err
		}
		list = append(list, SignIn{As: cast.as, Role: cast.role, Person: p})
	}
	for n := range list {
		token, err := tx.MakeLink(list[n].Person, models.LinkSignIn)
		if err != nil {
			return nil, err
		}
		list[n].URL = address(token)
	}
	return list, nil
}
