package models

import "strings"

// Piece is a run of words of a text that was changed: it stayed, went or came.
type Piece struct {
	Text string
	Did  PieceDid
}

// PieceDid is what became of a run of words.
type PieceDid int

// What became of it.
const (
	Stayed PieceDid = iota
	Went
	Came
)

// How much of two texts is compared word by word, and how many words that stayed are shown around a change.
const (
	mostPairs   = 1_000_000
	wordsAround = 6
)

// Differ tells two texts apart word by word. What stayed is cut to the words around a change. Texts that are too long to compare so went and
// came as a whole.
func Differ(was, is string) []Piece {
	a, b := strings.Fields(was), strings.Fields(is)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var pieces []Piece
	add := func(did PieceDid, list ...string) {
		if len(list) == 0 {
			return
		}
		if n := len(pieces); n > 0 && pieces[n-1].Did == did {
			pieces[n-1].Text += " " + strings.Join(list, " ")
			return
		}
		pieces = append(pieces, Piece{strings.Join(list, " "), did})
	}
	add(Stayed, a[:head]...)
	align(a[head:len(a)-tail], b[head:len(b)-tail], add)
	add(Stayed, a[len(a)-tail:]...)
	for i := range pieces {
		if pieces[i].Did == Stayed {
			pieces[i].Text = aroundChange(pieces[i].Text, i > 0, i < len(pieces)-1)
		}
	}
	return pieces
}

// align walks the longest run of words that two lists share, in order.
func align(a, b []string, add func(PieceDid, ...string)) {
	if len(a)*len(b) > mostPairs {
		add(Went, a...)
		add(Came, b...)
		return
	}
	longest := make([][]int32, len(a)+1)
	for i := range longest {
		longest[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			} else {
				longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			add(Stayed, a[i])
			i, j = i+1, j+1
		case longest[i+1][j] >= longest[i][j+1]:
			add(Went, a[i])
			i++
		default:
			add(Came, b[j])
			j++
		}
	}
	add(Went, a[i:]...)
	add(Came, b[j:]...)
}

// aroundChange keeps of words that stayed those beside a change.
func aroundChange(text string, after, before bool) string {
	list := strings.Fields(text)
	keep := 0
	if after {
		keep += wordsAround
	}
	if before {
		keep += wordsAround
	}
	if len(list) <= keep+3 {
		return text
	}
	var parts []string
	if after {
		parts = append(parts, strings.Join(list[:wordsAround], " "))
	}
	parts = append(parts, "…")
	if before {
		parts = append(parts, strings.Join(list[len(list)-wordsAround:], " "))
	}
	return strings.Join(parts, " ")
}
