package secret

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
)

// Lock makes a text unreadable for everybody who has not the key: fit for a column of the database. It opens only as what it was locked
// as, so that one secret cannot be put in the place of another.
func Lock(key, what, text string) string {
	box := boxOf(key)
	nonce := make([]byte, box.NonceSize())
	_, _ = rand.Read(nonce) // never fails: the program ends when the machine has no random numbers
	return base64.RawStdEncoding.EncodeToString(box.Seal(nonce, nonce, []byte(text), []byte(what)))
}

// Unlock gives the text back, if it was locked with the key, as this, and is whole.
func Unlock(key, what, locked string) (text string, sound bool) {
	body, err := base64.RawStdEncoding.DecodeString(locked)
	box := boxOf(key)
	if err != nil || key == "" || len(body) < box.NonceSize() {
		return "", false
	}
	plain, err := box.Open(nil, body[:box.NonceSize()], body[box.NonceSize():], []byte(what))
	return string(plain), err == nil
}

// boxOf is AES-256 in Galois counter mode under a key of any length; both steps cannot fail with 32 bytes.
func boxOf(key string) cipher.AEAD {
	sum := sha256.Sum256([]byte(key))
	block, err := aes.NewCipher(sum[:])
	if err != nil {
		panic(err)
	}
	box, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	return box
}
