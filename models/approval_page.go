package models

import (
	"cmp"
	"slices"
	"strings"
)

// ApprovalNow is an approval as pages show it: who is asked, and what each said. By a chain these are the people of the stage that it has
// reached, and the stages tell of all.
type ApprovalNow struct {
	*Approval
	Votes  []*VoteNow
	Stages []*StageNow // in order; nil without a chain
	Yes    int
	No     int
}

// VoteNow is one person who is asked.
type VoteNow struct {
	*ApprovalVote
	Person string
	By     string // who said it in their place; empty when they did themselves
	Away   *Away  // nil while they are here
	Gone   bool   // they have left the company
}

// ApprovalDetail is an approval with why it is asked.
type ApprovalDetail struct {
	*ApprovalNow
	Run      *RunNow // nil where it is about a version of a process
	Rule     *Rule
	Process  *Process // nil where a run asks
	Chain    *ApprovalChain
	Decision *Decision
	Mine     *VoteNow // what waits for this person's own answer, or for that of one they stand in for; else nil
	Starter  bool     // this person's own act asks for it, so that they do not answer
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
	ways, named, err := coursesOf(rows)
	if err != nil {
		return nil, err
	}
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
	tree, err := r.Tree()
	if err != nil {
		return nil, err
	}
	list := make([]*ApprovalNow, len(rows))
	for i, a := range rows {
		now := &ApprovalNow{Approval: a}
		now.stages(ways[i], PartyNames{people, tree})
		for _, v := range votes {
			if v.ApprovalID != a.ID {
				continue
			}
			vote := &VoteNow{ApprovalVote: v, Person: nameIn(people, &v.PersonID), Away: away.Of(v.PersonID), Gone: people[v.PersonID] == nil || !people[v.PersonID].Active}
			if v.ByPersonID != nil && *v.ByPersonID != v.PersonID {
				vote.By = nameIn(people, v.ByPersonID)
			}
			now.put(vote)
			if !a.Counts(v) {
				continue
			}
			switch v.Said {
			case VoteYes:
				now.Yes++
			case VoteNo:
				now.No++
			}
		}
		slices.SortStableFunc(now.Votes, byPerson)
		list[i] = now
	}
	return list, nil
}

func byPerson(a, b *VoteNow) int { return cmp.Compare(a.Person, b.Person) }

// ApprovalPage is one approval. Those who are asked read it, those who stand in for them, and everybody who may read what it is about.
func (r *Read) ApprovalPage(ref string) (*ApprovalDetail, error) {
	a, votes, err := r.ApprovalByRef(strings.ToUpper(ref))
	if err != nil {
		return nil, err
	}
	d := &ApprovalDetail{}
	var mine *ApprovalVote
	if r.Who.SignedIn() && a.Open() {
		if mine, err = r.Votes(a, votes); err != nil {
			return nil, err
		}
		if d.Starter, err = r.began(a, r.Who.PersonID); err != nil {
			return nil, err
		}
	}
	if a.RunID != nil {
		err = r.fillAskingRun(d, a)
	} else {
		err = r.fillAskedProcess(d, a, mine != nil)
	}
	if err != nil {
		return nil, err
	}
	if a.ApprovalChainID != nil {
		if d.Chain, err = r.ChainByID(*a.ApprovalChainID); err != nil {
			return nil, err
		}
	}
	list, err := r.approvalsNow([]*Approval{a})
	if err != nil {
		return nil, err
	}
	d.ApprovalNow = list[0]
	for _, v := range d.Votes {
		if mine != nil && v.ID == mine.ID {
			d.Mine = v
		}
	}
	return d, nil
}

// fillAskingRun adds the run that asks, its rule, and the decision that this carries out.
func (r *Read) fillAskingRun(d *ApprovalDetail, a *Approval) error {
	run, err := r.RunByID(*a.RunID)
	if err != nil {
		return err
	}
	if d.Run, d.Rule, err = r.seenRun(run.Ref); err != nil {
		return NotFound("This approval")
	}
	v, err := r.VersionByID(run.RuleVersionID)
	if err != nil || v.DecisionID == nil {
		return err
	}
	decisions, err := found[*Decision](r.DB().Where("id = ? AND removed_at IS NULL", *v.DecisionID))
	if err == nil && len(decisions) > 0 {
		d.Decision = decisions[0]
	}
	return err
}

// fillAskedProcess adds the process whose version is to be approved. Who is asked reads it, whatever strategy it belongs to.
func (r *Read) fillAskedProcess(d *ApprovalDetail, a *Approval, asked bool) error {
	v, err := one("This approval", func() ([]*ProcessVersion, error) {
		return found[*ProcessVersion](r.DB().Where("id = ?", text(a.ProcessVersionID)))
	})
	if err != nil {
		return err
	}
	if d.Process, err = r.ProcessByID(v.ProcessID); err != nil {
		return err
	}
	if d.Process.RemovedAt != nil {
		return NotFound("This approval")
	}
	if asked {
		return nil
	}
	return r.seen("This approval", d.Process.StrategyID)
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
	err = r.DB().Raw(`SELECT a.*, v.person_id AS person_id, COALESCE(rules.name, '') AS rule_name, COALESCE(runs.entity_title, '') AS about FROM approval_votes v JOIN approvals a ON a.id = v.approval_id
		LEFT JOIN runs ON runs.id = a.run_id LEFT JOIN rules ON rules.id = runs.rule_id LEFT JOIN events e ON e.id = runs.event_id
		LEFT JOIN process_versions pv ON pv.id = a.process_version_id LEFT JOIN processes p ON p.id = pv.process_id
		WHERE v.person_id IN @names AND v.said = '' AND v.stage_id = a.stage_id AND v.excused = @no AND a.state = 'pending'
		AND (e.actor_person_id IS NULL OR e.actor_person_id <> @me) AND p.removed_at IS NULL
		ORDER BY a.due_at, a.id LIMIT @most`, map[string]any{"names": names, "me": r.Who.PersonID, "no": false, "most": mostWeighed}).Scan(&rows).Error
	var list []*Duty
	seen := map[string]bool{}
	for _, row := range rows {
		way, bad := row.course()
		if bad != nil || seen[row.ID] || slices.Contains(way.Barred, r.Who.PersonID) {
			continue
		}
		seen[row.ID] = true
		d := &Duty{Title: row.Question, Kind: "approval", Ref: row.Ref, DueWord: "answer by"}
		if row.RuleName != "" {
			d.Said = append(d.Said, "asked by the rule “"+row.RuleName+"”")
		}
		if n := len(way.Stages); n > 0 {
			at := way.at(row.StageID)
			d.Said = append(d.Said, "stage "+itoa(at+1)+" of "+itoa(n)+": "+way.Stages[max(at, 0)].Name)
		}
		if row.About != "" {
			d.Said = append(d.Said, "about "+row.About)
		}
		if a := away.Acts(r.Who.PersonID, row.PersonID); a != nil && row.PersonID != r.Who.PersonID {
			d.Said = append(d.Said, "For "+a.Person+", until "+a.Until.Short()+" while they are away")
		}
		if row.DueAt != nil {
			d.Due = r.dayOf(*row.DueAt)
			d.Late = d.Due.Before(o.Today)
		} else {
			d.DueWord, d.Due = "waits since", r.dayOf(row.CreatedAt)
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
