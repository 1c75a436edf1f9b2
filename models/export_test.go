package models

import "strings"

// PartColumns gives, for each table, the column in which the mark of its part stands; empty when nothing is held of it.
func PartColumns() map[string]string {
	list, _, _ := strings.Cut(strings.TrimPrefix(readRevision, "SELECT mark, "), " FROM")
	columns := strings.Split(list, ", ")
	out := map[string]string{}
	for table, part := range tableParts {
		out[table] = ""
		for i, column := range columns {
			if part == 1<<i {
				out[table] = column
			}
		}
	}
	return out
}
