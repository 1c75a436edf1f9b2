package secret

import (
	_ "embed"
	"strings"
	"unicode/utf8"
)

// The shortest and the longest password there may be, in characters.
const (
	Shortest = 12
	Longest  = 1000
)

// The common passwords of twelve characters and more, from @zxcvbn-ts/language-common 4.1.3; its licence lies beside.
//
//go:embed common/passwords.txt
var list string

var common = func() map[string]bool {
	all := map[string]bool{}
	for _, word := range strings.Fields(list) {
		all[word] = true
	}
	return all
}()

// stems are the words that people lengthen with digits when they are asked for more characters.
var stems = []string{"throughline", "password", "passwort", "qwertyuiop", "qwerty", "welcome", "letmein", "iloveyou", "administrator", "changeme"}

// Weak says in one sentence why a password is too easy to guess, or nothing. The names are of the company, of the person and of their address:
// a password that is little more than one of them is refused. No kinds of characters are asked for.
func Weak(password string, names ...string) string {
	length := utf8.RuneCountInString(password)
	switch {
	case length < Shortest:
		return "Make the password at least 12 characters long. A few words in a row are easy to remember."
	case length > Longest:
		return "Keep the password to 1,000 characters."
	}
	small := strings.ToLower(password)
	switch {
	case common[small]:
		return "This password is one of the most common ones. Choose another; a few words in a row are easy to remember."
	case repeats(small) || runs(small):
		return "This password repeats or counts up, which is guessed first. Choose another; a few words in a row are easy to remember."
	}
	for _, name := range append(names, stems...) {
		name = strings.ToLower(strings.TrimSpace(name))
		for _, spelled := range []string{name, strings.Join(strings.Fields(name), "")} {
			if utf8.RuneCountInString(spelled) >= 4 && strings.Contains(small, spelled) &&
				utf8.RuneCountInString(strings.ReplaceAll(small, spelled, "")) < Shortest-4 {
				return "This password is little more than “" + name + "”, which is guessed first. Choose another; a few words in a row are easy to remember."
			}
		}
	}
	return ""
}

// repeats tells whether a text is a shorter one over and over, or has fewer than five different characters.
func repeats(s string) bool {
	different := map[rune]bool{}
	for _, r := range s {
		different[r] = true
	}
	if len(different) < 5 {
		return true
	}
	for n := 1; n <= len(s)/2; n++ {
		if strings.Repeat(s[:n], len(s)/n+1)[:len(s)] == s {
			return true
		}
	}
	return false
}

// runs tells whether each character follows the one before in the alphabet or in counting, up or down.
func runs(s string) bool {
	letters := []rune(s)
	up, down := 0, 0
	for i := 1; i < len(letters); i++ {
		switch letters[i] - letters[i-1] {
		case 1, -9:
			up++
		case -1, 9:
			down++
		}
	}
	return max(up, down) >= len(letters)-2
}
