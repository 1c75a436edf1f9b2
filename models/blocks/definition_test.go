package blocks

import (
	"errors"
	"strings"
	"testing"
)

const sample = `{"schema_version":1,"decision":"Every miss gets a plan.","trigger":{"type":"outcome.changed","where":{"all":[{"f":"outcome.horizon","op":"in","v":["year","quarter"]},{"any":[{"f":"change.pct","op":"abs_gte","v":10},{"f":"outcome.stale","op":"is","v":true}]}]}},
 "steps":[{"k":"a","do":"create_task","title":"Re-plan {{outcome.title}}","owner":{"role":"outcome_owner","fallback":"person:anna"},"due":{"working_days":2}},
  {"k":"b","do":"if","if":{"none":[{"f":"change.pct","op":"abs_gte","v":"25"}]},"then":[{"k":"c","do":"approval","need":"any","late":[{"k":"e","do":"stop"}]}],"else":[{"k":"d","do":"stop"}]}]}`

func TestADefinitionReadsBackAsItWasWritten(t *testing.T) {
	d, err := Read([]byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	inner := d.Trigger.Where.Rows[1].Group
	if inner == nil || inner.Join != Any || inner.Rows[0].Condition.Values[0] != "10" || inner.Rows[1].Condition.Values[0] != "yes" {
		t.Errorf("the group inside reads %+v", inner)
	}
	again, err := Read([]byte(d.Write()))
	if err != nil || again.Write() != d.Write() {
		t.Errorf("written and read again it is\n%s\nnot\n%s\n%v", again.Write(), d.Write(), err)
	}
	var keys []string
	d.Walk(func(s *Step, around []*Step) { keys = append(keys, strings.Repeat(">", len(around))+s.Key) })
	if got := strings.Join(keys, " "); got != "a b >c >>e >d" {
		t.Errorf("the blocks in order are %s", got)
	}
	if s, at := d.Find("e"); s == nil || at.Parent.Key != "c" || at.Branch != "late" || at.At != 0 {
		t.Errorf("the block of the third level stands at %+v", at)
	}
}

func TestWhatIsNoDefinitionIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"no JSON":                 `{`,
		"two joins":               `{"trigger":{"type":"x","where":{"all":[],"any":[]}}}`,
		"another join":            `{"trigger":{"type":"x","where":{"some":[]}}}`,
		"a block without key":     `{"steps":[{"do":"stop"}]}`,
		"a block that is nothing": `{"steps":[null]}`,
		"a key twice":             `{"steps":[{"k":"a","do":"stop"},{"k":"a","do":"stop"}]}`,
		"a value that is a list":  `{"trigger":{"type":"x","where":{"all":[{"f":"a","op":"is","v":[["b"]]}]}}}`,
		"a later schema":          `{"schema_version":2}`,
	} {
		if _, err := Read([]byte(text)); err == nil {
			t.Errorf("%s is read", name)
		}
	}
	deep := ""
	for i := range MostDeep + 2 {
		deep += `{"k":"` + strings.Repeat("k", i+1) + `","do":"if","then":[`
	}
	if _, err := Read([]byte(`{"steps":[` + deep + strings.Repeat(`]}`, MostDeep+2) + `]}`)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("blocks nested too deep: %v", err)
	}
	if _, err := Read([]byte(`"` + strings.Repeat("x", MostBytes) + `"`)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a text of more than %d bytes: %v", MostBytes, err)
	}
}

func FuzzReadingADefinitionNeverPanicsAndHoldsWhatItRead(f *testing.F) {
	f.Add([]byte(sample))
	f.Add([]byte(`{"steps":[{"k":"a","do":"wait","wait":{"event":"task.done"}}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		d, err := Read(text)
		if err != nil {
			return
		}
		again, err := Read([]byte(d.Write()))
		if err != nil && !errors.Is(err, ErrTooLarge) || err == nil && again.Write() != d.Write() {
			t.Errorf("%s\nreads back as\n%v %v", d.Write(), again, err)
		}
	})
}
