package automation_test

import (
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
)

func TestARuleWritesToAChatRoomOnceAndATrialWritesNothing(t *testing.T) {
	onStage(t, func(s *stage) {
		room := &models.Channel{}
		s.write(models.CommandLine, func(tx *models.Tx) error {
			if err := tx.AllowHost(&models.HostEntry{Host: "hooks.example.com"}); err != nil {
				return err
			}
			return tx.SaveChannel(room, &models.ChannelEntry{Name: "#ops", Kind: models.ChatSlack, URL: "https://hooks.example.com/x", Topics: []string{"decisions"}})
		})
		rule := s.publish("Say it in the room", `{"trigger":{"type":"outcome.retargeted"},"mode":"parallel","decision":"x","steps":[
			{"k":"a","do":"notify","title":"{{outcome.ref}} has a new target","via":["chat:`+room.ID+`"]},
			{"k":"b","do":"notify","title":"Look","to":[{"person":"`+s.c.Lead.ID+`"}],"via":["app","chat:`+room.ID+`"]}]}`)
		d, err := blocks.Read([]byte(rule.Draft))
		if err != nil {
			s.Fatal(err)
		}
		if err := s.db.Read(s.Context(), s.as(s.c.Owner), func(r *models.Read) error {
			w, err := automation.LoadWorld(r)
			if err != nil {
				return err
			}
			if says := d.Steps[0].Says(w.In(d)).String(); !strings.HasPrefix(says, "write “") || !strings.HasSuffix(says, " has a new target” in the chat room #ops") {
				s.Error(says)
			}
			for _, p := range automation.Stops(automation.Check(d, w)) {
				if p.Key != "" {
					s.Errorf("%+v", p)
				}
			}
			return nil
		}); err != nil {
			s.Fatal(err)
		}
		before := s.count("SELECT count(*) FROM deliveries")
		if tried, err := automation.New().Try(s.Context(), s.db, s.as(s.c.Owner), automation.TrialAsk{Rule: rule, Definition: d}); err != nil || len(tried.Run.Effects) != 2 || !strings.Contains(tried.Run.Effects[0].EntityTitle, "#ops") {
			s.Errorf("%+v, %v", tried, err)
		}
		if n := s.count("SELECT count(*) FROM deliveries"); n != before {
			s.Errorf("a trial left %d messages", n-before)
		}
		o := s.retarget("O1", 0.7)
		run := s.only(rule, models.RunDone)
		var list []*models.Delivery
		if err := s.db.Read(s.Context(), models.Background, func(r *models.Read) error {
			return r.DB().Where("channel = ? AND idempotency_key LIKE ?", models.ChatSlack, "chat:"+room.ID+":msg_%").Order("id").Limit(10).Find(&list).Error
		}); err != nil || len(list) != 2 {
			s.Fatalf("%d messages, %v", len(list), err)
		}
		if list[0].Target != room.ID || !strings.Contains(list[0].Content, o.Ref+" has a new target") || list[0].IdempotencyKey == list[1].IdempotencyKey {
			s.Errorf("%+v", list[0])
		}
		if n := s.count("SELECT count(*) FROM notices WHERE type = 'run.told' AND person_id = ?", s.c.Lead.ID); n != 1 {
			s.Errorf("the lead was told %d times", n)
		}
		if step := s.step(run, "b", ""); !strings.Contains(step.Input, "#ops") {
			s.Error(step.Input)
		}
		s.write(models.CommandLine, func(tx *models.Tx) error { return tx.RemoveChannel(room) })
		gone := s.publish("Say it nowhere", strings.ReplaceAll(rule.Draft, "outcome.retargeted", "outcome.deadline_moved"))
		s.write(s.as(s.c.Owner), func(tx *models.Tx) error {
			o, err := tx.OutcomeByID(s.c.Outcomes["O2"].ID)
			if err != nil {
				return err
			}
			was := *o
			o.Deadline = o.Deadline.Add(30)
			return tx.SaveOutcome(models.OutcomeChanged, &was, o)
		})
		if run := s.only(gone, models.RunFailed); !strings.Contains(run.Reason, "The chat room is not there any more.") {
			s.Error(run.Reason)
		}
	})
}
