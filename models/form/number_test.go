package form_test

import (
	"math"
	"strings"
	"testing"

	"throughline/models/form"
)

func TestANumberIsReadAsPeopleTypeIt(t *testing.T) {
	for _, c := range []struct {
		typed string
		loc   form.Locale
		want  float64
	}{
		{"80", point, 80}, {" 80 % ", point, 80}, {"80%", comma, 80}, {"$500", point, 500}, {"500 €", comma, 500}, {"-$5", point, -5}, {"$-5", point, -5},
		{"−3", point, -3}, {"+3", point, 3}, {"1 200,5", point, 1200.5}, {"1 200,5", comma, 1200.5}, {"1,200.5", comma, 1200.5}, {"1.200,5", point, 1200.5},
		{"1\u00a0200,5", comma, 1200.5}, {"1\u202f200.5", point, 1200.5}, {"1'200.5", point, 1200.5}, {"1’200,5", comma, 1200.5},
		{"1,200", point, 1200}, {"1,200", comma, 1.2}, {"1.200", point, 1.2}, {"1.200", comma, 1200}, {"12,5", point, 12.5}, {"12.5", comma, 12.5},
		{"0,250", point, 0.25}, {"1,200,300", point, 1200300}, {"1.200.300", point, 1200300}, {"1,200,300.25", point, 1200300.25}, {".5", point, 0.5},
		{",5", comma, 0.5}, {"80.", point, 80}, {"1e3", point, 1000}, {"1,5e3", comma, 1500}, {"2173365091", point, 2173365091}, {"1e308", point, 1e308},
	} {
		got, err := form.ParseNumber(c.typed, c.loc)
		if err != nil || got != c.want {
			t.Errorf("%q with decimal comma %v: got %v, %v, want %v", c.typed, c.loc.DecimalComma, got, err, c.want)
		}
	}
}

func TestWhatIsNoNumberIsToldWhatToGive(t *testing.T) {
	for typed, say := range map[string]string{
		"": "for example 80", "many": "for example 80", "12 5": "for example 80", "1,20,000": "for example 80", "1.2.3": "for example 80", "1,200,30": "for example 80",
		"1 200,300.5,1": "for example 80", "0x1p4": "for example 80", "1_000": "for example 80", "5-3": "for example 80", "--5": "for example 80", "%": "for example 80", "$": "for example 80",
		"1.36 to 1.22": "for example 80", "$$5": "for example 80", "١٢": "for example 80", "NaN": "cannot be counted", "Inf": "cannot be counted", "-infinity": "cannot be counted",
		"∞": "cannot be counted", "1e400": "too large", "-1e400": "too large", strings.Repeat("9", 399): "too large", strings.Repeat("9", 100_000): "for example 80",
	} {
		n, err := form.ParseNumber(typed, point)
		if err == nil || !strings.Contains(err.Error(), say) || n != 0 {
			t.Errorf("%.30q: got %v, %v, want %q", typed, n, err, say)
		}
	}
}

func TestAQuantityIsReadAsPlansWriteIt(t *testing.T) {
	for typed, want := range map[string]struct {
		n    float64
		unit string
	}{
		"80": {80, ""}, "80 %": {80, "%"}, ">80%": {80, "%"}, "below 10ms": {10, "ms"}, "5x": {5, "x"}, "1.5x": {1.5, "x"}, "164 days": {164, "days"},
		"at or above 95%": {95, "%"}, "50%+": {50, "%"}, "200+": {200, ""}, "3 per week": {3, "per week"}, "≥ 1,200 users": {1200, "users"}, "At least 4": {4, ""},
	} {
		n, unit, ok := form.ParseQuantity(typed, point)
		if !ok || n != want.n || unit != want.unit {
			t.Errorf("%q: got %v %q %v, want %v %q", typed, n, unit, ok, want.n, want.unit)
		}
	}
	for _, typed := range []string{"", "TBD", "$500K+", "5m", "2 million", "1.36 to 1.22", "10-fold", "N7", "$N", "RFC 42", "v2", "e2e", "top 10", "Q3", "5 of 10",
		"100% within 8 days; help on 15%", "double", "NaN", "1e400", "3rd", "October 1, 2021", strings.Repeat("5", 200) + "x"} {
		if n, unit, ok := form.ParseQuantity(typed, point); ok {
			t.Errorf("%q was taken for %v %q", typed, n, unit)
		}
	}
}

func TestANumberIsShownSoThatItReadsBackExactly(t *testing.T) {
	for _, n := range []float64{0, 1, -1, 0.1, 1200.5, -1200300.25, 1.0 / 3, 1e20, 1e21, 1e300, 5e-324, math.MaxFloat64, 0.001, 1.2, 12.345} {
		for _, loc := range []form.Locale{point, comma} {
			for _, text := range []string{loc.Typed(n), loc.Number(n)} {
				if back, err := form.ParseNumber(text, loc); err != nil || back != n {
					t.Errorf("%v shown as %q reads back as %v, %v", n, text, back, err)
				}
			}
		}
	}
	for want, got := range map[string]string{"1,200,300.25": point.Number(1200300.25), "1\u00a0200,5": comma.Number(1200.5), "-999": point.Number(-999),
		"-1,000": point.Number(-1000), "1200,5": comma.Typed(1200.5), "0": point.Number(0)} {
		if got != want {
			t.Errorf("shown as %q, want %q", got, want)
		}
	}
}
