package example

import (
	"strings"

	"gorm.io/gorm/clause"

	"throughline/models"
)

// postgresTable is all rows of one table as JSON.
type postgresTable struct {
	Name, Columns, Rows string
}

type postgresRows []postgresTable

// takePostgres reads every row there is.
func takePostgres(tx *models.Tx) (postgresRows, error) {
	var list postgresRows
	if err := tx.DB().Raw(`SELECT table_name AS name, string_agg(column_name, ',' ORDER BY ordinal_position) AS columns FROM information_schema.columns
		WHERE table_schema = 'public' AND is_generated = 'NEVER' AND table_name NOT IN ? AND table_name NOT LIKE 'search\_of\_%' GROUP BY table_name ORDER BY table_name`, ownRows).Scan(&list).Error; err != nil {
		return nil, err
	}
	for n := range list {
		t := &list[n]
		if err := tx.DB().Raw("SELECT COALESCE(json_agg(x), '[]')::text FROM ? AS x", clause.Table{Name: t.Name}).Scan(&t.Rows).Error; err != nil {
			return nil, err
		}
	}
	return list, nil
}

// put writes the rows; what they hold on to is there when all of them are.
func (list postgresRows) put(tx *models.Tx) error {
	if err := tx.DB().Exec("SET LOCAL session_replication_role = 'replica'").Error; err != nil {
		return err
	}
	for _, t := range list {
		if t.Rows == "[]" {
			continue
		}
		var columns clause.CommaExpression
		for _, name := range strings.Split(t.Columns, ",") {
			columns.Exprs = append(columns.Exprs, clause.Expr{SQL: "?", Vars: []any{clause.Column{Name: name}}})
		}
		if err := tx.DB().Exec("INSERT INTO ? (?) SELECT ? FROM json_populate_recordset(NULL::?, ?::json) ON CONFLICT DO NOTHING",
			clause.Table{Name: t.Name}, columns, columns, clause.Table{Name: t.Name}, t.Rows).Error; err != nil {
			return err
		}
	}
	// The index of the search was copied, too, as no trigger fires here; what comes after it has numbers of its own.
	return tx.DB().Exec("SELECT setval(pg_get_serial_sequence('search_docs', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM search_docs))").Error
}
