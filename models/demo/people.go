package demo

import (
	"strings"
	"time"

	"throughline/models"
)

// root stands for the company's own team in the tables; its name is the company's.
const root = ""

// The teams. The two below Client Services make its lead a department head.
var teams = []struct{ name, above, lead, mission string }{
	{root, "", "Maja Holm", "We keep mid-size clinics running, so that their people can look after patients."},
	{"Client Services", root, "Amina Diallo", "Whoever calls us gets help from the first person who answers."},
	{"Service Desk", "Client Services", "Priya Raman", "We answer first and fix for good, by phone, chat and remote hands."},
	{"Field", "Client Services", "Łukasz Nowak", "We go where remote hands do not reach, once and with the right part."},
	{"Delivery", root, "Tom Okafor", "We bring new clinics and new systems live on the day we promised."},
	{"Accounts", root, "Samuel Brandt", "We know each clinic well enough to see trouble before it writes to us."},
	{"Finance", root, "Zsófia Kertész", "We turn work into correct invoices and plain figures."},
}

// The people, each with the team they are on. Maja Holm is the executive.
var people = []struct{ name, title, team string }{
	{"Maja Holm", "Managing director", root},
	{"Noor van Dalen", "Internal IT and administration", root},
	{"Amina Diallo", "Head of Client Services", "Client Services"},
	{"Rasmus Kivi", "Service analyst", "Client Services"},
	{"Milica Petrović", "Resource planner", "Client Services"},
	{"Priya Raman", "Service Desk lead", "Service Desk"},
	{"Inês Carvalho", "Support engineer, knowledge", "Service Desk"},
	{"Yusuf Haddad", "Senior support engineer", "Service Desk"},
	{"Niamh Gallagher", "Senior support engineer", "Service Desk"},
	{"Takumi Hayashida", "Support engineer", "Service Desk"},
	{"Kateryna Bondar", "Support engineer", "Service Desk"},
	{"Emeka Adeyemi", "Support engineer", "Service Desk"},
	{"Sofie Lindgaard", "Support engineer", "Service Desk"},
	{"Minh Châu Đặng", "Support engineer", "Service Desk"},
	{"Ahmad Rahimi", "Support engineer", "Service Desk"},
	{"Leilani Kahale", "Support engineer, evenings", "Service Desk"},
	{"Łukasz Nowak", "Field lead", "Field"},
	{"Ondřej Havelka", "Field engineer, parts", "Field"},
	{"Wanjiru Kamau", "Field engineer", "Field"},
	{"Viggo Strand", "Field engineer", "Field"},
	{"Dimitra Galanis", "Field engineer", "Field"},
	{"Mateus Figueira", "Field engineer", "Field"},
	{"Aroha Ngata", "Visit planner", "Field"},
	{"Tom Okafor", "Delivery lead", "Delivery"},
	{"Hanneke Dijkstra", "Project manager", "Delivery"},
	{"Oluwaseun Balogun", "Project manager", "Delivery"},
	{"Hye-jin Paek", "Network engineer", "Delivery"},
	{"Björn Åkesson", "Systems engineer", "Delivery"},
	{"Farah Anwari", "Systems engineer", "Delivery"},
	{"Tereza Šimková", "Security engineer", "Delivery"},
	{"José Luis Arrieta", "Systems engineer", "Delivery"},
	{"Li Wenqing", "Systems engineer", "Delivery"},
	{"Samuel Brandt", "Accounts lead", "Accounts"},
	{"Chiara Bellandi", "Account manager", "Accounts"},
	{"Nomvula Khumalo", "Account manager", "Accounts"},
	{"Pádraig Ó Floinn", "Account manager", "Accounts"},
	{"Élodie Marchais", "Offers and contracts", "Accounts"},
	{"Zsófia Kertész", "Head of finance", "Finance"},
	{"Gülşen Aydoğan", "Invoicing", "Finance"},
	{"Jónas Birgisson", "Controller", "Finance"},
	{"Noa Peretz", "People and payroll", "Finance"},
}

// The cast by role.
const (
	theOwner  = "Maja Holm"
	theHead   = "Amina Diallo"
	theLead   = "Priya Raman"
	theMember = "Inês Carvalho"
)

// Some are on a second team as well.
var alsoOn = []struct{ name, team string }{
	{"Niamh Gallagher", "Field"},
	{"Tereza Šimková", "Service Desk"},
}

func (l *loader) loadPeople() error {
	var all []*models.Person
	for _, p := range people {
		if l.stayed(p.name) {
			l.People[p.name] = l.opt.Administrator
			continue
		}
		email := address(p.name)
		one := &models.Person{
			Row: l.row("person", p.name, l.inForce.Add(-30)), Name: p.name, Email: &email, RoleTitle: p.title,
			Executive: p.name == theOwner, Active: true, DateOrder: "dmy",
		}
		if p.name == "Noor van Dalen" && l.opt.Administrator == nil {
			one.Administrator = true
			l.Administrator = one
		}
		l.People[p.name] = one
		all = append(all, one)
	}
	for _, t := range teams {
		for _, p := range people {
			if p.team == t.name && p.name != t.lead && !l.stayed(p.name) {
				l.People[p.name].ManagerPersonID = l.person(t.lead)
			}
		}
		if t.lead != theOwner && l.People[t.lead].ManagerPersonID == nil {
			l.People[t.lead].ManagerPersonID = l.person(leadOf(t.above))
		}
	}
	if l.opt.Administrator != nil {
		l.Administrator = l.opt.Administrator
		l.People[l.Administrator.Name] = l.Administrator
	}
	l.Owner, l.Head, l.Lead, l.Member = l.People[theOwner], l.People[theHead], l.People[theLead], l.People[theMember]
	if err := models.InsertAll(l.tx, all); err != nil {
		return err
	}
	return l.began(models.PersonAdded, entities(all)...)
}

// stayed tells whether somebody of the cast is the administrator who stayed when an earlier example was removed.
func (l *loader) stayed(name string) bool {
	return l.opt.Administrator != nil && l.opt.Administrator.ID == id("person", name)
}

func (l *loader) loadTeams() error {
	var all []*models.Team
	var on []*models.Membership
	for _, t := range teams {
		name := t.name
		if name == root {
			name = l.Company.Company.Name
		}
		one := &models.Team{
			Row: l.row("team", t.name, l.inForce.Add(-30)), Name: name, LeadPersonID: l.person(t.lead), Mission: t.mission,
			Department: t.name == "Client Services",
		}
		if t.name == root {
			l.Root = one
		} else {
			one.ParentTeamID = l.team(t.above)
		}
		l.Teams[name] = one
		all = append(all, one)
	}
	join := func(person, team string) {
		on = append(on, &models.Membership{
			Row: l.row("membership", person+"/"+team, l.inForce.Add(-30)), PersonID: *l.person(person), TeamID: *l.team(team),
		})
	}
	for _, p := range people {
		join(p.name, p.team)
	}
	for _, p := range alsoOn {
		join(p.name, p.team)
	}
	if l.opt.Administrator != nil && !l.stayed(l.Administrator.Name) {
		on = append(on, &models.Membership{Row: l.row("membership", "administrator", l.today), PersonID: l.Administrator.ID, TeamID: l.Root.ID})
	}
	if err := models.InsertAll(l.tx, all); err != nil {
		return err
	}
	if err := models.InsertAll(l.tx, on); err != nil {
		return err
	}
	return l.began(models.TeamAdded, entities(all)...)
}

func leadOf(team string) string {
	for _, t := range teams {
		if t.name == team {
			return t.lead
		}
	}
	return ""
}

// record writes one event for each thing, with the thing as it is now.
func (l *loader) record(kind models.EventType, things ...models.Entity) error {
	for _, e := range things {
		if err := l.tx.Emit(kind, e, nil, e); err != nil {
			return err
		}
	}
	return nil
}

// asOwner does something at an instant before now, as whoever leads the company.
func (l *loader) asOwner(at time.Time, do func() error) error {
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	l.tx.Who, l.tx.Now = models.Who{PersonID: l.Owner.ID, Name: l.Owner.Name, Executive: true}, at
	return do()
}

// began is record for what was made in the months before: on the day it was made, by whoever leads the company.
func (l *loader) began(kind models.EventType, things ...models.Entity) error {
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	for _, e := range things {
		if l.tx.Now = now; e.Since().Before(now) {
			l.tx.Now = e.Since()
		}
		if kind != models.PersonAdded {
			l.tx.Who = models.Who{PersonID: l.Owner.ID, Name: l.Owner.Name, Executive: true}
		}
		if err := l.tx.Emit(kind, e, nil, l.firstPromised(e)); err != nil {
			return err
		}
	}
	return nil
}

func entities[E models.Entity](rows []E) []models.Entity {
	var out []models.Entity
	for _, r := range rows {
		out = append(out, r)
	}
	return out
}

// address is a mail address nobody has: names of the reserved domain example reach nowhere.
func address(name string) string {
	plain := strings.NewReplacer("Ł", "l", "ó", "o", "Ó", "o", "ž", "z", "Š", "s", "š", "s", "č", "c", "ć", "c", "ê", "e", "â", "a", "Đ", "d", "đ", "d", "ặ", "a",
		"ř", "r", "é", "e", "É", "e", "á", "a", "à", "a", "í", "i", "ö", "o", "Å", "a", "å", "a", "ü", "u", "ş", "s", "ğ", "g", "-", "", " ", ".").Replace(name)
	return strings.ToLower(plain) + "@harbour-it.example"
}
