package secret_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"throughline/models/secret"
)

const given = "a key of thirty-two characters or more"

func TestASecretOpensOnlyWithItsKeyAndAsWhatItIs(t *testing.T) {
	k := &secret.Key{Given: given}
	locked, err := k.Lock("chat.address", "https://hooks.example.com/geheim")
	if err != nil || strings.Contains(locked, "geheim") || !secret.Locked(locked) {
		t.Fatal(locked, err)
	}
	if text, sound, err := k.Unlock("chat.address", locked); text != "https://hooks.example.com/geheim" || !sound || err != nil {
		t.Error(text, sound, err)
	}
	if again, _ := k.Lock("chat.address", "https://hooks.example.com/geheim"); again == locked {
		t.Error("two secrets with one text look alike")
	}
	other := &secret.Key{Given: strings.ToUpper(given)}
	for name, try := range map[string]struct {
		key          *secret.Key
		what, locked string
	}{
		"as another thing": {k, "webhook.secret", locked}, "with another key": {other, "chat.address", locked}, "damaged": {k, "chat.address", locked[:len(locked)-4] + "AAAA"},
		"cut": {k, "chat.address", locked[:20]}, "in the open": {k, "chat.address", "https://hooks.example.com/geheim"}, "empty": {k, "chat.address", ""},
	} {
		if text, sound, err := try.key.Unlock(try.what, try.locked); sound || text != "" || err != nil {
			t.Errorf("%s it opens as %q, %v", name, text, err)
		}
	}
}

func TestTheProgramsOwnKeyFileIsMadeWithTheFirstSecretAndOnlyOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "throughline.key")
	first := &secret.Key{File: file, Own: true}
	if err := first.Check(); err != nil {
		t.Error(err)
	}
	if _, sound, err := first.Unlock("x", "k1.00000000.AAAA"); sound || err != nil {
		t.Error(sound, err)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("reading made a key")
	}
	var all sync.WaitGroup
	locked := make([]string, 8)
	for i := range locked { // as many programs at once
		all.Go(func() { locked[i], _ = (&secret.Key{File: file, Own: true}).Lock("x", "y") })
	}
	all.Wait()
	for _, l := range locked {
		if text, sound, err := first.Unlock("x", l); text != "y" || !sound || err != nil {
			t.Error(text, sound, err)
		}
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info, err)
	}
	if rest, _ := os.ReadDir(filepath.Dir(file)); len(rest) != 1 {
		t.Errorf("%v lie there", rest)
	}
}

func TestWithoutAKeyNothingIsLockedAndTheReasonSaysWhatToDo(t *testing.T) {
	folder := t.TempDir()
	put := func(name, text string, mode os.FileMode) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for say, k := range map[string]*secret.Key{
		"there is no key": {},
		"THROUGHLINE_KEY holds a key that is too short": {Given: "short"},
		"gone cannot be read or made":                   {File: filepath.Join(folder, "gone")},
		"short holds a key that is too short":           {File: put("short", "short\n", 0o600)},
		"may be read by others":                         {File: put("loose", given, 0o644), Own: true},
		"is no file with a key":                         {File: put("large", strings.Repeat("x", 1<<16), 0o600)},
		"folder cannot be read or made":                 {File: filepath.Join(folder, "no", "folder"), Own: true},
	} {
		_, err := k.Lock("x", "y")
		if err == nil || !strings.Contains(err.Error(), say) || strings.Contains(err.Error(), given) {
			t.Errorf("%q is not said: %v", say, err)
		}
		if wrong := k.Check(); wrong == nil && !k.Own {
			t.Errorf("%q is found only when something is locked", say)
		}
	}
	k := &secret.Key{File: put("shared", given+"\n", 0o444)}
	if _, err := k.Lock("x", "y"); err != nil {
		t.Errorf("a file that was named is not read: %v", err)
	}
}
