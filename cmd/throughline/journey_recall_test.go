package main

import "testing"

// The minute of the recall test is cut short here; what was written when it is over is sent by itself. Without script somebody sends it.
func TestJourneyWhatIsWrittenInTheMinuteIsCountedWithAndWithoutScript(t *testing.T) {
	t.Parallel()
	house := harbour(t)
	owner := house.enter("owner")
	owner.Open("/recall")
	owner.See("From round to round", "2 departments are not shown")
	owner.Axe()
	owner.Press("Start a round")
	owner.See("The round has begun.")

	member := house.enter("member")
	member.Phone()
	member.Open("/recall")
	member.Fits()
	member.Follow("Write our priorities from memory")
	member.See("The minute begins when you begin to write.")
	member.Fits()
	member.Axe()
	member.act(`document.querySelector('[data-recall]').dataset.recall = '3'`)
	member.Fill("Our priorities, as you remember them", "Fix problems at first contact")
	member.See("seconds left")
	member.See("Counted. Your words are dropped")

	lead := house.enter("lead")
	lead.Script(false)
	lead.Open("/recall")
	lead.Follow("Write our priorities from memory")
	lead.Fill("Our priorities, as you remember them", "First contact")
	lead.Press("Send it")
	lead.See("Counted. Your words are dropped")
}
