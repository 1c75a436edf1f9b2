package main

import (
	"testing"
	"time"
)

// Whoever is quick is in nobody's way, least of all their own: each request carries the revision that the answer before it gave.
func TestJourneyQuickChangesInTheBuilderAllArriveAndAreNoConflict(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	p := h.enter("owner")
	p.Open("/rules/R1")
	p.Follow("Change: Create the task")
	p.See("What is to be done")
	ask[string](p, `(() => {
		const form = document.querySelector('form[data-autosave-block]');
		const type = (name, value) => { const el = form.elements[name]; el.focus(); el.value = value; el.dispatchEvent(new Event('input', { bubbles: true })); el.dispatchEvent(new Event('change', { bubbles: true })); };
		for (let i = 1; i <= 5; i++) { type('title', 'Call the client ' + i); type('due', String(i)); }
		for (const kind of ['notify', 'stop', 'wait']) document.querySelector('[data-kind=' + kind + ']').click();
		type('text', 'Typed while the page was drawn anew');
		form.elements.title.focus();
		form.elements.title.value = 'Call the client today';
		form.elements.title.dispatchEvent(new Event('input', { bubbles: true }));
		form.elements.title.dispatchEvent(new Event('change', { bubbles: true }));
		document.querySelector('.grip').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
		return '';
	})()`)
	for began := time.Now(); ask[bool](p, `document.querySelector('[data-builder]').hasAttribute('aria-busy')`); time.Sleep(20 * time.Millisecond) {
		if time.Since(began) > 2*time.Minute {
			t.Fatal("the requests of the builder do not come to an end")
		}
	}
	p.settle()
	p.SeeNot("edited this rule meanwhile", "There is a problem")
	p.Reload()
	p.See("Call the client today", "within 5 working days")
	if got := ask[int](p, `document.querySelectorAll('#steps ~ .blks > .blk').length`); got != 4 {
		t.Errorf("of one block and three that were added quickly there are %d", got)
	}
	if got := ask[string](p, `document.querySelector('#undoing').textContent`); got == "" {
		t.Error("nothing of it can be undone")
	}
}
