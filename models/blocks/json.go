package blocks

import (
	"bytes"
	"encoding/json"
	"errors"
	"sort"
	"strconv"
	"strings"
	"time"
)

// mostBody bounds what a call sends, in bytes.
const mostBody = 16 << 10

// Body is what a call sends, as JSON. A text is JSON with fields in it: inside quotes {{field}} becomes its words, outside quotes its value,
// so that a number stays one. Without a text it is what happened, by the name of its kind, with all its fields that have a value.
func (f Facts) Body(text, kind string, at time.Time) (string, error) {
	var out string
	if strings.TrimSpace(text) == "" {
		out = f.whole(kind, at)
	} else {
		out = f.fillJSON(text)
	}
	if len(out) > mostBody {
		return "", errors.New("it is longer than 16 KB")
	}
	if err := soundJSON(out); err != nil {
		return "", err
	}
	return out, nil
}

// soundJSON says why a text is no JSON; nil when it is.
func soundJSON(text string) error {
	var any json.RawMessage
	err := json.Unmarshal([]byte(text), &any)
	var wrong *json.SyntaxError
	if errors.As(err, &wrong) {
		before := text[:min(int(wrong.Offset), len(text))]
		return errors.New("look at line " + strconv.Itoa(strings.Count(before, "\n")+1))
	}
	return err
}

// whole is what happened with all its fields, in the order of their names.
func (f Facts) whole(kind string, at time.Time) string {
	data := map[string]any{}
	for name, v := range f {
		if !v.Empty() {
			data[name] = v.native()
		}
	}
	b, err := json.Marshal(map[string]any{"type": kind, "timestamp": at.UTC().Format(time.RFC3339), "data": data})
	if err != nil {
		return "null"
	}
	return string(b)
}

// native is a value as JSON has it.
func (v Value) native() any {
	switch v.Kind {
	case NumberField:
		if n, ok := Number(v.Text); ok {
			return n
		}
		return nil
	case YesField:
		return v.Text == "yes"
	case ListField:
		if v.List == nil {
			return []string{}
		}
		return v.List
	}
	if v.Empty() {
		return nil
	}
	return v.Text
}

// fillJSON writes values where a text names them, as fits inside and outside quotes.
func (f Facts) fillJSON(text string) string {
	var b strings.Builder
	quoted := false
	for i := 0; i < len(text); i++ {
		if name, length := token(text[i:]); length > 0 {
			b.WriteString(f.asJSON(name, quoted))
			i += length - 1
			continue
		}
		switch text[i] {
		case '\\':
			if quoted && i+1 < len(text) {
				b.WriteByte(text[i])
				i++
			}
		case '"':
			quoted = !quoted
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

// token reads a field named at the beginning of a text, and how long that is.
func token(text string) (name string, length int) {
	rest, opens := strings.CutPrefix(text, "{{")
	name, _, closes := strings.Cut(rest, "}}")
	if !opens || !closes || strings.ContainsAny(name, "{\"\n") {
		return "", 0
	}
	return strings.TrimSpace(name), len(name) + 4
}

func (f Facts) asJSON(name string, quoted bool) string {
	var of any = f[name].native()
	if quoted {
		of = f[name].Says()
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if e.Encode(of) != nil {
		return "null"
	}
	out := strings.TrimRight(b.String(), "\n")
	if quoted {
		return out[1 : len(out)-1]
	}
	return out
}

// Bounds is how much is taken out of foreign JSON.
type Bounds struct{ Fields, Text int }

// mostDeepJSON is how many objects inside objects are looked into.
const mostDeepJSON = 6

// Flatten makes fields of foreign JSON: an object inside another is reached by points between the names. Lists of values become lists; of
// objects in lists the first is taken, as name.1. What goes beyond the bounds is left out.
func Flatten(prefix string, text []byte, most Bounds) Facts {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var v any
	out := Facts{}
	if d.Decode(&v) != nil {
		return out
	}
	flatten(out, prefix, v, 0, most)
	return out
}

func flatten(out Facts, name string, v any, deep int, most Bounds) {
	if len(out) >= most.Fields || len(name) > 120 || strings.ContainsAny(name, "{}\"\x00") {
		return
	}
	switch x := v.(type) {
	case map[string]any:
		if deep >= mostDeepJSON {
			return
		}
		names := make([]string, 0, len(x))
		for key := range x {
			names = append(names, key)
		}
		sort.Strings(names)
		for _, key := range names {
			if key != "" && !strings.Contains(key, ".") {
				flatten(out, name+"."+key, x[key], deep+1, most)
			}
		}
	case []any:
		list := Value{Kind: ListField}
		for i, one := range x {
			if plain, is := scalar(one, most.Text); is && len(list.List) < 50 {
				list.List = append(list.List, plain.Text)
			} else if i == 0 && !is && deep < mostDeepJSON {
				flatten(out, name+".1", one, deep+1, most)
			}
		}
		out[name] = list
	default:
		out[name], _ = scalar(v, most.Text)
	}
}

// scalar is a single value of JSON as a field; is tells that it is one.
func scalar(v any, most int) (out Value, is bool) {
	switch x := v.(type) {
	case nil:
		return Value{Kind: TextField}, true
	case bool:
		return Value{Kind: YesField, Text: map[bool]string{true: "yes", false: "no"}[x]}, true
	case json.Number:
		if _, ok := Number(x.String()); ok {
			return Value{Kind: NumberField, Text: x.String()}, true
		}
		return Value{Kind: TextField, Text: cut(x.String(), most)}, true
	case string:
		out := textOf(strings.ReplaceAll(x, "\x00", ""))
		out.Text = cut(out.Text, most)
		return out, true
	}
	return Value{}, false
}

// textOf is a text of foreign JSON: a day or an instant where it reads like one.
func textOf(text string) Value {
	if len(text) == len(time.DateOnly) {
		if _, err := time.Parse(time.DateOnly, text); err == nil {
			return Value{Kind: DayField, Text: text}
		}
	}
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return Value{Kind: InstantField, Text: t.UTC().Format(time.RFC3339)}
	}
	return Value{Kind: TextField, Text: text}
}
