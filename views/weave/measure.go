package weave

import (
	"strings"
	"unicode"
)

// Face is a typeface whose widths are known: those of its plain letters, in thousandths of its size, from the space on.
type Face struct {
	wide  []int
	other int // of every other letter
}

// The two faces of the house. Where a reader has neither, the usual ones in their place are about as wide.
var (
	Sans = Face{[]int{260, 278, 355, 696, 560, 889, 722, 238, 333, 333, 399, 584, 278, 333, 278, 419, 560, 560, 560, 560, 560, 560, 560, 560, 560, 560, 333, 333, 584, 584, 584, 560, 900, 690,
		680, 715, 700, 630, 590, 755, 705, 266, 555, 685, 560, 848, 703, 765, 620, 780, 635, 620, 600, 690, 661, 956, 660, 640, 602, 306, 368, 306, 588, 504, 318, 550, 596, 538, 596, 550, 342, 565, 584, 257,
		257, 551, 275, 862, 584, 590, 596, 596, 403, 513, 357, 584, 542, 765, 544, 542, 485, 325, 271, 325, 572}, 640}
	Serif = Face{[]int{237, 289, 381, 525, 518, 932, 728, 182, 362, 362, 458, 534, 302, 320, 302, 341, 529, 529, 529, 529, 529, 529, 529, 529, 529, 529, 302, 302, 534, 534, 534, 414, 834, 712,
		653, 662, 739, 638, 612, 723, 814, 376, 381, 710, 618, 935, 768, 738, 621, 738, 690, 544, 632, 758, 709, 1005, 672, 667, 586, 335, 341, 335, 534, 514, 400, 541, 619, 520, 614, 533, 369, 557, 641, 329,
		303, 594, 329, 955, 643, 579, 622, 601, 456, 465, 359, 628, 579, 836, 569, 586, 490, 359, 290, 359, 534}, 700}
)

// Width is how wide a text is at a size.
func (f Face) Width(text string, size float64) float64 {
	sum := 0
	for _, r := range text {
		switch {
		case r >= ' ' && int(r-' ') < len(f.wide):
			sum += f.wide[r-' ']
		case unicode.Is(unicode.Mn, r):
		case r >= 0x2e80:
			sum += 1000
		default:
			sum += f.other
		}
	}
	return float64(sum) * size / 1000
}

// Lines breaks a text into at most some lines of a width. What does not fit ends in an ellipsis.
func (f Face) Lines(text string, size, width float64, most int) []string {
	words := strings.Fields(text)
	var lines []string
	line := ""
	for i, word := range words {
		longer := strings.TrimSpace(line + " " + word)
		if f.Width(longer, size) <= width || line == "" && len(lines) < most-1 && f.Width(word, size) <= width {
			line = longer
			continue
		}
		if len(lines) == most-1 || most == 1 {
			return append(lines, f.Cut(strings.TrimSpace(line+" "+strings.Join(words[i:], " ")), size, width))
		}
		if line != "" {
			lines = append(lines, line)
		}
		if line = word; f.Width(word, size) > width {
			line = f.Cut(word, size, width)
		}
		if len(lines) == most-1 && f.Width(line, size) > width {
			return append(lines, f.Cut(line, size, width))
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// Cut shortens a text to a width, with an ellipsis where something is left out.
func (f Face) Cut(text string, size, width float64) string {
	if f.Width(text, size) <= width {
		return text
	}
	letters := []rune(text)
	for n := min(len(letters), 400); n > 0; n-- {
		cut := strings.TrimRight(string(letters[:n]), " ,.;:–-") + "…"
		if f.Width(cut, size) <= width {
			return cut
		}
	}
	return "…"
}
