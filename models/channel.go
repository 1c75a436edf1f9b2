package models

import (
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"time"
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
var ChatTopics = []TopicKey{TopicHandoffs, TopicAnswers, TopicDecisions, TopicOutcomes, TopicInitiatives, TopicDates, TopicTexts}

// Hears tells whether the room is told of a topic.
func (c *Channel) Hears(topic TopicKey) bool {
	return slices.Contains(strings.Fields(c.Topics), string(topic)) && slices.Contains(ChatTopics, topic)
}

// roomAddress is what the address of a room is sealed as.
const roomAddress = "chat.address"

// lockAddress keeps the address of a room.
func (tx *Tx) lockAddress(c *Channel, address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return AgainstRuleAt("url", "Give the whole address of the webhook, as in https://hooks.example.com/services/…")
	}
	c.Host = strings.ToLower(u.Hostname())
	c.SealedURL, err = tx.Seal(roomAddress, address)
	if refused, ok := AsRefusal(err); ok {
		return AgainstRuleAt("url", refused.Say)
	}
	return err
}

// ChannelURL is the address of a room, for the program that sends there and for nobody else.
func (r *Read) ChannelURL(c *Channel) (string, error) {
	if !r.Who.System {
		return "", NotAllowed("Nobody reads the address of a chat room.")
	}
	address, sound, err := r.Unseal(roomAddress, c.SealedURL)
	if err != nil {
		return "", err
	}
	if !sound {
		return "", AgainstRule("The address of " + c.Name + " cannot be read with the key in use. Put the key back that it was sealed with, or enter the address again.")
	}
	return address, nil
}

// ChannelsLost are the ids of those rooms whose address cannot be read with the key in use.
func (r *Read) ChannelsLost(rooms []*Channel) (map[string]bool, error) {
	lost := map[string]bool{}
	for _, c := range rooms {
		_, sound, err := r.Unseal(roomAddress, c.SealedURL)
		if err != nil {
			return nil, err
		}
		lost[c.ID] = !sound
	}
	return lost, nil
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
	at, ok := netip.AddrFromSlice(ip)
	if at = at.Unmap(); !ok || !at.IsLoopback() && inAny(noServer, at) {
		return false
	}
	return h.Intranet || !inAny(ownNetwork, at)
}

// noServer are addresses that no message goes to, whatever was allowed: of no server, of the link alone, where machines ask who they are, and
// those that hold another address inside, which would get round this list.
var noServer = prefixes("0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.88.99.0/24", "100.100.100.200/32", "224.0.0.0/3",
	"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/32", "2002::/16", "fd00:ec2::/32", "fe80::/9", "ff00::/8")

// ownNetwork are addresses of this machine and of networks that are not the whole world's.
var ownNetwork = prefixes("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "198.18.0.0/15", "::1/128", "fc00::/7")

func prefixes(list ...string) (out []netip.Prefix) {
	for _, text := range list {
		out = append(out, netip.MustParsePrefix(text))
	}
	return out
}

func inAny(list []netip.Prefix, at netip.Addr) bool {
	return slices.ContainsFunc(list, func(p netip.Prefix) bool { return p.Contains(at) })
}
