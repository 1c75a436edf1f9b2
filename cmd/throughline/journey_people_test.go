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
	admin.Press("See what stands in their name")
	admin.See("Priya Raman leaves")
	admin.Axe()
	admin.Fill("Hand everything that you choose nothing else for to", "Niamh Gallagher")
	admin.Press("Choose for everything")
	admin.See("Goes to Niamh Gallagher")
	admin.Press("Apply the change")
	admin.See("The change counts now.")
	lead.Open("/")
	lead.at("/sign-in")
	admin.Axe()
	admin.Follow("Go to it")
	admin.See("Nothing stands in the name of Priya Raman.")
	admin.Axe()
}
