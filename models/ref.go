package models

import (
	"strconv"
	"strings"
)

// nextRef gives the next short reference of a kind; numbers are never given twice.
func (tx *Tx) nextRef(prefix string) (string, error) {
	last, err := tx.takeRefs(prefix, 1)
	return prefix + itoa(last), err
}

// takeRefs takes the next n numbers of a kind at once and gives the last of them.
func (tx *Tx) takeRefs(prefix string, n int) (last int, err error) {
	err = tx.DB().Raw(`INSERT INTO counters (kind, last) VALUES (?, ?)
		ON CONFLICT (kind) DO UPDATE SET last = counters.last + excluded.last RETURNING last`, prefix, n).Scan(&last).Error
	return last, err
}

// raiseRefs makes sure that a number that came with a row is not given again.
func (tx *Tx) raiseRefs(prefix string, to int) error {
	return tx.DB().Exec(`INSERT INTO counters (kind, last) VALUES (?, ?)
		ON CONFLICT (kind) DO UPDATE SET last = excluded.last WHERE counters.last < excluded.last`, prefix, to).Error
}

// giveRefs gives the rows that have none their short reference, all in one statement.
func giveRefs[P Entity](tx *Tx, rows []P) error {
	var empty []*string
	var prefix string
	for _, e := range rows {
		known, ok := any(e).(referred)
		if !ok {
			return nil
		}
		p, at := known.reference()
		if prefix = p; *at == "" {
			empty = append(empty, at)
		}
	}
	if len(empty) == 0 {
		return nil
	}
	last, err := tx.takeRefs(prefix, len(empty))
	if err != nil {
		return err
	}
	for i, at := range empty {
		*at = prefix + itoa(last-len(empty)+1+i)
	}
	return nil
}

// TakeIn adds many rows of one kind that come from elsewhere. A short reference that comes with a row is kept while it is
// free here; otherwise the row gets a new one.
func TakeIn[E any, P interface {
	*E
	Entity
}](tx *Tx, rows []P) error {
	if err := freeRefs[E](tx, rows); err != nil {
		return err
	}
	return InsertAll(tx, rows)
}

// freeRefs empties the references that are taken here or make no sense, and keeps the others from being given again.
func freeRefs[E any, P interface {
	*E
	Entity
}](tx *Tx, rows []P) error {
	at := map[string]*string{}
	var prefix string
	highest := 0
	for _, e := range rows {
		known, ok := any(e).(referred)
		if !ok {
			return nil
		}
		p, ref := known.reference()
		prefix = p
		digits, _ := strings.CutPrefix(*ref, p)
		n, err := strconv.ParseInt(digits, 10, 32)
		if err != nil || n < 1 || *ref != p+itoa(int(n)) || at[*ref] != nil {
			*ref = ""
			continue
		}
		at[*ref] = ref
		highest = max(highest, int(n))
	}
	if highest == 0 {
		return nil
	}
	refs := make([]string, 0, len(at))
	for ref := range at {
		refs = append(refs, ref)
	}
	for len(refs) > 0 {
		part := refs[:min(500, len(refs))]
		refs = refs[len(part):]
		var taken []string
		if err := tx.DB().Model(new(E)).Where("ref IN ?", part).Limit(len(part)).Pluck("ref", &taken).Error; err != nil {
			return err
		}
		for _, ref := range taken {
			*at[ref] = ""
		}
	}
	return tx.raiseRefs(prefix, highest)
}
