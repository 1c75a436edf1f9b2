package exchange

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
)

// partRows is how many rows of a file of many are in memory at once.
const partRows = 1_000

// firstOfMany is first for the rows of a file of many: of each row stays what others may name it by, and where it stands.
func (im *importer) firstOfMany(s *sheet) error {
	for lines := range slices.Chunk(s.rows, partRows) {
		part := slices.Clone(lines)
		if err := s.open(part); err != nil {
			return err
		}
		for _, l := range part {
			it := im.first(s, l)
			it.close()
			im.items = append(im.items, it)
		}
	}
	return nil
}

// secondOfMany is second for them, part by part; each part is stored before the next is read. What a row names may be stored later: the
// database looks at that when all is done.
func (im *importer) secondOfMany(k *kind, items []*item) error {
	// Where rows came from is asked once, before there are many: there is no index that finds it by their own id alone.
	externals := make([]string, len(items))
	for i, it := range items {
		externals[i] = it.external
	}
	if err := im.keysOf(of("external_ref"), externals); err != nil {
		return err
	}
	im.asked = "external_ref"
	defer func() { im.asked = "" }()
	for part := range slices.Chunk(items, partRows) {
		lines := make([]line, len(part))
		for i, it := range part {
			lines[i] = it.line
		}
		if err := part[0].sheet.open(lines); err != nil {
			return err
		}
		for i, it := range part {
			if it.refused != "" || it.there {
				continue
			}
			it.line, it.entity, it.found = lines[i], k.blank(), nil
			if err := im.words(it); err != nil {
				return err // it was sound when it was read first
			}
			it.field("id").SetString(it.id)
		}
		if err := im.second(k, part); err != nil {
			return err
		}
		for _, it := range part {
			it.close()
		}
		for _, name := range append([]string{k.name}, k.brings...) {
			if err := im.insert(of(name)); err != nil {
				return err
			}
			if name != im.asked {
				delete(im.keys, name) // stored, and found there from now on
			}
		}
	}
	return nil
}

// open reads the cells of some rows that stand one after the other.
func (s *sheet) open(lines []line) error {
	if len(lines) == 0 {
		return nil
	}
	start := lines[0].from
	r := csv.NewReader(bytes.NewReader(s.body[start:lines[len(lines)-1].to]))
	r.Comma, r.FieldsPerRecord = s.comma, -1
	for i := range lines {
		for start+r.InputOffset() < lines[i].to {
			cells, err := r.Read()
			if err != nil {
				return err
			}
			lines[i].cells = cells // an empty row before it is passed over
		}
	}
	return nil
}

// close gives back what a row takes in memory. What stays is no longer a part of the file's text.
func (it *item) close() {
	it.line.cells, it.entity = nil, nil
	it.external, it.name, it.under = strings.Clone(it.external), "", strings.Clone(it.under)
	for i := range it.found {
		it.found[i].detail = ""
	}
}

// naming are the kinds of thing whose rows some row of the files may name.
func naming(sheets []*sheet) map[string]bool {
	kinds := map[string]bool{}
	for _, s := range sheets {
		has := func(headings ...string) bool {
			return slices.ContainsFunc(headings, func(h string) bool { return s.has(h) || s.has(h+"_derived") })
		}
		for _, become := range s.kind.kinds {
			for _, f := range of(become).schema.Fields {
				if kind := names(f.DBName); kind != "" && has(append([]string{f.DBName}, s.kind.others(f.DBName, s.own)...)...) {
					kinds[kind] = true
				}
			}
		}
		for heading, kind := range s.kind.also {
			if kind != "" && has(heading) {
				kinds[kind] = true
			}
		}
	}
	return kinds
}
