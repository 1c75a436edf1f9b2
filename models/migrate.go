package models

import (
	"context"
	"fmt"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"throughline/migrations"
)

// migrate brings the schema up to date before anything else runs. A database made by a newer program is refused.
func (db *DB) migrate(ctx context.Context) error {
	provider, err := db.migrations()
	if err != nil {
		return err
	}
	sources := provider.ListSources()
	newest := sources[len(sources)-1].Version
	has, err := provider.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("cannot read the schema version: %w", err)
	}
	if has > newest {
		return fmt.Errorf("this database was made by a newer Throughline (schema %d, this program knows %d): use the newer program", has, newest)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("cannot bring the schema up to date: %w", err)
	}
	return nil
}

// migrateDown takes the schema back to nothing; only the tests use it, to show that each step can be undone.
func (db *DB) migrateDown(ctx context.Context) error {
	provider, err := db.migrations()
	if err != nil {
		return err
	}
	_, err = provider.DownTo(ctx, 0)
	return err
}

func (db *DB) migrations() (*goose.Provider, error) {
	files, err := migrations.For(db.dialect)
	if err != nil {
		return nil, err
	}
	pool, err := db.write.DB()
	if err != nil {
		return nil, err
	}
	if db.dialect == "sqlite" {
		return goose.NewProvider(goose.DialectSQLite3, pool, files)
	}
	// Two programs may start at once on PostgreSQL; one waits for the other.
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300)) // asks each second, for five minutes
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectPostgres, pool, files, goose.WithSessionLocker(locker))
}
