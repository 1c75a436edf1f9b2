package demo

import (
	"time"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/day"
)

// stuck is the rule that was written in the builder; the others come from step 6.
const stuck = "A blocked task is looked at within a day"

// published are the rules that run: by which decision, since how many working days.
var published = []struct {
	rule, decision string
	ago            int
}{
	{"Send last month's readings to all leads", "figures", 60},
	{"Find the reason and bring one proposal to the pulse", "falls", 57},
	{stuck, "stuck", 45},
}

// runRules publishes some of the rules in the name of Maja Holm, and lets happen what they have run for since.
func (l *loader) runRules() error {
	who, now := l.tx.Who, l.tx.Now
	defer func() { l.tx.Who, l.tx.Now = who, now }()
	if err := l.act("Tom Okafor", l.at(l.work(-46), 10), now, l.writeStuck); err != nil {
		return err
	}
	for _, p := range published {
		if err := l.act(theOwner, l.at(l.work(-p.ago), 14), now, func() error { return l.publish(p.rule, p.decision) }); err != nil {
			return err
		}
	}
	engine := automation.New()
	for _, v := range l.Reviews {
		near := l.workday(v.Day.Add(-7))
		if v.Clock != models.ClockPulse || near.Before(l.work(-59)) || near.After(l.today) {
			continue
		}
		if err := l.runFor(engine, models.ReviewDue, v, l.at(near, 6), now, 26); err != nil {
			return err
		}
	}
	if err := l.runFor(engine, models.OutcomeOffTrack, l.Outcomes["O3"], l.at(l.work(-34), 9), now, 52); err != nil {
		return err
	}
	if err := l.runFor(engine, models.TaskHeldUp, l.Tasks["Get the network line for the Harbour Street move"], l.at(l.work(-2), 10), now, 0); err != nil {
		return err
	}
	l.tx.Now, l.tx.Who = l.at(l.work(-1), 11).UTC(), models.Background
	return engine.CatchUp(l.tx) // nobody started it, so the head is asked
}

// writeStuck writes the rule that has more than one block.
func (l *loader) writeStuck() error {
	lead := &blocks.Party{Role: "team_lead"}
	key := func(block string) string { return id("rule_step", stuck+"/"+block) }
	d := &blocks.Definition{SchemaVersion: blocks.SchemaVersion, Trigger: blocks.Trigger{Type: string(models.TaskHeldUp)}, Decision: "Nobody stays blocked longer than a day unseen.",
		Deadline: &blocks.Due{Hours: 8}, Steps: []*blocks.Step{
			{Key: key("tell"), Do: blocks.Notify, Title: "{{task.title}} is blocked", To: []*blocks.Party{lead}, Via: []string{"app", "mail"}},
			{Key: key("wait"), Do: blocks.Wait, Wait: &blocks.Pause{Event: string(models.TaskStarted), For: &blocks.Due{WorkingDays: 1}}, Late: []*blocks.Step{
				{Key: key("ask"), Do: blocks.Approval, Title: "{{task.title}}: do we agree on another day?", To: []*blocks.Party{{Person: *l.person(theOwner)}}, Need: "any", Due: &blocks.Due{WorkingDays: 3},
					Late: []*blocks.Step{{Key: key("late"), Do: blocks.Stop, Text: "Nobody decided in time"}}, Else: []*blocks.Step{{Key: key("no"), Do: blocks.Stop, Text: "The day stays"}}},
				{Key: key("task"), Do: blocks.CreateTask, Title: "Agree on another day: {{task.title}}", Owner: &blocks.Party{Role: "team_lead", Fallback: "person:" + *l.person(theOwner)},
					Due: &blocks.Due{WorkingDays: 2}}}}}}
	rule := &models.Rule{Row: models.Row{ID: id("rule", stuck)}, Name: stuck, StrategyID: &l.Strategy.ID, TeamID: l.team("Delivery"), OwnerPersonID: l.person("Tom Okafor"), Draft: d.Write()}
	return l.tx.AddRule(rule)
}

// publish puts a rule into force with the decision that it carries out.
func (l *loader) publish(name, decision string) error {
	rule, err := l.tx.RuleByID(id("rule", name))
	if err != nil {
		return err
	}
	d, err := rule.Definition()
	if err != nil {
		return err
	}
	if d.DecisionID = id("decision", decision); d.Deadline == nil {
		d.Deadline = &blocks.Due{Hours: 24}
	}
	before := *rule
	rule.Draft = d.Write()
	if err := l.tx.SaveRule(models.RuleChanged, &before, rule); err != nil {
		return err
	}
	_, err = l.tx.PublishRule(rule, d, models.Publication{})
	return err
}

// runFor lets something happen, and the rules do what they do about it. Those who got a task from it finish it some hours later, where that
// is not to come.
func (l *loader) runFor(engine *automation.Engine, kind models.EventType, about models.Entity, at, now time.Time, hours int) error {
	if at.After(now) {
		return nil
	}
	l.tx.Now, l.tx.Who = at.UTC(), models.Background
	key := "example " + string(kind) + " " + day.Of(at, time.UTC).Long()
	if err := l.tx.TellOnce(kind, key, about, about); err != nil {
		return err
	}
	var event models.Event
	if err := l.tx.DB().Where("dedupe_key = ?", key).First(&event).Error; err != nil {
		return err
	}
	if err := engine.CarryOut(l.tx, event.ID); err != nil {
		return err
	}
	then := at.Add(time.Duration(hours) * time.Hour)
	if hours == 0 || then.After(now) {
		return nil
	}
	var tasks []*models.Task
	if err := l.tx.DB().Where("created_at = ? AND state = ?", l.tx.Now, models.TaskOpen).Limit(10).Find(&tasks).Error; err != nil {
		return err
	}
	for _, t := range tasks {
		if err := l.act(l.byID(*t.OwnerPersonID).Name, then, now, func() error { return l.tx.CloseTask(t) }); err != nil {
			return err
		}
	}
	return nil
}
