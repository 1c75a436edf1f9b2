package models

// Role is what a person may hold. Administrator and executive are given; department head and team lead follow from leading a team;
// everyone is a member.
type Role string

// The five roles, from the one who installs to the one who does the work.
const (
	Administrator  Role = "administrator"
	Executive      Role = "executive"
	DepartmentHead Role = "department-head"
	TeamLead       Role = "team-lead"
	Member         Role = "member"
)

// Roles lists all roles in the order people read them.
var Roles = []Role{Administrator, Executive, DepartmentHead, TeamLead, Member}

// Title is the role's name on a page.
func (r Role) Title() string {
	return map[Role]string{Administrator: "Administrator", Executive: "Executive", DepartmentHead: "Department head", TeamLead: "Team lead", Member: "Member"}[r]
}

// Act is something a person may do or see. Every route and every change names one.
type Act string

// All acts of the product.
const (
	ReadCompany    Act = "read the strategy in force, operations and team pages"
	ReadPerson     Act = "open a personal page"
	ReadDraft      Act = "read a strategy that is not in force yet"
	Align          Act = "work on the alignment"
	PutInForce     Act = "put the strategy in force and issue briefs"
	ChooseAuthors  Act = "choose who works on a draft"
	RecordReading  Act = "record a reading"
	CloseOutcome   Act = "close an outcome"
	AddTask        Act = "add a task"
	EndWork        Act = "report that a workflow has ended"
	TickTask       Act = "mark a task done"
	ChangeTask     Act = "change a task"
	CommentTask    Act = "comment on a task"
	ApproveProcess Act = "approve a process"
	MoveReview     Act = "move a review"
	Decide         Act = "record a decision"
	HoldReview     Act = "hold a review"
	RunInitiative  Act = "run an initiative"
	RunOperations  Act = "write an operations strategy"
	WriteRule      Act = "write a handoff rule"
	PublishRule    Act = "publish a handoff rule"
	AnswerHandoff  Act = "answer a handoff"
	KeepCalls      Act = "keep the hooks and secrets of calls"
	TendRun        Act = "end, repeat or undo a run"
	AnswerApproval Act = "answer a request for approval"
	ManageChain    Act = "change an approval chain"
	RaiseIssue     Act = "raise an issue or comment on one"
	MoveIssue      Act = "move an issue"
	RunPulse       Act = "run a pulse"
	ReportPulse    Act = "report to a pulse"
	SignReceipt    Act = "say that one has read an edition"
	SeeReceipts    Act = "see who has read an edition"
	EnterAbsence   Act = "say that somebody is away"
	StartRecall    Act = "ask people to write the priorities"
	ManagePeople   Act = "manage people, teams and settings"
	RunAudit       Act = "run the strategy audit"
	LookSymptoms   Act = "look for symptoms"
	AnswerSymptom  Act = "answer a symptom"
	ManageSelf     Act = "change one's own settings, password and sessions"
)

// Reach is how far a role's right to an act goes.
type Reach int

// From nothing to everything.
const (
	None  Reach = iota
	Own         // what is one's own: oneself, what one owns, the drafts one is an author of
	Teams       // the teams one leads, and everything below them, and what is one's own
	All         // everywhere in the company
)

// MayTable is the one table of who may do what. A route states its act; the tests read this table for each role.
var MayTable = map[Act]map[Role]Reach{
	ReadCompany:    {Administrator: All, Executive: All, DepartmentHead: All, TeamLead: All, Member: All},
	ReadPerson:     {DepartmentHead: Teams, TeamLead: Teams, Member: Own},
	ReadDraft:      {Executive: All, Member: Own},
	Align:          {Executive: All, Member: Own},
	PutInForce:     {Executive: All},
	ChooseAuthors:  {Executive: All},
	RecordReading:  {Executive: All, DepartmentHead: Teams, TeamLead: Teams, Member: Own},
	CloseOutcome:   {Executive: All, DepartmentHead: Teams, TeamLead: Teams, Member: Own},
	AddTask:        {Executive: All, DepartmentHead: Teams, TeamLead: Teams, Member: Own},
	EndWork:        {Executive: All, DepartmentHead: Teams, TeamLead: Teams, Member: Own},
	TickTask:       {Executive: All, DepartmentHead: Teams, TeamLead: Teams, Member: Own},
	ChangeTask:     {Executive: All, DepartmentHead: Teams, TeamLead: Teams, Member: Own},
	CommentTask:    {Administrator: All, Executive: All, DepartmentHead: All, TeamLead: All, Member: All},
	ApproveProcess: {Executive: All, DepartmentHead: Teams},
	MoveReview:     {Executive: All},
	Decide:         {Executive: All, DepartmentHead: Teams, TeamLead: Teams},
	HoldReview:     {Executive: All, DepartmentHead: Teams, TeamLead: Teams, Member: Own},
	RunInitiative:  {Executive: All, DepartmentHead: Teams, TeamLead: Teams, Member: Own},
	RunOperations:  {Executive: All, DepartmentHead: Teams, TeamLead: Teams},
	WriteRule:      {Executive: All, DepartmentHead: Teams, TeamLead: Teams, Member: Own},
	PublishRule:    {Executive: All, DepartmentHead: Teams},
	KeepCalls:      {Administrator: All, Executive: All, DepartmentHead: Own},
	AnswerHandoff:  {Administrator: Own, Executive: Own, DepartmentHead: Own, TeamLead: Own, Member: Own},
	TendRun:        {Administrator: Own, Executive: All, DepartmentHead: Own, TeamLead: Own, Member: Own},
	AnswerApproval: {Administrator: Own, Executive: Own, DepartmentHead: Own, TeamLead: Own, Member: Own},
	ManageChain:    {Executive: All, DepartmentHead: Teams},
	RaiseIssue:     {Administrator: All, Executive: All, DepartmentHead: All, TeamLead: All, Member: All},
	MoveIssue:      {Executive: All, DepartmentHead: Teams, TeamLead: Teams, Member: Own},
	RunPulse:       {Executive: All, DepartmentHead: Teams},
	ReportPulse:    {Executive: All, DepartmentHead: Teams, TeamLead: Own},
	SignReceipt:    {Administrator: Own, Executive: Own, DepartmentHead: Own, TeamLead: Own, Member: Own},
	SeeReceipts:    {Executive: All, DepartmentHead: Teams, TeamLead: Teams},
	EnterAbsence:   {Administrator: All, Executive: Own, DepartmentHead: Teams, TeamLead: Teams, Member: Own},
	RunAudit:       {Administrator: All, Executive: All, DepartmentHead: All, TeamLead: All, Member: All},
	StartRecall:    {Executive: All, DepartmentHead: Teams},
	LookSymptoms:   {Administrator: All, Executive: All, DepartmentHead: All, TeamLead: All, Member: All},
	AnswerSymptom:  {Executive: All, DepartmentHead: Teams, TeamLead: Teams, Member: Own},
	ManagePeople:   {Administrator: All},
	ManageSelf:     {Administrator: Own, Executive: Own, DepartmentHead: Own, TeamLead: Own, Member: Own},
}

// Who is the person behind a request, with the rights of this very moment.
type Who struct {
	PersonID      string
	Name          string
	Administrator bool
	Executive     bool
	Leads         []string        // ids of the teams this person leads
	Heads         []string        // those of them that are departments or have teams below
	Below         map[string]bool // ids of the teams led and all teams below them
	MemberOf      []string        // ids of the teams this person is on
	Author        bool            // an author of the alignment under way
	System        bool            // the program itself: the command line, which its operator has the whole database of
}

// CommandLine is the actor of commands; whoever can run them has the database itself.
var CommandLine = Who{Name: "command line", System: true}

// Nobody is somebody who is not signed in.
var Nobody = Who{Name: "nobody"}

// SignedIn tells whether this is a person of the company.
func (w Who) SignedIn() bool { return w.PersonID != "" }

// Holds tells whether this person holds a role now.
func (w Who) Holds(r Role) bool {
	switch r {
	case Administrator:
		return w.Administrator
	case Executive:
		return w.Executive
	case DepartmentHead:
		return len(w.Heads) > 0
	case TeamLead:
		return len(w.Leads) > 0
	}
	return w.SignedIn()
}

// Aligns tells whether the alignment is there for this person: for executives and its authors.
func (w Who) Aligns() bool { return w.Author || w.Reach(Align) == All }

// Roles lists the roles this person holds.
func (w Who) Roles() []Role {
	var held []Role
	for _, r := range Roles {
		if w.Holds(r) {
			held = append(held, r)
		}
	}
	return held
}

// Reach is the farthest that any of this person's roles takes them in an act.
func (w Who) Reach(act Act) Reach {
	if w.System {
		return All
	}
	far := None
	for _, r := range w.Roles() {
		far = max(far, MayTable[act][r])
	}
	return far
}

// Scope names what an act touches: teams and people it belongs to. Empty ids are ignored.
type Scope struct {
	Teams  []string
	People []string
}

// OfTeam is the scope of one team's things.
func OfTeam(id *string) Scope { return Scope{Teams: ids(id)} }

// OfPerson is the scope of one person's own things.
func OfPerson(id *string) Scope { return Scope{People: ids(id)} }

// Owned is the scope of a thing that a team, a person, or both own.
func Owned(team, person *string) Scope { return Scope{Teams: ids(team), People: ids(person)} }

func ids(list ...*string) []string {
	var out []string
	for _, id := range list {
		if id != nil && *id != "" {
			out = append(out, *id)
		}
	}
	return out
}

// May tells whether this person may do an act on what the scopes name. Without a scope it tells whether they may anywhere at all.
func (w Who) May(act Act, scopes ...Scope) bool {
	reach := w.Reach(act)
	if reach == All || reach == None || len(scopes) == 0 {
		return reach != None
	}
	for _, s := range scopes {
		for _, p := range s.People {
			if p == w.PersonID {
				return true
			}
		}
		if reach < Teams {
			continue
		}
		for _, t := range s.Teams {
			if w.Below[t] {
				return true
			}
		}
	}
	return false
}

// Must is May as an error that says who may.
func (w Who) Must(act Act, scopes ...Scope) error {
	if w.May(act, scopes...) {
		return nil
	}
	return NotAllowed("You may not " + string(act) + " here. " + whoMay(act))
}

func whoMay(act Act) string {
	say := ""
	for _, r := range Roles {
		switch MayTable[act][r] {
		case All:
			say = join(say, r.Title()+"s may")
		case Teams:
			say = join(say, r.Title()+"s may for their teams")
		}
	}
	if say == "" {
		return ""
	}
	return say + "."
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "; " + b
}
