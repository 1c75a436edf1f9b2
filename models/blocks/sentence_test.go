package blocks

import (
	"strings"
	"testing"
)

// plainWords calls everything by a few words.
type plainWords struct{}

func (plainWords) Trigger(kind string) string {
	return map[string]string{"outcome.off_track": "an outcome goes off track", "task.done": "a task is done"}[kind]
}
func (plainWords) Field(name string) string {
	return map[string]string{"change.pct": "the change in percent", "outcome.horizon": "the horizon", "outcome.deadline": "the outcome's deadline"}[name]
}
func (plainWords) Value(field, value string) string {
	return map[string]string{"outcome.id o": "O2", "outcome.horizon year": "this year"}[field+" "+value]
}
func (plainWords) Operator(_, op string) string {
	return map[string]string{"abs_gte": "is at least", "in": "is one of", "between": "is between"}[op]
}
func (plainWords) Thing(kind, id string) string {
	return map[string]string{"person p": "Anna", "team t": "Delivery", "channel c": "Ops", "rule r": "Re-plan", "process q": "Deploy", "process_step q s": "Test", "outcome o": "O2 Faster", "approval_chain c": "Money", "chain_stage st": "Finance"}[kind+" "+id]
}

func TestEveryBlockReadsAsASentence(t *testing.T) {
	for text, want := range map[string]string{
		`{"do":"create_task","title":"Re-plan.","owner":{"role":"outcome_owner","fallback":"person:p"},"due":{"working_days":2},"links":["outcome:o"]}`: "Create the task “Re-plan” for the outcome's owner (else Anna), done within 2 working days, for O2 Faster",
		`{"do":"create_handoff","title":"A plan","owner":{"role":"team_lead","team":"t"},"answer":1,"due":{"working_days":0}}`:                          "Hand “A plan” to the lead of Delivery, answer within 1 working day, done the same day",
		`{"do":"create_task"}`: "Create the task some task for somebody, done some day",
		`{"do":"reroute_tasks","owner":{"person":"p"},"most":20,"tasks":{"any":[{"f":"task.title","op":"is","v":"x"},{"none":[{"f":"change.pct","op":"between","v":[1,2]}]}]}}`: "Give the open tasks where task title is x or (not the change in percent is between 1 and 2) to Anna, at most 20 tasks",
		`{"do":"notify","to":[{"team":"t"},{"role":"rule_owner"}],"title":"Look","via":["app","mail","chat:c"]}`:                                                                "Tell Delivery and the rule's owner “Look” in the app, by mail and in the chat room Ops",
		`{"do":"notify","owner":{"person":"p"},"title":"As step 6 wrote it"}`:                                                                                                   "Tell Anna “As step 6 wrote it”",
		`{"do":"adjust_process","process":{"process":"q","do":"insert","title":"Check","after":"s","who":{"role":"rule_owner"}}}`:                                               "In “Deploy” insert the step “Check” after “Test”, done by the rule's owner",
		`{"do":"adjust_process","process":{"process":"q","do":"move","step":"s"}}`:                                                                                              "In “Deploy” move the step “Test” at the beginning",
		`{"do":"adjust_process"}`: "In the process that it is about change something",
		`{"do":"change_chain","chain":{"chain":"c","do":"replace","who":{"person":"p"},"for":{"role":"department_head"},"open":true}}`: "In the approval chain “Money” ask Anna in place of the head of the department, also for what waits now",
		`{"do":"change_chain","chain":{"chain":"c","do":"add","stage":"st","who":{"person":"p"}}}`:                                     "In the approval chain “Money” ask Anna too at “Finance”",
		`{"do":"change_chain","chain":{"chain":"c","do":"remove","who":{"person":"p"}}}`:                                               "In the approval chain “Money” no longer ask Anna",
		`{"do":"change_chain","chain":{"chain":"c","do":"stage","title":"Legal","after":"st","who":{"person":"p"}}}`:                   "In the approval chain “Money” add the stage “Legal” after “Finance”, where Anna approves",
		`{"do":"change_chain","chain":{"chain":"c","do":"drop","stage":"st"}}`:                                                         "In the approval chain “Money” leave out the stage “Finance”",
		`{"do":"change_chain"}`: "In the approval chain that you choose change something",
		`{"do":"approval","title":"The plan","by":"c","due":{"working_days":2}}`:                                                            "Ask the approval chain “Money” to approve “The plan”, within 2 working days",
		`{"do":"approval","to":[{"person":"p"},{"team":"t"}],"need":"count","of":2,"title":"The plan","due":{"hours":4,"working_days":-1}}`: "Ask 2 of Anna and Delivery to approve “The plan”, within 4 hours",
		`{"do":"wait","wait":{"for":{"working_days":3}}}`:                                                                                   "Wait 3 working days",
		`{"do":"wait","wait":{"until":"outcome.deadline"}}`:                                                                                 "Wait until the outcome's deadline",
		`{"do":"wait","wait":{"event":"task.done","for":{"working_days":1}}}`:                                                               "Wait until a task is done, 1 working day at most",
		`{"do":"set_field","field":"outcome.horizon","value":"year"}`:                                                                       "Set the horizon to “this year”",
		`{"do":"call_webhook","hook":{"url":"https://x.example"}}`:                                                                          "Call https://x.example",
		`{"do":"run_rule","rule":"r"}`:                                                                                                      "Run the rule “Re-plan”",
		`{"do":"each","over":"tasks","most":10}`:                                                                                            "For each of tasks, at most 10 times",
		`{"do":"dance"}`:                                                                                                                    "Do something",
	} {
		d := reading(t, `{"steps":[{"k":"a",`+strings.TrimPrefix(text, "{")+`]}`)
		if got := d.Steps[0].Says(plainWords{}).Upper().String(); got != want {
			t.Errorf("%s\nreads %s\nnot   %s", text, got, want)
		}
	}
}

func TestARuleReadsAsOneSentenceAndSaysWhatItLacks(t *testing.T) {
	d := reading(t, `{"decision":"Every miss gets a plan.","trigger":{"type":"outcome.off_track","where":{"all":[{"f":"outcome.id","op":"in","v":["o"]},{"f":"change.pct","op":"abs_gte","v":"10"}]}},
 "steps":[{"k":"a","do":"create_task","title":"Re-plan","owner":{"role":"outcome_owner"},"due":{"working_days":2}},
 {"k":"b","do":"if","if":{"all":[{"f":"outcome.horizon","op":"in","v":["year","quarter"]}]},"then":[{"k":"c","do":"notify","to":[{"person":"p"}]}],"else":[{"k":"d","do":"stop"}]},{"k":"e","do":"stop"}]}`)
	want := "When outcome O2 goes off track and the change in percent is at least 10, create the task “Re-plan” for the outcome's owner, done within 2 working days; " +
		"then if the horizon is one of this year or quarter (then: tell Anna something) (otherwise: stop); and 1 more block, carrying out the decision “Every miss gets a plan”. Tom answers for it."
	said := d.Says(plainWords{}, "Tom")
	if said.String() != want {
		t.Errorf("it reads\n%s\nnot\n%s", said, want)
	}
	lacks := said.Lacks()
	if len(lacks) != 1 {
		t.Fatalf("it lacks %+v", lacks)
	}
	if step, field := lacks[0].StepOf(); step != "c" || field != "title" || lacks[0].Say == "" {
		t.Errorf("what is missing stands at %s %s: %s", step, field, lacks[0].Say)
	}
	empty := (&Definition{}).Says(plainWords{}, "")
	if got := empty.String(); got != "When something happens, do something, carrying out no decision yet. Nobody answers for it." || len(empty.Lacks()) != 4 {
		t.Errorf("an empty rule reads %s and lacks %+v", got, empty.Lacks())
	}
}
