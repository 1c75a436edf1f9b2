package exchange

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"throughline/models/day"
)

var (
	dayType  = reflect.TypeFor[day.Day]()
	timeType = reflect.TypeFor[time.Time]()
)

// errNot tells that a cell does not hold what its column takes, but can be kept in words.
var errNot = errors.New("not what this column takes")

// tooMuch is a cell that no column can hold; its row is refused.
type tooMuch string

func (t tooMuch) Error() string { return string(t) }

// write gives a value as its cell: instants in RFC 3339 UTC, shortest decimals, nothing for no value.
func write(v reflect.Value) string {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return ""
		}
		v = v.Elem()
	}
	if v.Type() == timeType {
		return v.Interface().(time.Time).UTC().Format(time.RFC3339Nano)
	}
	switch v.Kind() {
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'f', -1, 64)
	}
	return v.String()
}

// set puts a cell into a field. An empty cell is the field's empty value.
func set(field reflect.Value, cell string) error {
	if cell == "" {
		field.SetZero()
		return nil
	}
	value := reflect.New(field.Type()).Elem()
	if field.Kind() == reflect.Pointer {
		value = reflect.New(field.Type().Elem()).Elem()
	}
	if err := setOne(value, cell); err != nil {
		return err
	}
	if field.Kind() == reflect.Pointer {
		value = value.Addr()
	}
	field.Set(value)
	return nil
}

func setOne(value reflect.Value, cell string) error {
	switch {
	case value.Type() == timeType:
		t, err := time.Parse(time.RFC3339Nano, cell)
		if err != nil || t.Year() < 1900 || t.Year() > 2199 {
			return errNot
		}
		value.Set(reflect.ValueOf(t.UTC().Truncate(time.Microsecond)))
	case value.Type() == dayType:
		d, err := parseDay(cell)
		if err != nil {
			return errNot
		}
		value.SetString(string(d))
	case value.Kind() == reflect.String:
		value.SetString(cell)
	case value.Kind() == reflect.Bool:
		yes, known := map[string]bool{"1": true, "true": true, "yes": true, "y": true, "0": false, "false": false, "no": false, "n": false}[strings.ToLower(cell)]
		if !known {
			return errNot
		}
		value.SetBool(yes)
	case value.Kind() == reflect.Int:
		n, err := strconv.ParseInt(cell, 10, 32)
		if err != nil {
			return errNot
		}
		value.SetInt(n)
	case value.Kind() == reflect.Float64:
		f, err := number(cell)
		if err != nil {
			return err
		}
		value.SetFloat(f)
	}
	return nil
}

// parseDay reads a day as files write it; of an instant it takes the day.
func parseDay(cell string) (day.Day, error) {
	if len(cell) > 10 && cell[10] == 'T' {
		cell = cell[:10]
	}
	return day.Parse(cell, day.YMD)
}

// number reads a plain number. NaN, the infinite and what is too large are refused.
func number(cell string) (float64, error) {
	f, err := strconv.ParseFloat(cell, 64)
	switch {
	case errors.Is(err, strconv.ErrRange), err == nil && (math.IsNaN(f) || math.IsInf(f, 0)):
		return 0, tooMuch(fmt.Sprintf("%q is no number that can be kept.", cell))
	case err != nil || strings.ContainsAny(cell, "xX_pP"):
		return 0, errNot
	}
	return f, nil
}

// fits says why a text cannot be kept, with both counts when it is too long.
func fits(column, text string, most int) error {
	if strings.ContainsRune(text, 0) {
		return tooMuch(fmt.Sprintf("%s holds a NUL character, which no text has.", column))
	}
	if !utf8.ValidString(text) {
		return tooMuch(fmt.Sprintf("%s holds bytes that are no text.", column))
	}
	if n := utf8.RuneCountInString(text); n > most {
		return tooMuch(fmt.Sprintf("%s: keep this to %s characters; it has %s.", column, thousands(most), thousands(n)))
	}
	return nil
}

func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}
