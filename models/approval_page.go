package models

import (
	"cmp"
	"slices"
	"strings"
)

// ApprovalNow is an approval as pages show it: who is asked, and what each said.
type ApprovalNow struct {
	*Approval
	Votes []*VoteNow
	Yes   int
	No    int
}

// VoteNow is one person who is asked.
type VoteNow struct {
	*ApprovalVote
	Person string
	By     string // who said it in their place; empty when they did themselves
	Away   *Away  // nil while they are here
}

// ApprovalDetail is an approval with why it is asked.
type ApprovalDetail struct {
	*ApprovalNow
	Run      *RunNow
	Rule     *Rule
	Decision *Decision
	Mine     *VoteNow // what waits for this person's own answer, or for that of one they stand in for; else nil
	Starter  bool     // this person's own act started the run, so that they do not answer
}

// Open tells whether it still waits for an answer.
func (a *Approval) Open() bool { return a.State == ApprovalPending }

// approvalsNow adds who is asked to approvals, in a fixed number of queries.
func (r *Read) approvalsNow(rows []*Approval) ([]*ApprovalNow, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	ids := make([]string, len(rows))
	for i, a := range rows {
		ids[i] = a.ID
	}
	votes, err := found[*ApprovalVote](r.DB().Where("approval_id IN ?", ids).Order("created_at, id").Limit(most))
	if err != nil {
		return nil, err
	}
	var named []*string
	for _, v := range votes {
		named = append(named, &v.PersonID, v.ByPersonID)
	}
	people, err := r.peopleByID(named...)
	if err != nil {
		return nil, err
	}
	away, err := r.StandIns()
	if err != nil {
		return nil, err
	}
	list := make([]*ApprovalNow, len(rows))
	for i, a := range rows {
		now := &ApprovalNow{Approval: a}
		for _, v := range votes {
			if v.ApprovalID != a.ID {
				continue
			}
			vote := &VoteNow{ApprovalVote: v, Person: nameIn(people, &v.PersonID), Away: away.Of(v.PersonID)}
			if v.ByPersonID != nil && *v.ByPersonID != v.PersonID {
				vote.By = nameIn(people, v.ByPersonID)
			}
			switch v.Said {
			case VoteYes:
				now.Yes++
			case VoteNo:
				now.No++
			}
			now.Votes = append(now.Votes, vote)
		}
		slices.SortStableFunc(now.Votes, func(a, b *VoteNow) int { return cmp.Compare(a.Person, b.Person) })
		list[i] = now
	}
	return list, nil
}

// ApprovalPage is one approval. Those who are asked read it, those who stand in for them, and everybody who may read its run.
func (r *Read) ApprovalPage(ref string) (*ApprovalDetail, error) {
	a, _, err := r.ApprovalByRef(strings.ToUpper(ref))
	if err != nil {
		return nil, err
	}
	run, err := r.RunByID(a.RunID)
	if err != nil {
		return nil, err
	}
	d := &ApprovalDetail{}
	if d.Run, d.Rule, err = r.seenRun(run.Ref); err != nil {
		return nil, NotFound("This approval")
	}
	list, err := r.approvalsNow([]*Approval{a})
	if err != nil {
		return nil, err
	}
	d.ApprovalNow = list[0]
	v, err := r.VersionByID(run.RuleVersionID)
	if err != nil {
		return nil, err
	}
	if v.DecisionID != nil {
		decisions, err := found[*Decision](r.DB().Where("id = ? AND removed_at IS NULL", *v.DecisionID))
		if err != nil {
			return nil, err
		}
		if len(decisions) > 0 {
			d.Decision = decisions[0]
		}
	}
	if !r.Who.SignedIn() || !d.Open() {
		return d, nil
	}
	if d.Starter, err = r.startedBy(run, r.Who.PersonID); err != nil {
		return nil, err
	}
	var votes []*ApprovalVote
	for _, v := range d.Votes {
		votes = append(votes, v.ApprovalVote)
	}
	mine, err := r.Votes(a, votes)
	for _, v := range d.Votes {
		if v.ApprovalVote == mine {
			d.Mine = v
		}
	}
	return d, err
}

// startedBy tells whether somebody's own act started a run. Nobody approves what they asked for themselves.
func (r *Read) startedBy(run *Run, personID string) (bool, error) {
	var n int64
	err := r.DB().Model(&Event{}).Where("id = ? AND actor_person_id = ?", run.EventID, personID).Count(&n).Error
	return n > 0, err
}

// owedQuestions are the approvals that wait for this person, or for one of those they stand in for, the next due first, with the name
// for whom each is asked where it is another's.
func (r *Read) owedQuestions(o *Owed) ([]*Duty, int, error) {
	away, err := r.StandIns()
	if err != nil {
		return nil, 0, err
	}
	names := away.Names(r.Who.PersonID)
	var rows []struct {
		Approval
		PersonID string
		RuleName string
		About    string
	}
	err = r.DB().Raw(`SELECT a.*, v.person_id AS person_id, rules.name AS rule_name, runs.entity_title AS about FROM approval_votes v JOIN approvals a ON a.id = v.approval_id
		JOIN runs ON runs.id = a.run_id JOIN rules ON rules.id = runs.rule_id LEFT JOIN events e ON e.id = runs.event_id
		WHERE v.person_id IN @names AND v.said = '' AND a.state = 'pending' AND (e.actor_person_id IS NULL OR e.actor_person_id <> @me)
		ORDER BY a.due_at, a.id LIMIT @most`, map[string]any{"names": names, "me": r.Who.PersonID, "most": mostWeighed}).Scan(&rows).Error
	var list []*Duty
	seen := map[string]bool{}
	for _, row := range rows {
		if seen[row.ID] {
			continue
		}
		seen[row.ID] = true
		d := &Duty{Title: row.Question, Kind: "approval", Ref: row.Ref, Said: []string{"asked by the rule “" + row.RuleName + "”"}, DueWord: "answer by"}
		if row.About != "" {
			d.Said = append(d.Said, "about "+row.About)
		}
		if a := away.Acts(r.Who.PersonID, row.PersonID); a != nil && row.PersonID != r.Who.PersonID {
			d.Said = append(d.Said, "For "+a.Person+", until "+a.Until.Short()+" while they are away")
		}
		if row.DueAt != nil {
			d.Due = r.dayOf(*row.DueAt)
			d.Late = d.Due.Before(o.Today)
		}
		list = append(list, d)
	}
	return list, len(list), err
}

// OwedApprovals are the approvals that wait for this person, of runs and of processes.
func (r *Read) OwedApprovals() ([]*Duty, error) {
	list, _, err := r.owedApprovals(&Owed{Today: r.Today()})
	return list, err
}
