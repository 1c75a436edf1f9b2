package models

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"throughline/models/form"
)

// ChannelEntry is a chat room as its form asks for it.
type ChannelEntry struct {
	Name, Kind, URL, Team string // Team is a reference
	Topics                []string
	Paused                bool
}

// Entry is the room, ready to be changed. Its address is not given out.
func (c *Channel) Entry(teamRef string) *ChannelEntry {
	return &ChannelEntry{Name: c.Name, Kind: c.Kind, Team: teamRef, Topics: strings.Fields(c.Topics), Paused: c.Paused}
}

// Fields asks for them; teams are those there are, and known is the server of an address that is there already.
func (e *ChannelEntry) Fields(teams []*Team, known string) []*form.Field {
	var options, topics []form.Option
	for _, t := range teams {
		options = append(options, form.Option{Value: t.Ref, Label: t.Name})
	}
	for _, key := range ChatTopics {
		if t, ok := TopicOf(key); ok {
			topics = append(topics, form.Option{Value: string(key), Label: t.Title})
		}
	}
	address := form.Line("url", "Address of the webhook", &e.URL).Max(2000).Help("As the chat program shows it once. It is kept locked and never shown again.")
	if known == "" {
		address.Required("Give the address that the chat program made for this room.")
	} else {
		address.Help("It leads to " + known + " and is kept locked. Leave this empty to keep it.")
	}
	list := []*form.Field{
		form.Line("name", "Name of the room", &e.Name).Required("Give the room a name, such as #strategy.").Max(80),
		form.Choice("kind", "Chat program", &e.Kind, form.Option{Value: ChatSlack, Label: "Slack, Mattermost or Rocket.Chat"}, form.Option{Value: ChatTeams, Label: "Microsoft Teams (workflow)"}).
			Required("Choose the chat program."),
		address,
		form.Choice("team", "Of which team", &e.Team, options...).Help("Only what belongs to this team or to one below it. Without a team, everything."),
		form.Many("topics", "What it is told of", &e.Topics, topics...).Required("Tick at least one."),
	}
	if known != "" {
		list = append(list, form.Tick("paused", "Paused: nothing is sent", &e.Paused))
	}
	return list
}

// SaveChannel writes a new or changed room. Administrators only.
func (tx *Tx) SaveChannel(c *Channel, e *ChannelEntry) error {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return err
	}
	if e.Kind != ChatSlack && e.Kind != ChatTeams {
		return AgainstRuleAt("kind", "Choose the chat program.")
	}
	c.Name, c.Kind, c.Paused, c.Topics, c.TeamID = strings.TrimSpace(e.Name), e.Kind, e.Paused, strings.Join(e.Topics, " "), nil
	if e.Team != "" {
		t, err := tx.TeamByRef(e.Team)
		if err != nil {
			return err
		}
		c.TeamID = &t.ID
	}
	if address := strings.TrimSpace(e.URL); address != "" {
		if err := tx.judgeAddress(address); err != nil {
			return err
		}
		if err := tx.lockAddress(c, address); err != nil {
			return err
		}
		c.FailingSince, c.LastError = nil, ""
	}
	if c.SealedURL == "" {
		return AgainstRuleAt("url", "Give the address that the chat program made for this room.")
	}
	kind, save := ChannelChanged, tx.Save
	if c.ID == "" {
		kind, save = ChannelAdded, tx.Insert
	}
	if err := save(c); err != nil {
		return err
	}
	return tx.Emit(kind, c, nil, map[string]string{"name": c.Name, "kind": c.Kind, "host": c.Host, "topics": c.Topics})
}

// judgeAddress refuses what is no address of a server on the list.
func (tx *Tx) judgeAddress(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.User != nil || u.Fragment != "" || u.Scheme != "https" && u.Scheme != "http" || address != storable(address) {
		return AgainstRuleAt("url", "Give the whole address of the webhook, as in https://hooks.example.com/services/…")
	}
	h, err := tx.HostAllowed(u.Hostname())
	if err != nil {
		return err
	}
	if u.Scheme != "https" && !h.Intranet {
		return AgainstRuleAt("url", "The address must begin with https://, so that nobody on the way reads or changes what is sent.")
	}
	return nil
}

// HostEntry is a server as the form asks for it.
type HostEntry struct {
	Host     string
	Intranet bool
	Reason   string
}

// Fields asks for it.
func (e *HostEntry) Fields() []*form.Field {
	return []*form.Field{
		form.Line("host", "Server", &e.Host).Required("Give the name of the server, as in hooks.slack.com.").Max(253).Help("Its name alone, as in hooks.slack.com."),
		form.Tick("intranet", "It stands in our own network", &e.Intranet),
		form.Line("reason", "Why it may be reached there", &e.Reason).Max(300).Help("Only for a server in your own network, which is refused otherwise."),
	}
}

var soundHost = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$`)

// AllowHost puts a server on the list. Administrators only.
func (tx *Tx) AllowHost(e *HostEntry) error {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return err
	}
	h := &ChannelHost{Host: strings.ToLower(strings.TrimSpace(e.Host)), Intranet: e.Intranet, Reason: strings.TrimSpace(e.Reason), PersonID: tx.actor()}
	switch {
	case !soundHost.MatchString(h.Host) || len(h.Host) > 253:
		return AgainstRuleAt("host", "Give the name of the server alone, as in hooks.slack.com, without https:// and without a path.")
	case h.Intranet && h.Reason == "":
		return AgainstRuleAt("reason", "Say in a sentence why a server in your own network may be reached from here.")
	case !h.Intranet:
		h.Reason = ""
	}
	if err := tx.Insert(h); err != nil {
		if ErrDuplicate(err) {
			return AgainstRuleAt("host", h.Host+" is on the list already. Remove it first to allow it otherwise.")
		}
		return err
	}
	return tx.Emit(ChannelHostAllowed, h, nil, h)
}

// ForbidHost takes a server off the list; rooms there are sent nothing any more. Administrators only.
func (tx *Tx) ForbidHost(id string) error {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return err
	}
	h, err := one("This server", func() ([]*ChannelHost, error) { return found[*ChannelHost](tx.DB().Where("id = ?", id)) })
	if err != nil {
		return err
	}
	if err := tx.Delete(h); err != nil {
		return err
	}
	return tx.Emit(ChannelHostForbidden, h, h, nil)
}

// RemoveChannel takes a room out; nothing is sent there any more. Administrators only.
func (tx *Tx) RemoveChannel(c *Channel) error {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return err
	}
	c.SealedURL = ""
	if err := tx.Remove(c); err != nil {
		return err
	}
	return tx.Emit(ChannelRemoved, c, map[string]string{"name": c.Name, "host": c.Host}, nil)
}

// ChannelByID finds a room that was not removed.
func (r *Read) ChannelByID(id string) (*Channel, error) {
	return one("This chat room", func() ([]*Channel, error) { return found[*Channel](r.DB().Where("id = ? AND removed_at IS NULL", id)) })
}

// Channels lists the rooms by name, and the servers on the list. Administrators only.
func (r *Read) Channels() (rooms []*Channel, hosts []*ChannelHost, err error) {
	if err := r.Who.Must(ManagePeople); err != nil {
		return nil, nil, err
	}
	if rooms, err = found[*Channel](r.DB().Where("removed_at IS NULL").Order("name, id")); err != nil {
		return nil, nil, err
	}
	hosts, err = found[*ChannelHost](r.DB().Order("host"))
	return slices.Clip(rooms), hosts, err
}
