package exchange

import (
	"slices"
	"strings"
	"sync"

	"gorm.io/gorm/clause"
	"gorm.io/gorm/schema"

	"throughline/models"
)

// kind is one table as a file: how its rows are made, stored, found again, and which headings of other people's files they answer to.
type kind struct {
	name   string         // team: in ids, and in the heading team_id
	file   string         // teams: the table, and the file without its ending
	schema *schema.Schema // its columns

	title  string              // the column without which a row is nothing; empty where there is none
	alias  map[string][]string // column to other headings for it
	also   map[string]string   // headings that take reads beyond the columns; the kind of thing they name, if any
	parent string              // heading that names another row of the same file, where a circle is refused
	unique []string            // columns that name a row beside its id; the first tells rows best apart
	choose func(*item) string  // the kind that a foreign row becomes, where the file holds two
	kinds  []string            // the kinds its rows may become
	take   func(*importer, *item) error
	brings []string // the kinds of the rows that follow from one of many
	many   bool     // there may be so many rows that an import goes through them part by part

	blank  func() models.Entity
	insert func(*models.Tx, []models.Entity) error
	there  func(tx *models.Tx, ids []string) ([]string, error)
	find   func(tx *models.Tx, column string, values []string) ([]models.Entity, error)
	page   func(r *models.Read, after string, n int) ([]models.Entity, error)
}

var schemas sync.Map

// chunk is how many values one question to the database names.
const chunk = 400

// table makes the kind of one table from its struct.
func table[E any, P interface {
	*E
	models.Entity
}](k kind) *kind {
	k.blank = func() models.Entity { return P(new(E)) }
	k.name = models.EntityType(P(new(E)))
	parsed, err := schema.Parse(P(new(E)), &schemas, schema.NamingStrategy{})
	if err != nil {
		panic(err) // a struct that is no table is a mistake of the program, and every test sees it
	}
	k.schema, k.file = parsed, parsed.Table
	if k.kinds == nil {
		k.kinds = []string{k.name}
	}
	k.insert = func(tx *models.Tx, list []models.Entity) error {
		rows := make([]P, len(list))
		for i, e := range list {
			rows[i] = e.(P)
		}
		return models.TakeIn[E, P](tx, rows)
	}
	k.there = func(tx *models.Tx, ids []string) (found []string, err error) {
		for part := range slices.Chunk(ids, chunk) {
			var some []string
			if err := tx.DB().Model(new(E)).Where("id IN ?", part).Limit(len(part)).Pluck("id", &some).Error; err != nil {
				return nil, err
			}
			found = append(found, some...)
		}
		return found, nil
	}
	k.find = func(tx *models.Tx, column string, values []string) (found []models.Entity, err error) {
		for part := range slices.Chunk(values, chunk) {
			list := make([]any, len(part))
			for i, v := range part {
				list[i] = v
			}
			var some []P
			if err := tx.DB().Where(clause.IN{Column: clause.Column{Name: column}, Values: list}).Order("id").Limit(maxRows).Find(&some).Error; err != nil {
				return nil, err
			}
			for _, e := range some {
				found = append(found, e)
			}
		}
		return found, nil
	}
	k.page = func(r *models.Read, after string, n int) (page []models.Entity, err error) {
		var some []P
		if err := r.DB().Where("id > ?", after).Order("id").Limit(n).Find(&some).Error; err != nil {
			return nil, err
		}
		for _, e := range some {
			page = append(page, e)
		}
		return page, nil
	}
	return &k
}

// of gives the kind with a name.
func of(name string) *kind {
	for _, k := range kinds() {
		if k.name == name {
			return k
		}
	}
	return nil
}

// knows tells whether a foreign file's heading means something for this kind.
func (k *kind) knows(name string) bool {
	name = strings.TrimSuffix(name, "_derived")
	if name == k.name+"_id" || name == "id" || name == "source" {
		return true
	}
	if _, ok := k.also[name]; ok {
		return true
	}
	for _, become := range k.kinds {
		if f := of(become).schema.LookUpField(name); f != nil && f.DBName == name && !slices.Contains(leave, name) {
			return true
		}
	}
	for _, others := range k.alias {
		if slices.Contains(others, name) {
			return true
		}
	}
	return false
}

// names is the kind of thing that a column of ids names; empty for any other column.
func names(column string) string {
	if column == "entity_id" || column == "external_id" || !strings.HasSuffix(column, "_id") {
		return ""
	}
	word := strings.TrimSuffix(column, "_id")
	for _, k := range kinds() {
		if word == k.name || strings.HasSuffix(word, "_"+k.name) && of(word) == nil {
			return k.name
		}
	}
	return ""
}
