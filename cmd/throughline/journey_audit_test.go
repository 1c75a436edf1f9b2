package main

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"throughline/models"
	"throughline/models/wizard"
)

// audited gives a new company three hundred workflows in twelve teams, with five outcomes to map them to.
func audited(t *testing.T, at string) {
	t.Helper()
	ctx := context.Background()
	db, err := models.Open(ctx, at, models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	save := func(step string, v url.Values) {
		t.Helper()
		if sheet, err := wizard.Save(ctx, db, models.CommandLine, wizard.ByKey(step), wizard.Query{}, v, true); err != nil || !sheet.Saved || !sheet.Form.Valid() {
			t.Fatal(step, err, sheet)
		}
	}
	save("intent", url.Values{"intent.sentence.statement": {intent}})
	v := url.Values{}
	for i, title := range []string{"Problems are fixed at first contact", "New clinics go live in time", "Clinics stay for years", "Hours are billed in full", "Income is under contract"} {
		row := fmt.Sprintf("outcomes.new-00000000-0000-7000-8000-00000000000%d.", i+1)
		for key, value := range map[string]string{"title": title, "metric": "Share of " + title, "direction": "increase", "baseline": "62", "target": "80", "unit": "%", "deadline": after(18), "owner": adaName} {
			v.Set(row+key, value)
		}
	}
	save("outcomes", v)
	err = db.Write(ctx, models.CommandLine, func(tx *models.Tx) error {
		for i := range 300 {
			if i%25 == 0 {
				if err := tx.AddTeam(&models.Team{Name: fmt.Sprintf("Team %c", 'A'+i/25)}); err != nil {
					return err
				}
			}
		}
		teams, err := tx.Tree()
		if err != nil {
			return err
		}
		hours := 4.0
		for i := range 300 {
			f := &models.Workflow{Name: fmt.Sprintf("Workflow %03d", i+1), TeamID: &teams.All()[i/25].ID, Hours: &hours}
			if err := tx.AddWorkflow(f); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// press presses keys as a keyboard does: a key that the page takes for itself writes no letter.
func press(p *Page, keys string) {
	p.t.Helper()
	for _, r := range keys {
		list := kb.Encode(r)
		down, up := list[0], list[len(list)-1]
		if len(list) == 3 {
			down.Text, down.UnmodifiedText = list[1].Text, list[1].UnmodifiedText
		}
		for _, event := range []*input.DispatchKeyEventParams{down, up} {
			if _, err := chromedp.Call(p.ctx, input.DispatchKeyEvent, *event); err != nil {
				p.t.Fatalf("press %q: %v", r, err)
			}
		}
	}
}

// tabTo presses Tab until the focus is on an element that the selector fits. The tree of a page with hundreds of rows is too large
// to be read at each press.
func tabTo(p *Page, selector string) {
	p.t.Helper()
	for range 80 {
		p.Key(kb.Tab)
		if ask[bool](p, `document.activeElement.matches(`+strconv.Quote(selector)+`)`) {
			return
		}
	}
	p.t.Fatalf("80 presses of Tab do not reach %s", selector)
}

func TestJourneyThreeHundredWorkflowsAreAuditedByKeyboardAlone(t *testing.T) {
	t.Parallel()
	h := start(t)
	p := visit(t, h.URL)
	setUp(t, p)
	audited(t, h.DB)

	p.Open("/alignment/audit")
	p.See("300 workflows, 300 undecided", "of 1,200 h")
	tabTo(p, `[name="choose"]`)
	told := func(words string) { t.Helper(); p.See(words) }
	press(p, "k")
	told("Keep: Workflow 001, row 1 of 300. 299 undecided.")
	press(p, kb.ArrowRight+kb.ArrowRight+kb.ArrowRight+" ")
	told("O1 Problems are fixed at first contact: ticked for Workflow 001, row 1 of 300.")
	p.See("4 h of 1,200 h") // coverage follows
	ask[bool](p, `document.getElementById('how-hours').open = true`)
	press(p, kb.ArrowDown+"r2")
	told("O2 New clinics go live in time: ticked for Workflow 002, row 2 of 300.")
	p.See("8 h of 1,200 h")
	if !ask[bool](p, `document.getElementById('how-hours').open`) {
		t.Error("what a figure opened to closes when the figure is counted anew")
	}

	// A stop asks for more: why, who and by when, without leaving the keyboard.
	press(p, kb.ArrowDown+"s")
	told("Stop: Workflow 003, row 3 of 300. Say why, who sees to it and by when. 297 undecided.")
	press(p, "d"+"Nobody reads it any more."+kb.Tab+adaName+kb.Tab+after(2)+kb.Escape)
	if !ask[bool](p, `document.activeElement.closest('tr')?.innerText.includes('Workflow 003')`) {
		t.Error("Escape does not lead back to the row")
	}
	// Hours, from the row: four times a month, 30 minutes, 6 people.
	press(p, kb.ArrowDown+"h")
	press(p, kb.Backspace+kb.Tab+"10"+kb.Tab+"a"+kb.ArrowDown+kb.Tab+"30"+kb.Tab+"6"+kb.Escape)
	p.See("30 h a week") // what it opens to, counted anew

	// Finding: letters go into the box there, and the list follows; the address too.
	press(p, "/"+"team c")
	p.See("25 of 300 workflows, 25 undecided")
	if !strings.Contains(p.Path(), "find=team+c") {
		t.Errorf("the address is %s", p.Path())
	}
	press(p, kb.ArrowDown+kb.PageDown+"3k")
	told("Keep: Workflow 061, row 11 of 25. 24 undecided.")
	press(p, "f"+kb.Backspace+kb.Backspace+kb.Backspace+kb.Backspace+kb.Backspace+kb.Backspace)
	p.See("of 300", "300 workflows, 296 undecided")

	// The rest, from one undecided to the next.
	press(p, kb.ArrowDown)
	began := time.Now()
	press(p, strings.Repeat("n1k", 10))
	// The same keys for the others, sent inside the page: thousands of calls to the browser would say nothing more.
	keys := 30
	for range 11 {
		keys += ask[int](p, `(() => {
			let n = 0;
			for (let i = 0; i < 26; i++) for (const key of ['n', '1', 'k']) {
				document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
				n++;
			}
			return n;
		})()`)
	}
	p.See("300 workflows, 0 undecided", "of 1,226 h")
	t.Logf("%d keys and what they save take %v", keys, time.Since(began).Round(time.Millisecond))
	press(p, "n")
	told("Nothing here is undecided.")
	press(p, "?")
	p.See("Keys of the matrix")
	press(p, kb.Escape)
	press(p, "/"+"team c") // one team, so that axe is quick: its rows are of every kind
	p.See("25 of 300 workflows, 0 undecided")
	p.Axe()

	tabTo(p, `[value="done"]`)
	press(p, kb.Enter)
	p.See("How will the work be done instead?")
}
