// Package automation is the handoff engine: what rules can start at and ask for, how an event starts runs, and what each step of a run does.
// Its tables are in models' root files: rule*.go, run*.go, approval*.go.
package automation
