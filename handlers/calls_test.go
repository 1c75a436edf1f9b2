package handlers

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/notify"
	"throughline/views/link"
)

const aSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

// calls does what rules call outside, as the program would.
func (h *house) calls() {
	h.t.Helper()
	kinds := automation.New().Calling(h.db, (&notify.Outside{DB: h.db}).Call).Work()
	for _, k := range kinds {
		if k.Name != models.CallOutside {
			continue
		}
		var claimed []*models.Work
		h.write(func(tx *models.Tx) (err error) {
			claimed, err = tx.ClaimWork("test", []models.WorkKind{k.Name}, 5, models.WorkLease)
			return err
		})
		for _, w := range claimed {
			failed := k.Before(h.t.Context(), w)
			h.write(func(tx *models.Tx) error {
				if failed == nil {
					failed = k.Do(tx, w)
				}
				if failed == nil {
					return tx.FinishWork(w)
				}
				settled, err := k.Failed(tx, w, failed, failed.Error())
				if err == nil && settled {
					return tx.FinishWork(w)
				}
				if err == nil {
					err = tx.FailWork(w, failed.Error())
				}
				return err
			})
		}
	}
	h.runRules()
}

func TestASecretIsSetReplacedAndDeletedAndNeverShownAgain(t *testing.T) {
	h := open(t)
	admin, head := h.as(models.Administrator), h.as(models.DepartmentHead)
	admin.get(link.CompanySettings()).is(200).says("Calls in and out")
	admin.get(link.Calls()).is(200).says("No secret is set.", "No server is allowed yet")
	f := admin.get(link.SecretNew()).is(200).paper(admin, "main form.card")
	f.press("Keep the secret").is(422).says("There is a problem", "Give the secret a name")
	f.write("name", "Ticket system").write("secret", "hunter2 hunter2 hunter2").press("Keep the secret").is(422).says("whsec_ and 32 to 88 characters")
	f.write("secret", aSecret).press("Keep the secret").is(303).onward(admin).says("The secret “Ticket system” is kept.", "not used").silent(aSecret)
	f.press("Keep the secret").is(422).says("There is a secret of this name already")
	made := head.get(link.SecretNew()).is(200).paper(head, "main form.card").write("name", "CRM").press("Keep the secret").is(200).says("shown only this once")
	shown := made.page().Find("#made").AttrOr("value", "")
	if !strings.HasPrefix(shown, models.SecretPrefix) || made.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%q is shown, with %q", shown, made.Header.Get("Cache-Control"))
	}
	address := func(g *guest, name string) string {
		return g.get(link.Calls()).is(200).silent(aSecret, shown).page().Find(`a.what:contains("`+name+`")`).AttrOr("href", "")
	}
	theirs, own := address(head, "Ticket system"), address(head, "CRM")
	head.get(theirs).is(200).says("Somebody else set it up.").silent("Delete this secret", aSecret)
	head.post(theirs, url.Values{"name": {"Mine"}, "version": {"1"}}).is(403).says("Heads of departments change only what they set up themselves.")
	head.post(theirs+"/removal", nil).is(403)
	head.get(own).is(200).says("shown to nobody again", "Nowhere.").silent(shown).paper(head, "main form.card").write("name", "Customers").press("Keep the secret").is(303)
	head.post(own, url.Values{"name": {"Late"}, "version": {"1"}}).is(422).says("Somebody else changed this secret")
	head.post(own+"/removal", nil).is(303).onward(head).says("The secret “Customers” is deleted.")
	for _, role := range []models.Role{models.TeamLead, models.Member} {
		h.as(role).get(link.Calls()).is(404)
		h.as(role).get(theirs).is(404)
		h.as(role).post(link.Secrets(), url.Values{"name": {"x"}}).is(403)
	}
	h.nobody().get(link.Calls()).is(303)
	if n := h.count("events", "type LIKE ?", "hook_secret.%"); n != 4 {
		t.Errorf("%d events", n)
	}
	for _, text := range []string{aSecret[6:], shown[6:]} {
		if n := h.count("events", "payload LIKE ?", "%"+text+"%") + h.count("hook_secrets", "sealed LIKE ?", "%"+text+"%"); n != 0 {
			t.Error("a secret is kept in the open")
		}
	}
}

func TestARuleThatCallsAnotherSystemIsBuiltTriedAndItsRunShowsTheAnswer(t *testing.T) {
	h, c := example(t)
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if asked++; asked == 1 {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		_, _ = w.Write([]byte(`{"ticket": "T-4711"}`))
	}))
	t.Cleanup(server.Close)
	kept := &models.HookSecret{}
	h.write(func(tx *models.Tx) error {
		_, err := tx.SaveHookSecret(kept, &models.HookSecretEntry{Name: "Ticket system", Secret: aSecret})
		return err
	})
	owner := h.as(models.Executive)
	rule := h.published(c, "Open a ticket", `{"schema_version":1,"decision":"x","mode":"parallel","trigger":{"type":"outcome.retargeted"},"steps":[
		{"k":"a","do":"call_webhook","hook":{"url":"`+server.URL+`/hooks","secret":"`+kept.ID+`","body":"{\"title\": \"{{outcome.title}}\"}"}}]}`)
	owner.get(link.Rule(rule.Ref, "")).is(200).says("Call "+server.URL+"/hooks, signed with “Ticket system”", "127.0.0.1 is not on the list of servers that may be called")
	h.write(func(tx *models.Tx) error {
		return tx.AllowHost(&models.HostEntry{Host: "127.0.0.1", Intranet: true, Reason: "The tickets stand here."})
	})
	owner.get(link.Rule(rule.Ref, "")).is(200).silent("is not on the list")

	form := owner.get(link.Rule(rule.Ref, "a")).is(200).says("What is sent, as JSON", "Signed with", "Ticket system", "{{outcome.title}}").silent(aSecret).paper(owner, "#f-a")
	form.write("body", `{"title": {{outcome.title}`).press("Save").is(303).onward(owner).says("This is no sound JSON: look at line 1.")
	current, _ := h.ruleOf(rule.Ref)
	owner.post(link.RuleEdits(rule.Ref), url.Values{"do": {"undo"}, "rev": {strconv.Itoa(current.DraftRev)}}).is(303).onward(owner).silent("no sound JSON")
	owner.get(link.Rule(rule.Ref, "")).says("Call another system", "Outside")

	owner.post(link.RuleTrial(rule.Ref), url.Values{"event": {trySample}, "version": {tryPublished}, "answer": {models.ApprovalApproved}}).is(200).says("Would call", "127.0.0.1", server.URL+"/hooks", "Ticket system")
	if asked != 0 {
		t.Fatalf("the trial made %d calls", asked)
	}

	h.retarget(c, c.Owner, "O1", 1.5)
	h.calls()
	run := h.runOf(rule)
	owner.get(link.Run(run.Ref)).is(200).says("status 503 after 0 ms: 127.0.0.1 answers 503. It said: {", "127.0.0.1 answers 503", "Failed, tried again").silent(aSecret)
	h.clock.Advance(models.WorkLease)
	h.calls()
	owner.get(link.Run(run.Ref)).is(200).says("Called", "127.0.0.1", "Status", "200", "Milliseconds", "T-4711", "Signed with", "Webhook id").silent(aSecret, aSecret[6:], "v1,")
	h.as(models.Member).get(link.Run(run.Ref)).is(200).silent("T-4711", "/hooks\"")

	owner.get(link.Calls()).is(200).says("Used by", "rule "+rule.Ref+" “Open a ticket”")
	owner.post(link.SecretGone(kept.ID), nil).is(422).says("“Ticket system” is used by rule " + rule.Ref + " “Open a ticket”. Choose another secret in the rule and publish that, or retire the rule.")
	h.write(func(tx *models.Tx) error {
		now, err := tx.RuleByID(rule.ID)
		if err != nil {
			return err
		}
		return tx.MoveRule(now, models.RuleRetired, "")
	})
	owner.post(link.SecretGone(kept.ID), nil).is(303).onward(owner).says("is deleted.")
}

// A rule that a secret was deleted from says so where it is built, and cannot be published.
func TestACallWhoseSecretIsGoneIsAProblemOfItsBlock(t *testing.T) {
	h, _ := example(t)
	h.read(func(r *models.Read) error {
		w, err := automation.LoadWorld(r)
		if err != nil {
			return err
		}
		d, err := blocks.Read([]byte(`{"trigger":{"type":"task.done"},"steps":[{"k":"a","do":"call_webhook","hook":{"url":"ftp://x","secret":"gone"}}]}`))
		if err != nil {
			return err
		}
		said := ""
		for _, p := range automation.Stops(automation.Check(d, w)) {
			said += p.Key + " " + p.Field + " " + p.Say + "\n"
		}
		for _, want := range []string{"a secret This secret is not there any more.", "a url Give a whole address"} {
			if !strings.Contains(said, want) {
				t.Errorf("%q is not said in\n%s", want, said)
			}
		}
		return nil
	})
}
