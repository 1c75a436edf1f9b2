package models

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
)

// backupLimit is how long a backup or a restore may take.
const backupLimit = time.Hour

// Backup writes a whole copy of a SQLite database into a new file while the program runs; only its owner can read it. The file
// appears when it is complete and has been checked.
func (db *DB) Backup(ctx context.Context, file string) error {
	if db.dialect != "sqlite" {
		return AgainstRule("This database is PostgreSQL. Back it up with pg_dump, which copies it whole while it runs.")
	}
	if err := notThere(file); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, backupLimit)
	defer cancel()
	return appear(file, func(part string) error {
		if err := db.write.WithContext(ctx).Exec("VACUUM INTO ?", part).Error; err != nil {
			return fmt.Errorf("the backup could not be written: %w", err)
		}
		return check(ctx, part)
	})
}

// Restore puts a backup where there is no database yet. A damaged file, and one that is no Throughline database, are refused.
// Everybody signs in again, and one-time links and calendar addresses are made anew: what ended or was used after the backup was made must not live on.
func Restore(ctx context.Context, file, address string) error {
	path, ok := strings.CutPrefix(address, "sqlite:")
	if !ok {
		return AgainstRule("A backup goes into SQLite. Bring PostgreSQL back with pg_restore or psql from its own dump.")
	}
	for _, p := range []string{path, path + "-wal"} {
		if err := notThere(p); err != nil {
			return err
		}
	}
	if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() {
		return AgainstRule("There is no file " + file + " that can be read.")
	}
	if info, err := os.Stat(file + "-wal"); err == nil && info.Size() > 0 {
		return AgainstRule("This is a database at work, and a part of it lies beside it. Make a backup of it with throughline backup and restore that.")
	}
	ctx, cancel := context.WithTimeout(ctx, backupLimit)
	defer cancel()
	if err := check(ctx, file); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("cannot make the folder of the database: %w", err)
	}
	return appear(path, func(part string) error {
		if err := copyInto(part, file); err != nil {
			return err
		}
		db, err := Open(ctx, "sqlite:"+part, Options{})
		if err != nil {
			return err
		}
		g := db.write.WithContext(ctx)
		return errors.Join(g.Exec("DELETE FROM sessions").Error, g.Exec("DELETE FROM links").Error, g.Exec("DELETE FROM calendar_feeds").Error, db.Close())
	})
}

// appear makes a file under another name beside its place, and gives it its name when it is whole and on the disk.
func appear(file string, make func(part string) error) error {
	f, err := os.CreateTemp(filepath.Dir(file), ".throughline-*")
	if err != nil {
		return fmt.Errorf("cannot write beside %s: %w", file, err)
	}
	part := f.Name()
	defer os.Remove(part)
	defer f.Close()
	if err := make(part); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := os.Link(part, file); errors.Is(err, fs.ErrExist) {
		return notThere(file)
	} else if err != nil { // a file system without links
		if err := os.Rename(part, file); err != nil {
			return err
		}
	}
	folder, err := os.Open(filepath.Dir(file))
	if err != nil {
		return err
	}
	defer folder.Close()
	return folder.Sync()
}

func notThere(path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return AgainstRule(path + " is there already. Give a name that is free; nothing is ever written over.")
	}
	return nil
}

func copyInto(path, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// check refuses a file that is damaged, or is no database of this program.
func check(ctx context.Context, path string) error {
	return alone(ctx, path, func(g *gorm.DB) error {
		var says []string
		if err := g.Raw("PRAGMA integrity_check(3)").Scan(&says).Error; err != nil || len(says) != 1 || says[0] != "ok" {
			return AgainstRule(path + " is damaged or no database. Take another backup.")
		}
		var tables int64
		ours := []string{"goose_db_version", "companies", "people", "strategies", "outcomes", "events"}
		if err := g.Raw("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name IN ?", ours).Scan(&tables).Error; err != nil {
			return err
		}
		if int(tables) != len(ours) {
			return AgainstRule(path + " is a database, but not one of Throughline.")
		}
		return nil
	})
}

// alone reads one SQLite file by itself, as it lies there.
func alone(ctx context.Context, path string, do func(*gorm.DB) error) error {
	g, err := open(sqlite.Open("file:"+(&url.URL{Path: path}).EscapedPath()+"?mode=ro&immutable=1"), 1, Options{})
	if err != nil {
		return AgainstRule(path + " is damaged or no database. Take another backup.")
	}
	pool, err := g.DB()
	if err != nil {
		return err
	}
	return errors.Join(do(g.WithContext(ctx)), pool.Close())
}
