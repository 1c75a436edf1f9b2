package models

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"throughline/models/secret"
)

// DB is the company's one database: a writer and readers. Nobody outside this package holds a connection;
// work goes through Read and Write.
type DB struct {
	write, read *gorm.DB
	revision    *sql.Stmt
	shared      shared
	dialect     string
	path        string
	address     string // of PostgreSQL, with its settings
	key         *secret.Key
	now         func() time.Time
	program     string        // names this opening of the database to other programs
	serverTime  bool          // work is timed by the clock of the database server
	work        chan struct{} // holds one signal after work was enqueued
}

// Options are what a program may choose when it opens the database.
type Options struct {
	Now func() time.Time // the clock everything uses; the machine's own when nil
	Log *slog.Logger     // slow or failed statements, without their values; discarded when nil

	Key     string // what secrets are sealed with, at least secret.LeastKey characters
	KeyFile string // the file with that key; when both are empty SQLite has one beside its file, and PostgreSQL none
}

const (
	writeLimit = 20 * time.Second // a write that takes longer is given up and rolled back
	readLimit  = 15 * time.Second
	readers    = 6
	statements = 200 // that each connection keeps ready
)

// Open opens the database at an address, "sqlite:PATH" or "postgres://…", and brings its schema up to date.
// The folder of an SQLite file is made when missing; the file is readable by its owner only.
func Open(ctx context.Context, address string, opt Options) (*DB, error) {
	db := &DB{now: opt.Now, program: NewID(), work: make(chan struct{}, 1), key: &secret.Key{Given: opt.Key, File: opt.KeyFile}}
	if db.now == nil {
		db.now = time.Now
	}
	var err error
	switch {
	case strings.HasPrefix(address, "sqlite:"):
		err = db.openSQLite(ctx, strings.TrimPrefix(address, "sqlite:"), opt)
	case strings.HasPrefix(address, "postgres://"), strings.HasPrefix(address, "postgresql://"):
		err = db.openPostgres(ctx, address, opt)
	default:
		err = fmt.Errorf("the database address %q must begin with sqlite: or postgres://", hidePassword(address))
	}
	if err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

func (db *DB) openSQLite(ctx context.Context, path string, opt Options) error {
	if path == "" || strings.ContainsAny(path, "?#") {
		return fmt.Errorf("give a file after sqlite:, without ? or #")
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("cannot make the folder of the database: %w", err)
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("cannot open the database file: %w", err)
	}
	file.Close()
	db.dialect, db.path = "sqlite", path
	if opt.Key == "" && opt.KeyFile == "" {
		db.key = &secret.Key{File: strings.TrimSuffix(path, ".db") + ".key", Own: true}
	}
	base := "file:" + (&url.URL{Path: path}).EscapedPath() + "?_journal_mode=WAL&_synchronous=FULL&_busy_timeout=10000&_foreign_keys=1&_stmt_cache_size=" + strconv.Itoa(statements)
	if db.write, err = open(sqlite.Open(base+"&_txlock=immediate"), 1, opt); err != nil {
		return err
	}
	if err := db.migrate(ctx); err != nil {
		return err
	}
	if db.read, err = open(sqlite.Open(base+"&_query_only=1"), readers, opt); err != nil {
		return err
	}
	return errors.Join(db.countTasks(ctx), db.prepareRevision(ctx))
}

func (db *DB) openPostgres(ctx context.Context, address string, opt Options) error {
	u, err := url.Parse(address)
	if err != nil {
		return fmt.Errorf("the database address cannot be read")
	}
	q := u.Query()
	for name, value := range map[string]string{
		"statement_timeout": "20000", "lock_timeout": "10000", "idle_in_transaction_session_timeout": "60000", "timezone": "UTC",
		"jit": "off", // every statement here is short: compiling one takes longer than it, and on old statistics the server does so by mistake
	} {
		if !q.Has(name) {
			q.Set(name, value)
		}
	}
	u.RawQuery = q.Encode()
	db.dialect, db.address, db.serverTime = "postgres", u.String(), opt.Now == nil
	if db.write, err = open(postgres.Open(db.address), 12, opt); err != nil {
		return fmt.Errorf("cannot reach the database at %s: %w", hidePassword(address), err)
	}
	db.read = db.write
	if err := db.migrate(ctx); err != nil {
		return err
	}
	return errors.Join(db.countTasks(ctx), db.prepareRevision(ctx))
}

func open(d gorm.Dialector, connections int, opt Options) (*gorm.DB, error) {
	var log logger.Interface = logger.Discard
	if opt.Log != nil {
		log = logger.New(slog.NewLogLogger(opt.Log.Handler(), slog.LevelWarn), logger.Config{
			SlowThreshold: 500 * time.Millisecond, LogLevel: logger.Warn, IgnoreRecordNotFoundError: true, ParameterizedQueries: true,
		})
	}
	g, err := gorm.Open(d, &gorm.Config{
		Logger: log, TranslateError: true, SkipDefaultTransaction: true, FullSaveAssociations: false, DisableForeignKeyConstraintWhenMigrating: true,
	})
	if err != nil {
		return nil, err
	}
	pool, err := g.DB()
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	return g, noteTouched(g)
}

// Close ends all connections. Work under way is rolled back.
func (db *DB) Close() error {
	var errs []error
	if db.revision != nil {
		errs = append(errs, db.revision.Close())
	}
	for _, g := range []*gorm.DB{db.read, db.write} {
		if g == nil {
			continue
		}
		if pool, err := g.DB(); err == nil {
			errs = append(errs, pool.Close())
		}
	}
	return errors.Join(errs...)
}

// Dialect is "sqlite" or "postgres".
func (db *DB) Dialect() string { return db.dialect }

// Now is the clock of this database, UTC, cut to microseconds, the finest both databases keep.
func (db *DB) Now() time.Time { return db.now().UTC().Truncate(time.Microsecond) }

// Ready tells whether the database answers, for the health page.
func (db *DB) Ready(ctx context.Context) error {
	return db.read.WithContext(ctx).Exec("SELECT 1").Error
}

// Read runs f on one unchanging picture of the database. Nothing can be written through it.
func (db *DB) Read(ctx context.Context, who Who, f func(*Read) error) error {
	ctx, cancel := limit(ctx, readLimit)
	defer cancel()
	opts := &sql.TxOptions{ReadOnly: true}
	if db.dialect == "postgres" {
		opts.Isolation = sql.LevelRepeatableRead
	} else {
		opts = nil
	}
	return ended(ctx, db.read.WithContext(ctx).Transaction(func(g *gorm.DB) error {
		return f(&Read{g: g, ctx: ctx, Now: db.Now(), Who: who, shared: &db.shared, key: db.key, serverTime: db.serverTime})
	}, opts))
}

// ended says that nobody waits any more, or that the time is up, where the end of the transaction follows from that.
func ended(ctx context.Context, err error) error {
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// Write runs f as one transaction with one clock: all of it is kept, or nothing. Inside f only tx exists;
// using the database itself there would wait for ever.
func (db *DB) Write(ctx context.Context, who Who, f func(*Tx) error) error {
	return db.Note(ctx, who, func(tx *Tx) error {
		if err := f(tx); err != nil {
			return err
		}
		return tx.change()
	})
}

// Note is Write for what no page shows that a browser may keep: that a session was used. The revision stays.
func (db *DB) Note(ctx context.Context, who Who, f func(*Tx) error) error {
	ctx, cancel := limit(ctx, writeLimit)
	defer cancel()
	touched := new(parts)
	ctx = context.WithValue(ctx, touchedKey{}, touched)
	poked := false
	err := db.write.WithContext(ctx).Transaction(func(g *gorm.DB) error {
		tx := &Tx{Read: Read{g: g, ctx: ctx, Now: db.Now(), Who: who, shared: &db.shared, key: db.key, touched: touched, serverTime: db.serverTime}, program: db.program}
		err := f(tx)
		poked = tx.pokes
		return err
	})
	if err == nil && poked {
		db.wake()
	}
	return ended(ctx, err)
}

// limit gives work a deadline unless the caller has set one.
func limit(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	if _, has := ctx.Deadline(); has {
		return ctx, func() {}
	}
	return context.WithTimeout(ctx, d)
}

func hidePassword(address string) string {
	if u, err := url.Parse(address); err == nil {
		return u.Redacted()
	}
	return "…"
}

// FoldJournal writes the journal of a SQLite file back into it and empties it, so that it does not grow without end. It keeps others from
// writing for a fifth of a second at most: while somebody reads something old, it leaves that for the next time.
func (db *DB) FoldJournal(ctx context.Context) error {
	pool, err := db.write.DB()
	if err != nil {
		return err
	}
	c, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	if _, err := c.ExecContext(ctx, "PRAGMA busy_timeout = 200"); err != nil {
		return err
	}
	_, err = c.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	_, back := c.ExecContext(context.WithoutCancel(ctx), "PRAGMA busy_timeout = 10000")
	return errors.Join(err, back)
}
