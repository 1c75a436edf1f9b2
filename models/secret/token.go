package secret

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
)

// Token is a new random secret of 256 bits, fit for a cookie or an address.
func Token() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails: the program ends when the machine has no random numbers
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// Fingerprint is what is stored of a token: whoever reads the table cannot use it.
func Fingerprint(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// Code is a new random secret that a person can type: 12 letters and digits in groups of four, about 60 bits.
func Code() string {
	const letters = "abcdefghjkmnpqrstuvwxyz23456789" // without i, l, o, 0 and 1, which look alike
	var out []byte
	for len(out) < 14 {
		if len(out) == 4 || len(out) == 9 {
			out = append(out, '-')
		}
		var b [1]byte
		_, _ = rand.Read(b[:])
		if int(b[0]) < 256/len(letters)*len(letters) {
			out = append(out, letters[int(b[0])%len(letters)])
		}
	}
	return string(out)
}

// Same compares two secrets in a time that tells nothing about them.
func Same(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}
