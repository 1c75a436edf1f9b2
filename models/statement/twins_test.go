package statement

import (
	"strings"
	"testing"
)

// The threshold stands between the two lists: the same thing said in other words, in another order or with another number; and things of
// one organisation that only sound alike.
func TestTwinsAreTitlesThatSayTheSameAndNotThoseThatSoundAlike(t *testing.T) {
	for _, pair := range [][2]string{
		{"Cut handoff lag from sales to delivery to under 24 hours", "Cut the lag of handoffs from sales to delivery to 24 hours"},
		{"Answer 90% of calls within 60 seconds", "Answer 85% of all calls within 60 seconds"},
		{"Write a fix note for the 20 most repeated tickets", "Write fix notes for the 20 most repeated tickets"},
		{"Reduce delivery cycle time by 30%", "Reduce cycle time of delivery by 25%"},
		{"Train four engineers to lead a move on their own", "Training four engineers to lead moves on their own"},
		{"Publish one price page for all clinics", "PUBLISH one price page, for all the clinics."},
		{"Invoice approval", "Approval of invoices"},
		{"Zufriedenheit der Kliniken auf 9 von 10 heben", "Die Zufriedenheit der Kliniken auf 9 von 10 heben"},
	} {
		if got := Twins(pair[:]); len(got) != 1 || got[0].A != 0 || got[0].B != 1 {
			t.Errorf("%q is not taken for %q", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]string{
		{"Reduce delivery cycle time by 30%", "Reduce repeat visits by 30%"},
		{"Call every clinic that had two escalations in a month", "Schedule every renewal call 120 days before the contract ends"},
		{"Cut handoff lag from sales to delivery to under 24 hours", "Cut handoff lag from support to field to under 4 hours"},
		{"Build and test network kits for the five usual clinic sizes", "Build and test the parts list for each clinic"},
		{"Grow customer satisfaction with site visits to 9 of 10", "Grow the share of problems fixed at first contact by 30%"},
		{"Onboarding", "Onboarding"},
		{"Weekly sync", "Weekly Sync"},
		{"Monthly planning meeting of the team", "Team meeting: monthly planning"},
		{"", ""},
	} {
		if got := Twins(pair[:]); len(got) != 0 {
			t.Errorf("%q is taken for %q (%.2f)", pair[0], pair[1], got[0].Likeness)
		}
	}
}

func TestTheIndexOfRareLettersFindsTheSameTwinsAsComparingAllPairs(t *testing.T) {
	verbs, things, ends := []string{"Cut", "Write", "Train", "Move", "Publish"}, []string{"handoff lag", "fix notes", "engineers", "price lists", "forms", "visits"},
		[]string{"by a third", "until spring", "for each clinic", "in the first quarter"}
	var titles []string
	for n := range 240 {
		titles = append(titles, verbs[n%5]+" "+things[n%6]+" of clinic "+strings.Repeat(string(rune('a'+n%23)), n%4)+" "+ends[n%4])
	}
	found := map[[2]int]bool{}
	for _, twin := range Twins(titles) {
		found[[2]int{twin.A, twin.B}] = true
	}
	sets, all := raresFirst(titles), 0
	for b := range sets {
		for a := range b {
			like := 2*common(sets[a], sets[b])*100 >= 62*(len(sets[a])+len(sets[b]))
			if like {
				all++
			}
			if like != found[[2]int{a, b}] {
				t.Errorf("%q and %q: alike %v, found %v", titles[a], titles[b], like, !like)
			}
		}
	}
	if all == 0 || all == 240*239/2 {
		t.Errorf("%d pairs are alike: they show nothing", all)
	}
}
