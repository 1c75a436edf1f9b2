package models

// How many cards one lane of the task board shows; the rest is counted and stands in the list.
const (
	mostCards     = 20
	mostOverCards = 8
)

// TaskLane is one state on the board of tasks: its first cards, and how many tasks it has.
type TaskLane struct {
	State string
	Tasks []*TaskNow
	All   int
}

// TaskBoard gives the tasks that fit a query by state: the first due first, what is over newest first.
func (r *Read) TaskBoard(q TaskQuery) ([]*TaskLane, error) {
	fit, err := r.fitting(q)
	if err != nil {
		return nil, err
	}
	var counts []struct {
		State string
		N     int
	}
	if err := fit().Select("state, COUNT(*) AS n").Group("state").Limit(len(TaskStates)).Find(&counts).Error; err != nil {
		return nil, err
	}
	var all []*Task
	for _, c := range counts {
		var list []*Task
		q, cards := fit().Where("state = ?", c.State).Order(orderOfTasks(c.State)), mostCards
		if c.State == TaskFinished || c.State == TaskCancelled {
			cards = mostOverCards
		}
		if err := q.Limit(cards).Find(&list).Error; err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	named, err := r.namedTasks(all)
	if err != nil {
		return nil, err
	}
	lanes := make([]*TaskLane, len(TaskStates))
	for i, state := range TaskStates {
		lanes[i] = &TaskLane{State: state}
		for _, c := range counts {
			if c.State == state {
				lanes[i].All = c.N
			}
		}
		for _, t := range named {
			if t.State == state {
				lanes[i].Tasks = append(lanes[i].Tasks, t)
			}
		}
	}
	return lanes, nil
}
