package models

import (
	"strings"
	"unicode/utf8"
)

// Snippet is a part of what a thing says, cut around the first searched word in it: what stands before, the word, and what comes after.
type Snippet struct{ Before, Match, After string }

// snippetRunes is how much stands on each side of the word.
const snippetRunes = 70

// FillFound adds to the things of one page what a result shows: state, team, a part of what it says, where it is seen, and whether it is pinned.
func (r *Read) FillFound(words []string, list []*FoundThing) error {
	if len(list) == 0 {
		return nil
	}
	tree, err := r.sharedTree()
	if err != nil {
		return err
	}
	ids := map[string][]string{}
	for _, f := range list {
		ids[f.Kind] = append(ids[f.Kind], f.EntityID)
		if f.TeamID != nil && f.Kind != "team" && tree.ByID[*f.TeamID] != nil {
			f.Team = tree.ByID[*f.TeamID].Name
		}
	}
	for kind, some := range ids {
		k, _ := SearchKindOf(kind)
		if err := r.fillStates(k, some, list); err != nil {
			return err
		}
	}
	if err := r.fillOver(ids, list); err != nil {
		return err
	}
	if err := r.fillMetrics(ids["metric"], list); err != nil {
		return err
	}
	if err := r.fillPinned(list); err != nil {
		return err
	}
	return r.fillSnippets(words, list)
}

func (r *Read) fillStates(k SearchKind, ids []string, list []*FoundThing) error {
	if !k.stated {
		return nil
	}
	var rows []struct{ ID, State string }
	if err := r.DB().Model(k.model).Select("id, state").Where("id IN ?", ids).Limit(len(ids)).Find(&rows).Error; err != nil {
		return err
	}
	for _, row := range rows {
		for _, f := range list {
			if f.Kind == k.Key && f.EntityID == row.ID {
				f.State = row.State
			}
		}
	}
	return nil
}

// underStrategies are the kinds of things that belong to an organizational strategy and are over with it.
var underStrategies = []string{"intent", "outcome", "goal", "objective", "process", "rule", "edition"}

// fillOver says which things belong to a strategy that is over: they stay readable, and are not taken for what counts now.
func (r *Read) fillOver(ids map[string][]string, list []*FoundThing) error {
	over, err := found[*Strategy](r.DB().Where("kind = ? AND state = ?", Organizational, Superseded))
	if err != nil || len(over) == 0 {
		return err
	}
	by := map[string]*Strategy{}
	for _, s := range over {
		by[s.ID] = s
	}
	for _, kind := range underStrategies {
		if len(ids[kind]) == 0 {
			continue
		}
		k, _ := SearchKindOf(kind)
		var rows []struct{ ID, StrategyID string }
		if err := r.DB().Model(k.model).Select("id, strategy_id").Where("id IN ? AND strategy_id IN ?", ids[kind], keys(by)).Limit(len(ids[kind])).Find(&rows).Error; err != nil {
			return err
		}
		for _, row := range rows {
			for _, f := range list {
				if f.Kind == kind && f.EntityID == row.ID {
					f.Over = by[row.StrategyID]
				}
			}
		}
	}
	return nil
}

// fillMetrics says on which outcome's page each metric is seen.
func (r *Read) fillMetrics(ids []string, list []*FoundThing) error {
	if len(ids) == 0 {
		return nil
	}
	var rows []struct{ MetricID, Ref string }
	seen := r.visibleOutcomes(r.DB().Model(&Outcome{}).Select("id").Where("removed_at IS NULL"))
	err := r.DB().Table("outcome_metrics m").Select("m.metric_id, MIN(o.ref) AS ref").Joins("JOIN outcomes o ON o.id = m.outcome_id").
		Where("m.metric_id IN ? AND o.id IN (?)", ids, seen).Group("m.metric_id").Limit(len(ids)).Find(&rows).Error
	for _, row := range rows {
		for _, f := range list {
			if f.Kind == "metric" && f.EntityID == row.MetricID {
				f.At = row.Ref
			}
		}
	}
	return err
}

func (r *Read) fillSnippets(words []string, list []*FoundThing) error {
	ids, by := []int64{}, map[int64]*FoundThing{}
	for _, f := range list {
		if began, _ := matches(words, wordsOf(f.Head)); began < len(words) {
			ids, by[f.ID] = append(ids, f.ID), f
		}
	}
	if len(ids) == 0 || len(words) == 0 {
		return nil
	}
	var rows []struct {
		ID   int64
		Body string
	}
	if err := r.DB().Table("search_docs").Select("id, body").Where("id IN ?", ids).Limit(len(ids)).Find(&rows).Error; err != nil {
		return err
	}
	for _, row := range rows {
		by[row.ID].Snippet = snippetOf(words, row.Body)
	}
	return nil
}

// snippetOf cuts a text around the first of its words that was searched for; nothing when it has none.
func snippetOf(words []string, text string) Snippet {
	text = strings.Join(strings.Fields(text), " ")
	at := 0
	for _, part := range strings.SplitAfter(text, " ") {
		if began, _ := matches(words, wordsOf(part)); began > 0 {
			word := strings.TrimSpace(part)
			return Snippet{Before: lastRunes(text[:at], snippetRunes), Match: word, After: firstRunes(text[at+len(word):], snippetRunes)}
		}
		at += len(part)
	}
	return Snippet{}
}

func firstRunes(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	cut := string([]rune(text[:min(len(text), 4*most)])[:most])
	if at := strings.LastIndexByte(cut, ' '); at > 0 {
		cut = cut[:at]
	}
	return cut + "…"
}

func lastRunes(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	runes := []rune(text)
	cut := string(runes[len(runes)-most:])
	if at := strings.IndexByte(cut, ' '); at >= 0 {
		cut = cut[at+1:]
	}
	return "…" + cut
}
