package main

import "testing"

func TestAListOfPeopleIsShownRowByRowBeforeAnybodyIsAdded(t *testing.T) {
	t.Parallel()
	p := visit(t, start(t).URL)
	setUp(t, p)
	p.Open("/people")
	p.Follow("Add from a list")
	p.Axe()
	p.Press("Show what would happen")
	p.answers(422)
	p.Upload("Or choose a file", fixture(t, "people.csv"))
	p.Press("Show what would happen")
	p.See("4 people will be added", "1 already here", "1 refused", "שירה לוי", "The team “Night Shift” is added, too.")
	p.Axe()
	p.Press("Add 4 people")
	p.at("/people")
	p.See("4 people are added.", "Bo Wikström", "שירה לוי", "👩‍🚀 Zoë Åsberg")
	p.Axe()
	p.Open("/teams")
	p.See("Night Shift")
	p.Axe()
}

func TestAPersonWhoIsSwitchedOffIsOutAtOnceAndTheirWorkIsHandedOver(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	admin, lead := h.enter("administrator"), h.enter("lead")
	admin.Open("/people")
	admin.Fill("Find somebody", "Priya")
	admin.Press("Find")
	admin.Follow("Priya Raman")
	admin.Press("Switch off Priya Raman")
	admin.See("still stand in the name of Priya Raman")
	admin.Axe()
	lead.Open("/")
	lead.at("/sign-in")
	admin.Fill("All of it goes to", "Niamh Gallagher")
	admin.Press("Hand over")
	admin.See("Nothing stands in the name of Priya Raman.")
	admin.Axe()
}
