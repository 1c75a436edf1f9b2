package day

import (
	"sync"
	"time"
)

var zones sync.Map // name to *time.Location

// Zone is a time zone by its IANA name, as in Europe/Berlin. Each is read from the machine's files once.
func Zone(name string) (*time.Location, error) {
	if known, ok := zones.Load(name); ok {
		return known.(*time.Location), nil
	}
	zone, err := time.LoadLocation(name)
	if err == nil {
		zones.Store(name, zone)
	}
	return zone, err
}
