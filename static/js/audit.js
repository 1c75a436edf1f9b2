// The matrix of the audit: keys, fields that open at a row, narrowing while one types, and ticks to change several rows at once.
// All of it works without this file, page by page. Focus moves by row: Tab goes through the things of one row and then out of the
// matrix; arrows go from row to row. Keys of one letter work only while the focus is in the matrix, and can be switched off.
import { say } from './say.js';
import { dress } from './dates.js';
import { narrow } from './audit_narrow.js';

const form = document.getElementById('step'), keys = document.getElementById('audit-keys'), choice = document.getElementById('audit-keys-on');
const signs = { none: 'none', keep: 'ok', redesign: 'redesign', stop: 'stop', missing: 'missing' };
const letters = { k: 'keep', r: 'redesign', s: 'stop', o: 'missing', u: 'none' };
const stored = 'throughline-audit-keys';

let on = localStorage.getItem(stored) !== 'off', at = null, column = 1;

const rows = () => [...form.querySelectorAll('tbody:not([data-folded]) > .w')];
const things = row => [...row.querySelectorAll('input:not([type="hidden"]), a, select')];
const below = row => { const list = []; for (let r = row.nextElementSibling; r?.matches('.more'); r = r.nextElementSibling) list.push(r); return list; };
const owner = tr => { while (tr && !tr.matches('.w')) tr = tr.previousElementSibling; return tr; };
const name = row => row.querySelector('.name').textContent;
const verdict = row => row.querySelector('.verdict select');
const kind = row => verdict(row)?.selectedOptions[0].dataset.v;
const field = (row, key) => below(row).flatMap(r => [...r.querySelectorAll('input, select')]).find(f => f.name.endsWith(`.${key}`));

function place(row) {
  const all = rows();
  return `${name(row)}, row ${all.indexOf(row) + 1} of ${all.length}`;
}

// rove lets Tab through one row only; all others are reached by the arrows.
function rove(row) {
  if (at === row) return;
  if (on) {
    if (at) tabbable(at, false);
    tabbable(row, true);
  }
  at = row;
}

function tabbable(row, yes) {
  for (const part of [row, ...below(row)])
    for (const el of part.querySelectorAll('input:not([type="hidden"]), a, select, button')) yes ? el.removeAttribute('tabindex') : el.tabIndex = -1;
}

// fresh looks at a matrix that has just come to the page.
function fresh() {
  const all = rows(), table = form.querySelector('.audit table');
  at = null;
  if (table) on ? table.setAttribute('role', 'grid') : table.removeAttribute('role');
  for (const row of all) tabbable(row, !on);
  if (all.length) rove(all[0]);
  for (const box of form.querySelectorAll('th.box')) tickAll(box);
  const tools = form.querySelector('[data-audit-tools]');
  if (tools && !tools.querySelector('[data-keys]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn bare';
    button.textContent = 'Keys';
    button.dataset.keys = '';
    button.addEventListener('click', () => keys.showModal());
    tools.append(button);
  }
  counted();
}

function go(row, col = column) {
  if (!row) return;
  const list = things(row);
  column = Math.max(0, Math.min(col, list.length - 1));
  rove(row);
  list[column].focus();
}

form.addEventListener('focusin', e => {
  const row = owner(e.target.closest('tr'));
  if (!row) return;
  rove(row);
  const i = things(row).indexOf(e.target);
  if (i >= 0) column = i;
});

form.addEventListener('keydown', e => {
  const tr = e.target.closest('tr.w, tr.more'), row = owner(tr);
  if (!row || e.metaKey || e.altKey) return;
  if (tr !== row) return inField(e, row);
  if (e.key === 'Enter' && e.target.type === 'checkbox') { e.preventDefault(); e.target.click(); return; } // Enter would send the page
  if (!on) return;
  const all = rows(), i = all.indexOf(row), key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
  const acts = {
    ArrowDown: () => go(all[i + 1]), ArrowUp: () => go(all[i - 1]), ArrowRight: () => go(row, column + 1), ArrowLeft: () => go(row, column - 1),
    PageDown: () => go(all[Math.min(i + 10, all.length - 1)]), PageUp: () => go(all[Math.max(i - 10, 0)]),
    Home: () => go(e.ctrlKey ? all[0] : row, 0), End: () => go(e.ctrlKey ? all.at(-1) : row, 99),
    n: () => next(all, i), d: () => details(row), h: () => effort(row), x: () => row.querySelector('[name="choose"]').click(),
    '/': find, f: find, '?': () => keys.showModal(),
  };
  if (e.ctrlKey && !['Home', 'End'].includes(key)) return;
  let act = acts[key];
  if (letters[key]) act = () => give(row, letters[key]);
  if (/^[1-9]$/.test(key)) act = () => row.querySelectorAll('.chip input')[key - 1]?.click();
  if (!act) return;
  e.preventDefault();
  act();
});

// inField leads from a field below a row back to the row.
function inField(e, row) {
  if (e.key === 'Escape' || e.key === 'Enter' && e.target.matches('input')) {
    e.preventDefault();
    e.target.blur(); // tells the form that it changed
    go(row);
  }
}

function find() {
  const box = document.getElementById('find');
  box.focus();
  box.select();
}

function next(all, i) {
  const order = [...all.slice(i + 1), ...all.slice(0, i + 1)], to = order.find(r => kind(r) === 'none');
  const further = form.querySelector('.pager [rel="next"]');
  if (to) go(to);
  else if (further) location.assign(further.href);
  else say('Nothing here is undecided.');
}

function give(row, value) {
  const list = verdict(row), option = list && [...list.options].find(o => o.dataset.v === value);
  if (!option) return say(`${name(row)} has ended; its verdict stays.`);
  if (option.selected) return say(`${option.text} already: ${place(row)}.`);
  option.selected = true;
  list.dispatchEvent(new Event('change', { bubbles: true }));
}

form.addEventListener('change', e => {
  const row = e.target.closest('tr.w');
  if (!row) return;
  if (e.target.name === 'choose') return counted();
  if (e.target === verdict(row)) {
    worn(row);
    const more = { stop: ' Say why, who sees to it and by when.', missing: ' Say which result is missing.' }[kind(row)] ?? '';
    const left = rows().filter(r => kind(r) === 'none').length;
    say(`${e.target.selectedOptions[0].text}: ${place(row)}.${more} ${left} undecided.`);
  } else if (e.target.closest('.chip')) {
    const what = document.getElementById(e.target.getAttribute('aria-labelledby'))?.textContent ?? '';
    say(`${what}: ${e.target.checked ? 'ticked' : 'not ticked'} for ${place(row)}.`);
  }
});

// worn puts the sign of its verdict on a row, and under it the fields that the verdict asks for.
function worn(row) {
  const badge = verdict(row).parentElement, now = kind(row);
  badge.dataset.at = now;
  const use = badge.querySelector('use'); // only its sign changes: a new element would have the whole table measured again
  use.setAttribute('href', use.getAttribute('href').replace(/#.*/, `#i-${signs[now]}`));
  let why = below(row).find(r => r.matches('.why'));
  if (why) why.hidden = now !== 'stop' && now !== 'missing';
  if (now !== 'stop' && now !== 'missing' || why && (now === 'missing' || field(row, 'carrier'))) return;
  const reason = field(row, 'reason')?.value;
  why?.remove();
  why = open(row, `audit-${now}`);
  if (reason) field(row, 'reason').value = reason;
}

// open puts the fields of a template under a row, under the row's own names.
function open(row, template) {
  const part = document.getElementById(template).content.cloneNode(true), id = row.id.slice(row.id.indexOf('.') + 1);
  for (const el of part.querySelectorAll('*'))
    for (const a of [...el.attributes]) if (a.value.includes('ROW')) el.setAttribute(a.name, a.value.replaceAll('ROW', id));
  const tr = part.firstElementChild;
  (template === 'audit-effort' ? row : below(row).at(-1) ?? row).after(tr);
  for (const day of tr.querySelectorAll('input[data-day]')) dress(day);
  if (on && at !== row) tabbable(row, false);
  return tr;
}

function details(row) {
  const first = field(row, 'reason');
  if (first && !first.closest('tr').hidden) first.focus();
  else say(`Only stop and outcome missing ask for more: ${place(row)}.`);
}

function effort(row) {
  const link = row.querySelector('.hours');
  if (!link) return;
  let tr = below(row).find(r => r.matches('.effort-row'));
  if (!tr) {
    tr = open(row, 'audit-effort');
    for (const [key, value] of new URLSearchParams(link.dataset.effort)) { const f = field(row, key); if (f) f.value = value; }
  }
  tr.hidden = false;
  tr.querySelector('input').select();
  counting(tr, link.href);
}

// counting shows how the row's hours are counted: from its own page, so that the rule stands in one place. Without it the row works too.
async function counting(tr, href) {
  const place = tr.querySelector('[data-how]');
  try {
    const r = await fetch(href, { headers: { 'HX-Request': 'true', 'HX-Target': 'div#effort-how', Accept: 'text/html' } });
    const part = r.ok && new DOMParser().parseFromString(await r.text(), 'text/html').querySelector('.explain');
    if (!part) return;
    part.open = Boolean(place.querySelector('.explain')?.open);
    place.replaceChildren(document.adoptNode(part));
  } catch { /* no connection: the line that says so is that of saving */ }
}

form.addEventListener('saved', () => {
  for (const tr of form.querySelectorAll('.effort-row:not([hidden])')) counting(tr, owner(tr).querySelector('.hours').href);
});

form.addEventListener('click', e => {
  const row = owner(e.target.closest('tr'));
  if (e.target.closest('a.hours') && row && !e.ctrlKey && !e.metaKey && !e.shiftKey) { e.preventDefault(); effort(row); }
  const tr = e.target.closest('.effort-row');
  if (tr && e.target.closest('[data-close]')) { tr.hidden = true; go(row, things(row).indexOf(row.querySelector('.hours'))); }
  if (tr && e.target.closest('[data-unknown]')) {
    for (const key of ['times', 'per', 'minutes', 'attendees']) field(row, key).value = '';
    field(row, 'hours').value = 'unknown';
    for (const key of ['times', 'per', 'minutes', 'attendees', 'hours']) field(row, key).dispatchEvent(new Event('change', { bubbles: true }));
  }
  if (e.target.name === 'choose') range(e.target, e.shiftKey);
});

// The titles of outcomes stand once on the page; a chip shows its own when somebody points at it.
form.addEventListener('pointerover', e => {
  const chip = e.target.closest('.chip');
  if (chip && !chip.title) chip.title = document.getElementById(chip.firstElementChild.getAttribute('aria-labelledby'))?.textContent ?? '';
});

// Ticks that choose rows: one, a range with Shift, or all that are shown.
let last = null;
const boxes = () => rows().map(r => r.querySelector('[name="choose"]'));

function range(box, shift) {
  const all = boxes(), i = all.indexOf(box), j = all.indexOf(last);
  if (shift && j >= 0) for (const other of all.slice(Math.min(i, j), Math.max(i, j) + 1)) other.checked = box.checked;
  last = box;
  counted();
}

function tickAll(head) {
  if (head.querySelector('input')) return;
  const label = document.createElement('label'), box = document.createElement('input');
  label.className = 'tick';
  box.type = 'checkbox';
  box.setAttribute('aria-label', 'Tick all that are shown');
  box.addEventListener('change', () => { for (const other of boxes()) other.checked = box.checked; counted(); });
  label.append(box);
  head.replaceChildren(label);
}

function counted() {
  const n = boxes().filter(b => b.checked).length, all = form.querySelector('th.box input'), button = form.querySelector('[value="bulk:ticked"]');
  if (all) { all.checked = n > 0 && n === boxes().length; all.indeterminate = n > 0 && !all.checked; }
  if (button) button.lastChild.textContent = n ? ` Change the ${n} ticked` : ' Change the ticked ones';
}

choice.checked = on;
choice.addEventListener('change', () => {
  on = choice.checked;
  localStorage.setItem(stored, on ? 'on' : 'off');
  const row = at;
  fresh();
  if (row) rove(row);
});
keys.addEventListener('click', e => { if (e.target.closest('[data-close]')) keys.close(); });

narrow(form, fresh);
fresh();
