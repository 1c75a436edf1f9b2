// Package migrations holds the one sequence of schema changes, embedded in the binary.
// Files at the top run on both databases; sqlite and postgres hold the few that must differ, under the same number.
package migrations

import (
	"embed"
	"io/fs"
	"sort"
)

//go:embed *.sql sqlite/*.sql postgres/*.sql
var files embed.FS

// For gives the sequence for one database ("sqlite" or "postgres"): common files and the dialect's own, as one folder.
func For(dialect string) (fs.FS, error) {
	own, err := fs.Sub(files, dialect)
	if err != nil {
		return nil, err
	}
	return overlay{common: files, own: own}, nil
}

// overlay shows two folders as one; goose needs only to list the top and to open files.
type overlay struct{ common, own fs.FS }

func (o overlay) Open(name string) (fs.File, error) {
	if f, err := o.own.Open(name); err == nil && name != "." {
		return f, nil
	}
	return o.common.Open(name)
}

func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	var all []fs.DirEntry
	for _, folder := range []fs.FS{o.common, o.own} {
		entries, err := fs.ReadDir(folder, name)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if !e.IsDir() {
				all = append(all, e)
			}
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Name() < all[j].Name() })
	return all, nil
}
