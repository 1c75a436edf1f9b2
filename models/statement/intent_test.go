package statement

import (
	"strings"
	"testing"
)

func codes(found []Finding) string {
	var out []string
	for _, f := range found {
		out = append(out, f.Code)
	}
	return strings.Join(out, " ")
}

func TestAnIntentIsRefusedOnlyForItsForm(t *testing.T) {
	for text, want := range map[string]string{
		"By 2028 every small shop in Europe sells online with us, because they lose customers today.": "",
		"Improve quality":                  "",
		"":                                 NoSentence,
		"   ":                              NoSentence,
		"We grow. We sell.":                ManySentence,
		"Component library":                NoVerb,
		"Wir wachsen, weil wir es können.": "",
	} {
		problems, _ := CheckIntent(text)
		if got := codes(problems); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	problems, _ := CheckIntent("We grow. We sell.")
	if problems[0].Say != "Say it in one sentence; this has 2." || len(problems[0].Words) != 2 {
		t.Errorf("got %+v", problems[0])
	}
}

func TestAdviceNamesWhatIsMissingAndWhatIsTooMuch(t *testing.T) {
	for text, want := range map[string]string{
		"By 2028 every small shop in Europe sells online with us, because they lose customers today.": "",
		"By 2028 we are the bank that farmers trust, so that no harvest fails for want of money.":     "",
		"In three years we become the first choice of teachers by answering within the lesson.":       "",
		"We become the first choice of teachers, because nobody listens to them.":                     NoTime,
		"By 2028 we become the first choice of teachers.":                                             NoWhy,
		"By 2028, because our customers deserve better, quality first.":                               NoWhere,
		"By 2028 we become the world-class leader, because synergy matters.":                          Filler,
		"By 2028 we become the leading bank, because farmers need one.":                               Filler,
		"By 2028 we serve 400 banks, because they need help.":                                         Digits,
		"By 2028 we grow revenue in Asia, hire better people, and open new offices, because we can.":  ManyAims,
		"Wir werden bis 2028 die Bank der Bauern, weil sie eine brauchen.":                            "",
	} {
		_, advice := CheckIntent(text)
		if got := codes(advice); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestAdviceSaysItsWords(t *testing.T) {
	text := "By 2028 we serve 400 banks with best in class tools, because they need help."
	_, advice := CheckIntent(text)
	for _, f := range advice {
		for _, w := range f.Words {
			if q := text[w.From:w.To]; !strings.Contains(f.Say, q) {
				t.Errorf("%s does not name %q: %s", f.Code, q, f.Say)
			}
		}
	}
	if codes(advice) != Filler+" "+Digits {
		t.Errorf("got %s", codes(advice))
	}
}

func TestAnIntentOverThirtyFiveWordsIsAdvisedShorter(t *testing.T) {
	text := "By 2028 we help every shop because " + strings.Repeat("really ", 29) + "yes"
	_, advice := CheckIntent(text)
	if len(advice) != 1 || advice[0].Code != TooLong || advice[0].Say != "Keep it to 35 words; it has 37." || text[advice[0].Words[0].From:] != "really yes" {
		t.Errorf("got %+v", advice)
	}
}

func TestADirectionWithoutANumberIsCalledAWish(t *testing.T) {
	for _, c := range []struct{ title, metric, target, want string }{
		{"Improve customer support", "", "", Wish + " " + NoMetric},
		{"Improve customer support", "hours to first answer", "", Wish},
		{"Improve customer support", "hours to first answer", "TBD", Wish + " " + OpenTarget},
		{"Improve customer support", "hours to first answer", "below 4 hours", ""},
		{"Answer every customer within 4 hours", "hours to first answer", "", ""},
		{"Answer every customer within 4 hours by March 2027", "hours to first answer", "4", DeadlineWord},
		{"Happy customers", "NPS", "", Wish},
	} {
		if got := codes(CheckOutcome(c.title, c.metric, c.target)); got != c.want {
			t.Errorf("%+v: got %q", c, got)
		}
	}
	found := CheckOutcome("Improve customer support", "NPS", "")
	if want := "“Improve” is a direction without a number, so it is a wish. Say how much."; found[0].Say != want {
		t.Errorf("got %q", found[0].Say)
	}
}

func TestAGoalAndAnObjectiveAreToldApartAndDoubtIsSaid(t *testing.T) {
	for text, want := range map[string]Level{
		"Reduce delivery cycle time by 30%":                            Goal,
		"Grow revenue in three years":                                  Goal,
		"Become the market leader in northern Europe by 2030":          Goal,
		"Raise customer satisfaction across all teams":                 Goal,
		"Cut handoff lag between sales and delivery to under 24 hours": Objective,
		"Automate the release pipeline this quarter":                   Objective,
		"Keep checkout latency below 200ms":                            Objective,
		"The platform team migrates every service in Q3":               Objective,
		"Increase sign-ups by 25%":                                     Unsure,
		"Be better":                                                    Unsure,
		"":                                                             Unsure,
		"Wir wachsen":                                                  Unsure,
	} {
		got, found := ReadsLike(text)
		if got != want {
			t.Errorf("%q reads like %s, want %s", text, got, want)
		}
		if len(found) != 1 || found[0].Say == "" || text != "" && len(found[0].Words) == 0 {
			t.Errorf("%q: %+v", text, found)
		}
	}
}
