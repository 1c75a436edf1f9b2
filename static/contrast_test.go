package static

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// pairs are the colours that stand on each other, with the least contrast that WCAG 2.2 AA asks for.
var pairs = []struct {
	on, under string
	least     float64
}{
	{"ink", "bg", 4.5}, {"ink", "surface", 4.5}, {"ink", "sunken", 4.5}, {"ink", "accent-soft", 4.5}, {"ink", "ok-soft", 4.5},
	{"ink", "risk-soft", 4.5}, {"ink", "off-soft", 4.5}, {"ink-2", "bg", 4.5}, {"ink-2", "surface", 4.5}, {"ink-2", "sunken", 4.5},
	{"accent", "bg", 4.5}, {"accent", "surface", 4.5}, {"accent", "accent-soft", 4.5}, {"accent", "sunken", 4.5},
	{"accent-hover", "surface", 4.5}, {"on-accent", "accent", 4.5}, {"on-accent", "accent-hover", 4.5},
	{"ok-ink", "ok-soft", 4.5}, {"risk-ink", "risk-soft", 4.5}, {"off-ink", "off-soft", 4.5},
	{"ok-ink", "surface", 4.5}, {"risk-ink", "surface", 4.5}, {"off-ink", "surface", 4.5}, {"off-ink", "bg", 4.5}, {"risk-ink", "bg", 4.5},
	{"on-float", "float", 4.5},
	{"edge", "bg", 3}, {"edge", "surface", 3}, {"ok", "surface", 3}, {"risk", "surface", 3}, {"off", "surface", 3}, {"accent", "sunken", 3},
}

func TestColoursStandOutFromWhatIsUnderThem(t *testing.T) {
	tokens := regexp.MustCompile(`--([a-z0-9-]+): light-dark\(oklch\(([^/)]+)\), oklch\(([^/)]+)\)\)`)
	colours := map[string][2]string{}
	sheet, err := embedded.ReadFile("css/base.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range tokens.FindAllStringSubmatch(string(sheet), -1) {
		colours[m[1]] = [2]string{m[2], m[3]}
	}
	for look, name := range []string{"light", "dark"} {
		for _, p := range pairs {
			on, under := colours[p.on][look], colours[p.under][look]
			if on == "" || under == "" {
				t.Fatalf("%s or %s is not a colour of the sheet", p.on, p.under)
			}
			a, b := luminance(t, on), luminance(t, under)
			if got := (max(a, b) + 0.05) / (min(a, b) + 0.05); got < p.least {
				t.Errorf("in %s, %s on %s has contrast %.2f; it needs %.1f", name, p.on, p.under, got, p.least)
			}
		}
	}
}

// luminance is the relative luminance of an oklch colour, written "lightness chroma hue".
func luminance(t *testing.T, oklch string) float64 {
	t.Helper()
	parts := strings.Fields(oklch)
	var v [3]float64
	for i := range v {
		var err error
		if v[i], err = strconv.ParseFloat(parts[i], 64); err != nil {
			t.Fatalf("%q is not a colour", oklch)
		}
	}
	sin, cos := math.Sincos(v[2] * math.Pi / 180)
	a, b := v[1]*cos, v[1]*sin
	cube := func(x float64) float64 { return x * x * x }
	l := cube(v[0] + 0.3963377774*a + 0.2158037573*b)
	m := cube(v[0] - 0.1055613458*a - 0.0638541728*b)
	s := cube(v[0] - 0.0894841775*a - 1.2914855480*b)
	clip := func(x float64) float64 { return min(max(x, 0), 1) }
	return 0.2126*clip(4.0767416621*l-3.3077115913*m+0.2309699292*s) +
		0.7152*clip(-1.2684380046*l+2.6097574011*m-0.3413193965*s) +
		0.0722*clip(-0.0041960863*l-0.7034186147*m+1.7076147010*s)
}
