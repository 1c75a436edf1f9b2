package form

import (
	"math/rand/v2"
	"testing"
)

func TestAnExactNumberIsReadAsItIsTyped(t *testing.T) {
	comma := Locale{DecimalComma: true}
	for _, c := range []struct {
		text   string
		places int
		loc    Locale
		want   int64
	}{
		{"1,200.50", 2, Locale{}, 120050}, {"1.200,5", 2, comma, 120050}, {"0.1", 2, Locale{}, 10}, {"€ 12", 2, Locale{}, 1200}, {"12.500", 2, Locale{}, 1250},
		{"12,500", 0, Locale{}, 12500}, {"-3,5", 2, comma, -350}, {".5", 2, Locale{}, 50},
	} {
		got, err := ParseDecimal(c.text, c.places, c.loc)
		if err != nil || got != c.want {
			t.Errorf("%q is %d, %v", c.text, got, err)
		}
	}
	for _, text := range []string{"", "abc", "NaN", "1e3", "1.005", "1 to 2", "9999999999999999", "90071992547409.93"} {
		if got, err := ParseDecimal(text, 2, Locale{}); err == nil {
			t.Errorf("%q became %d", text, got)
		}
	}
}

func TestAnExactNumberComesBackAsItWas(t *testing.T) {
	for range 2000 {
		n, places := rand.Int64N(1e15), rand.IntN(4)
		for _, loc := range []Locale{{}, {DecimalComma: true}} {
			for _, text := range []string{Decimals(loc, n, places), DecimalsTyped(loc, n, places)} {
				if got, err := ParseDecimal(text, places, loc); err != nil || got != n {
					t.Fatalf("%d with %d places is said as %q and read as %d, %v", n, places, text, got, err)
				}
			}
		}
	}
}
