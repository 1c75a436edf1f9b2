package models

import (
	"slices"

	"throughline/models/day"
	"throughline/models/form"
)

// PulseAgenda is what a pulse has before it, computed from what stands in the company: nobody writes it. At the end of the meeting it is kept
// as the minutes.
type PulseAgenda struct {
	Day      day.Day        `json:"day"`
	Intent   string         `json:"intent"`
	Reports  []PulseFigure  `json:"reports"`
	OffTrack []PulseOutcome `json:"off_track"`
	Overdue  []PulseHandoff `json:"overdue"`
	Issues   []PulseIssue   `json:"issues"`
	Silent   int            `json:"silent"` // leads who have not reported
}

// PulseFigure is one lead's line: one metric, its outcome, and how it stands.
type PulseFigure struct {
	LineID, PersonID string   `json:"-"`
	Version          int      `json:"-"`
	Place            int      `json:"place"`
	Lead             string   `json:"lead"`
	Team             string   `json:"team"`
	Outcome          string   `json:"outcome"` // title; empty while no metric is chosen
	OutcomeRef       string   `json:"outcome_ref"`
	Metric           string   `json:"metric"`
	Value            *float64 `json:"value"`
	Unit             string   `json:"unit"`
	Measured         day.Day  `json:"measured"`
	Aim              string   `json:"aim"` // from, to and by when
	Status           Status   `json:"status"`
	Words            string   `json:"words"`
	Notes            string   `json:"notes"`
	Reported         bool     `json:"reported"`
}

// PulseOutcome is an outcome that is not on track.
type PulseOutcome struct {
	Ref    string `json:"ref"`
	Title  string `json:"title"`
	Owner  string `json:"owner"`
	Status Status `json:"status"`
}

// PulseHandoff is a handoff whose day has passed.
type PulseHandoff struct {
	Ref      string  `json:"ref"`
	Work     string  `json:"work"`
	Receiver string  `json:"receiver"`
	Due      day.Day `json:"due"` // the day that passed: to answer, or of the work
	Answer   bool    `json:"answer"`
}

// PulseIssue is an issue that is not resolved.
type PulseIssue struct {
	Ref   string  `json:"ref"`
	Title string  `json:"title"`
	Owner string  `json:"owner"`
	Next  string  `json:"next"`
	Due   day.Day `json:"due"`
	Late  bool    `json:"late"`
}

// mostOnAgenda bounds each list of an agenda: twenty minutes hold no more.
const mostOnAgenda = 12

// pulseAgenda computes the agenda of a pulse as everything stands now. That of a group keeps to the teams below its leads.
func (r *Read) pulseAgenda(p *Pulse, lines []*PulseLine) (*PulseAgenda, error) {
	b, err := r.strategyBoard()
	if err != nil {
		return nil, err
	}
	a := &PulseAgenda{Day: b.Today}
	if b.Intent != nil {
		a.Intent = b.Intent.Statement
	}
	if err := r.fillReports(a, b, lines); err != nil {
		return nil, err
	}
	teams := teamsOfGroup(p, lines, b.Tree)
	for _, o := range b.Outcomes {
		within := teams == nil || o.OwnerTeamID != nil && slices.Contains(teams, *o.OwnerTeamID) || o.OwnerPersonID != nil && lineOf(lines, *o.OwnerPersonID) != nil
		if o.State == OutcomeActive && o.Track.Status.Amiss() && within && len(a.OffTrack) < mostOnAgenda {
			a.OffTrack = append(a.OffTrack, PulseOutcome{Ref: o.Ref, Title: o.Title, Owner: o.OwnedBy.Name, Status: o.Track.Status})
		}
	}
	slices.SortStableFunc(a.OffTrack, func(x, y PulseOutcome) int {
		return slices.Index(statusOrder, x.Status) - slices.Index(statusOrder, y.Status)
	})
	if err := r.fillOverdue(a, b, teams); err != nil {
		return nil, err
	}
	return a, r.fillOpenIssues(a, teams)
}

// teamsOfGroup are the teams a group's meeting is about; nil for the whole company.
func teamsOfGroup(p *Pulse, lines []*PulseLine, tree *Tree) []string {
	if p.Title == "" {
		return nil
	}
	teams := []string{}
	for _, l := range lines {
		if l.TeamID != nil {
			teams = append(teams, tree.Under(*l.TeamID)...)
		}
	}
	return teams
}

func (r *Read) fillReports(a *PulseAgenda, b *Board, lines []*PulseLine) error {
	var ids []*string
	for _, l := range lines {
		ids = append(ids, &l.PersonID)
	}
	people, err := r.peopleByID(ids...)
	if err != nil {
		return err
	}
	for _, l := range lines {
		f := PulseFigure{LineID: l.ID, PersonID: l.PersonID, Version: l.Version, Place: l.Place, Words: l.Words, Notes: l.Notes, Reported: l.ReportedAt != nil, Status: NotMeasured}
		if people[l.PersonID] != nil {
			f.Lead = people[l.PersonID].Name
		}
		if l.TeamID != nil && b.Tree.ByID[*l.TeamID] != nil {
			f.Team = b.Tree.ByID[*l.TeamID].Name
		}
		if o := reportable(b, l.OutcomeID, l.MetricID); o != nil {
			f.Outcome, f.OutcomeRef, f.Metric, f.Status, f.Unit = o.Title, o.Ref, o.Name(), o.Track.Status, o.Unit()
			f.Value, f.Measured, f.Aim = o.Track.Now, o.Track.NowDay, o.FromTo(o.Measure, form.Locale{})
		}
		if !f.Reported {
			a.Silent++
		}
		a.Reports = append(a.Reports, f)
	}
	return nil
}

func (r *Read) fillOverdue(a *PulseAgenda, b *Board, teams []string) error {
	today := string(b.Today)
	q := r.DB().Where("state NOT IN ? AND due_day < ? OR state IN ? AND answer_day < ?", handoffOver, today, waitsOnReceiver, today)
	if teams != nil {
		q = q.Where("task_id IN (?)", r.DB().Model(&Task{}).Select("id").Where("team_id IN ?", teams))
	}
	list, err := r.handoffsNow(q.Order("due_day, id").Limit(mostOnAgenda), b.Tree)
	for _, h := range list {
		one := PulseHandoff{Ref: h.Ref, Work: h.Work, Receiver: h.Receiver, Due: h.DueDay}
		if h.WaitsForReceiver() && !h.DueDay.Before(b.Today) {
			one.Due, one.Answer = h.AnswerDay, true
		}
		a.Overdue = append(a.Overdue, one)
	}
	return err
}

func (r *Read) fillOpenIssues(a *PulseAgenda, teams []string) error {
	q := r.DB().Where("state <> ?", IssueResolved)
	if teams != nil {
		q = q.Where("team_id IN ?", teams)
	}
	var list []*Issue
	if err := q.Order("level DESC, next_day, id").Limit(mostOnAgenda).Find(&list).Error; err != nil {
		return err
	}
	var owners []*string
	for _, i := range list {
		owners = append(owners, i.OwnerPersonID)
	}
	people, err := r.peopleByID(owners...)
	for _, i := range list {
		one := PulseIssue{Ref: i.Ref, Title: i.Title, Next: i.NextAction, Due: i.NextDay, Late: i.Late(a.Day)}
		if i.OwnerPersonID != nil && people[*i.OwnerPersonID] != nil {
			one.Owner = people[*i.OwnerPersonID].Name
		}
		a.Issues = append(a.Issues, one)
	}
	return err
}
