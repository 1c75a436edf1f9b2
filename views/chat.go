package views

import (
	"strings"
	"time"

	"throughline/models"
	"throughline/models/form"
)

// ChatPage is the chat rooms and the servers that messages may go to.
type ChatPage struct {
	Rooms []*models.Channel
	Hosts []*models.ChannelHost
	Tree  *models.Tree
	Host  *form.Form
	Test  *models.Sent // how a test went; nil when none was sent
	Now   time.Time

	NoKey string          // why no address can be kept locked, nor read; empty when it can
	Lost  map[string]bool // rooms whose address cannot be read with the key in use
}

// ChatRoomPage is the form of one room.
type ChatRoomPage struct {
	Room *models.Channel // without an id while it is new
	Form *form.Form

	NoKey string // as of the page of all rooms
	Lost  bool   // its address has to be entered again
}

func chatProgram(kind string) string {
	if kind == models.ChatTeams {
		return "Microsoft Teams"
	}
	return "Slack, Mattermost or Rocket.Chat"
}

// heard are the titles of what a room is told of.
func heard(c *models.Channel) string {
	var titles []string
	for _, key := range models.ChatTopics {
		if t, known := models.TopicOf(key); known && c.Hears(key) {
			titles = append(titles, t.Title)
		}
	}
	return strings.Join(titles, ", ")
}
