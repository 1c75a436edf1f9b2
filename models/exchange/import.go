package exchange

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"throughline/models"
	"throughline/models/day"
)

// importLimit is how long a whole import may take; it is one transaction.
const importLimit = 10 * time.Minute

// Import takes a folder of CSV files in, in one transaction. The origin names where the files' own ids belong, so that the same
// folder can come again: a row that is already there is left as it is. An error is Unreadable when a file cannot be read.
func Import(ctx context.Context, db *models.DB, who models.Who, folder fs.FS, origin string) (*Summary, error) {
	if err := who.Must(models.ManagePeople); err != nil {
		return nil, err
	}
	origin = strings.TrimSpace(origin)
	if err := fits("The origin", origin, 200); err != nil || origin == "" {
		return nil, models.AgainstRule("Give the origin a name of up to 200 characters.")
	}
	sum := &Summary{Origin: origin}
	sheets, err := readFolder(folder, sum)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, importLimit)
	defer cancel()
	err = db.Write(ctx, who, func(tx *models.Tx) error {
		defer tx.Hush()()
		im := &importer{
			tx: tx, origin: origin, sum: sum, emails: map[string]string{},
			stored: map[string]map[string]string{}, before: map[string]map[string]bool{}, wanted: map[string]map[string]bool{},
			spelled: map[string]map[string]string{}, called: map[string]map[string]string{},
			rows: map[string][]models.Entity{}, keys: map[string]map[string]string{}, metricOf: map[string]*models.OutcomeMetric{}, unmeasured: map[string]string{}, person: map[string]string{}, whole: map[string]bool{},
		}
		return im.run(sheets)
	})
	if err != nil {
		return nil, err
	}
	return sum, nil
}

// readFolder reads every file that is a table's, in the order of the tables.
func readFolder(folder fs.FS, sum *Summary) (sheets []*sheet, err error) {
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil, models.AgainstRule("The folder cannot be read. Give the folder that holds the CSV files.")
	}
	var files []string
	for _, e := range entries {
		if strings.HasSuffix(strings.ToLower(e.Name()), ".csv") {
			files = append(files, e.Name())
		}
	}
	for _, k := range kinds() {
		i := slices.IndexFunc(files, func(f string) bool { return strings.EqualFold(f, k.file+".csv") })
		if i < 0 {
			continue
		}
		file := files[i]
		files = slices.Delete(files, i, i+1)
		if info, err := fs.Stat(folder, file); err != nil || !info.Mode().IsRegular() {
			return nil, &Unreadable{file, 0, "It is not a file that can be read."}
		} else if info.Size() > maxFile {
			return nil, &Unreadable{file, 0, fmt.Sprintf("It is larger than %d MB. Split it into several imports.", maxFile>>20)}
		}
		raw, err := fs.ReadFile(folder, file)
		if err != nil {
			return nil, &Unreadable{file, 0, "It cannot be read."}
		}
		s, err := parse(k, file, raw)
		if err != nil {
			return nil, err
		}
		sheets = append(sheets, s)
	}
	if sum.Passed = files; len(sheets) == 0 {
		return nil, models.AgainstRule("The folder holds no file to import, such as teams.csv, people.csv or objectives.csv.")
	}
	return sheets, nil
}

// importer is one import under way.
type importer struct {
	tx       *models.Tx
	origin   string
	sum      *Summary
	today    day.Day
	calendar day.Calendar

	items    []*item
	stored   map[string]map[string]string     // kind, id as read, id as stored
	wanted   map[string]map[string]bool       // kind, ids that the files name
	emails   map[string]string                // addresses, and who has them
	before   map[string]map[string]bool       // kind, ids that were stored before this import
	spelled  map[string]map[string]string     // kind, id in small letters, id as read
	called   map[string]map[string]string     // kind, name in small letters, id as read
	above    map[*sheet]map[string]string     // what each row stands under
	root     *item                            // the team that the others stand under
	rows     map[string][]models.Entity       // kind, rows to insert
	keys     map[string]map[string]string     // kind, unique columns, id
	metricOf map[string]*models.OutcomeMetric // outcome, its first metric

	unmeasured map[string]string // outcomes without a metric so far, and their titles
	person     map[string]string // people of this import, and their names
	confirmed  bool              // the company's fiscal year is known
	asked      string            // kind whose unique columns are known without asking again
	naming     map[string]bool   // kinds whose rows some row may name
	whole      map[string]bool   // kinds whose file is an export's: all there was
}

// item is one row on its way in.
type item struct {
	sheet    *sheet
	line     line
	kind     *kind // what it becomes
	entity   models.Entity
	id       string
	external string // the file's own id
	name     string
	under    string // what it says it stands under
	there    bool
	refused  string // why it cannot be taken
	alone    bool   // its parent is left out
	found    []found
}

// run goes through all rows: first what each is, then what it names, then it stores them.
func (im *importer) run(sheets []*sheet) error {
	im.naming = naming(sheets)
	for _, s := range sheets {
		im.whole[s.kind.name] = s.own
		if s.kind.many {
			if err := im.firstOfMany(s); err != nil {
				return err
			}
			continue
		}
		for _, l := range s.rows {
			im.items = append(im.items, im.first(s, l))
		}
	}
	im.breakCircles()
	im.findRoot()
	if err := im.lookUp(); err != nil {
		return err
	}
	rest := im.items
	for _, k := range kinds() {
		n := 0
		for n < len(rest) && rest[n].sheet.kind == k {
			n++
		}
		second := im.second
		if k.many && n > 0 {
			// What they name is stored first: SQLite would otherwise look through all of them for each row that comes later.
			if err := im.insertAll(); err != nil {
				return err
			}
			second = im.secondOfMany
		}
		if err := second(k, rest[:n]); err != nil {
			return err
		}
		rest = rest[n:]
		if k.name == "company" {
			if err := im.company(); err != nil {
				return err
			}
		}
	}
	if err := im.insertAll(); err != nil {
		return err
	}
	if !im.whole["strategy"] {
		if _, err := im.tx.EnsureStrategy(); err != nil {
			return err
		}
	}
	im.sum.add(sheets, im.items)
	c, err := im.tx.Company()
	if _, none := models.AsRefusal(err); none {
		c, err = &models.Company{}, nil // an export from before there was one
	}
	if err != nil {
		return err
	}
	return im.tx.Emit(models.ImportDone, c, nil, im.sum)
}

func (im *importer) insertAll() error {
	for _, k := range kinds() {
		if err := im.insert(k); err != nil {
			return err
		}
	}
	return nil
}

// insert stores the rows of one kind that are ready.
func (im *importer) insert(k *kind) (err error) {
	list := im.rows[k.name]
	delete(im.rows, k.name)
	if len(k.unique) > 0 {
		if list, _, err = im.unlike(k, list); err != nil {
			return err
		}
	}
	if err := k.insert(im.tx, list); err != nil {
		return fmt.Errorf("%s: %w", k.file, err)
	}
	return nil
}

// company sets the company up when there is none yet, named after the root team.
func (im *importer) company() error {
	if err := of("company").insert(im.tx, im.rows["company"]); err != nil {
		return err
	}
	delete(im.rows, "company")
	if _, err := im.tx.Company(); err != nil && im.whole["company"] {
		im.calendar, im.today = models.NewCompany("").Calendar(), im.tx.Today()
		return nil
	}
	name := im.origin
	if im.root != nil {
		name = im.root.name
	}
	c, err := im.tx.EnsureCompany(name)
	if err != nil {
		return err
	}
	im.confirmed = c.Confirmed
	im.calendar, im.today = c.Calendar(), im.tx.Today()
	if c.Name != "" {
		return nil
	}
	before := *c // begun by adding a person, without a name
	c.Name = name
	if err := im.tx.Save(c); err != nil {
		return err
	}
	return im.tx.Emit(models.CompanyChanged, c, &before, c)
}

// second settles what the rows of one kind name, and leaves those that are to be inserted.
func (im *importer) second(k *kind, items []*item) error {
	for _, it := range items {
		if it.refused != "" || it.there {
			continue
		}
		if k.name == "company" && !im.onlyCompany(it) {
			continue
		}
		im.settle(it)
		if it.refused == "" && k.take != nil && (!it.sheet.own || k.name == "strategy" || k.name == "person") {
			if err := k.take(im, it); err != nil {
				return err
			}
		}
		if it.refused != "" {
			delete(im.stored[it.kind.name], it.id)
			continue
		}
	}
	var list []models.Entity
	at := map[models.Entity]*item{}
	for _, it := range items {
		if it.refused == "" && !it.there {
			list = append(list, it.entity)
			at[it.entity] = it
		}
	}
	if len(k.unique) > 0 {
		_, alike, err := im.unlike(k, list)
		if err != nil {
			return err
		}
		for e, id := range alike {
			at[e].there, im.stored[k.name][at[e].id] = true, id
		}
	}
	for _, e := range list {
		if it := at[e]; !it.there {
			im.rows[it.kind.name] = append(im.rows[it.kind.name], e)
			im.origins(it)
			im.notes(it)
		}
	}
	return nil
}

// onlyCompany lets one company in, and only where there is none.
func (im *importer) onlyCompany(it *item) bool {
	if _, err := im.tx.Company(); err == nil {
		it.there = true
	} else if len(im.rows["company"]) > 0 || len(im.keys["company"]) > 0 {
		it.refused = "One installation holds one company; this is another."
	} else {
		im.keys["company"] = map[string]string{it.id: it.id}
	}
	return !it.there && it.refused == ""
}
