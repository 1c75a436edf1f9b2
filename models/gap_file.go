package models

import (
	"strconv"

	"throughline/models/day"
)

// GapFile is the execution gap as other programs read it: the same figures as on the page.
type GapFile struct {
	Day      day.Day       `json:"day"`
	Strategy string        `json:"strategy,omitempty"` // reference of the one in force; empty: the figures are of what was brought in
	Team     string        `json:"team,omitempty"`     // reference of the team it is narrowed to, with those below it
	Score    *float64      `json:"score"`              // 0 to 100; null when less than half of the weight is known
	Weight   float64       `json:"weight_known"`
	Formula  string        `json:"formula"`
	Parts    []GapFilePart `json:"parts"`
	Teams    []GapFileTeam `json:"teams"`
	Weeks    []GapFileWeek `json:"weeks"` // of the company, the oldest first; none where it is narrowed to a team
}

// GapFilePart is one part in it.
type GapFilePart struct {
	Key       string   `json:"key"`
	Title     string   `json:"title,omitempty"`
	Amiss     float64  `json:"amiss"`
	Of        float64  `json:"of"`
	Unit      string   `json:"unit,omitempty"`
	Connected *float64 `json:"connected_percent"` // null when there is nothing to look at
	Weight    float64  `json:"weight"`
}

// GapFileTeam is one group of the table by team.
type GapFileTeam struct {
	Team  string        `json:"team,omitempty"` // reference; empty: what belongs to no team
	Name  string        `json:"name,omitempty"`
	Alone bool          `json:"alone,omitempty"` // without the teams below
	Score *float64      `json:"score"`
	Parts []GapFilePart `json:"parts"`
}

// GapFileWeek is one week of the trend.
type GapFileWeek struct {
	Week  day.Day       `json:"week"`
	Score *float64      `json:"score"`
	Parts []GapFilePart `json:"parts"`
}

// File is the report with its trend as other programs read it.
func (g *GapReport) File(trend []*GapPoint) *GapFile {
	f := &GapFile{Day: g.Day, Score: g.Score, Weight: g.Weight, Formula: ScoreRule, Parts: fileParts(g.Parts, true), Teams: []GapFileTeam{}, Weeks: []GapFileWeek{}}
	if g.Strategy != nil {
		f.Strategy = g.Strategy.Ref
	}
	if g.Team != nil {
		f.Team = g.Team.Ref
	}
	for _, group := range g.Groups {
		t := GapFileTeam{Alone: group.Alone, Score: group.Score(), Parts: fileParts(group.Parts, false)}
		if group.Team != nil {
			t.Team, t.Name = group.Team.Ref, group.Team.Name
		}
		f.Teams = append(f.Teams, t)
	}
	for _, p := range trend {
		f.Weeks = append(f.Weeks, GapFileWeek{Week: p.Week, Score: p.Score, Parts: fileParts(p.Parts, false)})
	}
	return f
}

func fileParts(parts []GapPart, titles bool) []GapFilePart {
	list := make([]GapFilePart, len(parts))
	for i, p := range parts {
		list[i] = GapFilePart{Key: p.Key, Amiss: p.Amiss, Of: p.Of, Weight: p.Weight}
		if titles {
			list[i].Title = p.Title
		}
		if p.Hours {
			list[i].Unit = "hours a week"
		}
		if p.Known() {
			list[i].Connected = ptr(p.ConnectedShown())
		}
	}
	return list
}

// Rows is the file as lines of a table: what it is about, then each figure. The first line is the heading.
func (f *GapFile) Rows() [][]string {
	rows := [][]string{{"What", "Day", "Team", "Team name", "Figure", "Amiss", "Out of", "Unit", "Connected percent", "Weight"}}
	add := func(what string, d day.Day, team, name string, score *float64, parts []GapFilePart) {
		for _, p := range parts {
			rows = append(rows, []string{what, string(d), team, name, p.Key, plainNumber(&p.Amiss), plainNumber(&p.Of), p.Unit, plainNumber(p.Connected), plainNumber(&p.Weight)})
		}
		rows = append(rows, []string{what, string(d), team, name, "score", "", "", "", plainNumber(score), ""})
	}
	add("now", f.Day, f.Team, "", f.Score, f.Parts)
	for _, t := range f.Teams {
		what := "team"
		switch {
		case t.Team == "":
			what = "no team"
		case t.Alone:
			what = "team alone"
		}
		add(what, f.Day, t.Team, t.Name, t.Score, t.Parts)
	}
	for _, w := range f.Weeks {
		add("week", w.Week, "", "", w.Score, w.Parts)
	}
	return rows
}

func plainNumber(n *float64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatFloat(*n, 'f', -1, 64)
}
