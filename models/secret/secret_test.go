package secret

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"
)

func TestAPasswordMatchesItsOwnHashOnly(t *testing.T) {
	ctx := context.Background()
	hash, err := Hash(ctx, "four quiet winter boats")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") || strings.Contains(hash, "boats") {
		t.Fatal(hash)
	}
	for typed, want := range map[string]bool{"four quiet winter boats": true, "four quiet winter boat": false, "": false, "Four quiet winter boats": false} {
		if got, err := Matches(ctx, typed, hash); err != nil || got != want {
			t.Errorf("%q: %v %v", typed, got, err)
		}
	}
	// bcrypt would cut this at 72 bytes
	long := strings.Repeat("ab cd ", 100)
	hash, _ = Hash(ctx, long+"x")
	if got, _ := Matches(ctx, long+"y", hash); got {
		t.Error("the end of a long password does not count")
	}
}

func TestWithoutAHashTheAnswerIsNoAndTakesAsLong(t *testing.T) {
	ctx := context.Background()
	hash, _ := Hash(ctx, "four quiet winter boats")
	_, _ = Matches(ctx, "warm up", "")
	took := func(hash string) time.Duration {
		best := time.Hour
		for range 5 {
			began := time.Now()
			if got, err := Matches(ctx, "wrong wrong wrong", hash); got || err != nil {
				t.Fatal(got, err)
			}
			best = min(best, time.Since(began))
		}
		return best
	}
	known, unknown := took(hash), took("")
	if unknown < known/2 || unknown > known*2 {
		t.Fatalf("known account %v, unknown %v", known, unknown)
	}
}

func TestHashingWaitsForItsTurnNoLongerThanTheRequest(t *testing.T) {
	for range cap(turns) {
		turns <- struct{}{}
	}
	defer func() {
		for range cap(turns) {
			<-turns
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	if _, err := Hash(ctx, "anything at all"); err == nil {
		t.Fatal("hashed without a turn")
	}
}

func TestTokensAreRandomAndFitForAnAddress(t *testing.T) {
	fit, seen := regexp.MustCompile(`^[A-Za-z0-9_-]{43}$`), map[string]bool{}
	for range 1000 {
		token := Token()
		if !fit.MatchString(token) || seen[token] {
			t.Fatal(token)
		}
		seen[token] = true
	}
	if code := Code(); !regexp.MustCompile(`^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$`).MatchString(code) {
		t.Fatal(code)
	}
	if Fingerprint("a") == Fingerprint("b") || !Same("a", "a") || Same("a", "b") || Same("a", "") {
		t.Fatal("fingerprints")
	}
}

func TestEasyPasswordsAreRefusedWithTheReason(t *testing.T) {
	for password, why := range map[string]string{
		"short":                           "at least 12",
		"elevenchars":                     "at least 12",
		strings.Repeat("x y z w v ", 101): "1,000",
		"1qaz2wsx3edc4rfv":                "most common",
		"QWERTY123456":                    "most common",
		"aaaaaaaaaaaa":                    "repeats",
		"blue12blue12blue12":              "repeats",
		"abcdefghijklm":                   "counts up",
		"09876543210987":                  "counts up",
		"Throughline2026!":                "throughline",
		"password-1234":                   "password",
		"Fjord IT 2026":                   "fjord it",
		"fjordit202611":                   "fjord it",
		"maja.holm2026":                   "maja.holm",
		"four quiet winter boats":         "",
		"throughline runs through four old houses": "",
		"жёлтая лодка зимой":                       "",
		"👩‍👩‍👧‍👦 zwölf Boote":                      "",
		"            a b c d":                      "",
	} {
		got := Weak(password, "Fjord IT", "maja.holm", "", "Bo")
		if (why == "") != (got == "") || !strings.Contains(got, why) {
			t.Errorf("%q: %q, want %q", password, got, why)
		}
	}
}
