package models

import (
	"strings"
	"testing"
)

func TestStepsAreReadAsPeopleKeepThem(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"one a line":        {"Take the call\n\n  Solve it  \r\nWrite a note", "Take the call|Solve it ^Take the call|Write a note"},
		"numbers":           {"1. Take the call\n2. Solve it\n10. Write a note", "Take the call|Solve it|Write a note"},
		"brackets":          {"1) Take\n(2) Solve\n3): Write", "Take|Solve|Write"},
		"step and number":   {"Step 1: Take the call\nSTEP 2 - Solve it\nStep 3 Write", "Take the call|Solve it|Write"},
		"bullets":           {"- Take\n* Solve\n• Write\n– Close", "Take|Solve|Write|Close"},
		"boxes":             {"- [ ] Take\n- [x] Solve", "Take|Solve"},
		"bullet and number": {"- 1. Take\n- 2. Solve", "Take|Solve"},
		"markdown":          {"# Invoice\n\n1. **Check** the [invoice](http://x.example/a)\n2. Pay `it`\n\n---\n", "!Invoice|Check the invoice|Pay it"},
		"headings are it":   {"## Step 1: Take\n## Step 2: Solve", "Take|Solve"},
		"only headings":     {"# Take\n# Solve", "Take|Solve"},
		"a lead":            {"How we do it:\n- Take\n- Solve", "!How we do it:|Take|Solve"},
		"who below":         {"1. Take\n   Who: Service Desk\n2. Solve\nWho: Priya Raman", "Take @Service Desk|Solve @Priya Raman"},
		"who as a bullet":   {"1. Take\n   - Who: Service Desk\n2. Solve", "Take @Service Desk|Solve"},
		"who behind":        {"- Take the call (who: Desk)\n- Solve it. Who: Engineer", "Take the call @Desk|Solve it @Engineer"},
		"more hints":        {"- Take\n  Input: a call\n  Output: a ticket\n  Tool: Phone", "Take <a call >a ticket /Phone"},
		"nested":            {"1. Take\n   - ask for the number\n   - look it up\n2. Solve", "Take|ask for the number ^Take|look it up ^Take|Solve"},
		"nested numbers":    {"1. Take\n1.1 Ask\n1.2 Look\n2. Solve", "Take|Ask ^Take|Look ^Take|Solve"},
		"letters":           {"1. Take\na) Ask\nb) Look\n2. Solve", "Take|Ask ^Take|Look ^Take|Solve"},
		"wrapped":           {"1. Take the call\nand say hello\n2. Solve", "Take the call and say hello|Solve"},
		"a run":             {"1) Take 2) Solve 3) Write", "Take|Solve|Write"},
		"arrows":            {"Take → Solve -> Write", "Take|Solve|Write"},
		"bars":              {"Take | Solve | Write", "Take|Solve|Write"},
		"a sheet":           {"No\tStep\tWho\n1\tTake\tDesk\n2\tSolve\tEngineer", "!No, Step, Who|Take @Desk|Solve @Engineer"},
		"a sheet unnamed":   {"1\tTake\tDesk\n2\tSolve\tEngineer", "Take @Desk|Solve @Engineer"},
		"a markdown table":  {"| Step | Who | Tool |\n|---|---|---|\n| Take | Desk | Phone |", "!Step, Who, Tool|Take @Desk /Phone"},
		"figures stay":      {"Check 3 quotes\nOrder 2.5 t of sand\nCall by 10:30", "Check 3 quotes|Order 2.5 t of sand|Call by 10:30"},
		"a word with colon": {"Call the clinic: is it open?\nBook", "Call the clinic: is it open?|Book"},
		"nothing":           {" \n\t\n", ""},
	} {
		var got []string
		for _, s := range ReadSteps(c.text) {
			say := s.Title
			if s.Skipped != "" {
				say = "!" + say
			}
			for mark, more := range map[string]string{" @": s.Who, " ^": s.Under} {
				if more != "" {
					say += mark + more
				}
			}
			for _, more := range []string{" <" + s.Input, " >" + s.Output, " /" + s.Tool} {
				if len(more) > 2 {
					say += more
				}
			}
			got = append(got, say)
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s:\n got %s\nwant %s", name, strings.Join(got, "|"), c.want)
		}
	}
}

func TestAStepThatIsTooLongIsLeftOutWithItsReason(t *testing.T) {
	list := ReadSteps("- " + strings.Repeat("long ", 70) + "\n- short")
	if len(list) != 2 || !strings.Contains(list[0].Skipped, "a step takes 300") || list[1].Skipped != "" {
		t.Fatalf("%+v", list)
	}
}

func FuzzStepsFromAnyText(f *testing.F) {
	f.Add("1. a\n - b (who: c)\n|x|y|")
	f.Fuzz(func(t *testing.T, text string) {
		for _, s := range ReadSteps(text) {
			if s.Title == "" || s.Line < 1 {
				t.Fatalf("%q gives %+v", text, s)
			}
		}
	})
}
