package wizard

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

func TestTheOrderOfTwoPeopleIsJoined(t *testing.T) {
	abcd := []string{"a", "b", "c", "d"}
	for name, c := range map[string]struct{ began, stored, page, want string }{
		"only here":          {"abcd", "abcd", "badc", "badc"},
		"only there":         {"abcd", "dcba", "abcd", "dcba"},
		"theirs has more":    {"abcd", "axbcd", "bacd", "baxcd"},
		"words only":         {"abcd", "axbcd", "abcd", "axbcd"},
		"theirs has less":    {"abcd", "abd", "abd", "abd"},
		"new here":           {"abcd", "abcdn", "anbcd", "anbcd"},
		"without the script": {"", "abcd", "dcba", "dcba"},
	} {
		if got := strings.Join(merged(strings.Split(c.began, ""), strings.Split(c.stored, ""), strings.Split(c.page, "")), ""); got != c.want {
			t.Errorf("%s: %s, not %s", name, got, c.want)
		}
	}
	if got := merged(abcd, abcd, abcd); !slices.Equal(got, abcd) {
		t.Error(got)
	}
}

func TestPastedStepsAreKeptWithThoseTheyNameAndTakenBackAsOne(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		maja, w := redesigning(t, db)
		mustSave(t, db, maja, "redesign", Query{}, url.Values{"do": {"start:" + w.Workflows[0].ID}}, false)
		p := world(t, db, maja).Processes[0]
		q := Query{Item: p.Ref}
		mustSave(t, db, maja, "redesign", q, written("processes."+p.ID+".", "A call"), false)
		titles := func() string {
			var list []string
			for _, s := range world(t, db, maja).Processes[0].Current.Steps {
				list = append(list, s.Title)
			}
			return strings.Join(list, "/")
		}
		before := titles()
		sheet := mustSave(t, db, maja, "redesign", q, url.Values{"do": {"paste"}, "text": {"1. Take it\n   Who: tom\n   - ask\n2. Duty engineer: solve it"}, "nested": {NestedPart}, "instead": {"on"}}, false)
		steps := world(t, db, maja).Processes[0].Current.Steps
		if titles() != "Take it: ask/Duty engineer: solve it" || steps[0].WhoPersonID == nil || steps[1].WhoPersonID != nil {
			t.Fatalf("%s %+v", titles(), steps[0])
		}
		mustSave(t, db, maja, "redesign", q, url.Values{"do": {"unpaste:" + sheet.Gone}}, false)
		if titles() != before {
			t.Fatalf("%s came back as %s", before, titles())
		}
		for _, text := range []string{"", "# Only a heading\n- " + strings.Repeat("long ", 80)} {
			if _, err := Save(context.Background(), db, maja, ByKey("redesign"), q, url.Values{"do": {"paste"}, "text": {text}, "nested": {NestedOwn}}, false); err == nil {
				t.Errorf("%q was kept", text)
			}
		}
	})
}

func TestAVersionIsSentBackWithItsReasonAndAToolWaitsForItsProcess(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		maja, w := redesigning(t, db)
		mustSave(t, db, maja, "redesign", Query{}, url.Values{"do": {"start:" + w.Workflows[0].ID}}, false)
		p := world(t, db, maja).Processes[0]
		q, now := Query{Item: p.Ref}, func() *models.Process { return world(t, db, maja).Processes[0] }
		err := db.Write(context.Background(), maja, func(tx *models.Tx) error {
			return tx.AddStep(now(), &models.ProcessStep{Title: "Take", Tool: "SAP"}, 0)
		})
		if r, ok := models.AsRefusal(err); !ok || !strings.Contains(r.Say, "Locked until the process has") {
			t.Fatal(err)
		}
		v := written("processes."+p.ID+".", "A call")
		v.Set("steps.new2.accountable", "Maja, Tom")
		mustSave(t, db, maja, "redesign", q, v, false)
		if _, err := Save(context.Background(), db, maja, ByKey("redesign"), q, url.Values{"do": {"documented:" + p.ID}}, false); err == nil || !strings.Contains(err.Error(), "2 are accountable") {
			t.Fatal(err)
		}
		mustSave(t, db, maja, "redesign", q, url.Values{"steps." + now().Current.Steps[1].ID + ".accountable": {"Maja"}}, false)
		mustSave(t, db, maja, "redesign", q, url.Values{"do": {"documented:" + p.ID}}, false)
		other := another(t, db)
		back := func(reason string) error {
			return db.Write(context.Background(), other, func(tx *models.Tx) error { return tx.ReturnProcess(now(), reason) })
		}
		if back(" ") == nil || back("Who calls the clinic?") != nil || back("again") == nil {
			t.Fatal("a version is sent back once, and with a reason")
		}
		if c := now().Current; c.State != models.ProcessDraft || c.ReturnReason != "Who calls the clinic?" || text(c.ReturnedPersonID) != other.PersonID {
			t.Fatalf("%+v", c)
		}
	})
}
