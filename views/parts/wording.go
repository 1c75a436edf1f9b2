package parts

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/a-h/templ"

	"throughline/models/form"
)

// WordingPlace ends the id of the place under a field where advice on its words stands.
const WordingPlace = "-wording"

// piece is a stretch of a sentence; marked says that advice is about it.
type piece struct {
	Text   string
	Marked bool
	No     string // the numbers of the advice that begins here, such as "1"
}

// mostSaid is how many pieces of advice on words stand at one field; more would bury the sentence.
const mostSaid = 5

// advised are the pieces of advice to show at a field: what its error already says is not said again.
func advised(f *form.Field) []form.Advice {
	var list []form.Advice
	for _, a := range f.Wording.Advice {
		if f.Problem != "" && a.Must {
			continue
		}
		if len(list) < mostSaid {
			list = append(list, a)
		}
	}
	return list
}

// sentence writes the pieces without a blank between them that nobody typed.
func sentence(cut []piece) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		var b strings.Builder
		for _, p := range cut {
			text := templ.EscapeString(p.Text)
			switch {
			case !p.Marked:
				b.WriteString(text)
			case p.No == "":
				b.WriteString("<mark>" + text + "</mark>")
			default:
				b.WriteString("<mark>" + text + "<sup>" + p.No + "</sup></mark>")
			}
		}
		_, err := io.WriteString(w, b.String())
		return err
	})
}

// pieces cuts a sentence where advice is about its words, and numbers the cuts when there are several pieces of advice. Advice
// about the sentence as a whole marks nothing.
func pieces(text string, list []form.Advice) []piece {
	type edge struct{ from, to, no int }
	var marks []edge
	for i, a := range list {
		for _, w := range a.Words {
			whole := w.From <= 1 && w.To >= len(text)-2
			if w.From < 0 || w.From >= w.To || w.To > len(text) || whole || !utf8.RuneStart(text[w.From]) || w.To < len(text) && !utf8.RuneStart(text[w.To]) {
				continue
			}
			marks = append(marks, edge{w.From, w.To, i + 1})
		}
	}
	slices.SortStableFunc(marks, func(a, b edge) int { return a.from - b.from })
	var out []piece
	at := 0
	for _, m := range marks {
		if m.to <= at {
			continue
		}
		m.from = max(m.from, at)
		if m.from > at {
			out = append(out, piece{Text: text[at:m.from]})
		}
		p := piece{Text: text[m.from:m.to], Marked: true}
		if len(list) > 1 {
			p.No = strconv.Itoa(m.no)
		}
		out = append(out, p)
		at = m.to
	}
	if at > 0 && at < len(text) {
		out = append(out, piece{Text: text[at:]})
	}
	return out
}
