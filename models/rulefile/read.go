package rulefile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
)

// Read reads a file. What cannot be taken in is refused with a sentence that says what it is: no rule, one of a newer program, one with
// blocks or words that this program does not know.
func Read(text []byte) (*File, error) {
	text = bytes.TrimPrefix(bytes.TrimSpace(text), []byte("\xef\xbb\xbf"))
	if len(text) > MostBytes {
		return nil, models.AgainstRule("This is more than 512 KB. A rule is far smaller.")
	}
	if len(text) == 0 {
		return nil, models.AgainstRule("Choose the file of a rule, or paste what stands in it.")
	}
	var head struct {
		Throughline   string          `json:"throughline"`
		SchemaVersion int             `json:"schema_version"`
		Rule          json.RawMessage `json:"rule"`
	}
	if err := json.Unmarshal(text, &head); err != nil {
		return nil, models.AgainstRule(unreadable(text, err))
	}
	switch {
	case head.Throughline != about || len(head.Rule) == 0 || string(head.Rule) == "null":
		return nil, models.AgainstRule("This is no rule that Throughline has written. Open the rule there and choose “Export”.")
	case head.SchemaVersion > blocks.SchemaVersion:
		return nil, models.AgainstRule(fmt.Sprintf("A newer Throughline has written this rule, in schema version %d; this one reads up to %d. Bring this one up to date first.", head.SchemaVersion, blocks.SchemaVersion))
	case head.SchemaVersion < 1:
		return nil, models.AgainstRule("The file does not say its schema_version, so it is not clear how to read it.")
	}
	if kind := unknownBlock(head.Rule); kind != "" {
		return nil, models.AgainstRule("It holds a block “" + kind + "”, which this Throughline does not know. Bring this one up to date, or take the block out of the rule.")
	}
	f := &File{}
	strict := json.NewDecoder(bytes.NewReader(text))
	strict.DisallowUnknownFields()
	if err := strict.Decode(f); err != nil {
		return nil, models.AgainstRule(unreadable(text, err))
	}
	if _, err := strict.Token(); !errors.Is(err, io.EOF) {
		return nil, models.AgainstRule("Something stands behind the rule. One file holds one rule.")
	}
	d, err := blocks.Read(head.Rule)
	if err != nil {
		return nil, models.AgainstRule("The rule in it cannot be taken: " + err.Error() + ".")
	}
	f.Rule = d
	return f, f.fit()
}

// unreadable says where a file stops being what it should be.
func unreadable(text []byte, err error) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	line := func(at int64) int { return 1 + bytes.Count(text[:min(max(int(at), 0), len(text))], []byte("\n")) }
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("This is not JSON: line %d cannot be read. Take the whole file, from the first brace to the last.", line(syntax.Offset))
	case errors.As(err, &kind) && kind.Field != "":
		return fmt.Sprintf("“%s” does not hold what it should.", clip(kind.Field))
	case errors.Is(err, blocks.ErrTooLarge):
		return "A group of conditions in it is larger than a rule may hold."
	}
	if _, field, found := strings.Cut(err.Error(), "unknown field "); found {
		return "It says “" + clip(strings.Trim(field, `"`)) + "”, which this Throughline does not know, so it would mean less here than where it comes from."
	}
	return "It cannot be read: " + clip(err.Error()) + "."
}

func clip(text string) string {
	letters := []rune(strings.Map(func(c rune) rune {
		if unicode.IsControl(c) {
			return ' '
		}
		return c
	}, strings.ToValidUTF8(text, "")))
	return string(letters[:min(len(letters), 80)])
}

// unknownBlock finds a kind of block that cannot be carried out here, by the name alone: its other words may be unknown as well.
func unknownBlock(rule []byte) string {
	type bare struct {
		Do     string            `json:"do"`
		Then   []json.RawMessage `json:"then"`
		Else   []json.RawMessage `json:"else"`
		Late   []json.RawMessage `json:"late"`
		Failed []json.RawMessage `json:"failed"`
	}
	var top struct {
		Steps []json.RawMessage `json:"steps"`
	}
	if json.Unmarshal(rule, &top) != nil {
		return "" // said by the strict reading
	}
	known := automation.Kinds()
	var look func(list []json.RawMessage, deep int) string
	look = func(list []json.RawMessage, deep int) string {
		if deep > blocks.MostDeep {
			return ""
		}
		for _, raw := range list {
			var b bare
			if json.Unmarshal(raw, &b) != nil {
				continue
			}
			if b.Do != "" && !slices.Contains(known, blocks.Kind(b.Do)) {
				return clip(b.Do)
			}
			for _, inside := range [][]json.RawMessage{b.Then, b.Else, b.Late, b.Failed} {
				if kind := look(inside, deep+1); kind != "" {
					return kind
				}
			}
		}
		return ""
	}
	return look(top.Steps, 1)
}

// fit refuses what would break further on: keys that work cannot be found by, hidden characters, more names than anybody sorts out.
func (f *File) fit() error {
	var err error
	f.Rule.Walk(func(s *blocks.Step, _ []*blocks.Step) {
		if len(s.Key) > 64 || strings.ContainsFunc(s.Key, func(c rune) bool {
			return c != '-' && c != '_' && (c > unicode.MaxASCII || !unicode.IsLetter(c) && !unicode.IsDigit(c))
		}) {
			err = models.AgainstRule("The key “" + clip(s.Key) + "” of a block holds more than letters, figures and hyphens.")
		}
		if s.Do == "" {
			err = models.AgainstRule("A block in it does not say what it does.")
		}
	})
	if err != nil {
		return err
	}
	if hidden := strings.IndexFunc(f.Name+f.Rule.Decision, func(c rune) bool { return unicode.IsControl(c) }); hidden >= 0 || strings.Contains(f.Rule.Write(), `\u0000`) {
		return models.AgainstRule("It holds a hidden control character. Take it out first.")
	}
	if len(f.named()) > MostNamed {
		return models.AgainstRule(fmt.Sprintf("It names more than %d people and things. Make several rules of it.", MostNamed))
	}
	return nil
}

// named are the things that the rule names, each once, as the file describes them.
func (f *File) named() (list []Named) {
	by := map[string]Named{}
	for _, n := range f.References {
		by[n.Kind+" "+n.In+" "+n.Slug] = n
	}
	seen := map[string]bool{}
	automation.References(f.Rule.Copy(), func(ref automation.Reference) string {
		key := ref.Kind + " " + ref.In + " " + ref.ID
		if ref.ID != blocks.LeftOpen && !seen[key] {
			seen[key] = true
			n, told := by[key]
			if !told {
				n = Named{Kind: ref.Kind, Slug: ref.ID, In: ref.In, Name: ref.ID}
			}
			list = append(list, n)
		}
		return ref.ID
	})
	return list
}
