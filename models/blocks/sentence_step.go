package blocks

import (
	"slices"
	"strconv"
	"strings"
)

// Says is what a block does, as one sentence without its end. What is missing stands in its place.
func (s *Step) Says(n Words) Sentence {
	w := &writer{n: n}
	if write := phrases[s.Do]; write != nil {
		write(w, s)
	} else {
		w.part("do", "", "do something", "Choose what the block does.")
	}
	return w.list
}

var phrases = map[Kind]func(*writer, *Step){
	CreateTask: func(w *writer, s *Step) {
		w.plain("create the task ")
		w.part("title", w.titled(s.Title), "some task", "Say what is to be done.")
		w.plain(" for ")
		w.party("owner", s.Owner)
		w.due("done ", s.Due)
		w.serves(s)
	},
	CreateHandoff: func(w *writer, s *Step) {
		w.plain("hand ")
		w.part("title", w.titled(s.Title), "some work", "Say what is to be done.")
		w.plain(" to ")
		w.party("owner", s.Owner)
		if s.Answer > 0 {
			w.plain(", answer ")
			w.part("answer", "within "+Count(s.Answer, "working day"), "", "")
		}
		w.due("done ", s.Due)
		w.serves(s)
	},
	RerouteTasks: func(w *writer, s *Step) {
		w.plain("give the open tasks ")
		w.part("tasks", whichTasks(s.Tasks, w.n), "that fit", "Say which tasks: at least one condition.")
		w.plain(" to ")
		w.party("owner", s.Owner)
		w.most(s, "task")
	},
	Notify: func(w *writer, s *Step) {
		rooms := slices.ContainsFunc(s.Via, func(v string) bool { return strings.HasPrefix(v, "chat:") })
		if len(s.To) > 0 || !rooms {
			w.plain("tell ")
			w.part("to", says(s.To, w.n), "somebody", "Choose who is told.")
			w.plain(" ")
		} else {
			w.plain("write ")
		}
		w.part("title", w.titled(s.Title), "something", "Write what they are told.")
		if via := vias(s.Via, w.n); via != "" {
			w.plain(" ")
			w.part("via", via, "", "")
		}
	},
	AdjustProcess: func(w *writer, s *Step) { w.process(s) },
	ChangeChain:   func(w *writer, s *Step) { w.chain(s) },
	SetField: func(w *writer, s *Step) {
		w.plain("set ")
		name := ""
		if s.Field != "" {
			name = field(w.n, s.Field)
		}
		w.part("field", name, "a field", "Choose what is set.")
		w.plain(" to ")
		value := s.Value
		if called := w.n.Value(s.Field, value); called != "" {
			value = called
		}
		w.part("value", quoted(value), "a value", "Give the value.")
	},
	Approval: func(w *writer, s *Step) {
		w.plain("ask ")
		switch {
		case s.By != "":
			w.plain("the approval chain ")
		case len(s.To) > 0 && s.Need == "all":
			w.part("need", "all of ", "", "")
		case len(s.To) > 0 && s.Need == "count" && s.Of > 0:
			w.part("need", strconv.Itoa(s.Of)+" of ", "", "")
		}
		if s.By != "" {
			w.part("by", quoted(w.n.Thing("approval_chain", s.By)), "that is gone", "Choose the approval chain that is asked.")
		} else {
			w.part("to", says(s.To, w.n), "somebody", "Choose who is asked.")
		}
		w.plain(" to approve ")
		w.part("title", w.titled(s.Title), "something", "Write what they approve.")
		w.due("", s.Due)
	},
	Wait: func(w *writer, s *Step) { w.wait(s) },
	CallWebhook: func(w *writer, s *Step) {
		w.plain("call ")
		url := ""
		if s.Hook != nil {
			url = s.Hook.URL
		}
		w.part("url", url, "another system", "Give the address that is called.")
		if s.Hook != nil && s.Hook.Secret != "" {
			w.may(", signed with ", "secret", quoted(w.n.Thing("secret", s.Hook.Secret)))
		}
	},
	RunRule: func(w *writer, s *Step) {
		w.plain("run the rule ")
		name := ""
		if s.Rule != "" {
			name = quoted(w.n.Thing("rule", s.Rule))
		}
		w.part("rule", name, "that you choose", "Choose the rule that is run.")
	},
	Stop: func(w *writer, s *Step) {
		w.plain("stop")
		w.may(": ", "text", strings.TrimRight(s.Text, ". "))
	},
	If: func(w *writer, s *Step) {
		w.plain("if ")
		w.part("if", s.If.Says(w.n), "something holds", "Say what must hold: at least one condition.")
	},
	Each: func(w *writer, s *Step) {
		w.plain("for each of ")
		name := ""
		if s.Over != "" {
			name = field(w.n, s.Over)
		}
		w.part("over", name, "a list", "Choose the list that it goes through.")
		w.most(s, "time")
	},
}

func (w *writer) party(key string, p *Party) {
	w.part(key, p.Says(w.n), "somebody", "Choose whom it is for.")
	if p != nil && p.Role != "" && p.Role != "rule_owner" {
		w.may(" (else ", key, p.StandIn(w.n))
		if p.StandIn(w.n) != "" {
			w.plain(")")
		}
	}
}

func (w *writer) due(before string, d *Due) {
	w.plain(", " + before)
	w.part("due", d.Says(w.n), "some day", "Give a deadline, for example 2 working days.")
}

func (w *writer) most(s *Step, one string) {
	if s.Most > 0 {
		w.plain(", at most ")
		w.part("most", Count(s.Most, one), "", "")
	}
}

func (w *writer) serves(s *Step) {
	var names []string
	for _, l := range s.Links {
		kind, id, _ := strings.Cut(l, ":")
		if name := w.n.Thing(kind, id); name != "" {
			names = append(names, name)
		}
	}
	w.may(", for ", "links", and(names, "and"))
}

func whichTasks(g *Group, n Words) string {
	if g == nil || len(g.Rows) == 0 {
		return ""
	}
	return "where " + g.Says(n)
}

func vias(list []string, n Words) string {
	var words []string
	for _, v := range list {
		switch {
		case v == "app":
			words = append(words, "in the app")
		case v == "mail":
			words = append(words, "by mail")
		default:
			id, _ := strings.CutPrefix(v, "chat:")
			if name := n.Thing("channel", id); name != "" {
				words = append(words, "in the chat room "+name)
			}
		}
	}
	return and(words, "and")
}

func (w *writer) process(s *Step) {
	p := s.Process
	if p == nil {
		p = &Change{}
	}
	name := "the process that it is about"
	if p.Process != "" {
		name = quoted(w.n.Thing("process", p.Process))
	}
	w.plain("in ")
	w.part("process", name, "a process", "Choose the process.")
	step := quoted(w.n.Thing("process_step", p.Process+" "+p.Step))
	after := "at the beginning"
	if p.After != "" {
		after = "after " + quoted(w.n.Thing("process_step", p.Process+" "+p.After))
	}
	const which = "Choose the step."
	switch p.Do {
	case "insert":
		w.plain(" insert the step ")
		w.part("step_title", w.titled(p.Title), "some step", "Write what the new step is.")
		w.plain(" ")
		w.part("after", after, "", "")
		w.may(", done by ", "who", p.Who.Says(w.n))
	case "move":
		w.plain(" move the step ")
		w.part("step", step, "some step", which)
		w.plain(" ")
		w.part("after", after, "", "")
	case "skip":
		w.plain(" leave out the step ")
		w.part("step", step, "some step", which)
	case "assign":
		w.plain(" give the step ")
		w.part("step", step, "some step", which)
		w.plain(" to ")
		w.part("who", p.Who.Says(w.n), "somebody", "Choose whom it is for.")
	default:
		w.plain(" ")
		w.part("change", "", "change something", "Choose what is changed.")
	}
}

func (w *writer) chain(s *Step) {
	c := s.Chain
	if c == nil {
		c = &Chain{}
	}
	stage := func(key, id, hole string) {
		w.part(key, quoted(w.n.Thing("chain_stage", id)), hole, "Choose the stage.")
	}
	everywhere := func() {
		if c.Stage != "" {
			w.plain(" at ")
			stage("stage", c.Stage, "some stage")
		}
	}
	const name = "Choose who approves."
	w.plain("in the approval chain ")
	w.part("chain", quoted(w.n.Thing("approval_chain", c.Chain)), "that you choose", "Choose the approval chain.")
	switch c.Do {
	case "add":
		w.plain(" ask ")
		w.part("who", c.Who.Says(w.n), "somebody", name)
		w.plain(" too at ")
		stage("stage", c.Stage, "some stage")
	case "remove":
		w.plain(" no longer ask ")
		w.part("who", c.Who.Says(w.n), "somebody", name)
		everywhere()
	case "replace":
		w.plain(" ask ")
		w.part("who", c.Who.Says(w.n), "somebody", name)
		w.plain(" in place of ")
		w.part("for", c.For.Says(w.n), "somebody", "Choose who is replaced.")
		everywhere()
	case "stage":
		w.plain(" add the stage ")
		w.part("stage_title", quoted(c.Title), "without a name", "Give the new stage a name.")
		w.plain(" ")
		if c.After == "" {
			w.part("after", "at the beginning", "", "")
		} else {
			w.plain("after ")
			stage("after", c.After, "some stage")
		}
		w.plain(", where ")
		w.part("who", c.Who.Says(w.n), "somebody", name)
		w.plain(" approves")
	case "drop":
		w.plain(" leave out the stage ")
		stage("stage", c.Stage, "that you choose")
	default:
		w.plain(" ")
		w.part("change", "", "change something", "Choose what is changed.")
	}
	if c.Open {
		w.plain(", ")
		w.part("open", "also for what waits now", "", "")
	}
}

func (w *writer) wait(s *Step) {
	p := s.Wait
	if p == nil {
		p = &Pause{}
	}
	switch {
	case p.Event != "":
		w.plain("wait until ")
		w.part("event", w.n.Trigger(p.Event), "something happens", "Choose what is waited for.")
		w.where(" and ", InWait, p.Where)
		w.plain(", ")
		w.part("for", p.For.long(w.n), "some time", "Say how long it waits at most.")
		w.plain(" at most")
	case p.Until != "":
		until := p.Until
		if name := w.n.Field(until); name != "" {
			until = name
		} else if day := w.n.Value("day", until); day != "" {
			until = day
		}
		w.plain("wait until ")
		w.part("until", until, "", "")
	default:
		w.plain("wait ")
		w.part("for", p.For.long(w.n), "some time", "Say how long it waits.")
	}
}
