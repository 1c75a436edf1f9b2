package models

import (
	"fmt"
	"strings"
)

// AuditChange is what changed in one element from one run of the audit to another, in words.
type AuditChange struct {
	Key     string
	Was, Is Stand
	Lines   []string
}

// AuditChanges says what changed between two runs, element by element; elements in which nothing changed are left out.
func AuditChanges(before, after *StrategyAudit) (list []AuditChange) {
	was := map[string]AuditElement{}
	for _, e := range before.Elements {
		was[e.Key] = e
	}
	for _, e := range after.Elements {
		c := AuditChange{Key: e.Key, Was: was[e.Key].Standing, Is: e.Standing}
		checks := map[string]AuditCheck{}
		for _, one := range was[e.Key].Checks {
			checks[one.Key] = one
		}
		for _, one := range e.Checks {
			c.Lines = append(c.Lines, checkChanges(checks[one.Key], one)...)
		}
		if c.Was != c.Is || len(c.Lines) > 0 {
			list = append(list, c)
		}
	}
	return list
}

// Words says the change of an element’s standing; the same words where it stayed.
func (c AuditChange) Words() string {
	if c.Was == c.Is {
		return "still " + string(c.Is)
	}
	return fmt.Sprintf("%s, before %s", c.Is, c.Was)
}

func checkChanges(before, after AuditCheck) (lines []string) {
	if before.N != after.N || before.Of != after.Of {
		lines = append(lines, fmt.Sprintf("%s: %s, before %s.", after.Title, outOf(after), outOf(before)))
	}
	if before.MoreFound+before.MoreLack+after.MoreFound+after.MoreLack > 0 {
		return lines // not everything was written down, so what came and went cannot be told
	}
	held, lacked := evidence(before.Found), evidence(before.Lacking)
	for _, i := range after.Found {
		if _, was := held[i.key()]; was {
			continue
		}
		if _, was := lacked[i.key()]; was {
			lines = append(lines, "Now holds for "+i.name()+i.tail())
		} else {
			lines = append(lines, "New, and it holds: "+i.name()+i.tail())
		}
	}
	for _, i := range after.Lacking {
		if _, was := lacked[i.key()]; was {
			continue
		}
		if _, was := held[i.key()]; was {
			lines = append(lines, "No longer holds for "+i.name()+i.tail())
		} else {
			lines = append(lines, "New, and it does not hold: "+i.name()+i.tail())
		}
	}
	now := evidence(append(append([]AuditItem{}, after.Found...), after.Lacking...))
	for _, i := range append(append([]AuditItem{}, before.Found...), before.Lacking...) {
		if _, is := now[i.key()]; !is {
			lines = append(lines, "No longer there: "+i.name()+".")
		}
	}
	return lines
}

func outOf(c AuditCheck) string {
	if c.Of == 0 {
		return "nothing to look at"
	}
	return fmt.Sprintf("%d of %d", c.N, c.Of)
}

func evidence(list []AuditItem) map[string]AuditItem {
	at := map[string]AuditItem{}
	for _, i := range list {
		at[i.key()] = i
	}
	return at
}

// key tells a piece of evidence from others, whatever it is called today. One team stands for each of its outcomes.
func (i AuditItem) key() string {
	if i.Ref == "" || i.Kind == "team" || i.Kind == "outcome" {
		return i.Kind + " " + i.Ref + " " + i.Title
	}
	return i.Kind + " " + i.Ref
}

func (i AuditItem) name() string {
	if i.Ref == "" || strings.Contains(i.Title, i.Ref) {
		return "“" + i.Title + "”"
	}
	return "“" + i.Title + "” (" + i.Ref + ")"
}

func (i AuditItem) tail() string {
	if i.Say == "" {
		return "."
	}
	return ": " + strings.TrimSuffix(i.Say, ".") + "."
}

// KeptAudit is a run with what it says, and what changed since the run before it.
type KeptAudit struct {
	*AuditRun
	Says    *StrategyAudit
	Changes []AuditChange // empty for the first run, and where nothing changed
	First   bool
}

// AuditHistory reads runs, which come newest first, with what changed from each to the next. Of the oldest nothing can be said.
func AuditHistory(runs []*AuditRun) ([]*KeptAudit, error) {
	list := make([]*KeptAudit, len(runs))
	for i, run := range runs {
		says, err := run.Audit()
		if err != nil {
			return nil, err
		}
		list[i] = &KeptAudit{AuditRun: run, Says: says}
	}
	for i, k := range list {
		if k.First = i == len(list)-1; !k.First {
			k.Changes = AuditChanges(list[i+1].Says, k.Says)
		}
	}
	return list, nil
}
