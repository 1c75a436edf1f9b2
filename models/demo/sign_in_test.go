package demo

import (
	"context"
	"strings"
	"testing"

	"throughline/models"
)

func TestEachOfTheCastGetsALinkThatSignsInOnce(t *testing.T) {
	db, c := monday(t)
	const place = "http://127.0.0.1:8080/enter/"
	var list []SignIn
	if err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) (err error) {
		list, err = SignInLinks(tx, func(token string) string { return place + token })
		return err
	}); err != nil {
		t.Fatal(err)
	}
	want := []*models.Person{c.Administrator, c.Owner, c.Head, c.Lead, c.Member}
	if len(list) != len(want) {
		t.Fatalf("%d links", len(list))
	}
	for n, role := range models.Roles {
		if list[n].Role != role || list[n].Person.ID != want[n].ID {
			t.Errorf("link %d is for %s as %s", n, list[n].Person.Name, list[n].Role)
		}
		token, _ := strings.CutPrefix(list[n].URL, place)
		if err := db.Write(context.Background(), models.Nobody, func(tx *models.Tx) error {
			_, p, err := tx.UseLink(token)
			if err == nil && p.ID != want[n].ID {
				t.Errorf("the link of %s is for %s", want[n].Name, p.Name)
			}
			if err != nil {
				return err
			}
			if _, _, err = tx.UseLink(token); err == nil {
				t.Errorf("the link of %s works twice", p.Name)
			}
			who, err := tx.WhoIs(p)
			if err == nil && !who.Holds(role) {
				t.Errorf("%s does not hold %s", p.Name, role)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestThereAreNoSignInLinksWithoutTheExample(t *testing.T) {
	db, _ := monday(t)
	err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) error {
		if err := Remove(tx); err != nil {
			return err
		}
		_, err := SignInLinks(tx, func(token string) string { return token })
		return err
	})
	if r, ok := models.AsRefusal(err); !ok || r.Kind != models.KindRule {
		t.Fatalf("got %v", err)
	}
}
