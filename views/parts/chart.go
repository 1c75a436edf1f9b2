package parts

import (
	"cmp"
	"math"
	"strconv"
	"strings"
)

// ChartLine is the course of a figure over time. Positions along are days counted from anywhere.
type ChartLine struct {
	Points     []ChartPoint
	Target     *float64     // a level to reach
	Low, High  *float64     // a band to keep within; either end may be open
	Way        []ChartPoint // from where it started to where it should be: two points, or none
	From, To   int          // the days at the two ends
	Today      int
	Label      string                 // says the same in words
	Start, End string                 // the days at the two ends, in words
	Zero       bool                   // the scale begins at nothing
	Name       string                 // of the line; "Readings" when empty
	WayName    string                 // of the way; "Expected" when empty
	TargetName string                 // of the target, with its value; when empty it is called the target
	Says       func(v float64) string // a value in words, for the scale
}

// ChartPoint is one value on one day; Label says both.
type ChartPoint struct {
	Day   int
	Value float64
	Label string
}

// names are what the lines are called in the key.
func (c ChartLine) names() (line, way, target string) {
	line, way, target = cmp.Or(c.Name, "Readings"), cmp.Or(c.WayName, "Expected"), c.TargetName
	if target == "" && c.Target != nil {
		target = "Target, " + c.Says(*c.Target)
	}
	return line, way, target
}

// mostDots is how many readings are drawn as dots of their own; of more only the line is drawn, and the last.
const mostDots = 60

// mostShown bounds the scale, so that its width is a number too.
const mostShown = 4e307

// scale puts values and days on the chart: in hundredths of its width and height.
type scale struct {
	c         ChartLine
	low, high float64
	step      float64
}

func (c ChartLine) scale() scale {
	low, high := math.Inf(1), math.Inf(-1)
	take := func(v *float64) {
		if v != nil {
			low, high = min(low, *v), max(high, *v)
		}
	}
	for _, list := range [][]ChartPoint{c.Points, c.Way} {
		for i := range list {
			take(&list[i].Value)
		}
	}
	take(c.Target)
	if c.Zero {
		take(new(float64))
	}
	take(c.Low)
	take(c.High)
	switch {
	case high < low:
		low, high = 0, 1
	case high == low:
		room := max(math.Abs(low)/10, 1)
		low, high = low-room, high+room
	}
	low, high = max(low, -mostShown), min(high, mostShown)
	step := math.Pow(10, math.Floor(math.Log10((high-low)/3)))
	for _, n := range []float64{2, 5, 10} {
		if (high-low)/step > 5 {
			step = step / stepBefore(n) * n
		}
	}
	return scale{c, math.Floor(low/step) * step, math.Ceil(high/step) * step, step}
}

// stepBefore is the finer of two neighbouring round steps: 1, 2, 5, 10.
func stepBefore(n float64) float64 { return map[float64]float64{2: 1, 5: 2, 10: 5}[n] }

// x leaves room for the words of the scale.
func (s scale) x(day int) float64 {
	return 7 + 93*float64(day-s.c.From)/float64(max(s.c.To-s.c.From, 1))
}

// y leaves a little room above and below.
func (s scale) y(v float64) float64 { return 96 - 92*((v/2-s.low/2)/(s.high/2-s.low/2)) }

func (s scale) path(list []ChartPoint) string {
	var b strings.Builder
	for i, p := range list {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(hundredth(s.x(p.Day)) + "," + hundredth(s.y(p.Value)))
	}
	return b.String()
}

// level is one line of the scale.
type level struct{ Y, Text string }

func (s scale) ticks() (list []level) {
	for i := 0; i < 12; i++ {
		v := s.low + float64(i)*s.step
		if v > s.high+s.step/2 {
			break
		}
		if math.Abs(v) < s.step/1e6 {
			v = 0
		}
		list = append(list, level{percent(s.y(v)), s.c.Says(s.round(v))})
	}
	return list
}

// round gives a level of the scale the digits of its step: steps of a tenth add up to 1.4, not to 1.4000000000000001.
func (s scale) round(v float64) float64 {
	v = math.Round(v/s.step) * s.step
	if digits := 1 - int(math.Floor(math.Log10(s.step))); digits > 0 && digits < 300 {
		if short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'f', digits, 64), 64); err == nil {
			return short
		}
	}
	return v
}

// dots are the readings that are drawn as such.
func (s scale) dots() []ChartPoint {
	if n := len(s.c.Points); n > mostDots {
		return s.c.Points[n-1:]
	}
	return s.c.Points
}

// band is where the area to keep within begins and how high it is.
func (s scale) band() (y, height string) {
	top, bottom := 0.0, 100.0
	if s.c.High != nil {
		top = s.y(*s.c.High)
	}
	if s.c.Low != nil {
		bottom = s.y(*s.c.Low)
	}
	return percent(top), percent(max(bottom-top, 0))
}

func (s scale) dayX(day int) string { return percent(s.x(day)) }

func hundredth(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

func percent(v float64) string { return hundredth(v) + "%" }
