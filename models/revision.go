package models

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
)

const (
	readRevision = "SELECT mark FROM revision WHERE id = 1"
	nextRevision = "INSERT INTO revision (id, mark) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET mark = excluded.mark"
)

// Revision is a mark that every committed change makes anew, whichever program on this database made it. As long as it is the same,
// nothing that a page shows has changed but the time of day. Empty before the first change.
func (db *DB) Revision(ctx context.Context) (mark string, err error) {
	ctx, cancel := limit(ctx, readLimit)
	defer cancel()
	err = db.revision.QueryRowContext(ctx).Scan(&mark)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return mark, err
}

// prepareRevision readies the one query that comes before every page.
func (db *DB) prepareRevision(ctx context.Context) error {
	pool, err := db.read.DB()
	if err != nil {
		return err
	}
	db.revision, err = pool.PrepareContext(ctx, readRevision)
	return err
}

// change is the last act of a write: on PostgreSQL others who write wait for this row, so it is held for the commit alone, and every
// other lock that the commit needs is taken before it. The mark is chance and not a number: after a backup was restored, a number
// would come up a second time with other content.
func (tx *Tx) change() error {
	if tx.g.Name() == "postgres" {
		if err := tx.DB().Exec("SET CONSTRAINTS ALL IMMEDIATE").Error; err != nil {
			return err // in the words of GORM, which knows a broken rule by its number
		}
	}
	_, err := tx.g.Statement.ConnPool.ExecContext(tx.ctx, nextRevision, rand.Text())
	return err
}
