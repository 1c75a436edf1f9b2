package models_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
)

const weighDay = day.Day("2026-11-16")

func served(places ...int) (list []models.ServedOutcome) {
	for _, p := range places {
		list = append(list, models.ServedOutcome{Ref: fmt.Sprint("O", p), Title: "Outcome", Place: p, Of: 5})
	}
	return list
}

func waiting(n int) []models.WaitsOnIt { return make([]models.WaitsOnIt, n) }

func TestTheWeightOfATaskIsItsOutcomeItsDayAndWhatWaits(t *testing.T) {
	for name, c := range map[string]struct {
		of                        models.TaskReasons
		outcome, due, wait, total int
	}{
		"nothing known":                         {models.TaskReasons{}, 0, 0, 0, 0},
		"the first outcome of five":             {models.TaskReasons{Serves: served(1)}, 40, 0, 0, 40},
		"the last one":                          {models.TaskReasons{Serves: served(5)}, 8, 0, 0, 8},
		"several outcomes: the foremost counts": {models.TaskReasons{Serves: served(4, 2, 3)}, 32, 0, 0, 32},
		"due today":                             {models.TaskReasons{Due: weighDay}, 0, 30, 0, 30},
		"due in six days":                       {models.TaskReasons{Due: weighDay.Add(6)}, 0, 6, 0, 6},
		"due in a year":                         {models.TaskReasons{Due: weighDay.Add(365)}, 0, 0, 0, 0},
		"late by three days":                    {models.TaskReasons{Due: weighDay.Add(-3)}, 0, 33, 0, 33},
		"late by years":                         {models.TaskReasons{Due: "1999-01-01"}, 0, 40, 0, 40},
		"one waits":                             {models.TaskReasons{Waits: waiting(1)}, 0, 0, 10, 10},
		"nine wait":                             {models.TaskReasons{Waits: waiting(9)}, 0, 0, 30, 30},
		"all of it":                             {models.TaskReasons{Serves: served(1), Due: weighDay.Add(-20), Waits: waiting(3)}, 40, 40, 30, 110},
	} {
		w := models.Weigh(&c.of, weighDay)
		if w.Outcome != c.outcome || w.Day != c.due || w.Waiting != c.wait || w.Total != c.total {
			t.Errorf("%s: %d + %d + %d = %d", name, w.Outcome, w.Day, w.Waiting, w.Total)
		}
	}
}

// The order follows from the reasons alone: however the tasks come in, and however often.
func TestTheOrderByWeightDoesNotDependOnTheOrderTheTasksComeIn(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var list []*models.TaskReasons
		for i := range 1 + random.IntN(30) {
			one := &models.TaskReasons{ID: fmt.Sprintf("%04d", random.IntN(9000)+i*10000), Ref: fmt.Sprint("T", 1+random.IntN(12))}
			if random.IntN(4) > 0 {
				one.Due = weighDay.Add(random.IntN(30) - 15)
			}
			for range random.IntN(3) {
				one.Serves = append(one.Serves, served(1+random.IntN(5))...)
			}
			one.Waits = waiting(random.IntN(5))
			list = append(list, one)
		}
		first := models.ByWeight(list, weighDay)
		for range 5 {
			random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
			for _, one := range list {
				random.Shuffle(len(one.Serves), func(i, j int) { one.Serves[i], one.Serves[j] = one.Serves[j], one.Serves[i] })
			}
			again := models.ByWeight(list, weighDay)
			if len(again) != len(first) {
				t.Fatalf("%d of %d", len(again), len(first))
			}
			for i := range again {
				if again[i].ID != first[i].ID || again[i].Total != first[i].Total || again[i].Place != i+1 {
					t.Fatalf("place %d is %s or %s", i+1, first[i].ID, again[i].ID)
				}
				if i > 0 && again[i].Total > again[i-1].Total {
					t.Fatalf("%d points stand behind %d", again[i].Total, again[i-1].Total)
				}
			}
		}
	}
}

func TestOfTwoWithTheSameWeightTheOneDueFirstStandsFirstAndThoseWithoutADayLast(t *testing.T) {
	order := models.ByWeight([]*models.TaskReasons{
		{ID: "a", Ref: "T10"}, {ID: "b", Ref: "T9"}, {ID: "c", Ref: "T3", Due: "2027-11-16"}, {ID: "d", Ref: "T2", Due: "2027-01-16"},
	}, weighDay)
	var ids []string
	for _, w := range order {
		ids = append(ids, w.ID)
	}
	if got := strings.Join(ids, ""); got != "dcba" {
		t.Error(got)
	}
}

func TestAPlaceIsExplainedInWordsThatAddUp(t *testing.T) {
	w := models.ByWeight([]*models.TaskReasons{{ID: "a", Ref: "T1", Due: weighDay.Add(-1), Serves: served(2), Waits: []models.WaitsOnIt{{Say: "Amina Diallo waits for handoff H3"}}}}, weighDay)[0]
	e := w.Explain(weighDay)
	var said []string
	for _, in := range e.Inputs {
		said = append(said, in.Name+": "+in.Words(form.Locale{}))
	}
	if got := e.Result.Words(form.Locale{}); got != "73 points" || e.Figure != "Place 1 of 1, strategic weight" {
		t.Error(e.Figure, got)
	}
	if want := []string{"Serves outcome 2 of 5: Outcome: 32 points", "Late by a day: 31 points", "Amina Diallo waits for handoff H3: 10 points"}; !slices.Equal(said, want) {
		t.Errorf("%q", said)
	}
}
