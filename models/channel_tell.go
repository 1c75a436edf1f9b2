package models

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
)

// ChatDelivery is the kind of a delivery to a chat room.
const ChatDelivery = "chat"

// ChatMessage is what a room is told, kept with its delivery, so that each try sends the same.
type ChatMessage struct {
	Kind, Ref, Part, Title string // the thing, which the message leads to
	Say                    string
}

// anybody is somebody of the company without any right of their own: what they may not see goes to no room.
var anybody = Who{PersonID: "anybody", Name: "anybody"}

// tellChannels has an event told to the rooms that hear of it: once each, and nothing that is not for everybody of the company.
func (s *story) tellChannels(line *telling) error {
	said := s.inChat(line)
	if s.from != "" || said == "" || !slices.Contains(ChatTopics, line.topic) {
		return nil
	}
	rooms, err := found[*Channel](s.tx.DB().Where("removed_at IS NULL AND paused = ?", false).Order("id"))
	if err != nil || len(rooms) == 0 {
		return err
	}
	if s.may != nil {
		other := s.tx.Read
		other.Who = anybody
		if err := s.may(&other); err != nil {
			return gone(hidden(err))
		}
	}
	teams, err := s.teams()
	if err != nil {
		return err
	}
	for _, c := range rooms {
		if !c.Hears(line.topic) {
			continue
		}
		if c.TeamID != nil {
			tree, err := s.tx.Tree()
			if err != nil {
				return err
			}
			under := tree.Under(*c.TeamID)
			if !slices.ContainsFunc(teams, func(id string) bool { return slices.Contains(under, id) }) {
				continue
			}
		}
		content, err := json.Marshal(ChatMessage{s.thing.kind, s.thing.ref, s.thing.part, s.thing.title, said})
		if err != nil {
			return err
		}
		d := &Delivery{IdempotencyKey: "chat:" + c.ID + ":" + s.ID, Channel: c.Kind, Kind: ChatDelivery, Target: c.ID, Subject: s.thing.title, Content: string(content)}
		if err := s.tx.Deliver(d); err != nil {
			return err
		}
	}
	return nil
}

// inChat is the sentence about an event for a room, where nobody is spoken to; empty for what is no matter of a room.
func (s *story) inChat(line *telling) string {
	switch EventType(s.Type) {
	case HandoffCreated:
		name, err := s.tx.PersonName(&s.handoff.ReceiverPersonID)
		if err != nil {
			return ""
		}
		return s.by() + " handed this work to " + name + ". To be answered by " + s.handoff.AnswerDay.Long() + ", due on " + s.handoff.DueDay.Long() + "."
	case WordingNew:
		return "The wording of " + s.asked.Name + " is new. Its readers are asked to read it."
	case HandoffAnswered:
		return strings.Replace(line.say(s), "asks you again", "asks again", 1)
	case HandoffDone, HandoffCancelled, DecisionTaken, OutcomeOffTrack, OutcomeBackOnTrack, CadenceLocked, ReviewMoved, EditionIssued:
		return line.say(s)
	}
	return ""
}

// hidden makes what somebody may not see into what is not there.
func hidden(err error) error {
	if r, refused := AsRefusal(err); refused && r.Kind == KindNotAllowed {
		return NotFound("This")
	}
	return err
}

// teams are those that an event belongs to; none for what is the whole company's.
func (s *story) teams() ([]string, error) {
	switch {
	case s.handoff.ID != "":
		d, err := found[*Decision](s.tx.DB().Where("id = ?", s.handoff.DecisionID))
		if err != nil {
			return nil, err
		}
		list := ids(s.handoff.LeadOfTeamID)
		if len(d) > 0 {
			list = append(list, ids(d[0].TeamID)...)
		}
		if len(list) == 0 {
			return s.tx.teamsAround(s.handoff.ReceiverPersonID)
		}
		return list, nil
	case s.decision != nil:
		return ids(s.decision.TeamID), nil
	case s.outcome != nil:
		return ids(s.outcome.OwnerTeamID), nil
	case s.edition != nil:
		return ids(s.edition.TeamID), nil
	}
	return nil, nil
}

// NoteChannel keeps how the last message to a room went.
func (tx *Tx) NoteChannel(c *Channel, failed string) error {
	to := map[string]any{"last_error": failed}
	if failed == "" {
		to["failing_since"], to["last_sent_at"] = nil, tx.Now
	} else if c.FailingSince == nil {
		to["failing_since"] = tx.Now
	}
	return tx.DB().Model(&Channel{}).Where("id = ?", c.ID).Updates(to).Error
}

// RoomNames lists the rooms that were not removed, by name, without their addresses: whoever writes rules may choose from them.
func (r *Read) RoomNames() (list []*Channel, err error) {
	err = r.DB().Select("id", "name", "kind", "paused").Where("removed_at IS NULL").Order("name, id").Limit(most).Find(&list).Error
	return list, err
}

// SayInRoom has a room told something on behalf of a step of a rule, once under a key. What it is about must be for everybody of the
// company, as all that a room hears.
func (tx *Tx) SayInRoom(roomID, key string, about *Run, say string) (name string, err error) {
	c, err := tx.ChannelByID(roomID)
	if r, refused := AsRefusal(err); refused && r.Kind == KindNotFound {
		return "", AgainstRule("The chat room is not there any more. Choose another one in the rule.")
	}
	if err != nil {
		return "", err
	}
	other := tx.Read
	other.Who = anybody
	hidden, err := other.hiddenThings(about.EntityType, []string{about.EntityID})
	if err != nil {
		return "", err
	}
	if about.EntityID != "" && hidden[about.EntityID] { // a sample is about nothing
		return "", AgainstRule("Not everybody may read what this is about, so nothing is said in the room " + c.Name + ".")
	}
	m := ChatMessage{Kind: about.EntityType, Ref: about.EntityRef, Title: about.EntityTitle, Say: say}
	if m.Ref == "" || m.Title == "" {
		m.Kind, m.Ref, m.Title = "run", about.Ref, cmp.Or(m.Title, "Run "+about.Ref)
	}
	content, err := json.Marshal(m)
	if err != nil {
		return "", err
	}
	return c.Name, tx.Deliver(&Delivery{IdempotencyKey: "chat:" + c.ID + ":" + key, Channel: c.Kind, Kind: ChatDelivery, Target: c.ID, Subject: m.Title, Content: string(content)})
}
