package models

import (
	"regexp"
	"strings"
)

var (
	tableHeads = map[string]string{
		"step": "title", "steps": "title", "what": "title", "title": "title", "action": "title", "activity": "title", "task": "title", "description": "title",
		"who": "who", "by": "who", "owner": "who", "responsible": "who", "role": "who", "team": "who",
		"input": "input", "inputs": "input", "output": "output", "outputs": "output", "tool": "tool", "tools": "tool", "system": "tool",
		"#": "no", "no": "no", "no.": "no", "nr": "no", "number": "no",
	}
	tableNo = regexp.MustCompile(`^\(?\d{1,3}[.)]?$`)
)

// readStepTable reads rows copied from a spreadsheet or a Markdown table; nil when the text is none. The first row may name the columns;
// without names the first cell that is no number is the step, and the next is who does it.
func readStepTable(lines []string) []*ListedStep {
	rows, numbers := stepCells(lines)
	if len(rows) == 0 {
		return nil
	}
	var heads []string
	known := 0
	for _, cell := range rows[0] {
		head := tableHeads[strings.ToLower(strings.TrimSpace(cell))]
		if heads = append(heads, head); head != "" && head != "no" {
			known++
		}
	}
	var list []*ListedStep
	for i, cells := range rows {
		s := &ListedStep{Line: numbers[i]}
		if known == 0 {
			s.takeCells(cells)
		} else if i > 0 {
			s.takeNamed(heads, cells)
		} else {
			s.Title, s.Skipped = strings.Join(cells, ", "), "It names the columns."
		}
		if s.Title != "" {
			list = append(list, s)
		}
	}
	return list
}

// stepCells splits a table into rows of cells, with the line of each; none when some line with words has only one cell.
func stepCells(lines []string) (rows [][]string, numbers []int) {
	for i, line := range lines {
		words := strings.TrimSpace(line)
		if words == "" || stepRule.MatchString(words) {
			continue
		}
		var cells []string
		switch {
		case strings.HasPrefix(words, "|") && strings.Count(words, "|") > 1:
			cells = strings.Split(strings.Trim(words, "|"), "|")
		case strings.Contains(strings.Trim(line, "\t "), "\t") && !strings.HasPrefix(line, "\t"):
			cells = strings.Split(strings.TrimRight(line, "\t "), "\t")
		default:
			return nil, nil
		}
		for j := range cells {
			cells[j] = strings.TrimSpace(stepStyle.ReplaceAllString(strings.TrimSpace(cells[j]), "$1$2$3$4$5"))
		}
		rows, numbers = append(rows, cells), append(numbers, i+1)
	}
	return rows, numbers
}

func (s *ListedStep) takeCells(cells []string) {
	for _, cell := range cells {
		switch {
		case cell == "" || s.Title == "" && tableNo.MatchString(cell):
		case s.Title == "":
			s.Title = stepMark.ReplaceAllString(cell, "")
		case s.Who == "":
			s.Who = cell
		default:
			s.Title += ", " + cell
		}
	}
}

func (s *ListedStep) takeNamed(heads, cells []string) {
	for i, cell := range cells {
		head := ""
		if i < len(heads) {
			head = heads[i]
		}
		switch {
		case cell == "" || head == "no":
		case head == "who", head == "input", head == "output", head == "tool":
			s.hint(head, cell)
		case s.Title == "":
			s.Title = stepMark.ReplaceAllString(cell, "")
		default:
			s.Title += ", " + cell
		}
	}
}
