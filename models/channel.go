package models

import (
	"net"
	"net/url"
	"slices"
	"strings"
	"time"

	"throughline/models/secret"
)

// Kinds of chat, which are also the channels of their deliveries.
const (
	ChatSlack = "slack" // an incoming webhook of Slack; Mattermost and Rocket.Chat speak it too
	ChatTeams = "teams" // a workflow of Microsoft Teams, which is given an adaptive card
)

// Channel is a room of a chat program that is told of some events. Its address is a secret: whoever has it can write there.
type Channel struct {
	Row
	Name         string
	Kind         string
	Host         string // of its address, to be shown
	SealedURL    string // the address, locked; see ChannelURL
	TeamID       *string
	Topics       string // keys, with blanks between them
	Paused       bool
	FailingSince *time.Time // nil while the last message went well
	LastError    string
	LastSentAt   *time.Time
	RemovedAt    *time.Time
}

// ChannelHost is a server that messages may go to. One inside the own network has to be allowed in writing.
type ChannelHost struct {
	Row
	Host     string
	Intranet bool
	Reason   string
	PersonID *string // who allowed it
}

// ChatTopics are the groups of events that a room can be told of: what everybody of the company may read.
var ChatTopics = []TopicKey{TopicHandoffs, TopicAnswers, TopicDecisions, TopicOutcomes, TopicDates, TopicTexts}

// Hears tells whether the room is told of a topic.
func (c *Channel) Hears(topic TopicKey) bool {
	return slices.Contains(strings.Fields(c.Topics), string(topic)) && slices.Contains(ChatTopics, topic)
}

// chatSecret names the key that the addresses of rooms are locked with.
const chatSecret = "chat.address"

func (r *Read) chatKey() (string, error) {
	var values []string
	err := r.DB().Table("secrets").Where("name = ?", chatSecret).Limit(1).Pluck("value", &values).Error
	if err != nil || len(values) == 0 {
		return "", err
	}
	return values[0], nil
}

// lockAddress keeps the address of a room. The key is made with the first one.
func (tx *Tx) lockAddress(c *Channel, address string) error {
	if err := tx.DB().Exec("INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", chatSecret, secret.Token()).Error; err != nil {
		return err
	}
	key, err := tx.chatKey()
	if err != nil {
		return err
	}
	u, err := url.Parse(address)
	if err != nil {
		return AgainstRuleAt("url", "Give the whole address of the webhook, as in https://hooks.example.com/services/…")
	}
	c.Host, c.SealedURL = strings.ToLower(u.Hostname()), secret.Lock(key, address)
	return nil
}

// ChannelURL is the address of a room, for the program that sends there and for nobody else.
func (r *Read) ChannelURL(c *Channel) (string, error) {
	if !r.Who.System {
		return "", NotAllowed("Nobody reads the address of a chat room.")
	}
	key, err := r.chatKey()
	if err != nil {
		return "", err
	}
	address, sound := secret.Unlock(key, c.SealedURL)
	if !sound {
		return "", AgainstRule("The address of " + c.Name + " cannot be read any more. Enter it again.")
	}
	return address, nil
}

// HostAllowed gives the line of a server on the list; a rule refuses one that is not on it.
func (r *Read) HostAllowed(host string) (*ChannelHost, error) {
	list, err := found[*ChannelHost](r.DB().Where("host = ?", strings.ToLower(host)))
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, AgainstRuleAt("url", host+" is not on the list of servers that messages may go to. Add it there first.")
	}
	return list[0], nil
}

// Reachable tells whether messages may go to an address of the network: addresses of this machine and of the own network only for a server
// that was allowed as one of the intranet, and addresses that are no server's never.
func (h *ChannelHost) Reachable(ip net.IP) bool {
	shared := net.IPNet{IP: net.IPv4(100, 64, 0, 0), Mask: net.CIDRMask(10, 32)} // between a provider and its customers
	translated := net.IPNet{IP: net.ParseIP("64:ff9b::"), Mask: net.CIDRMask(96, 128)}
	switch {
	case ip == nil, ip.IsUnspecified(), ip.IsMulticast(), ip.IsLinkLocalUnicast(), ip.Equal(net.IPv4bcast), translated.Contains(ip):
		return false
	case ip.IsLoopback(), ip.IsPrivate(), shared.Contains(ip):
		return h.Intranet
	}
	return ip.To4() == nil || ip.To4()[0] != 0
}
