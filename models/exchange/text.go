package exchange

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Unreadable is why a file cannot be read. It stops the whole import; nothing is saved.
type Unreadable struct {
	File string
	Line int // 0: the file as a whole
	Say  string
}

func (u *Unreadable) Error() string {
	return fmt.Sprintf("%s: %s Nothing was saved; mend the file and import again.", at(u.File, u.Line), u.Say)
}

func at(file string, line int) string {
	if line == 0 {
		return file
	}
	return fmt.Sprintf("%s, line %d", file, line)
}

// decode gives a file's text as UTF-8. The note says when it was something else.
func decode(file string, raw []byte) (text []byte, note string, err error) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xEF, 0xBB, 0xBF}):
		raw = raw[3:]
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}), bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		text, err := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder().Bytes(raw)
		if err != nil || len(raw)%2 != 0 {
			return nil, "", &Unreadable{file, 0, "It begins as UTF-16 but does not go on so."}
		}
		return lines(text), "read as UTF-16", nil
	}
	if looksWide(raw) {
		return nil, "", &Unreadable{file, 0, "It looks like UTF-16 without its mark at the beginning. Save it as UTF-8."}
	}
	if utf8.Valid(raw) {
		return lines(raw), "", nil
	}
	bad, wide := firstBad(raw)
	if wide {
		return nil, "", &Unreadable{file, 1 + bytes.Count(raw[:bad], []byte{'\n'}), "It is UTF-8, but this line has bytes that are not. Save the file as UTF-8."}
	}
	text, err = charmap.Windows1252.NewDecoder().Bytes(raw)
	if err != nil {
		return nil, "", &Unreadable{file, 1 + bytes.Count(raw[:bad], []byte{'\n'}), "This line is neither UTF-8 nor Latin-1. Save the file as UTF-8."}
	}
	return lines(text), "read as Latin-1 (Windows-1252)", nil
}

// firstBad finds the first byte that is no UTF-8, and says whether other letters beyond ASCII are good UTF-8.
func firstBad(raw []byte) (bad int, wide bool) {
	bad = -1
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			if bad < 0 {
				bad = i
			}
		} else if n > 1 {
			wide = true
		}
		i += n
	}
	return bad, wide
}

// looksWide tells text whose every other byte is zero.
func looksWide(raw []byte) bool {
	start := raw[:min(len(raw), 400)]
	return len(start) > 8 && bytes.Count(start, []byte{0}) > len(start)/3
}

// lines makes the line ends of the old Macintosh ones that every reader knows.
func lines(text []byte) []byte {
	if !bytes.Contains(text, []byte{'\n'}) {
		return bytes.ReplaceAll(text, []byte{'\r'}, []byte{'\n'})
	}
	return text
}
