package models

// telling is one line of the table below: an event that somebody is told of.
type telling struct {
	event EventType
	topic TopicKey
	about func(*story) error                // reads the thing it is about, and who may see that
	to    func(*story) ([]addressee, error) // whom it concerns, each with the reason
	say   func(*story) string               // the sentence they read
}

// told is the whole list of who is told of what. An event that is not in it is told to nobody.
//
// To tell of one more event: record it with Emit or Tell, with all in its payload that the sentence needs, and add its line here. A
// topic of topics.go is how people choose: it says whether mail about it goes at once or once an hour. Then come three functions: about
// calls s.is with kind, reference and title of the thing (link.Thing leads there) and sets s.may where not everybody may see it; to gives
// people by their ids, each with a reason that continues "because"; say writes the sentence. Functions of other lines may be used again.
// Never name the actor, people who left, or check rights per person: that is done for every line.
var told = []telling{
	{HandoffCreated, TopicHandoffs, (*story).aHandoff, (*story).receiver, (*story).handedOver},
	{HandoffAnswered, TopicAnswers, (*story).aHandoff, (*story).otherSide, (*story).answered},
	{HandoffDone, TopicAnswers, (*story).aHandoff, (*story).bothSides, (*story).workDone},
	{HandoffCancelled, TopicAnswers, (*story).aHandoff, (*story).bothSides, (*story).workCancelled},
	{HandoffHandedOn, TopicHandoffs, (*story).aHandoff, (*story).newSide, (*story).handedOn},
	{HandoffUnanswered, TopicAnswers, (*story).aSilence, (*story).reached, (*story).stillSilent},
	{MentionMade, TopicMentions, (*story).aMention, (*story).mentioned, (*story).namesYou},
	{DecisionTaken, TopicDecisions, (*story).aDecision, (*story).affected, (*story).decided},
	{OutcomeOffTrack, TopicOutcomes, (*story).anOutcome, (*story).outcomeOwners, (*story).wentOffTrack},
	{OutcomeBackOnTrack, TopicOutcomes, (*story).anOutcome, (*story).outcomeOwners, (*story).cameBack},
	{OutcomeClosed, TopicOutcomes, (*story).aClose, (*story).outcomeOwners, (*story).wasClosed},
	{MetricStale, TopicOutcomes, (*story).aQuietMetric, (*story).quietOwners, (*story).metricQuiet},
	{CadenceLocked, TopicDates, (*story).aClock, (*story).clockOwner, (*story).datesAgreed}, // stands for the many review.scheduled that come with it
	{ReviewMoved, TopicDates, (*story).aReview, (*story).attending, (*story).dateMoved},
	{IssueRaised, TopicIssues, (*story).anIssue, (*story).issueOwner, (*story).issueYours},
	{IssueHandedOver, TopicIssues, (*story).anIssue, (*story).issueOwner, (*story).issueYours},
	{IssueCommented, TopicIssues, (*story).anIssue, (*story).aroundIssue, (*story).issueTalk},
	{IssueEscalated, TopicIssues, (*story).anIssue, (*story).aroundIssue, (*story).issueClimbed},
	{IssueClosed, TopicIssues, (*story).anIssue, (*story).aroundIssue, (*story).issueOver},
	{PulseScheduled, TopicDates, (*story).aPulse, (*story).pulseLeads, (*story).pulseOpen},
	{PulseHeld, TopicDates, (*story).aPulse, (*story).pulseLeads, (*story).pulseHeld},
	{PulseMissed, TopicDates, (*story).aPulse, (*story).pulseLeads, (*story).pulseMissed},
	{ReviewHeld, TopicDates, (*story).anEndedReview, (*story).attending, (*story).wasHeld},
	{ReviewSkipped, TopicDates, (*story).anEndedReview, (*story).attending, (*story).wasSkipped},
	{SheetHeld, TopicDates, (*story).aSheet, (*story).sheetPeople, (*story).wasHeld},
	{InitiativeCommitted, TopicInitiatives, (*story).anInitiative, (*story).initiativePeople, (*story).committed},
	{InitiativePaused, TopicInitiatives, (*story).anInitiative, (*story).initiativePeople, (*story).paused},
	{InitiativeDropped, TopicInitiatives, (*story).anInitiative, (*story).initiativePeople, (*story).dropped},
	{InitiativeDone, TopicInitiatives, (*story).anInitiative, (*story).initiativePeople, (*story).isDone},
	{InitiativeReviewMoved, TopicDates, (*story).anInitiative, (*story).initiativeOwner, (*story).lookedAtLater},
	{AllocationDecided, TopicInitiatives, (*story).anAllocation, (*story).allocationPeople, (*story).putIn},
	{AllocationReopened, TopicInitiatives, (*story).anAllocation, (*story).allocationPeople, (*story).proposedAnew},
	{StrategyInForce, TopicDecisions, (*story).aStrategy, (*story).takenOver, (*story).cameInForce},
	{OperationsInForceNow, TopicDecisions, (*story).anOperationsStrategy, (*story).runsIt, (*story).operationsHold},
	{StrategyHeldUp, TopicDecisions, (*story).aHeldUp, (*story).whoDrafts, (*story).heldUp},
	{EditionIssued, TopicTexts, (*story).anEdition, (*story).askedToRead, (*story).textsIssued},
	{ProcessDocumented, TopicApprovals, (*story).aProcess, (*story).approvers, (*story).waitsForApproval},
	{ProcessApproved, TopicApprovals, (*story).aProcess, (*story).processOwners, (*story).processApproved},
	{ProcessReturned, TopicApprovals, (*story).aProcess, (*story).processOwners, (*story).processReturned},
	{RecallStarted, TopicTexts, (*story).aRecall, (*story).askedToRecall, (*story).recallAsked},
	{WordingNew, TopicTexts, (*story).aWording, (*story).toRead, (*story).readsAnew},
	{ReadersReminded, TopicTexts, (*story).aWording, (*story).toRead, (*story).readsAnew},
	{AbsenceEntered, TopicHandoffs, (*story).anAbsence, (*story).bothAway, (*story).isAway},
	{AbsenceChanged, TopicAnswers, (*story).anAbsence, (*story).bothAway, (*story).isAway},
	{AbsenceEnded, TopicAnswers, (*story).anAbsence, (*story).bothAway, (*story).isAway},
	{AbsenceRemoved, TopicAnswers, (*story).anAbsence, (*story).bothAway, (*story).isAway},
	{ApprovalAsked, TopicApprovals, (*story).anApproval, (*story).askedToApprove, (*story).approvalAsked},
	{ApprovalMoved, TopicApprovals, (*story).anApproval, (*story).askedToApprove, (*story).approvalAsked},
	{ApprovalAskedAnew, TopicApprovals, (*story).anApproval, (*story).askedToApprove, (*story).approvalAsked},
	{ApprovalNear, TopicApprovals, (*story).anApproval, (*story).askedToApprove, (*story).approvalAsked},
	{RunTold, TopicRules, (*story).aTelling, (*story).toldByRule, (*story).ruleSays},
	{RuleFailed, TopicRules, (*story).aFailure, (*story).failedOwner, (*story).ruleFailed},
	{HandoffBreached, TopicRules, (*story).aFailure, (*story).failedOwner, (*story).workLate},
	{RuleHalted, TopicRules, (*story).aPausedRule, (*story).pausedOwner, (*story).rulePaused},
	{ChangeMade, TopicDecisions, (*story).aChange, (*story).concernedBy, (*story).changed},
	{ChangeTakenBack, TopicDecisions, (*story).aChange, (*story).concernedBy, (*story).changed},
	{SymptomsFound, TopicSymptoms, (*story).aLook, (*story).symptomOwners, (*story).symptomsShow},
	{SymptomHanded, TopicSymptoms, (*story).aSymptom, (*story).symptomOwner, (*story).symptomYours},
	{ChangeNear, TopicDecisions, (*story).aWaitingChange, (*story).administrators, (*story).changeNear},
	{ChangeHeldUp, TopicDecisions, (*story).aWaitingChange, (*story).administrators, (*story).changeStuck},
	{WorkGivenUp, TopicRunning, (*story).someWork, (*story).administrators, (*story).workGivenUp},
}

// tellings are the lines of told by their events.
var tellings = func() map[EventType]*telling {
	by := map[EventType]*telling{}
	for i := range told {
		by[told[i].event] = &told[i]
	}
	return by
}()
