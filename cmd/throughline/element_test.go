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
