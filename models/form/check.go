package form

import (
	"fmt"
	"math"
	"net/mail"
	"strings"
	"unicode/utf8"

	"throughline/models/day"
)

// check says what a complete answer still lacks. It looks at the bound value, so it also finds what was stored before.
func (f *Field) check() {
	if f.Problem != "" || f.Locked != "" {
		return
	}
	if f.empty() {
		if f.Need {
			f.Problem = f.ask()
		}
		return
	}
	switch f.Kind {
	case KindEmail:
		if a, err := mail.ParseAddress(*f.str); err != nil || a.Address != *f.str || strings.ContainsAny(*f.str, " \"") {
			f.Problem = "Write an address such as name@example.org."
		}
	case KindNumber:
		if *f.num == nil {
			// Words that are kept beside a number that is not demanded, such as “68 to 74”, are an answer.
			if f.Need || f.words == nil {
				f.Problem = string(askNumber)
			}
			return
		}
		f.checkRange(**f.num)
	case KindWhole:
		f.checkRange(float64(*f.whole))
	case KindPick:
		if *f.str == "" {
			f.Problem = f.dir.miss(*f.words)
		}
	case KindDate:
		f.checkDate()
	}
	if n := utf8.RuneCountInString(f.boundText()); f.Problem == "" && n < f.atLeast {
		f.Problem = fmt.Sprintf("Use at least %s characters; this has %s.", f.loc.count(f.atLeast), f.loc.count(n))
	}
}

func (f *Field) checkRange(n float64) {
	if f.lo == nil || n >= *f.lo && n <= *f.hi {
		return
	}
	switch lo, hi := f.loc.Number(*f.lo), f.loc.Number(*f.hi); {
	case math.IsInf(*f.hi, 1):
		f.Problem = fmt.Sprintf("Give a number of %s or more.", lo)
	case math.IsInf(*f.lo, -1):
		f.Problem = fmt.Sprintf("Give a number of %s or less.", hi)
	default:
		f.Problem = fmt.Sprintf("Give a number from %s to %s.", lo, hi)
	}
}

func (f *Field) checkDate() {
	if !f.date.Valid() {
		_, err := day.Parse(f.Typed, f.loc.Order)
		if f.Problem = "Give a day, for example 31 December 2026."; err != nil {
			f.Problem = err.Error()
		}
		return
	}
	if f.date.Before(f.notBefore) {
		if f.Problem = f.beforeSay; f.Problem == "" {
			f.Problem = fmt.Sprintf("Give a day from %s on.", f.notBefore.Long())
		}
	}
}

func (f *Field) ask() string {
	switch {
	case f.say != "":
		return f.say
	case f.Kind == KindChoice, f.Kind == KindPick:
		return fmt.Sprintf("Choose an answer for “%s”.", f.Label)
	case f.Kind == KindMany:
		return fmt.Sprintf("Choose at least one for “%s”.", f.Label)
	case f.Kind == KindTick:
		return fmt.Sprintf("Tick “%s” to go on.", f.Label)
	case f.Kind == KindDate:
		return fmt.Sprintf("Give a day for “%s”, for example 31 December 2026.", f.Label)
	case f.Kind == KindNumber, f.Kind == KindWhole:
		return fmt.Sprintf("Give a number for “%s”, for example 80.", f.Label)
	}
	return fmt.Sprintf("Fill in “%s”.", f.Label)
}

// empty tells whether there is no answer: nothing stored, and nothing that can be seen.
func (f *Field) empty() bool {
	switch f.Kind {
	case KindNumber:
		return *f.num == nil && (f.words == nil || *f.words == "")
	case KindWhole:
		return f.Typed == ""
	case KindDate:
		return *f.date == "" && (f.words == nil || *f.words == "")
	case KindChoice:
		return *f.str == ""
	case KindPick:
		return *f.str == "" && (f.words == nil || *f.words == "")
	case KindMany:
		return len(*f.list) == 0
	case KindTick:
		return !*f.tick
	case KindPassword:
		return *f.str == ""
	}
	return !visible(*f.str)
}

func (f *Field) boundText() string {
	if f.str == nil {
		return f.Typed
	}
	return *f.str
}
