package models

import (
	"strings"
	"time"
	_ "time/tzdata" // a machine without a list of time zones still has them

	"throughline/models/form"
)

// zones are the time zones offered; any other that the program knows can be kept, too.
var zones = []string{
	"Africa/Cairo", "Africa/Casablanca", "Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi",
	"America/Anchorage", "America/Argentina/Buenos_Aires", "America/Bogota", "America/Chicago", "America/Denver", "America/Halifax", "America/Lima",
	"America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Phoenix", "America/Santiago", "America/Sao_Paulo", "America/St_Johns", "America/Toronto", "America/Vancouver",
	"Asia/Bangkok", "Asia/Dhaka", "Asia/Dubai", "Asia/Ho_Chi_Minh", "Asia/Hong_Kong", "Asia/Jakarta", "Asia/Jerusalem", "Asia/Karachi", "Asia/Kathmandu", "Asia/Kolkata",
	"Asia/Kuala_Lumpur", "Asia/Manila", "Asia/Riyadh", "Asia/Seoul", "Asia/Shanghai", "Asia/Singapore", "Asia/Taipei", "Asia/Tashkent", "Asia/Tehran", "Asia/Tokyo",
	"Atlantic/Azores", "Atlantic/Reykjavik",
	"Australia/Adelaide", "Australia/Brisbane", "Australia/Darwin", "Australia/Perth", "Australia/Sydney",
	"Europe/Amsterdam", "Europe/Athens", "Europe/Belgrade", "Europe/Berlin", "Europe/Brussels", "Europe/Bucharest", "Europe/Budapest", "Europe/Copenhagen", "Europe/Dublin",
	"Europe/Helsinki", "Europe/Istanbul", "Europe/Kyiv", "Europe/Lisbon", "Europe/London", "Europe/Luxembourg", "Europe/Madrid", "Europe/Oslo", "Europe/Paris",
	"Europe/Prague", "Europe/Riga", "Europe/Rome", "Europe/Sofia", "Europe/Stockholm", "Europe/Tallinn", "Europe/Vienna", "Europe/Vilnius", "Europe/Warsaw", "Europe/Zagreb", "Europe/Zurich",
	"Pacific/Auckland", "Pacific/Fiji", "Pacific/Honolulu",
	"UTC",
}

// ZoneOptions are the time zones to choose from, by part of the world.
func ZoneOptions() []form.Option {
	var list []form.Option
	for _, name := range zones {
		group, place, found := strings.Cut(name, "/")
		if !found {
			group, place = "Everywhere", name
		}
		list = append(list, form.Option{Value: name, Label: strings.ReplaceAll(strings.ReplaceAll(place, "_", " "), "/", ", "), Group: group})
	}
	return list
}

// MonthOptions are the twelve months to choose from, "1" to "12".
func MonthOptions() []form.Option {
	var list []form.Option
	for m := time.January; m <= time.December; m++ {
		list = append(list, form.Option{Value: itoa(int(m)), Label: m.String()})
	}
	return list
}

// WorkingDayOptions are the days of the week to choose from, Monday "1" to Sunday "7".
func WorkingDayOptions() []form.Option {
	var list []form.Option
	for n := 1; n <= 7; n++ {
		list = append(list, form.Option{Value: itoa(n), Label: time.Weekday(n % 7).String()})
	}
	return list
}
