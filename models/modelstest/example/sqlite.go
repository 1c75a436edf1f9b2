package example

import (
	"io"
	"os"

	"gorm.io/gorm/clause"

	"throughline/models"
)

// sqliteRows is a database file with a copy of every table. It has no name on the disk; what is written to it stands in it when the
// transaction that wrote it has ended.
type sqliteRows struct {
	file   *os.File
	tables []string
}

// takeSQLite copies every row there is.
func takeSQLite(tx *models.Tx) (*sqliteRows, error) {
	i := &sqliteRows{}
	// What an index keeps for itself it fills again by itself.
	if err := tx.DB().Raw("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT IN ? ORDER BY name",
		append([]string{"sqlite_schema", "search_docs"}, ownRows...)).Scan(&i.tables).Error; err != nil {
		return nil, err
	}
	path, done, err := beside(tx, nil)
	if err != nil {
		return nil, err
	}
	defer done()
	for _, name := range i.tables {
		if err := tx.DB().Exec("CREATE TABLE ? AS SELECT * FROM ?", clause.Table{Name: "example." + name}, clause.Table{Name: "main." + name}).Error; err != nil {
			return nil, err
		}
	}
	i.file, err = os.Open(path)
	return i, err
}

// put writes the rows; what they hold on to is there when all of them are.
func (i *sqliteRows) put(tx *models.Tx) error {
	if err := tx.DB().Exec("PRAGMA defer_foreign_keys = ON").Error; err != nil {
		return err
	}
	info, err := i.file.Stat()
	if err != nil {
		return err
	}
	_, done, err := beside(tx, io.NewSectionReader(i.file, 0, info.Size()))
	if err != nil {
		return err
	}
	defer done()
	for _, name := range i.tables {
		if err := tx.DB().Exec("INSERT OR IGNORE INTO ? SELECT * FROM ?", clause.Table{Name: "main." + name}, clause.Table{Name: "example." + name}).Error; err != nil {
			return err
		}
	}
	return nil
}

// beside puts a second database beside the one that is written to, under the name example. Done takes its name off the disk.
func beside(tx *models.Tx, content io.Reader) (path string, done func(), err error) {
	file, err := os.CreateTemp("", "throughline-example")
	if err != nil {
		return "", nil, err
	}
	defer file.Close()
	path, done = file.Name(), func() { _ = os.Remove(file.Name()) }
	if content != nil {
		_, err = io.Copy(file, content)
	}
	if err == nil {
		err = tx.DB().Exec("ATTACH DATABASE ? AS example", path).Error
	}
	if err == nil {
		err = tx.DB().Exec("PRAGMA example.journal_mode = MEMORY").Error
	}
	if err != nil {
		done()
	}
	return path, done, err
}
