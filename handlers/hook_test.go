package handlers

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"throughline/models"
	"throughline/views/link"
)

// called posts to a hook as another system does: no cookie, no form, from another site.
func (h *house) called(address, body string, header map[string]string) (status int, said map[string]string) {
	h.t.Helper()
	q := httptest.NewRequestWithContext(h.t.Context(), http.MethodPost, address, strings.NewReader(body))
	q.Header.Set("Origin", "https://tickets.example")
	q.Header.Set("Sec-Fetch-Site", "cross-site")
	for name, value := range header {
		q.Header.Set(name, value)
	}
	answer := httptest.NewRecorder()
	h.pages.ServeHTTP(answer, q)
	_ = json.Unmarshal(answer.Body.Bytes(), &said)
	if len(answer.Result().Cookies()) != 0 {
		h.t.Error("a call is given a cookie")
	}
	return answer.Code, said
}

// made makes a hook on its page, and gives its address and its page.
func (h *house) made(g *guest, name, secretID string) (address, page string) {
	h.t.Helper()
	f := g.get(link.HookNew()).is(200).paper(g, "main form.card").write("name", name)
	f.values.Set("secret", secretID)
	shown := f.press("Make the hook").is(200).says("shown only this once").page().Find("#made").AttrOr("value", "")
	_, token, _ := strings.Cut(shown, link.UnderCalled)
	return link.Called(token), g.get(link.Calls()).is(200).silent(token).page().Find(`a.what:contains("`+name+`")`).AttrOr("href", "")
}

func TestAHookTakesACallOnceAndRefusesWhatItCannotBelieve(t *testing.T) {
	h := open(t)
	admin := h.as(models.Administrator)
	kept := &models.HookSecret{}
	h.write(func(tx *models.Tx) error {
		_, err := tx.SaveHookSecret(kept, &models.HookSecretEntry{Name: "Ticket system", Secret: aSecret})
		return err
	})
	admin.get(link.Calls()).is(200).says("No hook is made.")
	admin.get(link.HookNew()).is(200).paper(admin, "main form.card").press("Make the hook").is(422).says("Give the hook a name")
	open, openPage := h.made(admin, "Forms", "")
	signed, signedPage := h.made(admin, "Ticket desk", kept.ID)

	status, said := h.called(open, `{"form":{"name":"New site","people":12}}`, map[string]string{"webhook-id": "msg_1"})
	if status != 202 || said["event"] == "" {
		t.Fatalf("%d, %v", status, said)
	}
	if again, repeated := h.called(open, `{"form":{"name":"New site","people":12}}`, map[string]string{"webhook-id": "msg_1"}); again != 202 || repeated["event"] != said["event"] {
		t.Errorf("the same call gives %d, %v, and gave %v", again, repeated, said)
	}
	if n := h.count("events", "type = ?", "webhook.received"); n != 1 {
		t.Errorf("%d events of one call", n)
	}
	for range 2 { // without a name of its own each call is one
		h.called(open, `{"form":{"name":"Other","people":3}}`, nil)
	}
	if n := h.count("events", "type = ?", "webhook.received"); n != 3 {
		t.Errorf("%d events of three calls", n)
	}

	sign := func(body, id string, at time.Time) map[string]string {
		w, err := standardwebhooks.NewWebhook(aSecret)
		if err != nil {
			t.Fatal(err)
		}
		signature, err := w.Sign(id, at, []byte(body))
		if err != nil {
			t.Fatal(err)
		}
		return map[string]string{"webhook-id": id, "webhook-timestamp": strconv.FormatInt(at.Unix(), 10), "webhook-signature": "v1,bm90IHRoaXM= " + signature}
	}
	now := h.clock.Now()
	for name, one := range map[string]struct {
		address, body string
		header        map[string]string
		status        int
		say           string
	}{
		"signed":              {signed, `{"a":1}`, sign(`{"a":1}`, "m1", now), 202, ""},
		"unsigned":            {signed, `{"a":1}`, nil, 401, "it lacks webhook-id"},
		"another body":        {signed, `{"a":2}`, sign(`{"a":1}`, "m2", now), 401, "its signature does not fit"},
		"another space":       {signed, `{"a": 1}`, sign(`{"a":1}`, "m3", now), 401, "its signature does not fit"},
		"too old":             {signed, `{"a":1}`, sign(`{"a":1}`, "m4", now.Add(-6*time.Minute)), 401, "five minutes"},
		"from the future":     {signed, `{"a":1}`, sign(`{"a":1}`, "m5", now.Add(6*time.Minute)), 401, "five minutes"},
		"no JSON":             {open, `a=1`, nil, 400, "no JSON"},
		"nothing":             {open, ``, nil, 400, "no JSON"},
		"too large":           {open, `"` + strings.Repeat("x", models.MostPayload) + `"`, nil, 413, "256 KB"},
		"a name without end":  {open, `{}`, map[string]string{"webhook-id": strings.Repeat("x", 300)}, 400, "too long"},
		"nowhere":             {link.Called("none"), `{}`, nil, 404, "no hook at this address"},
		"nowhere, and a file": {link.Called("..%5c"), `{}`, nil, 404, ""},
	} {
		status, said := h.called(one.address, one.body, one.header)
		if status != one.status || !strings.Contains(said["error"], one.say) || (status == 202) != (said["event"] != "") {
			t.Errorf("%s: %d %v", name, status, said)
		}
	}
	events := h.count("events", "type = ?", "webhook.received")
	for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPut, http.MethodDelete} {
		answer := httptest.NewRecorder()
		h.pages.ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), method, open, nil))
		if answer.Code != http.StatusMethodNotAllowed || !strings.Contains(answer.Header().Get("Allow"), "POST") {
			t.Errorf("%s: %d, %q", method, answer.Code, answer.Header().Get("Allow"))
		}
	}
	if n := h.count("events", "type = ?", "webhook.received"); n != events {
		t.Error("asking for an address started something")
	}
	admin.get(openPage).is(200).says("Last calls", "Taken", "Came before", "Refused with 413", "Refused with 400", "What was sent is no JSON.", "payload.form.people", "number", "Other", "msg_1")
	admin.get(signedPage).is(200).says("Refused with 401", "its signature does not fit").silent(aSecret)
	admin.post(link.SecretGone(kept.ID), nil).is(422).says("is used by the hook “Ticket desk”. Choose another secret there first.")

	// Paused, renewed, taken out.
	f := admin.get(openPage).paper(admin, "main form.card")
	f.values.Set("paused", "on")
	f.press("Save the hook").is(303)
	if status, said := h.called(open, `{}`, nil); status != 503 || !strings.Contains(said["error"], "paused") {
		t.Errorf("paused: %d %v", status, said)
	}
	renewed := admin.post(openPage+"/address", nil).is(200).says("an earlier one no longer works").page().Find("#made").AttrOr("value", "")
	_, token, _ := strings.Cut(renewed, link.UnderCalled)
	if status, _ := h.called(open, `{}`, nil); status != 404 {
		t.Errorf("the earlier address gives %d", status)
	}
	if status, _ := h.called(link.Called(token), `{}`, nil); status != 503 {
		t.Errorf("the new address gives %d", status)
	}
	admin.post(openPage+"/removal", nil).is(303).onward(admin).says("is taken out")
	if status, _ := h.called(link.Called(token), `{}`, nil); status != 404 {
		t.Errorf("an address of a hook that is gone gives %d", status)
	}
	for _, role := range []models.Role{models.TeamLead, models.Member} {
		h.as(role).get(link.HookNew()).is(404)
		h.as(role).get(signedPage).is(404)
		h.as(role).post(link.Hooks(), url.Values{"name": {"x"}}).is(403)
	}
	head := h.as(models.DepartmentHead)
	head.get(signedPage).is(200).says("Somebody else set it up.").silent("Take this hook out")
	head.post(signedPage+"/address", nil).is(403)
	head.post(signedPage+"/removal", nil).is(403)
	h.nobody().get(signedPage).is(303)
}

func TestTooManyCallsAreToldToWaitAndSoAreGuesses(t *testing.T) {
	h := open(t)
	address, _ := h.made(h.as(models.Administrator), "Forms", "")
	count := map[int]int{}
	for i := range 125 {
		status, _ := h.called(address, fmt.Sprintf(`{"n":%d}`, i), nil)
		count[status]++
	}
	if count[202] != 120 || count[429] != 5 {
		t.Errorf("125 calls in a minute: %v", count)
	}
	h.clock.Advance(2 * time.Minute)
	if status, _ := h.called(address, `{}`, nil); status != 202 {
		t.Errorf("after two minutes: %d", status)
	}
	count = map[int]int{}
	for i := range 70 {
		status, _ := h.called(fmt.Sprint(link.Called("guess"), i), `{}`, nil)
		count[status]++
	}
	if count[404] != 60 || count[429] != 10 {
		t.Errorf("70 guesses: %v", count)
	}
	if status, _ := h.called(address, `{}`, nil); status != 202 {
		t.Errorf("whoever knows the address is kept out by those who guess: %d", status)
	}
}

func TestARuleIsBuiltOnWhatCameInAtAHookAndStartsWithTheNextCall(t *testing.T) {
	h, c := example(t)
	owner := h.as(models.Executive)
	address, page := h.made(owner, "Ticket desk", "")
	other, _ := h.made(owner, "Forms", "")
	if status, said := h.called(address, `{"ticket":{"id":"T-1","priority":1,"title":"Down"}}`, nil); status != 202 {
		t.Fatal(status, said)
	}
	hookID := page[strings.LastIndex(page, "/")+1:]
	rule := h.published(c, "Urgent tickets", `{"schema_version":1,"decision":"x","mode":"parallel","trigger":{"type":"webhook.received","hook":"`+hookID+`","where":{"all":[{"f":"payload.ticket.priority","op":"lte","v":["2"]}]}},"steps":[
		{"k":"a","do":"create_task","title":"Look at {{payload.ticket.id}}: {{payload.ticket.title}}","owner":{"person":"`+c.Lead.ID+`"},"due":{"working_days":1}}]}`)
	owner.get(link.Rule(rule.Ref, "")).is(200).says("When a call comes in at “Ticket desk” and the payload's ticket.priority is at most 2").silent("is not known at this moment")
	form := owner.get(link.Rule(rule.Ref, "when")).is(200).says("At the hook", "ticket.priority").paper(owner, "#f-when")
	form.write("hook", "").press("Save").is(303).onward(owner).says("Choose the hook that the call comes in at.")
	owner.get(link.Rule(rule.Ref, "a")).is(200).says("{{payload.ticket.title}}")
	owner.post(link.RuleTrial(rule.Ref), url.Values{"event": {trySample}, "version": {tryPublished}, "answer": {models.ApprovalApproved}}).is(200).says("Would make", "Look at T-1: Down")

	h.called(address, `{"ticket":{"id":"T-2","priority":2,"title":"Slow"}}`, nil)
	h.called(address, `{"ticket":{"id":"T-3","priority":4,"title":"Typo"}}`, nil)
	h.called(other, `{"ticket":{"id":"T-4","priority":1,"title":"Elsewhere"}}`, nil)
	h.runRules()
	if n := h.count("tasks", "title LIKE ?", "Look at T-%"); n != 1 || h.count("tasks", "title = ?", "Look at T-2: Slow") != 1 {
		t.Errorf("%d tasks", n)
	}
	run := h.runOf(rule)
	owner.get(link.Run(run.Ref)).is(200).says("Ticket desk", "Look at T-2: Slow")
	owner.get(page).is(200).says("Run "+run.Ref, "Urgent tickets")
	owner.get(link.RuleTrial(rule.Ref)).is(200).says("would have run 2 times")
	owner.post(page+"/removal", nil).is(422).says("Rule " + rule.Ref + " “Urgent tickets” starts at “Ticket desk”.")

	// A call that another Throughline makes because of this very rule does not start it again.
	h.called(address, `{"ticket":{"id":"T-5","priority":1,"title":"Again"}}`, map[string]string{models.ChainHeader: "0192f0c1-0000-7000-8000-000000000000 " + rule.ID})
	h.runRules()
	if run := h.runOf(rule); run.State != models.RunBlocked || run.Depth != 3 || h.count("tasks", "title LIKE ?", "Look at T-5%") != 0 {
		t.Errorf("a loop through another system: %s, %s", run.State, run.Reason)
	}
}
