package exchange

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"throughline/models"
)

// exportLimit is how long a whole export may take; it is one picture of the database.
const exportLimit = 10 * time.Minute

// pageRows is how many rows are read at a time.
const pageRows = 500

// Export writes everything but secrets, sessions and history into a folder: one CSV file for each table, its rows sorted by id.
// Targets that pages do not show are in it: whoever may export has the database itself, and another database needs them.
// The folder is made when missing; one that holds other CSV files is refused. It gives the number of rows written.
func Export(ctx context.Context, db *models.DB, who models.Who, folder string) (rows int, err error) {
	if err := who.Must(models.ManagePeople); err != nil {
		return 0, err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return 0, models.AgainstRule("The folder cannot be made: " + folder + ". Give a place where you may write.")
	}
	if err := onlyOurs(folder); err != nil {
		return 0, err
	}
	ctx, cancel := context.WithTimeout(ctx, exportLimit)
	defer cancel()
	err = db.Read(ctx, who, func(r *models.Read) error {
		for _, k := range kinds() {
			n, err := k.export(r, filepath.Join(folder, k.file+".csv"))
			if err != nil {
				return fmt.Errorf("%s.csv: %w", k.file, err)
			}
			rows += n
		}
		return nil
	})
	return rows, err
}

// onlyOurs refuses a folder with CSV files that no export wrote, so that none is lost.
func onlyOurs(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return models.AgainstRule("The folder cannot be read: " + folder + ".")
	}
	for _, e := range entries {
		if !strings.HasSuffix(strings.ToLower(e.Name()), ".csv") {
			continue
		}
		ours := false
		for _, k := range kinds() {
			if e.Name() == k.file+".csv" {
				ours = headed(filepath.Join(folder, e.Name()), k.columns())
			}
		}
		if !ours {
			return models.AgainstRule(e.Name() + " in that folder is not from an export. Give a new or empty folder.")
		}
	}
	return nil
}

// headed tells whether a file begins with an export's headings.
func headed(path string, columns []string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	first, _ := bufio.NewReader(f).ReadString('\n')
	return strings.HasPrefix(first, strings.Join(columns[:4], ","))
}

// columns are the headings of a kind's file: its own id first, then the table's columns.
func (k *kind) columns() (out []string) {
	for _, name := range k.schema.DBNames {
		if name == "id" {
			name = k.name + "_id"
		}
		out = append(out, name)
	}
	return out
}

// export writes one table. The file appears whole or not at all.
func (k *kind) export(r *models.Read, path string) (rows int, err error) {
	file, err := os.CreateTemp(filepath.Dir(path), ".export-*")
	if err != nil {
		return 0, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, file.Close(), os.Remove(file.Name()))
		}
	}()
	var buffer bytes.Buffer
	w := csv.NewWriter(&buffer)
	if err := w.Write(k.columns()); err != nil {
		return 0, err
	}
	for after := ""; ; {
		page, err := k.page(r, after, pageRows)
		if err != nil {
			return 0, err
		}
		for _, e := range page {
			cells := make([]string, len(k.schema.DBNames))
			for i, column := range k.schema.DBNames {
				cells[i] = write(k.at(e, column))
			}
			if err := w.Write(cells); err != nil {
				return 0, err
			}
			after = k.idOf(e)
		}
		w.Flush()
		if _, err := buffer.WriteTo(file); err != nil {
			return 0, err
		}
		if rows += len(page); len(page) < pageRows {
			break
		}
	}
	if err := errors.Join(w.Error(), file.Sync()); err != nil {
		return 0, err
	}
	if err := file.Close(); err != nil {
		return 0, err
	}
	return rows, os.Rename(file.Name(), path)
}
