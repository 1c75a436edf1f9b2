package secret

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
)

// Lock makes a text unreadable for everybody who has not the key: fit for a column of the database.
func Lock(key, text string) string {
	box := boxOf(key)
	nonce := make([]byte, box.NonceSize())
	_, _ = rand.Read(nonce) // never fails: the program ends when the machine has no random numbers
	return base64.RawStdEncoding.EncodeToString(box.Seal(nonce, nonce, []byte(text), nil))
}

// Unlock gives the text back, if it was locked with the key and is whole.
func Unlock(key, locked string) (text string, sound bool) {
	body, err := base64.RawStdEncoding.DecodeString(locked)
	box := boxOf(key)
	if err != nil || key == "" || len(body) < box.NonceSize() {
		return "", false
	}
	plain, err := box.Open(nil, body[:box.NonceSize()], body[box.NonceSize():], nil)
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
