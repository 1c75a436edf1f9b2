package rulefile

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
)

// MostBytes is the largest file that is read.
const MostBytes = 512 << 10

// MostNamed is how many different people and things one file may name.
const MostNamed = 200

// about is what every such file says of itself.
const about = "rule"

// File is a rule as it goes from one company to another. Within Rule, slugs stand where ids would.
type File struct {
	Throughline   string             `json:"throughline"` // what the file holds: a rule
	SchemaVersion int                `json:"schema_version"`
	Name          string             `json:"name"`
	Ref           string             `json:"ref,omitempty"`     // where it comes from
	Version       int                `json:"version,omitempty"` // 0: its draft
	Team          string             `json:"team,omitempty"`    // slug of the team it was for; empty: the whole company
	Owner         string             `json:"owner,omitempty"`   // slug of the person who answered for it
	Rule          *blocks.Definition `json:"rule"`
	References    []Named            `json:"references"`
}

// Named is a person or a thing that a file names. Of a secret it is its name alone.
type Named struct {
	Kind string `json:"kind"`
	Slug string `json:"slug"`
	Ref  string `json:"ref,omitempty"`
	Name string `json:"name"`
	In   string `json:"in,omitempty"` // slug of the process that a step belongs to
}

// Write gives the file as people read it.
func (f *File) Write() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if err := e.Encode(f); err != nil {
		panic("rulefile: " + err.Error()) // texts, numbers and lists of them only
	}
	return b.Bytes()
}

// exporter gives slugs to what a rule names.
type exporter struct {
	r     *models.Read
	w     *automation.World
	list  []Named
	slugs map[string]string // by kind and id
	taken map[string]bool   // by kind and slug
	err   error
}

// Export puts a definition of a rule into a file: a published version by its number, or 0 for the draft.
func Export(r *models.Read, w *automation.World, rule *models.Rule, d *blocks.Definition, version int) (*File, error) {
	e := &exporter{r: r, w: w, slugs: map[string]string{}, taken: map[string]bool{}, list: []Named{}}
	f := &File{Throughline: about, SchemaVersion: blocks.SchemaVersion, Name: rule.Name, Ref: rule.Ref, Version: version, Rule: d.Copy()}
	if rule.TeamID != nil {
		f.Team = e.slug("team", "", *rule.TeamID)
	}
	if rule.OwnerPersonID != nil {
		f.Owner = e.slug("person", "", *rule.OwnerPersonID)
	}
	automation.References(f.Rule, func(ref automation.Reference) string { return e.slug(ref.Kind, ref.In, ref.ID) })
	f.References = e.list
	return f, e.err
}

// slug gives the readable name of a thing within the file.
func (e *exporter) slug(kind, in, id string) string {
	if id == blocks.LeftOpen {
		return id
	}
	if in != "" {
		id = in + " " + id
	}
	if s, known := e.slugs[kind+" "+id]; known {
		return s
	}
	n := Named{Kind: kind}
	if in != "" {
		n.In = e.slugs["process "+in]
	}
	n.Ref, n.Name = e.named(kind, id)
	base := slugOf(strings.TrimSpace(n.Ref + " " + n.Name))
	if base == "" {
		base = strings.ReplaceAll(kind, "_", "-")
	}
	n.Slug = base
	for i := 2; e.taken[kind+" "+n.Slug]; i++ {
		n.Slug = base + "-" + strconv.Itoa(i)
	}
	e.slugs[kind+" "+id], e.taken[kind+" "+n.Slug] = n.Slug, true
	e.list = append(e.list, n)
	return n.Slug
}

func (e *exporter) named(kind, id string) (ref, name string) {
	if kind == "decision" {
		d, err := e.r.DecisionByID(id)
		if _, refused := models.AsRefusal(err); refused {
			return "", ""
		} else if err != nil {
			e.err = err
			return "", ""
		}
		return d.Ref, d.Title
	}
	for _, c := range candidates(e.w, kind, id) {
		if c.id == id {
			return c.ref, c.name
		}
	}
	return "", e.w.Thing(kind, id)
}

// slugOf is a name in small letters and figures of any script, with hyphens between its words.
func slugOf(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !unicode.IsMark(c) })
	text := []rune(strings.Join(words, "-"))
	return strings.Trim(string(text[:min(len(text), 60)]), "-")
}

// FileName is what the file of a rule is called.
func (f *File) FileName() string {
	name := []byte(strings.ToLower("rule-" + f.Ref))
	if f.Version > 0 {
		name = append(name, "-version-"+strconv.Itoa(f.Version)...)
	} else {
		name = append(name, "-draft"...)
	}
	return string(name) + ".json"
}
