package models_test

import (
	"context"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

func TestManyRowsGetTheirReferencesInOneStretch(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		teams := []*models.Team{{Name: "One"}, {Name: "Two", Ref: "TM9"}, {Name: "Three"}}
		more := []*models.Team{{Name: "Four", Ref: "TM9"}, {Name: "Five", Ref: "TM20"}, {Name: "Six", Ref: "nonsense"}, {Name: "Seven", Ref: "TM20"}}
		last := &models.Team{Name: "Eight"}
		if err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) error {
			if err := models.TakeIn(tx, teams); err != nil {
				return err
			}
			if err := models.TakeIn(tx, more); err != nil {
				return err
			}
			return tx.Insert(last)
		}); err != nil {
			t.Fatal(err)
		}
		want := []string{"TM10", "TM9", "TM11", "TM21", "TM20", "TM22", "TM23", "TM24"}
		for i, team := range append(append(teams, more...), last) {
			if team.Ref != want[i] {
				t.Errorf("%s has %s, want %s", team.Name, team.Ref, want[i])
			}
		}
	})
}

func TestACompanyAndItsStrategyAreSetUpOnce(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		for range 2 {
			if err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) error {
				c, err := tx.EnsureCompany("Acme")
				if err != nil {
					return err
				}
				s, err := tx.EnsureStrategy()
				if err != nil {
					return err
				}
				if c.Name != "Acme" || c.TimeZone != "UTC" || c.Confirmed || s.State != models.Draft || s.Ref != "S1" {
					t.Errorf("company %+v, strategy %+v", c, s)
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		_ = db.Read(context.Background(), models.CommandLine, func(r *models.Read) error {
			var companies, strategies int64
			r.DB().Model(&models.Company{}).Count(&companies)
			r.DB().Model(&models.Strategy{}).Count(&strategies)
			if companies != 1 || strategies != 1 {
				t.Errorf("%d companies, %d strategies", companies, strategies)
			}
			return nil
		})
	})
}
