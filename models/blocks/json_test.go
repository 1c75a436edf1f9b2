package blocks

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

var happened = Facts{"title": {Kind: TextField, Text: "Say \"hi\"\n<b>"}, "n": {Kind: NumberField, Text: "12.5"}, "none": {Kind: NumberField}, "yes": {Kind: YesField, Text: "yes"},
	"list": {Kind: ListField, List: []string{"a", "b"}}, "who": {Kind: PersonField, Text: "id-1", Name: "Tom"}}

func TestFieldsStandInABodyAsJSONHasThem(t *testing.T) {
	for text, want := range map[string]string{
		`{"t": "Now: {{title}}", "n": {{n}}}`:              `{"t": "Now: Say \"hi\"\n<b>", "n": 12.5}`,
		`{"a": {{none}}, "b": "{{none}}", "c": {{ yes }}}`: `{"a": null, "b": "", "c": true}`,
		`[{{list}}, {{who}}, "{{who}}", {{unknown}}]`:      `[["a","b"], "id-1", "Tom", null]`,
		`{"a": "\"{{n}}\\", "b": {"c": {{n}}}}`:            `{"a": "\"12.5\\", "b": {"c": 12.5}}`,
		`{"braces": "{{ {\"x\": 1} }}"}`:                   `{"braces": "{{ {\"x\": 1} }}"}`,
	} {
		if got, err := happened.Body(text, "x", time.Unix(0, 0)); err != nil || got != want {
			t.Errorf("%s is sent as %s, %v", text, got, err)
		}
	}
	for _, text := range []string{`{"a": {{title}}`, `{{title}} and more`, `"open`, `{"a": tom}`, strings.Repeat(" ", 20000) + "1"} {
		if got, err := happened.Body(text, "x", time.Unix(0, 0)); err == nil {
			t.Errorf("%s is sent as %s", text, got)
		}
	}
	whole, err := happened.Body("", "outcome.changed", time.Unix(0, 0))
	if err != nil || !strings.Contains(whole, `"type":"outcome.changed"`) || !strings.Contains(whole, `"n":12.5`) || strings.Contains(whole, "none") {
		t.Errorf("without a text it is %s, %v", whole, err)
	}
}

func TestForeignJSONBecomesFieldsWithinBounds(t *testing.T) {
	got := Flatten("payload", []byte(`{"a":{"b":1,"c":"2026-11-16","d":null},"l":[1,"x",true],"o":[{"k":"first"},{"k":"second"}],"t":"2026-11-16T09:00:00+01:00","x.y":1,"deep":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}`), Bounds{Fields: 50, Text: 25})
	for name, want := range map[string]string{"payload.a.b": "{number 1 [] }", "payload.a.c": "{day 2026-11-16 [] }", "payload.a.d": "{text  [] }", "payload.l": "{list  [1 x yes] }",
		"payload.o.1.k": "{text first [] }", "payload.t": "{instant 2026-11-16T08:00:00Z [] }", "payload.x.y": "{  [] }", "payload.deep.a.a.a.a.a.a": "{  [] }"} {
		if is := fmt.Sprint(got[name]); is != want {
			t.Errorf("%s is %s, not %s", name, is, want)
		}
	}
	if few := Flatten("payload", []byte(`{"a":1,"b":2,"c":3}`), Bounds{Fields: 2, Text: 20}); len(few) != 2 {
		t.Errorf("%d fields, and 2 were wanted", len(few))
	}
}

func FuzzABodyIsJSONOrRefused(f *testing.F) {
	f.Add(`{"a": "{{title}}", "n": {{n}}}`)
	f.Add(`{{list}}`)
	f.Fuzz(func(t *testing.T, text string) {
		if body, err := happened.Body(text, "x", time.Unix(0, 0)); err == nil && !json.Valid([]byte(body)) {
			t.Errorf("%q is sent as %q", text, body)
		}
	})
}

func FuzzForeignJSONStaysWithinItsBounds(f *testing.F) {
	f.Add([]byte(`{"a":{"b":[1,{"c":"d"}]}}`))
	f.Add([]byte(`[[[[]]]]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		got := Flatten("payload", text, Bounds{Fields: 20, Text: 50})
		if len(got) > 20 {
			t.Errorf("%d fields of %q", len(got), text)
		}
		for name, v := range got {
			if len(name) > 120 || len(v.Text) > 50 || len(v.List) > 50 {
				t.Errorf("%q is %+v", name, v)
			}
		}
	})
}
