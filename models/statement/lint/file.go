// Package lint reads files of statements, one a line, and measures what the
// checks of package statement say about them against the labels of people.
package lint

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"throughline/models/statement"
)

// Line is one statement of a file.
type Line struct {
	// No is the line's number in the file, from 1; the heading has one too.
	No int
	// ID and Statement are as written, with bytes that are no text replaced.
	ID, Statement string
	// Label is what a person said about it; nil when the file holds no labels.
	Label *Label
}

// Label is what a person said about a statement. No check ever sees it.
type Label struct {
	// Kind is the right kind, Alt one that a careful reader could defend, empty when there is none.
	Kind, Alt statement.Kind
	// Metric, Deadline and Single say whether a quantity to reach and a day stand in the words, and whether it is one sentence.
	Metric, Deadline, Single bool
	// Organisation is who wrote it, for figures per organisation only.
	Organisation string
}

// File is what was read from a file of statements.
type File struct {
	Lines []Line
	// Broken is how many lines held bytes that are no text.
	Broken int
}

// The columns of a file; those of labels are needed only to score.
const (
	columnID        = "id"
	columnStatement = "statement"
)

var labelColumns = []string{"kind", "has_metric", "has_deadline", "single_sentence"}

// longest is how many bytes a line may have.
const longest = 1 << 20

// Read reads tab-separated statements: a heading with the columns id and statement, others are ignored; no quoting.
// A mark at the start of the file, either kind of line end, and blank lines are taken as they come. With labelled it
// reads the columns of labels too. What is wrong is said in one sentence.
func Read(r io.Reader, labelled bool) (*File, error) {
	in := bufio.NewReaderSize(r, 64<<10)
	f := &File{}
	var heading map[string]int
	for no := 1; ; no++ {
		text, err := readLine(in)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("line %d %w", no, err)
		}
		if no == 1 {
			text = strings.TrimPrefix(text, "\ufeff")
		}
		if !utf8.ValidString(text) {
			f.Broken++
			text = strings.ToValidUTF8(text, "\ufffd")
		}
		if strings.TrimSpace(text) == "" {
			continue
		}
		fields := strings.Split(text, "\t")
		if heading == nil {
			if heading, err = readHeading(fields, labelled); err != nil {
				return nil, err
			}
			continue
		}
		line, err := readFields(no, fields, heading, labelled)
		if err != nil {
			return nil, err
		}
		f.Lines = append(f.Lines, line)
	}
	if heading == nil {
		return nil, errors.New("the file is empty; its first line names the columns id and statement, with a tab between")
	}
	return f, nil
}

// readLine reads one line without its end.
func readLine(in *bufio.Reader) (string, error) {
	var b strings.Builder
	for {
		part, err := in.ReadSlice('\n')
		if b.Len()+len(part) > longest {
			return "", fmt.Errorf("is longer than %d bytes; break the file into one statement a line", longest)
		}
		b.Write(part)
		switch {
		case err == nil:
			return strings.TrimSuffix(strings.TrimSuffix(b.String(), "\n"), "\r"), nil
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF) && b.Len() > 0:
			return strings.TrimSuffix(b.String(), "\r"), nil
		case errors.Is(err, io.EOF):
			return "", err
		default:
			return "", fmt.Errorf("cannot be read: %w", err)
		}
	}
}

func readHeading(fields []string, labelled bool) (map[string]int, error) {
	heading := map[string]int{}
	for i, name := range fields {
		name = strings.ToLower(strings.TrimSpace(name))
		if _, twice := heading[name]; !twice {
			heading[name] = i
		}
	}
	needed := []string{columnID, columnStatement}
	if labelled {
		needed = append(needed, labelColumns...)
	}
	for _, name := range needed {
		if _, ok := heading[name]; !ok {
			return nil, fmt.Errorf("the first line names no column %s; it needs %s, with a tab between", name, strings.Join(needed, ", "))
		}
	}
	return heading, nil
}

func readFields(no int, fields []string, heading map[string]int, labelled bool) (Line, error) {
	get := func(name string) string {
		if i, ok := heading[name]; ok && i < len(fields) {
			return fields[i]
		}
		return ""
	}
	line := Line{No: no, ID: get(columnID), Statement: get(columnStatement)}
	if !labelled {
		return line, nil
	}
	label := &Label{Kind: statement.Kind(get("kind")), Alt: statement.Kind(get("alt_kind")), Organisation: get("organisation")}
	for _, k := range []statement.Kind{label.Kind, label.Alt} {
		if !known(k) && (k != "" || k == label.Kind) {
			return line, fmt.Errorf("line %d has the kind %q, which is none of the seven", no, k)
		}
	}
	for name, to := range map[string]*bool{"has_metric": &label.Metric, "has_deadline": &label.Deadline, "single_sentence": &label.Single} {
		switch get(name) {
		case "yes":
			*to = true
		case "no":
		default:
			return line, fmt.Errorf("line %d says neither yes nor no in the column %s", no, name)
		}
	}
	line.Label = label
	return line, nil
}

func known(k statement.Kind) bool {
	for _, one := range statement.Kinds {
		if one == k {
			return true
		}
	}
	return false
}
