package link

import (
	"net/url"
	"strconv"
)

// TaskList is the list of tasks, narrowed as a query says.
func TaskList(q url.Values) string { return TaskListPage(q, 1) }

// TaskListPage is one page of it.
func TaskListPage(q url.Values, page int) string { return queried(PathTasks, q, page) }

// TaskMoves moves a task on the board to another state (POST).
func TaskMoves(q url.Values) string { return queried(PathTaskMoves, q, 1) }

// TaskChanges changes many tasks at once: those that are ticked.
func TaskChanges(refs []string, back string) string {
	return queried(PathTaskChanges, url.Values{"rows": refs, "back": {back}}, 1)
}

// TaskChangesAll changes all tasks that a query asks for.
func TaskChangesAll(q url.Values, back string) string {
	all := url.Values{"all": {"1"}, "back": {back}}
	for name, values := range q {
		all[name] = values
	}
	return queried(PathTaskChanges, all, 1)
}

// TaskChangesBack undoes such a change (POST).
func TaskChangesBack() string { return PathTaskChangesBack }

func queried(path string, q url.Values, page int) string {
	all := url.Values{}
	for name, values := range q {
		all[name] = values
	}
	if page > 1 {
		all.Set("page", strconv.Itoa(page))
	}
	if len(all) == 0 {
		return path
	}
	return path + "?" + all.Encode()
}
