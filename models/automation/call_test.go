package automation_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/notify"
	"throughline/models/work"
)

// receiver is another system: it answers as it is told, and keeps what it was sent.
type receiver struct {
	*httptest.Server
	mu      sync.Mutex
	status  []int // of the next answers; the last holds for all further ones
	says    string
	headers []http.Header
	bodies  []string
}

func newReceiver(t *testing.T, status ...int) *receiver {
	r := &receiver{status: status}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		r.mu.Lock()
		defer r.mu.Unlock()
		body, _ := io.ReadAll(q.Body)
		r.headers, r.bodies = append(r.headers, q.Header), append(r.bodies, string(body))
		w.Header().Set("Location", "/elsewhere")
		w.WriteHeader(r.status[0])
		_, _ = io.WriteString(w, r.says)
		if len(r.status) > 1 {
			r.status = r.status[1:]
		}
	}))
	t.Cleanup(r.Close)
	return r
}

func (r *receiver) came() (headers []http.Header, bodies []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.headers, r.bodies
}

// calls has a stage whose engine calls servers outside, with 127.0.0.1 allowed and a secret set.
func (s *stage) calls() (secretID, secret string) {
	s.Helper()
	ctx, stop := context.WithCancel(s.Context())
	ended := make(chan struct{})
	l := work.New(s.db, nil, automation.New().Calling(s.db, (&notify.Outside{DB: s.db}).Call).Work()...)
	go func() { l.Run(ctx); close(ended) }()
	s.Cleanup(func() { stop(); <-ended })
	kept := &models.HookSecret{}
	s.write(models.CommandLine, func(tx *models.Tx) (err error) {
		if err := tx.AllowHost(&models.HostEntry{Host: "127.0.0.1", Intranet: true, Reason: "The other system of the tests stands here."}); err != nil {
			return err
		}
		secret, err = tx.SaveHookSecret(kept, &models.HookSecretEntry{Name: "Ticket system"})
		return err
	})
	return kept.ID, secret
}

// until waits for something to be so.
func (s *stage) until(what string, so func() bool) {
	s.Helper()
	for end := time.Now().Add(time.Minute); !so(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			s.Fatalf("in a minute it never was so: %s", what)
		}
	}
}

// ended waits until the newest run of a rule is over.
func (s *stage) ended(rule *models.Rule) (run *models.Run) {
	s.Helper()
	s.until("the run of "+rule.Name+" is over", func() bool {
		err := s.db.Read(s.Context(), models.Background, func(r *models.Read) error {
			list, err := r.RunsOf(rule.ID, 1)
			if len(list) > 0 {
				run = list[0]
			}
			return err
		})
		if err != nil {
			s.Fatal(err)
		}
		return run != nil && !run.Live()
	})
	return run
}

func calling(url, secret, rest string) string {
	return fmt.Sprintf(`{"trigger":{"type":"outcome.retargeted"},"mode":"parallel","decision":"x","steps":[{"k":"a","do":"call_webhook","hook":{"url":%q,"secret":%q,"body":"{\"outcome\": \"{{outcome.title}}\", \"target\": {{outcome.target}}}"}%s}]}`, url, secret, rest)
}

func TestACallIsSignedAsItsReceiverChecksItAndKeepsOneKeyOverItsTries(t *testing.T) {
	onStage(t, func(s *stage) {
		id, secret := s.calls()
		other := newReceiver(t, 500, 500, 200)
		other.says = `{"ticket": {"id": 4711}, "echo": "` + secret + `"}`
		rule := s.publish("Tell the tickets", calling(other.URL+"/hooks", id, ""))
		s.retarget("O1", 0.7)
		for tries := 1; tries < 3; tries++ {
			s.until("a try has failed", func() bool { return s.count("SELECT count(*) FROM step_attempts") == int64(tries) })
			s.clock.Advance(10 * time.Minute)
		}
		run := s.ended(rule)
		headers, bodies := other.came()
		if run.State != models.RunDone || len(headers) != 3 {
			s.Fatalf("%s (%s) after %d calls", run.State, run.Reason, len(headers))
		}
		check, err := standardwebhooks.NewWebhook(secret)
		if err != nil {
			s.Fatal(err)
		}
		for i, h := range headers {
			if err := check.VerifyIgnoringTimestamp([]byte(bodies[i]), h); err != nil { // the clock of this test is another one
				s.Errorf("call %d: %v", i+1, err)
			}
			if h.Get("webhook-id") != headers[0].Get("webhook-id") || bodies[i] != bodies[0] || h.Get("Content-Type") != "application/json" || h.Get(models.ChainHeader) != rule.ID {
				s.Errorf("call %d is another than the first: %v, %s", i+1, h, bodies[i])
			}
		}
		if headers[0].Get("webhook-timestamp") == headers[2].Get("webhook-timestamp") {
			s.Error("a later try says the time of the first")
		}
		if check.VerifyIgnoringTimestamp([]byte(bodies[0]+" "), headers[0]) == nil {
			s.Error("another body is taken for the signed one")
		}
		step := s.step(run, "a", "")
		if !strings.Contains(step.Output, `"answer.ticket.id":{"k":"number","v":"4711"}`) || !strings.Contains(step.Output, `"status":{"k":"number","v":"200"}`) || !strings.Contains(step.Input, `Ticket system`) {
			s.Errorf("it keeps %s and %s", step.Input, step.Output)
		}
		bare := strings.TrimPrefix(secret, models.SecretPrefix)
		for _, table := range []string{"run_steps WHERE input || output || error", "step_attempts WHERE error", "events WHERE payload", "hook_secrets WHERE sealed", "work WHERE last_error", "runs WHERE reason || facts"} {
			if n := s.count("SELECT count(*) FROM "+table+" LIKE ?", "%"+bare+"%"); n != 0 {
				s.Errorf("the secret stands in %d rows of %s", n, table)
			}
		}
		if n := s.count("SELECT count(*) FROM step_attempts WHERE code = 500 AND error LIKE '127.0.0.1 answers 500%'"); n != 2 {
			s.Errorf("%d tries are kept with their status", n)
		}
	})
}

func TestARefusalOfTheOtherSideIsFinalAndTakesTheWayThatTheBlockSays(t *testing.T) {
	onStage(t, func(s *stage) {
		id, _ := s.calls()
		for status, say := range map[int]string{404: "answers 404", 302: "leads somewhere else"} {
			other := newReceiver(t, status)
			rule := s.publish(fmt.Sprint("Refused with ", status), calling(other.URL, id, `,"on_error":"branch","failed":[{"k":"f","do":"stop","text":"It did not work"}]`))
			s.retarget("O1", 0.7+float64(status)/1000)
			run := s.ended(rule)
			headers, _ := other.came()
			if step := s.step(run, "a", ""); run.Reason != "It did not work" || len(headers) != 1 || !strings.Contains(step.Error, say) {
				s.Errorf("%d: %s (%s) after %d calls: %s", status, run.State, run.Reason, len(headers), step.Error)
			}
			s.write(s.as(s.c.Owner), func(tx *models.Tx) error {
				again, err := tx.RuleByID(rule.ID)
				if err != nil {
					return err
				}
				return tx.MoveRule(again, models.RuleRetired, "")
			})
		}
	})
}

func TestOnlyAServerThatIsAllowedIsCalledAndThatIsLookedAtAgainForEachCall(t *testing.T) {
	onStage(t, func(s *stage) {
		id, _ := s.calls()
		other := newReceiver(t, 200)
		named := strings.Replace(other.URL, "127.0.0.1", "localhost", 1)
		for _, one := range []struct{ url, change, say string }{
			{named, "", "localhost is not on the list"},
			{other.URL, "UPDATE channel_hosts SET intranet = 'f', reason = ''", "must begin with https://"},
			{strings.Replace(other.URL, "http:", "https:", 1), "", "no message may go"},
			{"http://user:pass@127.0.0.1/", "", "Give a whole address"},
		} {
			if one.change != "" {
				s.write(models.CommandLine, func(tx *models.Tx) error {
					return tx.DB().Model(&models.ChannelHost{}).Where("host = ?", "127.0.0.1").Update("intranet", false).Error
				})
			}
			rule := s.publish("Call "+one.url, calling(one.url, id, ""))
			s.retarget("O1", 0.5+float64(s.count("SELECT count(*) FROM runs"))/100)
			if run := s.ended(rule); run.State != models.RunFailed || !strings.Contains(run.Reason, one.say) {
				s.Errorf("%s: %s, %s", one.url, run.State, run.Reason)
			}
		}
		if headers, _ := other.came(); len(headers) != 0 {
			s.Errorf("it was called %d times", len(headers))
		}
	})
}

func TestATrialShowsTheCallThatWouldBeMadeAndMakesNone(t *testing.T) {
	onStage(t, func(s *stage) {
		id, _ := s.calls()
		other := newReceiver(t, 200)
		definition := calling(other.URL+"/hooks", id, "")
		d, err := blocks.Read([]byte(definition))
		if err != nil {
			s.Fatal(err)
		}
		rule := s.publish("Tell the tickets", strings.Replace(definition, "outcome.retargeted", "outcome.removed", 1))
		s.settle()
		before := s.tables()
		for range 3 {
			tried, err := automation.New().Try(s.Context(), s.db, s.as(s.c.Owner), automation.TrialAsk{Rule: rule, Definition: d})
			if err != nil || tried.Run == nil || tried.Run.State != models.RunDone || len(tried.Run.Effects) != 1 || len(tried.Run.Done["a"]) != 1 {
				s.Fatalf("%+v, %v", tried, err)
			}
			given := fmt.Sprint(tried.Run.Done["a"][0].Given)
			if !strings.Contains(given, other.URL+"/hooks") || !strings.Contains(given, `"target": 24`) || !strings.Contains(given, "Ticket system") || len(tried.Run.Done["a"][0].Gave) != 0 {
				s.Errorf("it shows %s", given)
			}
		}
		s.settle()
		if headers, _ := other.came(); len(headers) != 0 {
			s.Errorf("the trials made %d calls", len(headers))
		}
		for name, n := range s.tables() {
			if n != before[name] {
				s.Errorf("%s has %d rows, and had %d before the trials", name, n, before[name])
			}
		}
	})
}
