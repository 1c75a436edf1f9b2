package views

import (
	"strconv"

	"throughline/models"
	"throughline/models/day"
)

// UndoneWords say what an undo did.
func UndoneWords(back, stand int) string {
	say := count(back, "thing is as it was.", "things are as they were.")
	if stand > 0 {
		say += " " + count(stand, "thing stands as it is now, because somebody has changed it since: the page says who.", "things stand as they are now, because somebody has changed them since: the page says who.")
	}
	return say
}

// HeldWords say that a change was held back, and what comes next.
func HeldWords(n int64) string {
	if n == 0 {
		return "Kept, but it does not count yet: nothing rests on it. Look at it and apply it."
	}
	if n == 1 {
		return "Kept, but it does not count yet: one thing rests on it. Look at it, then apply it."
	}
	return "Kept, but it does not count yet: " + strconv.FormatInt(n, 10) + " things rest on it. Look at them, then apply it."
}

// HeldMany says that several changes were held back at once.
func HeldMany(n int) string {
	if n == 1 {
		return "One change is kept, but it does not count yet. Look at what rests on it, then apply it."
	}
	return strconv.Itoa(n) + " changes are kept, but they do not count yet. Look at what rests on each, then apply it."
}

// DaySet says that a change counts by itself from a day on.
func DaySet(on day.Day) string {
	return "It counts on " + on.Long() + " by itself. Until then every choice can be changed."
}

// foundOf names those that a choice for what was found is for.
func foundOf(g *models.RadiusGroup) string {
	if g.Found == 1 {
		return "For the one found"
	}
	return "For all " + strconv.FormatInt(g.Found, 10) + " found"
}
