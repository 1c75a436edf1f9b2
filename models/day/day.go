package day

import "time"

type Day string
type Order int

const (
	DMY Order = iota
	MDY
	YMD
)

type Calendar struct {
	Zone        *time.Location
	Working     [7]bool
	FiscalStart time.Month
}

func Of(t time.Time, loc *time.Location) Day { return Day(t.In(loc).Format("2006-01-02")) }
func (c Calendar) Today(now time.Time) Day  { return Of(now, c.Zone) }
