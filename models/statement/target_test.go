package statement

import "testing"

func TestATypedTargetIsReadAsANumber(t *testing.T) {
	type want struct {
		value     float64
		unit      string
		direction string
		words     string
	}
	for text, w := range map[string]want{
		">80%":                   {80, "%", "increase", ">80%"},
		"> 80 %":                 {80, "%", "increase", "> 80 %"},
		">= 99.9%":               {99.9, "%", "increase", ">= 99.9%"},
		"≤ 5 days":               {5, "days", "reduce", "≤ 5 days"},
		"below 10ms":             {10, "ms", "reduce", "below 10ms"},
		"1.36 to 1.22":           {1.22, "", "reduce", "1.36 to 1.22"},
		"from 17% to 35%":        {35, "%", "increase", "17% to 35%"},
		"57% -> 65%":             {65, "%", "increase", "57% -> 65%"},
		"5x":                     {5, "x", "increase", "5x"},
		"$500K+":                 {500000, "$", "increase", "$500K+"},
		"€1.2 million":           {1200000, "€", "", "€1.2 million"},
		"USD 3bn":                {3e9, "USD", "", "USD 3bn"},
		"500 €":                  {500, "€", "", "500 €"},
		"164 days":               {164, "days", "", "164 days"},
		"10-fold":                {10, "x", "increase", "10-fold"},
		"tenfold":                {10, "x", "increase", "tenfold"},
		"at or above 95%":        {95, "%", "increase", "at or above 95%"},
		"at least four":          {4, "", "increase", "at least four"},
		"no more than 10%":       {10, "%", "reduce", "no more than 10%"},
		"not less than 3":        {3, "", "increase", "not less than 3"},
		"up to 20 people":        {20, "people", "reduce", "up to 20 people"},
		"under 24 hours":         {24, "hours", "reduce", "under 24 hours"},
		"within 5 business days": {5, "business days", "reduce", "within 5 business days"},
		"double":                 {2, "x", "increase", "double"},
		"halve":                  {0.5, "x", "reduce", "halve"},
		"twenty-five":            {25, "", "", "twenty-five"},
		"two hundred schools":    {200, "schools", "", "two hundred schools"},
		"55,236 acre-feet":       {55236, "acre-feet", "", "55,236 acre-feet"},
		"3,5 %":                  {3.5, "%", "", "3,5 %"},
		"1.234,56":               {1234.56, "", "", "1.234,56"},
		"12 000 Kunden":          {12000, "kunden", "", "12 000 Kunden"},
		"1'000":                  {1000, "", "", "1'000"},
		"٢٠٪":                    {20, "%", "", "٢٠٪"},
		"+20%":                   {20, "%", "increase", "+20%"},
		"-15%":                   {-15, "%", "reduce", "-15%"},
		"reduce by 15%":          {15, "%", "reduce", "15%"},
		"4/5":                    {4, "/5", "", "4/5"},
		"100 percent":            {100, "%", "", "100 percent"},
		"5 percentage points":    {5, "percentage points", "", "5 percentage points"},
		"40 by 31.12.2027":       {40, "", "", "40"},
		"99th percentile < 2s":   {2, "s", "reduce", "< 2s"},
		"10 or more":             {10, "", "increase", "10 or more"},
		"0":                      {0, "", "", "0"},
		"100k → 250k":            {250000, "", "increase", "100k → 250k"},
		".5":                     {0.5, "", "", ".5"},
	} {
		got, ok := ParseTarget(text)
		if !ok || got.Value != w.value || got.Unit != w.unit || got.Direction != w.direction || text[got.Words.From:got.Words.To] != w.words {
			t.Errorf("%q: %v %+v in %q, want %+v", text, ok, got, text[got.Words.From:got.Words.To], w)
		}
	}
}

func TestAMoveKeepsWhereItStarts(t *testing.T) {
	got, ok := ParseTarget("from 3.5 to 5 million")
	if !ok || got.Baseline == nil || *got.Baseline != 3.5e6 || got.Value != 5e6 || got.Direction != "increase" {
		t.Errorf("got %+v", got)
	}
}

func TestABandHasTwoEdges(t *testing.T) {
	for text, want := range map[string][2]float64{
		"between 40 and 60":   {40, 60},
		"40-60%":              {40, 60},
		"40 – 60 hours":       {40, 60},
		"between 2 to 4 days": {2, 4},
		"95% ± 2":             {93, 97},
		"60-40":               {40, 60},
	} {
		got, ok := ParseTarget(text)
		if !ok || got.Direction != "band" || got.Low == nil || got.High == nil || *got.Low != want[0] || *got.High != want[1] {
			t.Errorf("%q: %v %+v", text, ok, got)
		}
	}
}

func TestATextWithoutANumberIsNoTarget(t *testing.T) {
	for _, text := range []string{"TBD", "", "n/a", "$N", "X%", "more", "done", "RFC 42", "by 2028", "Q3", "v2", "launched", "?"} {
		if got, ok := ParseTarget(text); ok {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}
