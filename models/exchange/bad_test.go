package exchange

import (
	"context"
	"strings"
	"testing"
	"unicode/utf16"

	"throughline/models"
	"throughline/models/modelstest"
)

func TestAFileThatCannotBeReadStopsTheImportWithItsLineAndSavesNothing(t *testing.T) {
	many := "team_id,name\n" + strings.Repeat("x,y\n", maxRows+1)
	for name, c := range map[string]struct{ file, text, say string }{
		"an open quotation mark":       {"teams.csv", "team_id,name\na,Alpha\nb,\"Beta\nc,Gamma\n", "teams.csv, line 3"},
		"something behind a quotation": {"teams.csv", "team_id,name\na,Alpha\nb,\"Be\"ta\n", "teams.csv, line 3"},
		"a quotation inside a cell":    {"tasks.csv", "task_id,title\n1,The 5\" disk\n", "tasks.csv, line 2"},
		"a quotation below a preface":  {"teams.csv", "Our teams\n\nteam_id,name\na,\"Alpha\n", "teams.csv, line 4"},
		"bytes that are no text":       {"teams.csv", "team_id,name\na,Zoë\nb,M\xfcller\n", "teams.csv, line 3"},
		"half of UTF-16":               {"teams.csv", "\xff\xfet\x00e", "begins as UTF-16"},
		"UTF-16 without a mark":        {"teams.csv", wide("team_id,name\na,Alpha\n")[2:], "UTF-16"},
		"no headings":                  {"teams.csv", "a,Alpha\nb,Beta\n", "headings"},
		"too many rows":                {"teams.csv", many, "100,000 rows"},
	} {
		t.Run(name, func(t *testing.T) {
			db := modelstest.Open(t)
			_, err := Import(context.Background(), db, models.CommandLine, folder("people.csv", "person_id,name\np,Ada\n", c.file, c.text), "x")
			if err == nil || !strings.Contains(err.Error(), c.say) || !strings.Contains(err.Error(), "Nothing was saved") {
				t.Fatalf("the error is %v, want %q", err, c.say)
			}
			if people, companies := all[models.Person](t, db), all[models.Company](t, db); len(people)+len(companies) > 0 {
				t.Errorf("something was saved: %v %v", people, companies)
			}
		})
	}
}

func TestARowThatCannotBeTakenIsRefusedWithItsLineAndTheOthersComeIn(t *testing.T) {
	long := strings.Repeat("x", 100_000)
	for name, c := range map[string]struct{ file, text, say string }{
		"no name":           {"teams.csv", "team_id,name\na,\nb,Good\n", "line 2: It has no name."},
		"neither":           {"outcomes.csv", "outcome_id,statement,metric\na,,\nb,Good,\n", "line 2: It has no title."},
		"a NUL":             {"teams.csv", "team_id,name\na,Al\x00pha\nb,Good\n", "NUL"},
		"a NUL in an id":    {"teams.csv", "team_id,name\na\x00,Alpha\nb,Good\n", "NUL"},
		"a NUL beyond":      {"teams.csv", "team_id,name\na,Alpha,\x00\nb,Good\n", "NUL"},
		"a NUL in a name":   {"teams.csv", "team_id,name,lead_person_id\na,Alpha,p\x00\nb,Good,\n", "NUL"},
		"too long":          {"teams.csv", "team_id,name\na," + long + "\nb,Good\n", "keep this to 1,000 characters; it has 100,000"},
		"too long a text":   {"teams.csv", "team_id,name,mission\na,Alpha," + long + "\nb,Good,\n", "keep this to 20,000 characters; it has 100,000"},
		"not a number":      {"outcomes.csv", "outcome_id,statement,target\na,Alpha,NaN\nb,Good,5\n", "\"NaN\" is no number"},
		"too large":         {"outcomes.csv", "outcome_id,statement,baseline\na,Alpha,1e400\nb,Good,5\n", "\"1e400\" is no number"},
		"infinite":          {"workflows.csv", "workflow_id,name,minutes\na,Alpha,Inf\nb,Good,5\n", "\"Inf\" is no number"},
		"a reading of NaN":  {"readings.csv", "reading_id,outcome_id,date,value\na,b,2026-01-01,nan\n", "\"nan\" is no number"},
		"under itself":      {"teams.csv", "team_id,name,parent_team_id\na,Alpha,a\nb,Good,\n", "line 2: Its parent_team_id \"a\" closes a circle"},
		"a circle of three": {"teams.csv", "team_id,name,parent_team_id\na,A,c\nb,Good,a\nc,C,b\n", "line 4: Its parent_team_id \"b\" closes a circle"},
		"a circle of tasks": {"tasks.csv", "task_id,title,parent_task_id\na,A,b\nb,Good,a\n", "line 3"},
		"an id twice":       {"teams.csv", "team_id,name\nb,Good\nb,Other\n", "line 3: The id \"b\" stands on an earlier line"},
		"a lost reading":    {"readings.csv", "reading_id,outcome_id,date,value\na,nothing,2026-01-01,5\n", "names no outcome or metric that is here: nothing"},
		"a lost membership": {"memberships.csv", "membership_id,person_id,team_id\nm,p,t\n", "line 2: Its person_id names \"p\""},
		"wider export":      {"memberships.csv", "membership_id,version,created_at,updated_at,person_id,team_id\nm,1,2026-01-01T00:00:00Z,2026-01-01T00:00:00Z,p,t,more\n", "more cells"},
		"an odd instant":    {"metrics.csv", "metric_id,version,created_at,updated_at,ref,name,cadence_days,removed_at\nm,1,yesterday,2026-01-01T00:00:00Z,M1,x,7,\n", "created_at"},
	} {
		t.Run(name, func(t *testing.T) {
			db := modelstest.Open(t)
			sum := take(t, db, folder("people.csv", "person_id,name,email\nq,Ada,ada@example.org\n", c.file, c.text), "x")
			f := sum.of(t, c.file)
			if f.Refused != 1 || !strings.Contains(f.Lines[0], c.say) {
				t.Errorf("refused are %q, want %q", f.Lines, c.say)
			}
			if rest := f.Taken + f.Drafted; rest != f.Read-1 {
				t.Errorf("of the others %d came in: %+v", rest, f)
			}
			if len(all[models.Person](t, db)) != 1 {
				t.Error("the other file did not come in")
			}
			var out strings.Builder
			if err := sum.Print(&out); err != nil || !strings.Contains(out.String(), c.file+", line") {
				t.Errorf("the summary does not say it:\n%s", &out)
			}
		})
	}
}

func TestFilesComeInHoweverTheyAreWritten(t *testing.T) {
	plain := "team_id,name,mission\na,Älpha,\"One, two\"\n"
	for name, c := range map[string]struct{ text, note string }{
		"plain":                {plain, ""},
		"a mark at its start":  {"\ufeff" + plain, ""},
		"CRLF":                 {strings.ReplaceAll(plain, "\n", "\r\n"), ""},
		"CR alone":             {strings.ReplaceAll(plain, "\n", "\r"), ""},
		"UTF-16, little end":   {wide(plain), "UTF-16"},
		"UTF-16, big end":      {swap(wide(plain)), "UTF-16"},
		"Latin-1":              {strings.ReplaceAll(plain, "Ä", "\xc4"), "Latin-1"},
		"semicolons":           {"team_id;name;mission\na;Älpha;One, two\n", ""},
		"tabs":                 {"team_id\tname\tmission\na\tÄlpha\tOne, two\n", ""},
		"a preface":            {"Our \"teams\"\nas of today\n\n" + plain, ""},
		"a line for a program": {"sep=;\nteam_id;name;mission\na;Älpha;One, two\n", ""},
		"other headings":       {"Team ID,Name,Description\na,Älpha,\"One, two\"\n", ""},
		"derived headings":     {"team_id,name,name_derived,mission_derived\na,,Älpha,\"One, two\"\n", ""},
		"headings twice":       {"team_id,name,mission,Mission\na,Älpha,\"One, two\",\"One, two\"\n", "more than once"},
		"short rows":           {"team_id,name,mission,kind\na,Älpha,\"One, two\"\n", "shorter"},
		"empty rows":           {plain + ",,\n\n ,,\n", "2 empty rows"},
		"no ids":               {"name,mission\nÄlpha,\"One, two\"\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			db := modelstest.Open(t)
			sum := take(t, db, folder("Teams.CSV", c.text, "notes.csv", "a,b\n", "readme.txt", "hello"), "x")
			f := sum.of(t, "Teams.CSV")
			if notes := strings.Join(f.Notes, "; "); f.Read != 1 || f.Taken != 1 || c.note == "" && notes != "" || !strings.Contains(notes, c.note) {
				t.Errorf("%+v", f)
			}
			if team := called[models.Team](t, db, "1 = ?", 1); team.Name != "Älpha" || team.Mission != "One, two" {
				t.Errorf("it came in as %+v", team)
			}
			if len(sum.Passed) != 1 || sum.Passed[0] != "notes.csv" {
				t.Errorf("passed over: %v", sum.Passed)
			}
		})
	}
}

func TestNothingOfARowIsLost(t *testing.T) {
	db := modelstest.Open(t)
	take(t, db, folder("tasks.csv", "task_id,title,due,objective_id,labels,Labels\na,Alpha,early July,gone,x,y,and more\nb,أهلا 👩‍👩‍👧‍👦,2027-01-31T00:00:00Z,,,\n"), "x")
	task := called[models.Task](t, db, "title = ?", "Alpha")
	if task.DueText != "early July" || task.Labels != "x; y" || task.DueDay != "" {
		t.Errorf("%+v", task)
	}
	details := ""
	for _, f := range all[models.Finding](t, db, "entity_id = ?", task.ID) {
		details += f.Code + "=" + f.Detail + "\n"
	}
	for _, want := range []string{"wide=and more", "dangling=objective_id: gone", "deadline_words=early July"} {
		if !strings.Contains(details, want) {
			t.Errorf("%q is not in\n%s", want, details)
		}
	}
	if other := called[models.Task](t, db, "title = ?", "أهلا 👩‍👩‍👧‍👦"); other.DueDay != "2027-01-31" {
		t.Errorf("%+v", other)
	}
}

func TestAFolderWithNothingToImportIsRefused(t *testing.T) {
	db := modelstest.Open(t)
	for name, origin := range map[string]string{"no file": "x", "no origin": "  ", "a long origin": strings.Repeat("o", 300)} {
		if _, err := Import(context.Background(), db, models.CommandLine, folder("notes.csv", "a,b\n"), origin); err == nil {
			t.Errorf("%s: it came in", name)
		}
	}
	if sum := take(t, db, folder("teams.csv", ""), "x"); sum.of(t, "teams.csv").Read != 0 {
		t.Error("an empty file has rows")
	}
}

// wide is a text in UTF-16 with its mark, the small end first.
func wide(text string) string {
	var b strings.Builder
	for _, u := range append([]uint16{0xfeff}, utf16.Encode([]rune(text))...) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

func swap(text string) string {
	b := []byte(text)
	for i := 0; i+1 < len(b); i += 2 {
		b[i], b[i+1] = b[i+1], b[i]
	}
	return string(b)
}
