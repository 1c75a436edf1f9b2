package statement

import "testing"

func TestADeadlineIsFound(t *testing.T) {
	for text, words := range map[string]string{
		"Open Lyon by 2028":                                "by 2028",
		"By September 30, 2027, open Lyon":                 "By September 30, 2027",
		"By Sept. 30,2027 we open":                         "By Sept. 30,2027",
		"Open Lyon by the end of March":                    "by the end of March",
		"Open Lyon by end of may 2021":                     "by end of may 2021",
		"Open Lyon by FQ2":                                 "by FQ2",
		"Open Lyon by EOY":                                 "by EOY",
		"Open Lyon in Q3 2027":                             "in Q3 2027",
		"Open Lyon in 2027-Q4":                             "in 2027-Q4",
		"In FY27 we open Lyon":                             "In FY27",
		"In 3 years nobody waits":                          "In 3 years",
		"Open Lyon within six months":                      "within six months",
		"Open Lyon in the next 12 months":                  "in the next 12 months",
		"Open Lyon this quarter":                           "this quarter",
		"Open Lyon before next summer":                     "before next summer",
		"Open Lyon by Friday":                              "by Friday",
		"Open Lyon no later than 1 May 2027":               "no later than 1 May 2027",
		"Open Lyon (early July)":                           "early July",
		"Open Lyon on March 4":                             "on March 4",
		"Grow from 38,000 in FY 2025 to 76,000 in FY 2028": "in FY 2028",
		"Open Lyon, 2028":                                  "2028",
		"Lyon bis 31.12.2027 eröffnen":                     "bis 31.12.2027",
		"2028年までにリヨンを開く":                                   "2028",
		"Open Lyon by the end of the fiscal year":          "by the end of the fiscal year",
	} {
		m := HasDeadline(text)
		if !m.Found || text[m.Words[0].From:m.Words[0].To] != words {
			t.Errorf("%q: found %v %q, want %q", text, m.Found, said(text, m.Words), words)
		}
	}
}

func TestABaselineDateOrALengthIsNoDeadline(t *testing.T) {
	for _, text := range []string{
		"Reduce the rate from 1.36 as of October 1, 2021, to 1.22", "Answer within 5 business days", "Answer within 2 weeks of the first call",
		"Cut emissions by 15% from 2020 levels", "Grow by 10% over the FY 2020 baseline", "Fill posts identified in the first quarter of FY 2022",
		"Raise the share from 18.2% in FY 2021 to 20.5%", "Over the long term (10+ years) we stay", "Improve quality every quarter",
		"Meet each month", "In the last 3 years we grew", "Founded in 1998, we mend shoes", "Plan in 2-week iterations", "We may grow", "March on together",
		"Upgrades take less than 30 minutes", "Implement RFC 2019", "",
	} {
		if m := HasDeadline(text); m.Found {
			t.Errorf("%q: %q is taken for a deadline", text, said(text, m.Words))
		}
	}
}
