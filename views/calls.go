package views

import (
	"maps"
	"slices"
	"time"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
)

// CallsPage is what rules call other systems with, and what those call here.
type CallsPage struct {
	Secrets []*models.HookSecret
	Uses    map[string][]models.SecretUse // by the id of the secret
	Hooks   []*models.Webhook
	Hosts   map[string]*models.ChannelHost
	Now     time.Time

	NoKey string          // why no secret can be kept locked; empty when it can
	Lost  map[string]bool // secrets that cannot be read with the key in use
}

func (v CallsPage) hosts() []string { return slices.Sorted(maps.Keys(v.Hosts)) }

// SecretPage is the form of one secret.
type SecretPage struct {
	Secret *models.HookSecret // without an id while it is new
	Form   *form.Form
	Uses   []models.SecretUse
	By     string // who set it last
	Say    string // why it was not deleted
	Now    time.Time
	NoKey  string
}

// problems are what has to be mended: in the form, or before the secret can go.
func (v SecretPage) problems() []form.Problem {
	if v.Say != "" {
		return []form.Problem{{Say: v.Say}}
	}
	return v.Form.Problems()
}

func useLink(u models.SecretUse) string {
	if u.Rule == nil {
		return link.Hook(u.HookID)
	}
	return link.Rule(u.Rule.Ref, "")
}

// useWords says how a place needs a secret.
func useWords(u models.SecretUse) string {
	switch {
	case u.Draft:
		return "in its draft only"
	case u.Runs == 1:
		return "by 1 run under way with an earlier version"
	case u.Runs > 1:
		return "by " + itoa(u.Runs) + " runs under way with an earlier version"
	}
	return ""
}
