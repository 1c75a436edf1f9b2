package secret

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

// Seal gives a text, readable, with a seal that only who has the key can make: fit for an address.
func Seal(key, text string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(text)) + "." + base64.RawURLEncoding.EncodeToString(sealOf(key, text))
}

// Unseal gives the text back, if its seal was made with the key. Without a key nothing is sound.
func Unseal(key, sealed string) (text string, sound bool) {
	body, mac, found := strings.Cut(sealed, ".")
	if !found || key == "" || len(sealed) > 1000 {
		return "", false
	}
	plain, err := base64.RawURLEncoding.DecodeString(body)
	if err != nil {
		return "", false
	}
	given, err := base64.RawURLEncoding.DecodeString(mac)
	if err != nil || !hmac.Equal(given, sealOf(key, string(plain))) {
		return "", false
	}
	return string(plain), true
}

func sealOf(key, text string) []byte {
	h := hmac.New(sha256.New, []byte(key))
	h.Write([]byte(text))
	return h.Sum(nil)
}
