package models

import (
	"net/url"
	"strings"
	"time"
)

// Call is one call to a server outside, on behalf of a step of a run.
type Call struct {
	Address string
	Key     string // names the step of the run; the same on every try, so that whoever gets it twice can tell
	Secret  string // that signs it, in the open; empty: unsigned
	Chain   string // ids of the rules that led here, a blank between two
	Body    string // JSON
}

// Answer is how a call ended.
type Answer struct {
	Code  int           // of the answer; 0 while there was none
	Took  time.Duration // until it was answered, or given up
	Text  string        // what the other side said, cut, without the secret and the signature
	Fault string        // why it did not work, in words; empty when it did
	Final bool          // it is of no use to try it again
	Pause time.Duration // how long the other side asked to be left alone
}

// ChainHeader names, on a call from one Throughline to another, the rules that led to it, so that a loop through both is seen.
const ChainHeader = "Throughline-Chain"

// MostChain bounds how many rules such a header may name.
const MostChain = 20

// ReadChain takes the chain out of a header: ids of rules as far as they read like some. Whoever invents one only keeps rules from running.
func ReadChain(header string) string {
	list := strings.Fields(header)
	if len(list) > MostChain {
		list = list[:MostChain]
	}
	for i, id := range list {
		if len(id) != 36 || strings.Trim(strings.ToLower(id), "0123456789abcdef-") != "" {
			return strings.Join(list[:i], " ")
		}
	}
	return strings.Join(list, " ")
}

// CallHost gives the server of an address that a rule may call; a refusal says what is wrong with it.
func CallHost(address string, hosts map[string]*ChannelHost) (*ChannelHost, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.User != nil || u.Fragment != "" || u.Scheme != "https" && u.Scheme != "http" || address != storable(address) || strings.Contains(address, "{{") {
		return nil, AgainstRuleAt("url", "Give a whole address, as in https://tickets.example.com/hooks, without a name or password in it.")
	}
	h := hosts[strings.ToLower(u.Hostname())]
	switch {
	case h == nil:
		return nil, AgainstRuleAt("url", u.Hostname()+" is not on the list of servers that may be called. An administrator adds it in the settings, under Chat rooms.")
	case u.Scheme != "https" && !h.Intranet:
		return nil, AgainstRuleAt("url", "The address must begin with https://, so that nobody on the way reads or changes what is sent.")
	}
	return h, nil
}

// HostsAllowed are the servers that may be called, by their names.
func (r *Read) HostsAllowed() (map[string]*ChannelHost, error) {
	list, err := found[*ChannelHost](r.DB().Order("host"))
	hosts := map[string]*ChannelHost{}
	for _, h := range list {
		hosts[h.Host] = h
	}
	return hosts, err
}
