// Package secret keeps secrets: password hashes and random tokens. It knows no database and no HTTP.
package secret

import (
	"context"
	"sync"

	"github.com/alexedwards/argon2id"
)

// cost is what one password costs to check: 19 MiB and two passes of argon2id.
var cost = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// turns bounds how many passwords are hashed at once, so that a crowd at the door takes time and not all the memory.
var turns = make(chan struct{}, 4)

// nobody is the hash that a password for an unknown account is held against, so that the answer takes as long as for a known one.
var nobody = sync.OnceValue(func() string {
	hash, err := argon2id.CreateHash(Token(), cost)
	if err != nil {
		panic("secret: " + err.Error()) // the machine has no random numbers: nothing can be kept secret on it
	}
	return hash
})

// Hash is what is stored of a password. It waits for its turn until ctx ends.
func Hash(ctx context.Context, password string) (string, error) {
	if err := turn(ctx); err != nil {
		return "", err
	}
	defer done()
	return argon2id.CreateHash(password, cost)
}

// Matches tells whether a password is the one behind a hash. Without a hash the answer is no, in the same time.
func Matches(ctx context.Context, password, hash string) (bool, error) {
	against := hash
	if against == "" {
		against = nobody()
	}
	if err := turn(ctx); err != nil {
		return false, err
	}
	defer done()
	same, err := argon2id.ComparePasswordAndHash(password, against)
	return same && hash != "", err
}

func turn(ctx context.Context) error {
	select {
	case turns <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func done() { <-turns }
