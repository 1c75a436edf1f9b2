package models_test

import (
	"context"
	"path/filepath"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

func TestARestoredDatabaseLetsNobodyInByASessionOrALinkFromBefore(t *testing.T) {
	ctx := context.Background()
	clock := modelstest.At(modelstest.Monday)
	db := modelstest.Open(t, clock)
	var session, link string
	err := db.Write(ctx, models.CommandLine, func(tx *models.Tx) (err error) {
		email := "noor@x.example"
		p := &models.Person{Name: "Noor", Email: &email}
		if err := tx.AddToPeople(p); err != nil {
			return err
		}
		if session, _, err = tx.StartSession(p.ID, "", ""); err != nil {
			return err
		}
		link, err = tx.MakeLink(p, models.LinkInvitation)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	copied, restored := filepath.Join(folder, "copy.db"), filepath.Join(folder, "restored.db")
	if err := db.Backup(ctx, copied); err != nil {
		t.Fatal(err)
	}
	if err := models.Restore(ctx, copied, "sqlite:"+restored); err != nil {
		t.Fatal(err)
	}
	back, err := models.Open(ctx, "sqlite:"+restored, models.Options{Now: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer back.Close()
	for _, found := range []struct {
		db   *models.DB
		want bool
	}{{db, true}, {back, false}} {
		err := found.db.Read(ctx, models.Nobody, func(r *models.Read) error {
			if _, _, err := r.SessionOf(session); (err == nil) != found.want {
				t.Errorf("session found: %t", err == nil)
			}
			if _, _, err := r.LinkOf(link); (err == nil) != found.want {
				t.Errorf("link found: %t", err == nil)
			}
			_, err := r.PersonByEmail("noor@x.example")
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}
