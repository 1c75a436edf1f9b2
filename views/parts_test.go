package views_test

import (
	"fmt"
	"math"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views/parts"
)

// hard are names as real people and companies have them.
var hard = []string{"Priya Raman", "", "  ", "Łukasz Nowak", "محمد عبد الله", "🦊", "<b>&\"'", strings.Repeat("Donaudampfschiff", 30), "O", "東京 太郎"}

func TestEveryPartIsSound(t *testing.T) {
	task := parts.Task{No: 1, Title: "Intent", Href: "/1", Fact: "One sentence", State: parts.Done}
	shut := parts.Task{No: 2, Title: "Outcomes", Fact: "Opens later", State: parts.Shut}
	reading, target := 71.0, 80.0
	say := templ.Raw("<p>Words</p>")
	for what, c := range map[string]templ.Component{
		"status":  templ.Join(parts.Status("ok", ""), parts.Status("risk", ""), parts.Status("off", "Fell"), parts.Status("none", "")),
		"verdict": parts.VerdictSelect(parts.VerdictPick{ID: "v", Name: "v", Value: "stop", Label: "Verdict on x"}),
		"chips":   parts.Chips(parts.ChipSet{Name: "o", Legend: "Outcomes", Chips: []parts.Chip{{Value: "1", Short: "O1", Title: "First"}}}),
		"owner":   templ.Join(parts.Owner("Field", true), parts.Owner("", true), parts.AvatarOf("Priya Raman"), parts.Ref("O1", "x", "/o")),
		"notice":  templ.Join(parts.Notice("ok", "ok"), parts.Tip("Think")),
		"empty":   parts.Empty(parts.EmptyState{Icon: "flow", Title: "None", Say: "Ten are enough."}),
		"why":     parts.Why(parts.Reason{Say: "Because.", Good: "x", Poor: "y"}),
		"toast":   parts.Toast(parts.Undo{Say: "Removed", Action: "/u", Fields: []parts.Hidden{{Name: "a", Value: "b"}}}),
		"saved":   templ.Join(parts.SavedLine(""), parts.SavedLine("12:04")),
		"meter":   templ.Join(parts.Meter(0.5, "half"), parts.Meter(math.NaN(), "")),
		"chart": parts.Chart(parts.ChartLine{Points: []parts.ChartPoint{{Day: 3, Value: 62, Label: "a"}, {Day: 9, Value: 71, Label: "b"}}, Target: &target, Low: &reading,
			Way: []parts.ChartPoint{{Day: 1, Value: 60}, {Day: 90, Value: 80}}, From: 1, To: 90, Today: 10, Label: "2 readings", Says: func(v float64) string { return fmt.Sprint(v) }}),
		"spark":     parts.Spark(parts.SparkLine{Readings: []*float64{&reading, nil, &reading}, Target: &target, Label: "Two readings"}),
		"segments":  parts.Segments("s", "Bar", []parts.Segment{{Kind: "m", Share: 0.7, Label: "Mapped"}, {Kind: "r", Share: 0.3, Label: "Stops"}}),
		"explain":   templ.Join(parts.Explain(parts.How{ID: "x", List: []models.Explanation{(models.Gap{}).ExplainHours("2026-11-16")}}), parts.Explain(parts.How{Aside: true, List: []models.Explanation{models.ExplainWeeklyHours(&models.Workflow{Name: "Triage"}, "2026-11-16")}})),
		"tasks":     parts.Tasks([]parts.Task{task, shut}),
		"steps":     templ.Join(parts.Steps(parts.StepNav{At: 1, All: "/", Steps: []parts.Task{task, shut}})),
		"answers":   parts.Answers([]parts.Answer{{Label: "Intent", Text: "x", Href: "/1"}, {Label: "Target", Missing: "Give a number."}}),
		"pager":     parts.Pager(parts.Paging{From: 51, To: 100, Total: 120, Prev: "/p", Next: "/n"}),
		"table":     parts.Table("People"),
		"buttons":   templ.Join(parts.Button(parts.Btn{Label: "Save", Kind: "main"}), parts.Button(parts.Btn{Label: "Remove", Icon: "remove", Kind: "icon", Name: "do", Value: "x"}), parts.Button(parts.Btn{Label: "Open", Href: "/x", Say: "Open it"})),
		"conflict":  parts.Conflict(parts.Clash{What: "this outcome", Who: "Tom", When: "11:58", Action: "/c", Fields: []parts.ClashField{{Name: "keep.a", Label: "A", Was: "1", Mine: "2"}}, Merged: []string{"x"}, Back: "/b"}),
		"order":     parts.Order("rule", "rule.order", []parts.OrderItem{{ID: "1", Kind: "When", Title: "x"}, {ID: "2", Title: "y"}}),
		"head":      templ.Join(parts.Head("Title", "Lead"), parts.BackLink("Up", "/")),
		"people":    templ.Join(everyName()...),
		"step tags": templ.Join(parts.StateTag(parts.NotStarted, 0), parts.StateTag(parts.InProgress, 0), parts.StateTag(parts.HasProblem, 3), parts.StateTag(parts.Again, 0)),
	} {
		t.Run(what, func(t *testing.T) {
			doc := draw(t, c, say)
			sound(t, doc)
			if text(doc.Selection) == "" && doc.Find("[aria-label]").Length() == 0 && what != "meter" {
				t.Error("it says nothing at all")
			}
		})
	}
}

func everyName() (list []templ.Component) {
	for _, n := range hard {
		list = append(list, parts.Who(n), parts.AvatarOf(n), parts.TeamMark(n))
	}
	return list
}

func TestInitialsStandForAnyName(t *testing.T) {
	for name, want := range map[string]string{
		"Priya Raman": "PR", "Łukasz Nowak": "ŁN", "Cher": "C", "anna maria di luca": "AL", "🦊": "🦊", "": "?", "(ext) o'Neil": "EO", "東京 太郎": "東太",
	} {
		if got := parts.Initials(name); got != want {
			t.Errorf("the initials of %q are %q; they should be %q", name, got, want)
		}
	}
}

func TestVerdictsAreThoseOfTheAudit(t *testing.T) {
	var offered []string
	for _, v := range parts.Verdicts {
		offered = append(offered, v.Value)
	}
	want := []string{models.Undecided, models.Keep, models.Redesign, models.Stop, models.OutcomeMissing}
	if strings.Join(offered, "|") != strings.Join(want, "|") {
		t.Errorf("the page offers %v; the audit knows %v", offered, want)
	}
	for _, value := range append(want, "") {
		doc := draw(t, parts.VerdictSelect(parts.VerdictPick{ID: "v", Name: "v", Value: value, Label: "Verdict"}))
		if value == "" {
			value = models.Undecided
		}
		if got := doc.Find("option[selected]").AttrOr("value", ""); got != value {
			t.Errorf("of verdict %q, %q is chosen", value, got)
		}
	}
}

func TestAMissingReadingIsAGapAndNoReadingIsNoLine(t *testing.T) {
	a, b := 1.0, 2.0
	doc := draw(t, parts.Spark(parts.SparkLine{Readings: []*float64{&a, &b, nil, &a, nil, &b, &a}, Label: "x"}))
	if lines, dots := doc.Find("polyline").Length(), doc.Find("circle").Length(); lines != 2 || dots != 2 {
		t.Errorf("it has %d lines and %d dots; it should have 2 and 2", lines, dots)
	}
	for _, empty := range [][]*float64{nil, {nil, nil}} {
		if draw(t, parts.Spark(parts.SparkLine{Readings: empty, Target: &a, Label: "x"})).Find("svg").Length() > 0 {
			t.Errorf("a line is drawn from %v", empty)
		}
	}
}

func TestBarsNeverLeaveTheirFrame(t *testing.T) {
	for share, want := range map[float64]string{-1: "0%", 0: "0%", 0.333: "33.3%", 1: "100%", 7: "100%", math.Inf(1): "100%", math.NaN(): "0%"} {
		if got := draw(t, parts.Meter(share, "")).Find("rect").AttrOr("width", ""); got != want {
			t.Errorf("a share of %v is drawn %q wide; it should be %q", share, got, want)
		}
	}
}

// outcome is what a form in these tests fills.
type outcome struct {
	title, long, mail, secret, owner, way string
	target                                *float64
	typed                                 string
	weight                                int
	due                                   day.Day
	serves                                []string
	done                                  bool
}

func (o *outcome) fields() []*form.Field {
	two := []form.Option{{Value: "1", Label: "O1 First", Group: "Ours"}, {Value: "2", Label: "O2 Second", Group: "Theirs"}}
	return []*form.Field{
		form.Line("title", "Title", &o.title).Required().Help("One result."),
		form.Text("long", "Why", &o.long).Drawn(parts.AsSentence),
		form.Email("mail", "E-mail", &o.mail),
		form.Password("secret", "Password", &o.secret).Completes("new-password"),
		form.Quantity("target", "Target", &o.target, &o.typed).Required().In("days"),
		form.Whole("weight", "Weight", &o.weight),
		form.Date("due", "By when", &o.due, nil).Required(),
		form.Choice("owner", "Owner", &o.owner, two...),
		form.Choice("way", "Direction", &o.way, two...).Required().Drawn(parts.AsRadios),
		form.Many("serves", "Serves", &o.serves, two...).Drawn(parts.AsChips).Required(),
		form.Many("also", "Also", &o.serves, two...),
		form.Tick("done", "Done", &o.done).Help("It can be changed."),
		form.Line("shut", "Tool", &o.title).Lock("Opens later."),
	}
}

// filled is a form with every kind of field, after a strict check of what was posted.
func filled(t *testing.T, post url.Values) *form.Form {
	t.Helper()
	f := form.Of((&outcome{}).fields()...)
	rows := form.Repeat("outs", "Outcomes", func(string) *form.Row { o := &outcome{}; return &form.Row{Of: o, Fields: o.fields()} })
	for _, id := range []string{"a", "b"} {
		o := &outcome{title: id}
		rows.Stored(id, 2, o, o.fields())
	}
	f.Rows = []*form.Rows{rows}
	post["outs.order"] = []string{"b", "a"}
	f.Fill(post, form.Locale{Order: day.MDY}, form.Strict)
	return f
}

func TestEveryKindOfFieldIsSoundWithProblemsAndAdvice(t *testing.T) {
	f := filled(t, url.Values{"title": {"ready <b>"}, "target": {"soon"}})
	f.Fields[0].Advice = []form.Advice{{Code: "x", Say: "Shorter.", Words: []form.Span{{From: 0, To: 5}, {From: 3, To: 900}, {From: -1, To: 2}}}}
	doc := draw(t, templ.Join(parts.Started(f), parts.Summary(f.Problems()), parts.Fields(f.Fields), parts.Rows(f.Rows[0], true)))
	sound(t, doc)
	for _, p := range f.Problems() {
		at := doc.Find("[id]").FilterFunction(func(_ int, s *goquery.Selection) bool { return s.AttrOr("id", "") == p.ID })
		if at.Length() != 1 {
			t.Errorf("the summary leads to %q, which is there %d times", p.ID, at.Length())
		}
		if p.Field != nil && at.AttrOr("aria-invalid", "") != "true" {
			t.Errorf("%q is wrong but does not say so: %s", p.ID, outer(at))
		}
		if n := strings.Count(text(doc.Selection), p.Say); n < 2 {
			t.Errorf("%q stands %d times on the page; it belongs in the summary and at the field", p.Say, n)
		}
	}
	if got := doc.Find("#target").AttrOr("value", ""); got != "soon" {
		t.Errorf("the target shows %q; what was typed is lost", got)
	}
	if marks := doc.Find("mark"); marks.Length() != 1 || marks.Text() != "ready" {
		t.Errorf("the advice marks %q", marks.Text())
	}
	if doc.Find("#due").AttrOr("data-day", "") != "MDY" {
		t.Error("the date does not know the order in which this person types")
	}
	if doc.Find("[name=shut]").Length() > 0 {
		t.Error("a locked field can be typed into")
	}
}

func TestRowsCarryTheirPlaceVersionAndStart(t *testing.T) {
	doc := draw(t, parts.Rows(filled(t, url.Values{}).Rows[0], true))
	for i, id := range []string{"b", "a"} {
		li := doc.Find(".rows > li").Eq(i)
		if got := li.Find(`[name="outs.order"]`).AttrOr("value", ""); got != id {
			t.Errorf("row %d is %q; it should be %q", i+1, got, id)
		}
		if got := li.Find(`[name="outs.`+id+`.version"]`).AttrOr("value", ""); got != "2" {
			t.Errorf("row %s carries version %q", id, got)
		}
		if li.Find(`[name="was.outs.`+id+`.title"]`).Length() != 1 || li.Find(`[name="was.outs.`+id+`.secret"]`).Length() != 0 {
			t.Errorf("row %s does not carry what the person started from, or gives away the password", id)
		}
		if li.Find(`button[value="remove:outs:`+id+`"]`).Length() != 1 || li.Find(`button[value="up:outs:`+id+`"]`).Length() != 1 {
			t.Errorf("row %s cannot be removed or moved", id)
		}
	}
	if doc.Find(`button[name=do][value="add:outs"]`).Length() != 1 {
		t.Error("no row can be added")
	}
}

func TestAPasswordIsNeverShownBack(t *testing.T) {
	f := filled(t, url.Values{"secret": {"correct horse battery"}})
	page := string(markup(t, templ.Join(parts.Started(f), parts.Fields(f.Fields))))
	if strings.Contains(page, "correct horse") {
		t.Error("the password is on the page")
	}
}

func TestAChartHoldsItsScaleOverAnyValues(t *testing.T) {
	says := func(v float64) string { return fmt.Sprint(v) }
	for _, values := range [][]float64{{71, 71}, {0, 0}, {-1e308, 1e308}, {1e20, 1e20}, {1e-9, 2e-9}, {-5, 3}, {100, 100000}, {0.1, 0.2, 0.3}} {
		var points []parts.ChartPoint
		for i, v := range values {
			points = append(points, parts.ChartPoint{Day: i, Value: v})
		}
		doc := draw(t, parts.Chart(parts.ChartLine{Points: points, To: len(values) - 1, Label: "x", Says: says}))
		ticks := doc.Find(".chart text").Length()
		if html, _ := doc.Html(); strings.Contains(html, "NaN") || strings.Contains(html, "Inf") || ticks < 2 || ticks > 8 || doc.Find(".chart circle").Length() != len(values) {
			t.Errorf("%v: %d lines of the scale, %s", values, ticks, html)
		}
	}
	tenths := parts.ChartLine{Points: []parts.ChartPoint{{Day: 0, Value: 1.22}, {Day: 1, Value: 1.37}}, To: 1, Label: "x", Says: says}
	draw(t, parts.Chart(tenths)).Find(".chart text").Each(func(_ int, text *goquery.Selection) {
		if len(text.Text()) > 5 {
			t.Errorf("a level of the scale reads %s", text.Text())
		}
	})
	c := parts.ChartLine{Points: []parts.ChartPoint{{Day: 0, Value: 62}, {Day: 1, Value: 71.4}}, To: 1, Label: "x", Says: says}
	if got := strings.Fields(draw(t, parts.Chart(c)).Find(".chart text").Text()); len(got) == 0 || !strings.Contains(strings.Join(got, ""), "62") {
		t.Errorf("the scale is not in round steps: %v", got)
	}
}
