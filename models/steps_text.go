package models

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// ListedStep is one step read from pasted text, or a line that becomes none.
type ListedStep struct {
	Line                int // where it began in the text, from 1
	Title               string
	Who, Input, Output  string // as written; empty when the text does not say
	Tool                string
	Under               string // the step it was nested under
	Skipped             string // why it becomes no step; empty when it does
	marked, heading, in bool   // has a mark of its own; is a heading; is nested
	indent              int
}

var (
	// A mark begins a step: "1.", "2)", "(3)", "a)", "1.2", "Step 3:", "-", "•", "#".
	stepMark  = regexp.MustCompile(`^(?:(?:[Ss]tep|STEP)\s*\d{1,3}\s*(?:[:.)–—-]\s*|\s+)|(#{1,6})\s+|\(?\d{1,3}(?:\.\d{1,3})*[.):]{1,2}\s+|\d{1,3}(?:\.\d{1,3})+\s+|\(?[a-z][.)]\s+|[-*+•◦▪‣·–—→☐☑]\s+)`)
	stepDeep  = regexp.MustCompile(`^(?:\d{1,3}(?:\.\d{1,3})+[.):]?|\(?[a-z][.)])\s`)
	stepBox   = regexp.MustCompile(`^\[[ xX]?\]\s+`)
	stepHint  = regexp.MustCompile(`(?i)^(who|by|owner|responsible|role|input|output|tool)s?\s*:\s*(\S.*)$`)
	stepTail  = regexp.MustCompile(`(?i)[\s.,;–—-]*[(\[]?\b(who|by|owner|responsible|role|input|output|tool)s?:\s*([^()\[\]]+?)\s*[)\]]?$`)
	stepRule  = regexp.MustCompile(`^[-=*_|:\s]{3,}$`)
	stepStyle = regexp.MustCompile("\\*\\*([^*]+)\\*\\*|__([^_]+)__|~~([^~]+)~~|`([^`]+)`|\\[([^\\]]+)\\]\\([^)\\s]*\\)")
	stepRun   = regexp.MustCompile(`(?:^|\s)\(?(\d{1,3})[.)]\s+`)
	stepArrow = regexp.MustCompile(`\s*(?:→|⇒|->|=>)\s*|\s+\|\s+`)
)

// ReadSteps reads steps from text as people keep them: numbered lists, bullets, "Step 3:", Markdown, a table from a spreadsheet, one a
// line, or one sentence with arrows. A line such as "Who: Service Desk" belongs to the step above it. Every line that becomes no step
// says why, and none is dropped silently.
func ReadSteps(text string) []*ListedStep {
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u00a0", " ", "\ufeff", "").Replace(text), "\n")
	if table := readStepTable(lines); table != nil {
		return table
	}
	var list []*ListedStep
	for i, raw := range lines {
		for _, part := range stepParts(raw, len(lines)) {
			list = append(list, readStepLine(i+1, part))
		}
	}
	return joinSteps(list)
}

// stepParts are the steps on one line: usually one; several where a single line numbers them or has arrows between them.
func stepParts(line string, lines int) []string {
	if lines == 1 || stepArrow.MatchString(line) {
		if at := stepRun.FindAllStringIndex(line, -1); lines == 1 && len(at) > 1 {
			var parts []string
			for i, m := range at {
				end := len(line)
				if i+1 < len(at) {
					end = at[i+1][0]
				}
				parts = append(parts, strings.TrimSpace(line[m[0]:end]))
			}
			if head := strings.TrimSpace(line[:at[0][0]]); head != "" {
				parts = append([]string{head + ":"}, parts...)
			}
			return parts
		}
		if parts := stepArrow.Split(line, -1); lines == 1 && len(parts) > 1 {
			return parts
		}
	}
	return []string{line}
}

func readStepLine(n int, raw string) *ListedStep {
	s := &ListedStep{Line: n}
	for _, r := range raw {
		if r == '\t' {
			s.indent += 4
		} else if r == ' ' {
			s.indent++
		} else {
			break
		}
	}
	words := strings.TrimSpace(raw)
	words = strings.TrimSpace(strings.TrimPrefix(words, ">"))
	if words == "" || stepRule.MatchString(words) {
		return s
	}
	s.in = stepDeep.MatchString(words)
	words = stepStyle.ReplaceAllString(words, "$1$2$3$4$5")
	for range 2 { // "- 1. Check" has two
		m := stepMark.FindStringSubmatch(words)
		if m == nil {
			break
		}
		s.marked, s.heading = true, m[1] != "" || s.heading
		rest := words[len(m[0]):]
		if s.heading && stepMark.MatchString(rest) {
			s.heading = false // "## Step 1: Check" is a step
		}
		words = stepBox.ReplaceAllString(rest, "")
	}
	s.Title = strings.Trim(strings.TrimSpace(words), "|")
	s.takeTail()
	return s
}

// takeTail takes hints from the end of a line: "Check the invoice (who: Finance)".
func (s *ListedStep) takeTail() {
	for {
		m := stepTail.FindStringSubmatchIndex(s.Title)
		if m == nil || m[0] == 0 {
			return
		}
		s.hint(s.Title[m[2]:m[3]], s.Title[m[4]:m[5]])
		s.Title = strings.TrimSpace(s.Title[:m[0]])
	}
}

// hint keeps what a hint says, if nothing said it before.
func (s *ListedStep) hint(word, value string) {
	into := &s.Who
	switch strings.ToLower(word) {
	case "input":
		into = &s.Input
	case "output":
		into = &s.Output
	case "tool":
		into = &s.Tool
	}
	if value = strings.TrimRight(strings.TrimSpace(value), "."); *into == "" {
		*into = value
	}
}

// joinSteps gives hints and wrapped lines to the step above them, and tells headings and what is nested.
func joinSteps(lines []*ListedStep) []*ListedStep {
	marked, steps := false, false
	for _, s := range lines {
		marked = marked || s.marked && !s.heading
		steps = steps || s.Title != "" && !s.heading
	}
	var list []*ListedStep
	var above *ListedStep
	for i, s := range lines {
		if s.Title == "" {
			continue
		}
		if m := stepHint.FindStringSubmatch(s.Title); m != nil && above != nil {
			above.hint(m[1], m[2])
			continue
		}
		switch {
		case s.heading && steps:
			s.Skipped = "A heading."
		case !s.marked && strings.HasSuffix(s.Title, ":") && follows(lines[i+1:], marked):
			s.Skipped = "It leads into the list."
		case !s.marked && marked && above != nil && lines[i-1].Title != "":
			above.Title += " " + s.Title
			above.takeTail()
			continue
		}
		list = append(list, s)
		if s.Skipped != "" {
			continue
		}
		if above != nil && (s.indent > above.indent || s.in && !above.in) && s.marked == above.marked {
			s.Under = above.Title
		} else if above != nil && above.Under != "" && s.indent >= above.indent && s.in == above.in {
			s.Under = above.Under
		}
		above = s
	}
	for _, s := range list {
		if n := utf8.RuneCountInString(s.Title); n > mostStepTitle && s.Skipped == "" {
			s.Skipped = "It has " + itoa(n) + " characters; a step takes " + itoa(mostStepTitle) + ". Shorten it in the text."
		}
	}
	return list
}

// follows tells whether the next line with words is part of a list.
func follows(lines []*ListedStep, marked bool) bool {
	for _, s := range lines {
		if s.Title != "" {
			return s.marked || !marked
		}
	}
	return false
}

// mostStepTitle is how many characters a step's title holds.
const mostStepTitle = 300
