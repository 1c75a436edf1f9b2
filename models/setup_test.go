package models_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
)

func TestFirstRunIsDoneOnceAnAdministratorHasAWayIn(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		ctx := context.Background()
		done := func() (yes bool) {
			t.Helper()
			err := db.Read(ctx, models.Nobody, func(r *models.Read) error {
				s, err := r.Setup()
				yes = s.Administrator
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return yes
		}
		p := &models.Person{Name: "Noor", Administrator: true, DateOrder: "dmy"}
		write := func(f func(tx *models.Tx) error) {
			t.Helper()
			if err := db.Write(ctx, models.CommandLine, f); err != nil {
				t.Fatal(err)
			}
		}
		write(func(tx *models.Tx) error {
			if err := tx.Insert(models.NewCompany("Fernhill")); err != nil {
				return err
			}
			return tx.AddToPeople(p)
		})
		if done() {
			t.Error("an administrator without password, link or session counts as able to sign in")
		}
		write(func(tx *models.Tx) error {
			_, err := tx.MakeLink(p, models.LinkSignIn)
			return err
		})
		if !done() {
			t.Error("an administrator with a link that works does not count")
		}
		clock.Advance(models.LinkLasts + time.Hour)
		if done() {
			t.Error("a link that has expired counts")
		}
		write(func(tx *models.Tx) error { return tx.SetPassword(p, "hash", "") })
		if !done() {
			t.Error("an administrator with a password does not count")
		}
	})
}

func TestAfterAnImportTheFirstSentenceLeadsToSigningIn(t *testing.T) {
	company := models.NewCompany("Fernhill")
	for says, s := range map[string]models.Setup{
		"the first administrator; who gives an address that came in": {Company: company},
		"Then sign in.":              {Company: company, Administrator: true},
		"sign in and open Alignment": {Company: company, Administrator: true, Confirmed: true},
	} {
		if next := s.AfterImport(); !strings.Contains(next, says) {
			t.Errorf("%+v leads on with %q", s, next)
		}
	}
}
