package main

// element is something on the page whose text can be seen or that can be pressed.
type element struct {
	Kind  string // its tag, classes, state and what else is said of it, and those of everything around it
	Look  string // all that its contrast is judged by
	Small bool   // less than 24 px high or wide, and to be pressed
}

// elements lists them. What lies apart from the flow, or on a picture, is known by its kind too.
const elements = `(() => {
	const states = /^(aria-(current|pressed|selected|expanded|invalid|disabled)|data-theme|type|open|disabled)$/;
	const silent = /^(data-(?!theme)|hx-|class$|href$|value$|name$|id$|checked$|max|min|action$)/;
	const says = e => [...e.attributes].filter(a => !silent.test(a.name)).map(a => states.test(a.name) ? a.name + a.value : a.name).sort();
	const name = e => e.localName + '.' + e.className + says(e) + (e.checked ? '+' : '');
	const hash = s => [...s].reduce((h, c) => BigInt.asUintN(64, (h ^ BigInt(c.codePointAt(0))) * 1099511628211n), 14695981039346656037n).toString(36);
	const kinds = new Map(), known = new Map(), grounds = new Map();
	const kind = e => {
		if (!kinds.has(e)) {
			const whole = (e.parentElement ? kind(e.parentElement) : '') + '>' + name(e);
			if (!known.has(whole)) known.set(whole, hash(whole));
			kinds.set(e, known.get(whole));
		}
		return kinds.get(e);
	};
	const ground = e => {
		if (!e) return '';
		if (!grounds.has(e)) {
			const s = getComputedStyle(e), clear = /^transparent$|^rgba|\//.test(s.backgroundColor);
			const apart = s.backgroundImage !== 'none' || s.opacity !== '1' || s.filter !== 'none' || s.mixBlendMode !== 'normal' || /absolute|fixed|sticky/.test(s.position);
			grounds.set(e, (apart ? kind(e) : '') + s.backgroundColor + (clear || apart ? '<' + ground(e.parentElement) : ''));
		}
		return grounds.get(e);
	};
	const pressed = /^(input|select|textarea|button|a|summary)$/;
	const text = e => [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data.trim()).join('');
	const look = e => {
		const s = getComputedStyle(e), r = e.getBoundingClientRect(), of = [s.color, ground(e), s.fontSize, s.fontWeight, s.textShadow];
		if (pressed.test(e.localName)) of.push(e.localName, e.type, e.matches(':placeholder-shown'));
		of.push(!!e.closest(':disabled, [aria-disabled=true]') || !!(e.closest('label') || {}).control?.disabled, !!e.closest('[aria-hidden=true]'), text(e).length < 2, r.width < 2 || r.height < 2);
		const link = e.closest('a');
		if (link) {
			const l = getComputedStyle(link), around = getComputedStyle(link.parentElement);
			of.push(l.textDecorationLine, l.borderBottomWidth, l.display, l.color, around.color, around.display, around.fontWeight, text(link.parentElement) !== '');
		}
		return of.join(' ');
	};
	window.axeElements = [...document.body.querySelectorAll('*')].filter(e => (pressed.test(e.localName) || text(e)) && e.checkVisibility({visibilityProperty: true}));
	return window.axeElements.map(e => {
		const r = e.getBoundingClientRect();
		return {Kind: kind(e), Look: hash(look(e)), Small: pressed.test(e.localName) && (r.width < 24 || r.height < 24)};
	});
})()`

// thin takes out of the page what axe would only look at again: what is folded away, which it leaves out, and brothers that are
// built as two before them are, down to their last element. Axe takes its time by the number of elements that are there.
const thin = `(() => {
	const seen = new Map();
	const built = e => {
		if (!seen.has(e)) {
			const says = [...e.attributes].filter(a => !/^(id|for|href|value|name|action|title|datetime|d|x|y|x1|x2|y1|y2|cx|cy|width|height|points|transform|aria-(label|labelledby|describedby|controls|owns)|hx-.*|data-(?!theme).*)$/.test(a.name)).map(a => a.name + '=' + a.value);
			const words = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) ? 'T' : '';
			seen.set(e, e.localName + says.sort().join(' ') + words + '(' + [...new Set([...e.children].map(built))].sort().join() + ')');
		}
		return seen.get(e);
	};
	const names = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns'];
	const naming = names.map(a => '[' + a + ']').join();
	const named = e => names.flatMap(a => (e.getAttribute(a) || '').split(' ')).filter(Boolean);
	const from = new Map();
	document.querySelectorAll(naming).forEach(e => named(e).forEach(id => from.set(id, [...(from.get(id) || []), e])));
	const needed = e => [e, ...e.querySelectorAll('[id]')].some(x => (from.get(x.id) || []).some(by => by.isConnected && !e.contains(by)))
		|| [e, ...e.querySelectorAll('label')].some(x => { const to = x.htmlFor && document.getElementById(x.htmlFor); return to && !e.contains(to); });
	const before = document.querySelectorAll('*').length;
	document.querySelectorAll('details:not([open]) > :not(summary), [popover]:not(:popover-open), dialog:not([open]), [hidden]').forEach(e => needed(e) || e.remove());
	for (const parent of [...document.body.querySelectorAll('*')].filter(e => e.children.length > 3 && e.isConnected)) {
		const count = new Map();
		for (const e of [...parent.children]) {
			const how = built(e), n = (count.get(how) || 0) + 1;
			count.set(how, n);
			if (n > 2 && !needed(e)) e.remove();
		}
	}
	return before - document.querySelectorAll('*').length;
})()`
