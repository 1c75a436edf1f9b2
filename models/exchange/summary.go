package exchange

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Summary says what became of every row of an import.
type Summary struct {
	Origin   string         `json:"origin"`
	Files    []FileSummary  `json:"files"`
	Findings map[string]int `json:"findings"`         // code, how often
	Passed   []string       `json:"passed,omitempty"` // CSV files that are no table's
}

// FileSummary counts one file's rows: Read is the sum of the four below it.
type FileSummary struct {
	File    string   `json:"file"`
	Read    int      `json:"read"`
	Taken   int      `json:"taken"`   // came in and fit
	Drafted int      `json:"drafted"` // came in with findings
	There   int      `json:"there"`   // were there already, and stay as they are
	Refused int      `json:"refused"` // could not be taken
	Notes   []string `json:"notes,omitempty"`
	Lines   []string `json:"lines,omitempty"` // each refused row: its line and why
}

func (s *Summary) add(sheets []*sheet, items []*item) {
	s.Findings = map[string]int{}
	at := map[*sheet]*FileSummary{}
	s.Files = make([]FileSummary, len(sheets))
	for i, sh := range sheets {
		s.Files[i] = FileSummary{File: sh.file, Read: len(sh.rows), Notes: sh.notes}
		at[sh] = &s.Files[i]
	}
	for _, it := range items {
		f := at[it.sheet]
		switch {
		case it.refused != "":
			f.Refused++
			f.Lines = append(f.Lines, fmt.Sprintf("line %d: %s", it.line.number, it.refused))
		case it.there:
			f.There++
		case len(it.found) > 0:
			f.Drafted++
			for _, one := range it.found {
				s.Findings[one.code]++
			}
		default:
			f.Taken++
		}
	}
}

// Print writes the summary as people read it.
func (s *Summary) Print(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "Imported from %s.\n\n%-22s %8s %8s %8s %14s %8s\n", s.Origin, "", "read", "taken", "drafted", "already there", "refused")
	var all FileSummary
	for _, f := range s.Files {
		row(&b, f)
		all.Read, all.Taken, all.Drafted, all.There, all.Refused = all.Read+f.Read, all.Taken+f.Taken, all.Drafted+f.Drafted, all.There+f.There, all.Refused+f.Refused
	}
	all.File = "all"
	row(&b, all)
	for _, f := range s.Files {
		for _, note := range f.Notes {
			fmt.Fprintf(&b, "\n%s: %s", f.File, note)
		}
	}
	if len(s.Passed) > 0 {
		fmt.Fprintf(&b, "\nnot read: %s", strings.Join(s.Passed, ", "))
	}
	b.WriteString("\n")
	if len(s.Findings) > 0 {
		b.WriteString("\nWhat to settle, and how often:\n")
	}
	for _, code := range slices.SortedFunc(maps.Keys(s.Findings), func(a, b string) int {
		return cmp.Or(cmp.Compare(s.Findings[b], s.Findings[a]), strings.Compare(a, b))
	}) {
		fmt.Fprintf(&b, "%8s  %-19s %s\n", thousands(s.Findings[code]), code, say[code])
	}
	if all.Refused > 0 {
		b.WriteString("\nRefused, because it could not be kept:\n")
	}
	for _, f := range s.Files {
		for _, line := range f.Lines {
			fmt.Fprintf(&b, "%s, %s\n", f.File, line)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func row(b *strings.Builder, f FileSummary) {
	fmt.Fprintf(b, "%-22s %8s %8s %8s %14s %8s\n", f.File, thousands(f.Read), thousands(f.Taken), thousands(f.Drafted), thousands(f.There), thousands(f.Refused))
}
