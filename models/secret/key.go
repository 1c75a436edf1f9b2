package secret

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Key is the key that the secrets of an installation are locked with. It stands outside the database, so that a copy of the database
// alone opens nothing. Its zero value has none.
type Key struct {
	Given string // the key itself, as the environment says it; it counts more than a file
	File  string // the file that it stands in
	Own   bool   // the file is the program's: made with the first secret, and nobody else may read it

	mu   sync.Mutex
	read string
}

// LeastKey is how many characters a key has at least.
const LeastKey = 32

// mostKey is how much of a key file is read.
const mostKey = 4096

// NoKey says in a sentence why there is no key, and what to do.
type NoKey string

func (n NoKey) Error() string { return string(n) }

const howKey = " Put a random text of at least 32 characters into THROUGHLINE_KEY, or into a file that --key-file names, and start the program again. openssl rand -base64 32 makes one."

// Check says why nothing could be locked now; nil when there is a key or one will be made.
func (k *Key) Check() error {
	if _, err := k.get(); err != nil && (!k.Own || !errors.Is(err, fs.ErrNotExist)) {
		return k.say(err)
	}
	return nil
}

// Lock locks a text as what it is. The first secret makes the program's own key file.
func (k *Key) Lock(what, text string) (string, error) {
	key, err := k.get()
	if k.Own && errors.Is(err, fs.ErrNotExist) {
		if err = k.make(); err == nil {
			key, err = k.get()
		}
	}
	if err != nil {
		return "", k.say(err)
	}
	return mark(key) + Lock(key, what, text), nil
}

// Unlock gives a text back that was locked as this. A text that was locked with another key, or is damaged, is not sound.
func (k *Key) Unlock(what, locked string) (text string, sound bool, err error) {
	key, err := k.get()
	if k.Own && errors.Is(err, fs.ErrNotExist) {
		return "", false, nil
	}
	if err != nil {
		return "", false, k.say(err)
	}
	body, ours := strings.CutPrefix(locked, mark(key))
	if !ours {
		return "", false, nil
	}
	text, sound = Unlock(key, what, body)
	return text, sound, nil
}

// Locked tells whether a text was locked with any such key.
func Locked(text string) bool {
	return strings.HasPrefix(text, form)
}

// form begins all that a Key locked; a short mark of the key follows, so that a secret of another key is known without trying.
const form = "k1."

func mark(key string) string { return form + Fingerprint("mark of " + key)[:8] + "." }

func (k *Key) get() (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch {
	case k.Given != "":
		return long(k.Given, "THROUGHLINE_KEY")
	case k.read != "":
		return k.read, nil
	case k.File == "":
		return "", NoKey("Secrets are kept locked, and there is no key to lock them with." + howKey)
	}
	info, err := os.Stat(k.File)
	if err != nil {
		return "", err
	}
	if k.Own && info.Mode().Perm()&0o077 != 0 {
		return "", NoKey("The key file " + k.File + " may be read by others. Run chmod 600 on it, and try again.")
	}
	if !info.Mode().IsRegular() || info.Size() > mostKey {
		return "", NoKey("The key file " + k.File + " is no file with a key." + howKey)
	}
	body, err := os.ReadFile(k.File)
	if err != nil {
		return "", err
	}
	if k.read, err = long(string(body), "The key file "+k.File); err != nil {
		return "", err
	}
	return k.read, nil
}

func long(key, where string) (string, error) {
	if key = strings.TrimSpace(key); len(key) < LeastKey {
		return "", NoKey(where + " holds a key that is too short." + howKey)
	}
	return key, nil
}

// make writes the program's own key file. When two programs do so at once, the first one's counts for both.
func (k *Key) make() error {
	f, err := os.CreateTemp(filepath.Dir(k.File), ".throughline-*") // only its owner can read it
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString(Token() + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Link(f.Name(), k.File); err == nil || errors.Is(err, fs.ErrExist) {
		return nil
	}
	return os.Rename(f.Name(), k.File) // a file system without links
}

// say is why there is no key as a sentence.
func (k *Key) say(err error) error {
	var known NoKey
	if errors.As(err, &known) {
		return known
	}
	return NoKey("The key file " + k.File + " cannot be read or made." + howKey)
}
