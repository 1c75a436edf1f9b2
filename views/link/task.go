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

// TaskRepeat lets a task come again, skips one, or ends that (POST).
func TaskRepeat(ref string) string { return fill(PathTaskRepeat, ref) }

// MentionRead says that one has read a mention (POST).
func MentionRead(id string) string { return fill(PathMentionRead, id) }

// MentionUnread takes that back (POST).
func MentionUnread(id string) string { return fill(PathMentionUnread, id) }

// TaskItems changes a task's checklist (POST).
func TaskItems(ref string) string { return fill(PathTaskItems, ref) }

// TaskComments is where something is said about a task (POST).
func TaskComments(ref string) string { return fill(PathTaskComments, ref) }

// TaskComment is a comment at its place on the page of its task.
func TaskComment(ref, id string) string { return Task(ref) + "#c-" + id }

// TaskLinks ties a task to what it serves, or loosens it (POST).
func TaskLinks(ref string) string { return fill(PathTaskLinks, ref) }

// Tasks is the list of all tasks, and where one is added (POST).
func Tasks() string { return PathTasks }

// Task is one task with its thread up to the intent.
func Task(ref string) string { return fill(PathTask, ref) }

// TaskClosure marks a task done.
func TaskClosure(ref string) string { return fill(PathTaskClosure, ref) }

// TaskReopening opens a task again.
func TaskReopening(ref string) string { return fill(PathTaskReopening, ref) }

// TaskState brings a task into a state (POST).
func TaskState(ref string) string { return fill(PathTaskState, ref) }

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
