package statement

import "testing"

func TestAQuantityToReachIsFound(t *testing.T) {
	for text, words := range map[string]string{
		"Cut waiting time to 24 hours":                             "24 hours",
		"Answer within 5 business days":                            "5 business days",
		"Keep p95 latency below 10ms":                              "10ms",
		"Serve 80k schools":                                        "80k",
		"Raise revenue to $1.2 million":                            "$1.2 million",
		"More than >80% of orders ship on the day":                 ">80%",
		"Double the number of schools":                             "Double",
		"Quadruple what we export":                                 "Quadruple",
		"Cut costs in half":                                        "half",
		"At least four customers run it":                           "four",
		"Hire three nurses":                                        "three",
		"A tenfold gain in reach":                                  "tenfold",
		"Increase use by 10-fold":                                  "10",
		"Grow usage 5x":                                            "5x",
		"Grow usage 100x by next year":                             "100x",
		"Zero unplanned downtime":                                  "Zero",
		"Path to net-zero emissions":                               "net-zero",
		"Reach 2000 customers":                                     "2000",
		"Reach $N of new revenue":                                  "$N",
		"Raise the share to X%":                                    "X%",
		"Score 4/5 in the survey":                                  "4",
		"Die Kosten um 20 % senken":                                "20 %",
		"把成本降低20%":                                                 "20%",
		"خفض التكاليف بنسبة ٢٠٪":                                   "٢٠٪",
		"Reduce the rate from 1.36 (as of October 1, 2021) to 1.2": "1.36",
		"Keep 100% of tier 1 customers":                            "100%",
		"Hire +1 designer":                                         "+1",
	} {
		m := HasMetric(text)
		if !m.Found || text[m.Words[0].From:m.Words[0].To] != words {
			t.Errorf("%q: found %v %v, want %q", text, m.Found, said(text, m.Words), words)
		}
	}
}

func said(text string, spans []Span) []string {
	var out []string
	for _, s := range spans {
		out = append(out, text[s.From:s.To])
	}
	return out
}

func TestNumbersThatAreNamesOrDatesAreNoMetric(t *testing.T) {
	for _, text := range []string{
		"Implement RFC 42", "Update onboarding to v2", "Automatic e2e testing", "Compile the top 10 list", "Launch on March 4",
		"Be ready by 31.12.2027", "Be ready by 2027-12-31", "Be ready by 12/31/2027", "Plan for FY2027/28", "In Q3 we open Lyon", "Answer 24/7",
		"Developers write code 100x faster", "Hire 10x engineers", "Pass SOC 2 and ISO 27001", "Sell to the Fortune 500", "Serve tier 1 and 2 customers",
		"The 21st century shop", "Publish a 3-year plan", "In 3 years nobody waits", "Over the long term (10+ years) we stay", "Improve quality",
		"Close #4260, #5547", "Start at 9am", "Fight COVID-19", "We are the one place for code", "Two teams share the office",
		"Zero trust for everyone", "Double down on quality", "Advance net zero emissions research", "Everyone, not just 1% of people, can code",
		"1. Grow in Poland", "The office will: 1) grow and 2) learn", "Support milestones 1 and 2", "See note [1]", "",
	} {
		if m := HasMetric(text); m.Found {
			t.Errorf("%q: %q is taken for a metric", text, said(text, m.Words))
		}
	}
}
