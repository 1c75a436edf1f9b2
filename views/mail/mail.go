// Package mail puts letters in words: as plain text, and as HTML that needs no image and no style.
package mail

import (
	"bytes"
	"context"
	"strings"

	"throughline/models"
	"throughline/views/link"
)

// letter is a letter with the addresses it needs.
type letter struct {
	*models.Letter
	base string // the address in links
	stop string // ends mail of this kind; empty: it cannot be ended
}

// Of gives a letter as plain text and as HTML. Base is the address in links, stop the link that ends mail of its kind, or nothing.
func Of(base string, l *models.Letter, stop string) (text, html string, err error) {
	one := letter{l, base, stop}
	var b bytes.Buffer
	err = one.page().Render(context.Background(), &b)
	return one.text(), b.String(), err
}

// href is where a line leads; empty when what it is about has no page.
func (l letter) href(line models.LetterLine) string {
	if path := link.NoticeOf(line.Kind, line.Ref, line.Part); path != "" {
		return l.base + path
	}
	return ""
}

func (l letter) choices() string { return l.base + link.NoticeChoices() }

func (l letter) greeting() string {
	if l.To == "" {
		return "Hello,"
	}
	return "Hello " + l.To + ","
}

// why says at the foot why the person gets it.
func (l letter) why() string {
	switch l.Kind {
	case models.LetterDigest:
		return "You get this page on Monday mornings when there is something in it."
	case models.LetterHourly:
		return "What came together within an hour comes in one mail."
	case models.LetterTest:
		return "Somebody pressed “Send me a test” in Throughline’s settings."
	}
	return "You get this at once because you chose so, or because you chose nothing else."
}

// lead is the sentence at the top, where the letter has none of its own.
func (l letter) lead() string {
	switch {
	case l.Lead != "":
		return l.Lead
	case l.Kind == models.LetterDigest:
		return "This is your week."
	}
	return ""
}

func (l letter) text() string {
	var b strings.Builder
	b.WriteString(l.greeting() + "\n\n")
	if lead := l.lead(); lead != "" {
		b.WriteString(lead + "\n\n")
	}
	for _, p := range l.Parts {
		if p.Title != "" {
			b.WriteString(strings.ToUpper(p.Title) + "\n\n")
		}
		for _, line := range p.Lines {
			b.WriteString("* " + line.Title + "\n")
			if line.Say != "" {
				b.WriteString("  " + line.Say + "\n")
			}
			if line.Because != "" {
				b.WriteString("  You are told because " + line.Because + ".\n")
			}
			if href := l.href(line); href != "" {
				b.WriteString("  " + href + "\n")
			}
			b.WriteString("\n")
		}
	}
	b.WriteString("-- \n" + l.why() + "\n")
	if l.stop != "" {
		b.WriteString("Choose what you are mailed: " + l.choices() + "\nStop mail of this kind: " + l.stop + "\n")
	}
	return b.String()
}
