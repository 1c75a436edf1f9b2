package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestAnImportedOrganisationOpensWithItsFlagsAndIsWalkedFromThere(t *testing.T) {
	t.Parallel()
	program, p := imported(t, fixture(t, "larkfield"))
	p.See("Larkfield Systems")
	p.Axe()

	p.Open("/teams")
	p.See("Larkfield Systems", "Operations", "Help Desk", "Tariq Benali", "Herd data (not a team)")
	p.Axe()
	p.Open("/people")
	p.See("Wren Castellano", "Hoshi Ueda")
	p.Open("/initiatives")
	p.See("Night line for dairies", "Missing: A success metric, a review date")
	p.Axe()
	p.Open("/operations")
	p.See("Answering alarms", "Release")
	p.Axe()

	// The wizard goes on from what came in: the sentence is still to be written, and outcomes are picked from the drafts.
	writeIntent(t, p)
	p.See("Pick from the drafts (5)", "Farms renew without being asked")
	p.Axe()
	p.Press("Pick Farms renew without being asked")
	p.See("Pick from the drafts (4)")
	p.Open("/alignment/goals")
	p.Press("Pick from the goals that belong to no strategy")
	p.Press("Pick Raise the share of farms that renew without being asked to 90%")
	p.See("Raise the share of farms that renew without being asked to 90%")
	p.Open("/alignment/audit")
	p.See("Answering alarms", "Monday meeting")
	p.Axe()

	// The same folder again changes nothing.
	if again := must(t, "", "import", "--db", program.DB, fixture(t, "larkfield")); !strings.Contains(again, "all                          31        0        0             30        1") {
		t.Errorf("imported again:\n%s", again)
	}
}

func TestARealOrganisationsFolderOpensWhereItIsThere(t *testing.T) {
	t.Parallel()
	folder, err := filepath.Abs("../../../shared/data/sourcegraph-2021")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(folder); err != nil {
		return
	}
	_, p := imported(t, folder)
	for _, path := range []string{"/", "/teams", "/people", "/initiatives", "/operations", "/objectives", "/goals", "/outcomes", "/alignment"} {
		if status := p.Open(path); status != 200 {
			t.Errorf("%s answers %d", path, status)
		}
		p.Fits()
	}
	writeIntent(t, p)
	p.See("drafts")
	p.Axe()
}

// imported serves a database that a folder was imported into, once its first administrator has been added on the command line, has
// finished setting up and signed in.
func imported(t *testing.T, folder string) (*Program, *Page) {
	t.Helper()
	db := newDB(t)
	must(t, "", "import", "--db", db, folder)
	must(t, adaPassword+"\n", "person", "add", "--db", db, "--email", adaEmail, "--name", adaName, "--role", "administrator", "--role", "executive", "--password-stdin")
	program := startOn(t, db)
	p := visit(t, program.URL)
	p.Open("/")
	p.See("Finish setting up Throughline")
	if p.Has("Your name") || p.Has("New password") {
		t.Error("first run asks for an administrator, who is there already")
	}
	p.Fill("Time zone", "Oslo")
	p.Press("Set up and begin")
	p.at("/sign-in")
	signIn(t, p, adaEmail, adaPassword)
	p.at("/")
	return program, p
}
