package blocks

import (
	"bytes"
	"encoding/json"
	"errors"
)

// MarshalJSON writes a group under the name of its join: {"all":[…]}.
func (g Group) MarshalJSON() ([]byte, error) {
	join := g.Join
	if join == "" {
		join = All
	}
	rows := g.Rows
	if rows == nil {
		rows = []Row{}
	}
	return json.Marshal(map[Join][]Row{join: rows})
}

// UnmarshalJSON reads a group, which has one join only.
func (g *Group) UnmarshalJSON(text []byte) error {
	var by map[Join]json.RawMessage
	if err := json.Unmarshal(text, &by); err != nil {
		return err
	}
	if len(by) != 1 {
		return errors.New("a group of conditions is all, any or none of its rows")
	}
	for join, rows := range by {
		if join != All && join != Any && join != None {
			return errors.New("a group of conditions is all, any or none of its rows")
		}
		g.Join, g.Rows = join, nil
		if err := json.Unmarshal(rows, &g.Rows); err != nil {
			return err
		}
	}
	if len(g.Rows) > MostRows {
		return ErrTooLarge
	}
	return nil
}

// MarshalJSON writes the condition, or the group in its place.
func (r Row) MarshalJSON() ([]byte, error) {
	if r.Group != nil {
		return json.Marshal(r.Group)
	}
	if r.Condition == nil {
		return []byte(`{"f":"","op":"","v":[]}`), nil
	}
	return json.Marshal(struct {
		Field  string   `json:"f"`
		Op     string   `json:"op"`
		Values []string `json:"v"`
	}{r.Condition.Field, r.Condition.Op, append([]string{}, r.Condition.Values...)})
}

// UnmarshalJSON reads a condition, whose values are one or several, in quotes or not, or a group.
func (r *Row) UnmarshalJSON(text []byte) error {
	var c struct {
		Field  *string         `json:"f"`
		Op     string          `json:"op"`
		Values json.RawMessage `json:"v"`
	}
	if err := json.Unmarshal(text, &c); err != nil {
		return err
	}
	if c.Field == nil {
		r.Group = &Group{}
		return json.Unmarshal(text, r.Group)
	}
	values, err := readValues(c.Values)
	r.Condition = &Condition{*c.Field, c.Op, values}
	return err
}

func readValues(text json.RawMessage) ([]string, error) {
	text = bytes.TrimSpace(text)
	if len(text) == 0 || string(text) == "null" {
		return nil, nil
	}
	list := []json.RawMessage{text}
	if text[0] == '[' {
		if err := json.Unmarshal(text, &list); err != nil {
			return nil, err
		}
	}
	if len(list) > MostRows {
		return nil, ErrTooLarge
	}
	var values []string
	for _, one := range list {
		var s string
		if json.Unmarshal(one, &s) != nil {
			var n json.Number
			var yes bool
			switch {
			case json.Unmarshal(one, &n) == nil:
				s = n.String()
			case json.Unmarshal(one, &yes) == nil:
				s = map[bool]string{true: "yes", false: "no"}[yes]
			default:
				return nil, errors.New("a value of a condition is a text, a number, or yes or no")
			}
		}
		values = append(values, s)
	}
	return values, nil
}
