package main

import "testing"

func TestJourneyAdviceWhileTypingIsSetAsideWithAReasonThatStaysAndIsTakenBack(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	p := h.enter("owner")
	p.Open("/alignment/outcomes")
	unfold := `(() => { const li = document.querySelector('#outcomes > ol > li'); li.querySelector('details').open = true; return '[id="' + li.id + '"]' })()`
	row := ask[string](p, unfold)
	ask[bool](p, `(document.addEventListener('htmx:before:request', e => { window.sent = [...e.detail.ctx.request.body.keys()].map(n => n.split('.').slice(0, 2).join('.')) }), true)`)
	p.Within(row).Fill("What will be true", "Launch a new booking platform")
	p.Within(row).See("Try:")
	if marked := ask[string](p, `document.querySelector('`+row+` mark').textContent`); marked == "" {
		t.Error("no words are marked")
	}
	if others := ask[int](p, `window.sent.filter(n => n !== window.sent[0]).length`); others > 0 {
		t.Errorf("the advice was asked for with %d fields of other rows", others)
	}
	p.Press("Save")
	p.See("does not count yet")
	p.Press("Apply the change")
	p.See("The change counts now.")
	p.Open("/alignment/outcomes")
	ask[string](p, unfold)
	p.Axe()
	p.act(`document.querySelector('` + row + ` [data-wording] a').click()`)
	p.See("Why it does not fit here")
	p.Fill("Why it does not fit here", "The platform itself is what clinics pay for.")
	p.Press("Set aside")
	p.See("The advice is set aside.")
	p.Open("/alignment/outcomes")
	p.Reload()
	ask[string](p, unfold)
	p.Within(row).SeeNot("Try:")
	p.act(`document.querySelector('#set-aside').open = true`)
	p.See("The platform itself is what clinics pay for.")
	p.act(`document.querySelector('#set-aside button').click()`)
	p.See("The advice stands again.")
	ask[string](p, unfold)
	p.Within(row).See("Try:")

	p.Script(false) // without script the same stands after saving
	p.Open("/alignment/goals/B3")
	p.Fill("Objective", "Become the most trusted partner of every clinic")
	p.Press("Save and go back to the list")
	p.Open("/alignment/goals/B3")
	p.See("Set aside")
}
