package automation

import (
	"encoding/json"
	"errors"
	"net/url"
	"strings"

	"throughline/models"
	"throughline/models/blocks"
)

// errNoCall tells that a step came to its end without its call.
var errNoCall = errors.New("automation: the call of this step was not made")

// callWebhook ends a step whose call was made before this transaction. In a trial nobody is called: it shows what would be sent.
func callWebhook(s *step) (result, error) {
	answer, made := s.engine.takeAnswer(s.work)
	if !made {
		return result{}, errNoCall
	}
	sends, err := s.sends()
	if err != nil {
		return result{}, err
	}
	given := blocks.Facts{}
	if answer.Code != 0 {
		given = answerFacts(answer)
	}
	name := sends.Address
	if u, err := url.Parse(sends.Address); err == nil {
		name = u.Hostname()
	}
	return result{given: given}, s.made(&models.RunEffect{Did: "called", EntityType: "server", EntityID: s.run.ID, EntityTitle: name, TeamID: s.run.TeamID})
}

// answerFacts is what later blocks can ask of an answer: its status, how long it took, its text, and the fields of its JSON.
func answerFacts(a models.Answer) blocks.Facts {
	given := blocks.Facts{"status": {Kind: blocks.NumberField, Text: itoa(a.Code)}, "milliseconds": {Kind: blocks.NumberField, Text: itoa(int(a.Took.Milliseconds()))}}
	text := strings.ToValidUTF8(strings.ReplaceAll(a.Text, "\x00", ""), "")
	if strings.TrimSpace(text) == "" {
		return given
	}
	if json.Valid([]byte(text)) {
		for name, v := range blocks.Flatten("answer", []byte(text), blocks.Bounds{Fields: 50, Text: 400}) {
			given[name] = v
		}
	}
	if len(text) > 4000 {
		text = strings.ToValidUTF8(text[:4000], "")
	}
	given["answer"] = blocks.Value{Kind: blocks.TextField, Text: text}
	return given
}
