package blocks

import (
	"strconv"
	"strings"
)

// Words puts what a definition only names by an id or a key into words. An empty answer is one that is not known.
type Words interface {
	Trigger(kind string) string       // "an outcome goes off track"
	Field(name string) string         // "the outcome's progress"
	Value(field, value string) string // how a value of a field is called
	Operator(field, op string) string // "is at least"
	Thing(kind, id string) string     // the name of a person, team, process, process_step, rule, channel, secret, webhook, outcome, goal or objective
}

// Part is a piece of a sentence. Key names the field that it comes from; a piece that lacks says what to give.
type Part struct {
	Text, Key, Say string
	Missing        bool
}

// Sentence is a rule or a block in words, in pieces.
type Sentence []Part

func (s Sentence) String() string {
	var b strings.Builder
	for _, p := range s {
		b.WriteString(p.Text)
	}
	return b.String()
}

// Lacks are the pieces that are missing.
func (s Sentence) Lacks() (list []Part) {
	for _, p := range s {
		if p.Missing {
			list = append(list, p)
		}
	}
	return list
}

// writer puts a sentence together.
type writer struct {
	n    Words
	list Sentence
}

func (w *writer) plain(text string) {
	if text != "" {
		w.list = append(w.list, Part{Text: text})
	}
}

// part adds a piece of a field; where it is empty, the hole in its place, which say tells how to fill.
func (w *writer) part(key, text, hole, say string) {
	if text == "" {
		w.list = append(w.list, Part{Text: hole, Key: key, Say: say, Missing: true})
		return
	}
	w.list = append(w.list, Part{Text: text, Key: key})
}

// may adds a piece that need not be there, with what stands before it.
func (w *writer) may(before, key, text string) {
	if text != "" {
		w.plain(before)
		w.part(key, text, "", "")
	}
}

// titled is a text in quotation marks, with the fields that it names by their labels.
func (w *writer) titled(text string) string {
	return quoted(fill(text, func(name string) string { return "[" + w.n.Field(name) + "]" }))
}

func quoted(text string) string {
	text = strings.TrimRight(strings.TrimSpace(text), ". ")
	if text == "" {
		return ""
	}
	return "“" + text + "”"
}

// Count is a number with its word: 1 block, 2 blocks.
func Count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + one + "s"
}

// Given tells whether a time was given at all.
func (d *Due) Given() bool { return d != nil && (d.WorkingDays >= 0 || d.Hours > 0 || d.Day != "") }

// Says is the time in words, as "within 2 working days"; empty when it was not given.
func (d *Due) Says(n Words) string {
	switch {
	case !d.Given():
		return ""
	case d.Day != "":
		return "by " + field(n, d.Day)
	case d.Hours > 0:
		return "within " + Count(d.Hours, "hour")
	case d.WorkingDays == 0:
		return "the same day"
	}
	return "within " + Count(d.WorkingDays, "working day")
}

// long is a stretch of time, as "2 working days".
func (d *Due) long(n Words) string {
	switch {
	case !d.Given():
		return ""
	case d.Day != "":
		return "until " + field(n, d.Day)
	case d.Hours > 0:
		return Count(d.Hours, "hour")
	}
	return Count(d.WorkingDays, "working day")
}

func field(n Words, name string) string {
	if label := n.Field(name); label != "" {
		return label
	}
	return strings.NewReplacer(".", " ", "_", " ").Replace(name)
}

// Says is the moment that starts the rule, with what must hold then.
func (t Trigger) Says(n Words) Sentence {
	w := &writer{n: n}
	w.moment(t)
	return w.list
}

// narrowed is the one thing that a trigger is about; empty when it is any of them.
func (t Trigger) narrowed() (field, id string) {
	if t.Where == nil || t.Where.Join != All || len(t.Where.Rows) == 0 || t.Where.Rows[0].Condition == nil {
		return "", ""
	}
	c := t.Where.Rows[0].Condition
	entity, _, _ := strings.Cut(t.Type, ".")
	if c.Field == entity+".id" && (c.Op == "in" || c.Op == "is") && len(c.Values) == 1 {
		return c.Field, c.Values[0]
	}
	return "", ""
}

func (w *writer) moment(t Trigger) {
	w.plain("when ")
	if t.Type == OnWebhook {
		name := ""
		if t.Hook != "" {
			name = quoted(w.n.Thing("webhook", t.Hook))
		}
		w.plain("a call comes in at ")
		w.part("hook", name, "a hook", "Choose the hook that it comes in at.")
		w.where(" and ", InTrigger, t.Where)
		return
	}
	if t.Type == OnSchedule && t.Schedule != nil && t.Schedule.Start != "" {
		w.part("trigger", w.n.Value("schedule", t.Schedule.Start+" "+t.Schedule.Rule), "its time comes", "Say when it runs.")
	} else {
		text := w.n.Trigger(t.Type)
		rest := t.Where
		if fieldName, id := t.narrowed(); id != "" && text != "" {
			if name := w.n.Value(fieldName, id); name != "" {
				text = theOne(text, t.Type, name)
				rest = &Group{Join: All, Rows: t.Where.Rows[1:]}
			}
		} else if strings.HasPrefix(t.Type, "outcome.") {
			text = strings.Replace(text, "an outcome ", "any outcome ", 1)
		}
		w.part("trigger", text, "something happens", "Choose the moment it starts at.")
		w.where(" and ", InTrigger, rest)
		return
	}
	w.where(" and ", InTrigger, t.Where)
}

// theOne puts the name of a thing in place of "an outcome".
func theOne(text, kind, name string) string {
	entity, _, _ := strings.Cut(kind, ".")
	entity = strings.ReplaceAll(entity, "_", " ")
	for _, article := range []string{"an ", "a ", "the "} {
		if rest, found := strings.CutPrefix(text, article+entity); found {
			return entity + " " + name + rest
		}
	}
	return text + " (" + name + ")"
}

func (w *writer) where(before, key string, g *Group) {
	if g != nil && len(g.Rows) > 0 {
		w.plain(before)
		w.part(key, g.Says(w.n), "", "")
	}
}

// Says is the group in words: "a, b and c", "a or b", "none of a and b".
func (g *Group) Says(n Words) string {
	if g == nil {
		return ""
	}
	var words []string
	for _, r := range g.Rows {
		switch {
		case r.Group != nil:
			if inner := r.Group.Says(n); inner != "" {
				words = append(words, "("+inner+")")
			}
		case r.Condition != nil:
			words = append(words, r.Condition.Says(n))
		}
	}
	if len(words) == 0 {
		return ""
	}
	switch g.Join {
	case Any:
		return and(words, "or")
	case None:
		if len(words) == 1 {
			return "not " + words[0]
		}
		return "none of: " + strings.Join(words, "; ")
	}
	return and(words, "and")
}

// Says is one condition in words: "the outcome's progress is at least 50".
func (c *Condition) Says(n Words) string {
	if c.Field == "" {
		return "something holds"
	}
	op := n.Operator(c.Field, c.Op)
	if op == "" {
		op = strings.ReplaceAll(c.Op, "_", " ")
	}
	var values []string
	for _, v := range c.Values {
		if name := n.Value(c.Field, v); name != "" {
			v = name
		}
		values = append(values, v)
	}
	join := "or"
	if c.Op == "between" {
		join = "and"
	}
	return strings.TrimSpace(field(n, c.Field) + " " + op + " " + and(values, join))
}
