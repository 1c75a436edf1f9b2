// Package scratch gives tests a PostgreSQL database of their own. It knows nothing of the product, so that the tests
// of every package may use it.
package scratch

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net/url"
	"os"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Setting names the environment variable with the address of a PostgreSQL server on which databases may be made and
// dropped. make test sets it.
const Setting = "THROUGHLINE_TEST_POSTGRES"

// Have tells whether there is a PostgreSQL server to test on.
func Have() bool { return os.Getenv(Setting) != "" }

// Postgres makes a database and gives its address; the database is dropped when the test ends. It is empty, or a copy
// of the database named template. Without a server the test fails.
func Postgres(t testing.TB, template ...string) string {
	t.Helper()
	if !Have() {
		t.Fatalf("%s is not set: run make test, which starts a PostgreSQL", Setting)
	}
	name := "test_" + Name()
	statement := "CREATE DATABASE " + pgx.Identifier{name}.Sanitize()
	for _, from := range template {
		statement += " TEMPLATE " + pgx.Identifier{from}.Sanitize()
	}
	Do(t, func(ctx context.Context, c *pgx.Conn) error {
		_, err := c.Exec(ctx, statement)
		return err
	})
	t.Cleanup(func() {
		Do(t, func(ctx context.Context, c *pgx.Conn) error {
			_, err := c.Exec(ctx, "DROP DATABASE "+pgx.Identifier{name}.Sanitize()+" WITH (FORCE)")
			return err
		})
	})
	return Address(t, name)
}

// Name is a random part of a database's name.
func Name() string {
	var b [8]byte
	_, _ = rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// Address is that of one database on the server.
func Address(t testing.TB, name string) string {
	t.Helper()
	u, err := url.Parse(os.Getenv(Setting))
	if err != nil {
		t.Fatalf("%s is no address", Setting)
	}
	u.Path = "/" + name
	return u.String()
}

// Do runs work on the server's first database, on a connection of its own.
func Do(t testing.TB, work func(ctx context.Context, c *pgx.Conn) error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c, err := pgx.Connect(ctx, os.Getenv(Setting))
	if err != nil {
		t.Fatalf("reach the test PostgreSQL: %v", err)
	}
	defer func() { _ = c.Close(ctx) }()
	if err := work(ctx, c); err != nil {
		t.Fatalf("test PostgreSQL: %v", err)
	}
}
