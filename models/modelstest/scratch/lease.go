package scratch

import (
	"context"
	"fmt"
	"os"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
)

// leases are the databases that this test binary holds, each by a connection with a lock that ends with the binary. Copying a
// template takes the server a fifth of a second and more; emptying a copy takes it a few milliseconds.
var leases struct {
	sync.Mutex
	free []*lease
}

type lease struct {
	name string
	lock *pgx.Conn // to the server's first database, where all test binaries meet
}

// Lease gives the address of a database that is like a new copy of a template without rows. When the test ends it is emptied
// and used again: by later tests, and by later test binaries.
func Lease(t testing.TB, template string) string {
	t.Helper()
	l := take(t, template)
	t.Cleanup(func() {
		leases.Lock()
		defer leases.Unlock()
		leases.free = append(leases.free, l)
	})
	if err := empty(t, l.name); err != nil {
		t.Fatalf("empty the test database: %v", err)
	}
	return Address(t, l.name)
}

func take(t testing.TB, template string) *lease {
	t.Helper()
	leases.Lock()
	defer leases.Unlock()
	if n := len(leases.free); n > 0 {
		l := leases.free[n-1]
		leases.free = leases.free[:n-1]
		return l
	}
	ctx := context.Background()
	c, err := pgx.Connect(ctx, os.Getenv(Setting))
	if err != nil {
		t.Fatalf("reach the test PostgreSQL: %v", err)
	}
	for n := 1; ; n++ {
		name := fmt.Sprintf("%s_copy_%d", template, n)
		var mine, there bool
		err := c.QueryRow(ctx, "SELECT pg_try_advisory_lock(hashtext($1)), EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)", name).Scan(&mine, &there)
		if err == nil && mine && !there {
			_, err = c.Exec(ctx, "CREATE DATABASE "+pgx.Identifier{name}.Sanitize()+" TEMPLATE "+pgx.Identifier{template}.Sanitize())
		}
		if err != nil {
			t.Fatalf("copy the test database: %v", err)
		}
		if mine {
			return &lease{name: name, lock: c}
		}
	}
}

// empty takes every row out of a database but the record of its schema, whatever the rows hold on to, and ends what is left of
// connections to it. The server's own cleaning goes on: ended each time, it would never come to its end, and the rows of all tests
// before would be passed over in each one after.
func empty(t testing.TB, name string) error {
	t.Helper()
	ctx := context.Background()
	c, err := pgx.Connect(ctx, Address(t, name))
	if err != nil {
		return err
	}
	defer func() { _ = c.Close(ctx) }()
	_, err = c.Exec(ctx, `DO $$
		DECLARE name text;
		BEGIN
			PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend';
			PERFORM set_config('session_replication_role', 'replica', true);
			FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'goose_db_version' LOOP
				EXECUTE format('DELETE FROM %I', name);
			END LOOP;
		END $$`)
	return err
}
