package models_test

import (
	"fmt"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/blocks"
	"throughline/models/demo"
)

// adding is an edit that puts one more block at the end.
func adding(key string) models.Edit {
	return models.Edit{Said: "added " + key, Do: func(_ *models.Rule, d *blocks.Definition) (*blocks.Definition, error) {
		return d.Insert(&blocks.Step{Key: key, Do: blocks.Stop}, blocks.Spot{At: 999})
	}}
}

func keysOf(t *testing.T, rule *models.Rule) string {
	t.Helper()
	d, err := rule.Definition()
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	d.Walk(func(s *blocks.Step, _ []*blocks.Step) { keys = append(keys, s.Key) })
	return strings.Join(keys, " ")
}

// who are a person's rights.
func who(t *testing.T, db *models.DB, p *models.Person) (w models.Who) {
	t.Helper()
	read(t, db, models.CommandLine, func(r *models.Read) (err error) { w, err = r.WhoIs(p); return err })
	return w
}

func TestEveryEditOfADraftIsUndoneAndDoneAgainAndASecondPersonIsTold(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		owner := who(t, db, c.Owner)
		var rule *models.Rule
		edit := func(rev int, e models.Edit) error {
			return db.Write(t.Context(), owner, func(tx *models.Tx) (err error) {
				if rule, err = tx.RuleByRef(rule.Ref); err != nil {
					return err
				}
				return tx.EditDraft(rule, rev, e)
			})
		}
		undo := func(again bool) error {
			return db.Write(t.Context(), owner, func(tx *models.Tx) (err error) {
				if rule, err = tx.RuleByRef(rule.Ref); err != nil {
					return err
				}
				_, err = tx.UndoEdit(rule, rule.DraftRev, again)
				return err
			})
		}
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		write(t, db, owner, func(tx *models.Tx) (err error) {
			rule, err = tx.StartRule("New", nil, &blocks.Definition{})
			return err
		})
		must(edit(1, adding("a")))
		must(edit(2, adding("b")))
		if err := edit(2, adding("c")); err == nil {
			t.Error("an edit of a draft that somebody changed meanwhile was taken")
		} else if r, _ := models.AsRefusal(err); r.Kind != models.KindStale || !strings.Contains(r.Say, c.Owner.Name+" edited this rule meanwhile") {
			t.Errorf("it is refused with %v", err)
		}
		must(undo(false))
		if keysOf(t, rule) != "a" {
			t.Errorf("undone it holds %s", keysOf(t, rule))
		}
		must(undo(false))
		must(undo(true))
		must(undo(true))
		if keysOf(t, rule) != "a b" || undo(true) == nil {
			t.Errorf("done again it holds %s", keysOf(t, rule))
		}
		must(undo(false))
		must(edit(rule.DraftRev, adding("d")))
		if undo(true) == nil || keysOf(t, rule) != "a d" {
			t.Errorf("after another edit what was undone comes back: %s", keysOf(t, rule))
		}
		must(edit(rule.DraftRev, models.Edit{Said: "named", Do: func(r *models.Rule, d *blocks.Definition) (*blocks.Definition, error) {
			r.Name = "Named"
			return d, nil
		}}))
		must(undo(false))
		if rule.Name != "New" {
			t.Errorf("the name undone is %s", rule.Name)
		}
		for i := range 110 {
			must(edit(rule.DraftRev, adding(fmt.Sprint("n", i))))
		}
		var n int64
		read(t, db, owner, func(r *models.Read) error {
			return r.DB().Model(&models.RuleEdit{}).Where("rule_id = ?", rule.ID).Count(&n).Error
		})
		if n > 100 {
			t.Errorf("%d edits are kept", n)
		}
	})
}

func TestWhoWritesWhichRules(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		lead, member := who(t, db, c.Lead), who(t, db, c.Member)
		start := func(w models.Who, team *string) error {
			return db.Write(t.Context(), w, func(tx *models.Tx) error {
				_, err := tx.StartRule("Mine", team, &blocks.Definition{})
				return err
			})
		}
		mine := lead.Leads[0]
		if err := start(lead, &mine); err != nil {
			t.Errorf("a lead may not write a rule of the own team: %v", err)
		}
		for name, err := range map[string]error{"a lead, for the company": start(lead, nil), "a member": start(member, &mine)} {
			if r, _ := models.AsRefusal(err); r == nil || r.Kind != models.KindNotAllowed {
				t.Errorf("%s: %v", name, err)
			}
		}
		if lead.MayPublishRule(&models.Rule{TeamID: &mine}) || !who(t, db, c.Owner).MayPublishRule(&models.Rule{}) {
			t.Error("a lead publishes, or an executive does not")
		}
	})
}
