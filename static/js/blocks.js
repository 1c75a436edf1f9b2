// The builder of a rule. Every edit is a form that the server answers with the rule as it then is; this only drags, reads keys, saves what was
// typed, and keeps the focus where somebody works.
import { say } from './say.js';

const root = document.querySelector('[data-builder]');
const edge = 72, pace = 9, far = 6; // pixels
let focus = '', typed = null; // the field that was typed into last

// Requests go one after the other, each with the revision that the last answer gave: whoever is quick is in nobody's way, least of all
// their own. What is sent is what stood there when it was asked for.
const part = { 'HX-Request': 'true', 'HX-Request-Type': 'partial', 'HX-Target': 'div#builder' };
let line = Promise.resolve(), inLine = 0;
const letters = new Map(); // what was typed and not sent yet, by form and name

function inTurn(ask, quiet) {
  const at = focus || document.activeElement?.id || '';
  focus = '';
  root.setAttribute('aria-busy', 'true');
  inLine++;
  line = line.then(async () => take(await ask(), quiet, at)).catch(lost).finally(() => { if (!--inLine) root.removeAttribute('aria-busy'); });
}

function post(form, button, quiet) {
  const body = new URLSearchParams(new FormData(form, button)), action = form.action;
  letters.delete(form.id);
  inTurn(() => {
    body.set('rev', root.querySelector('[data-rev]')?.value ?? '');
    // A page that is left takes small requests to their end.
    return fetch(action, { method: 'POST', body, headers: part, credentials: 'same-origin', keepalive: body.toString().length < 60000 });
  }, quiet);
}

function lost() {
  say('');
  const words = document.createElement('p');
  Object.assign(words, { className: 'msg err', id: 'lost', textContent: 'Not saved: no connection. Make the last change again when it is back.' });
  words.setAttribute('role', 'alert');
  document.getElementById('lost')?.remove();
  root.prepend(words);
}

// take puts an answer into the page: all of it, or after a quiet one only what stands around the form.
async function take(r, quiet, at) {
  const to = r.headers.get('HX-Redirect') ?? (r.redirected ? r.url : '');
  if (to) { location.assign(to); return; }
  const now = new DOMParser().parseFromString(await r.text(), 'text/html');
  document.getElementById('lost')?.remove();
  if (!quiet || r.status === 409) return swap(now, at);
  if (!r.ok) return; // what is wrong is said when the person saves
  for (const piece of now.querySelectorAll('[data-part]')) replace(document.getElementById(piece.id), piece);
  const rev = now.querySelector('[data-rev]')?.value;
  for (const input of root.querySelectorAll('[data-rev]')) input.value = rev;
}

// replace puts a piece in the place of an older one; who stands in it keeps the focus.
function replace(old, piece) {
  const links = 'a, button', held = old?.contains(document.activeElement) ? document.activeElement : null;
  const same = held && (held.getAttribute('href') ?? held.value);
  old?.replaceWith(piece);
  if (held) ([...piece.querySelectorAll(links)].find(el => (el.getAttribute('href') ?? el.value) === same) ?? piece.querySelector(links) ?? root.querySelector('h1')).focus();
}

// swap draws everything anew; letters that were typed meanwhile stay, and so does the caret among them.
function swap(now, at) {
  const kept = [...letters], busy = document.activeElement, typing = busy && letters.get(busy.form?.id)?.has(busy.name);
  const caret = typing ? [busy.form.id, busy.name, busy.selectionStart, busy.selectionEnd] : null;
  root.replaceChildren(...(now.getElementById('builder') ?? now.querySelector('main') ?? now.body).children);
  letters.clear();
  settle(at);
  for (const [id, values] of kept) {
    for (const [name, value] of values) {
      const field = document.getElementById(id)?.elements.namedItem(name);
      if (!(field instanceof HTMLElement) || field.value === value) continue;
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      if (!caret || caret[0] !== id || caret[1] !== name) { field.dispatchEvent(new Event('change', { bubbles: true })); continue; }
      field.focus();
      if (caret[2] !== null && caret[2] !== undefined) field.setSelectionRange(caret[2], caret[3]);
    }
  }
}

root.addEventListener('input', e => {
  const form = e.target.closest('form[data-autosave-block]');
  if (!form || !e.target.matches('textarea, input:not([type=checkbox], [type=radio])')) return;
  if (!letters.has(form.id)) letters.set(form.id, new Map());
  letters.get(form.id).set(e.target.name, e.target.value);
});
root.addEventListener('submit', e => {
  if (!e.target.matches('#acts, form[data-autosave-block]')) return;
  e.preventDefault();
  post(e.target, e.submitter ?? e.target.querySelector('[data-save]'));
});

const acts = () => document.getElementById('acts');
const field = (name, value) => { const f = acts().elements[name]; f.value = value ?? ''; f.disabled = value === undefined; };

// An edit goes through the one form, so that it is the same request as a button's.
function act(verb, place = {}) {
  const form = acts();
  if (!form) return;
  for (const name of ['in', 'branch', 'at']) field(name, place[name]);
  const button = document.createElement('button');
  Object.assign(button, { name: 'do', value: verb, hidden: true });
  form.append(button);
  post(form, button);
  button.remove();
  for (const name of ['in', 'branch', 'at']) field(name);
}

// After each edit the focus goes on where it was, or to what was opened.
function settle(focus) {
  const problem = root.querySelector('.problem');
  const open = root.querySelector('form[data-autosave-block]');
  const at = focus && document.getElementById(focus);
  if (problem) problem.focus();
  else if (focus.startsWith('f-') || focus === 'new') open?.querySelector('input:not([type=hidden]), select, textarea')?.focus();
  else (at ?? root.querySelector('h1')).focus?.();
  // What is drawn after this may move it out of sight.
  requestAnimationFrame(() => { if (root.contains(document.activeElement)) document.activeElement.scrollIntoView({ block: 'nearest' }); });
}
root.classList.add('ready');

root.addEventListener('click', e => {
  const opener = e.target.closest('[data-focus]');
  if (opener) {
    if (e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
    e.preventDefault();
    focus = opener.dataset.focus;
    inTurn(() => fetch(opener.href, { headers: part, credentials: 'same-origin' }));
    return;
  }
  const token = e.target.closest('[data-token]');
  if (token) return put(token.dataset.token, token.closest('form'));
  const button = e.target.closest('button[name="do"]');
  if (!button) return;
  const [verb, key] = button.value.split(':');
  if (verb === 'add') focus = 'new';
  else if (['up', 'down', 'into', 'out', 'copy'].includes(verb)) { focus = `g-${key}`; say('Moved.'); }
  else if (verb === 'remove') { focus = neighbour(key); say('Removed. Undo brings it back.'); }
  else if (['row', 'group', 'drop'].includes(verb)) focus = button.form.id;
  else focus = document.activeElement?.id ?? '';
});

function neighbour(key) {
  const grips = [...root.querySelectorAll('.grip')], i = grips.findIndex(g => g.id === `g-${key}`);
  const inside = document.getElementById(`b-${key}`), next = [...grips.slice(i + 1), ...grips.slice(0, i).reverse()].find(g => !inside?.contains(g));
  return next?.id ?? 'steps';
}

// A field of what happened goes to where somebody writes.
root.addEventListener('focusin', e => { if (e.target.matches('textarea, input.input')) typed = e.target; });
function put(text, form) {
  const to = typed && form.contains(typed) ? typed : form.querySelector('[name="title"], [name="text"], [name="body"], [name="value"]');
  if (!to) return;
  to.focus();
  to.setRangeText(text, to.selectionStart ?? to.value.length, to.selectionEnd ?? to.value.length, 'end');
  to.dispatchEvent(new Event('change', { bubbles: true }));
}

// What is changed is saved at once. A choice that changes what is asked draws the form anew; anything else leaves it alone, so that nobody
// loses a letter, and only the sentences and problems around it follow.
const redraws = el => /(^|\.)(f|op|trigger|way|process|change|event)$/.test(el.name);
root.addEventListener('change', e => {
  const form = e.target.closest('form[data-autosave-block]');
  if (!form) return;
  if (redraws(e.target)) focus = e.target.id;
  post(form, form.querySelector('[data-save]'), !redraws(e.target));
});

root.addEventListener('keydown', e => {
  if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'z' && !e.target.matches('input, textarea, select')) {
    e.preventDefault();
    focus = document.activeElement?.id ?? '';
    return act(e.shiftKey ? 'redo' : 'undo');
  }
  const grip = e.target.closest('.grip');
  if (!grip) return;
  const block = grip.closest('[data-key]'), key = block.dataset.key;
  const way = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'into', ArrowLeft: 'out' }[e.key];
  if (way) {
    e.preventDefault();
    focus = grip.id;
    if (block.querySelector(`button[value="${way}:${key}"]`)) { say(`${block.dataset.name}: ${way}`); act(`${way}:${key}`); } else say('It cannot go there.');
  } else if (e.key === 'Delete' || e.key === 'Backspace') {
    e.preventDefault();
    focus = neighbour(key);
    say('Removed. Undo brings it back.');
    act(`remove:${key}`);
  } else if (e.key === 'Enter' || e.key === ' ') {
    e.preventDefault();
    document.getElementById(`o-${key}`)?.click();
  }
});

// Dragging: a block by its handle, or a kind from the palette. A line shows where it would go.
root.addEventListener('pointerdown', e => {
  const grip = e.target.closest('.grip'), kind = e.target.closest('[data-kind]');
  if (e.button || !grip && !kind) return;
  const block = grip?.closest('[data-key]'), start = { x: e.clientX, y: e.clientY };
  let moving = false, slot = null, y = e.clientY, x = e.clientX;
  if (grip) e.preventDefault();
  const stop = new AbortController();
  const on = (type, go) => addEventListener(type, go, { signal: stop.signal });
  const line = document.createElement('li');
  line.className = 'slot';
  line.setAttribute('aria-hidden', 'true');
  const follow = () => {
    slot = nearest(x, y, block);
    if (!slot) return line.remove();
    const items = own(slot.list);
    slot.at < items.length ? items[slot.at].before(line) : slot.list.append(line);
  };
  const roll = () => {
    if (stop.signal.aborted) return;
    const by = y < edge ? -1 : y > innerHeight - edge ? 1 : 0;
    if (by && moving) { scrollBy(0, by * pace); follow(); }
    requestAnimationFrame(roll);
  };
  requestAnimationFrame(roll);
  on('pointermove', ev => {
    ({ clientX: x, clientY: y } = ev);
    if (!moving && Math.hypot(x - start.x, y - start.y) < far) return;
    if (!moving) { moving = true; block?.classList.add('held'); say('Picked up.'); }
    follow();
  });
  const end = dropped => {
    stop.abort();
    line.remove();
    block?.classList.remove('held');
    if (!moving) { grip?.focus(); return; }
    // The click that follows a drag is none.
    const none = ev => { ev.preventDefault(); ev.stopPropagation(); };
    addEventListener('click', none, { capture: true, once: true });
    setTimeout(() => removeEventListener('click', none, { capture: true }), 0);
    if (!dropped || !slot) { say('Put back.'); return; }
    const place = { in: slot.list.dataset.in, branch: slot.list.dataset.branch, at: slot.at };
    focus = block ? `g-${block.dataset.key}` : 'new';
    const after = acts().elements.after;
    if (!block) after.value = ''; // it goes to its place, not behind what is open
    act(block ? `move:${block.dataset.key}` : `add:${kind.dataset.kind}`, place);
    say('Dropped.');
  };
  on('pointerup', () => end(true));
  on('pointercancel', () => end(false));
  on('keydown', ev => { if (ev.key === 'Escape') end(false); });
});

const own = list => [...list.children].filter(li => li.dataset.key);

// nearest is the place between two blocks that is nearest to the pointer, never inside the block that is held.
function nearest(x, y, held) {
  let best = null;
  for (const list of root.querySelectorAll('[data-branch]')) {
    if (held?.contains(list)) continue;
    const items = own(list), box = list.getBoundingClientRect();
    for (let at = 0; at <= items.length; at++) {
      const top = items.length === 0 ? box.top + box.height / 2 : at < items.length ? items[at].getBoundingClientRect().top : items.at(-1).getBoundingClientRect().bottom;
      const aside = Math.max(box.left - x, x - box.right, 0);
      const depth = list.closest('.branch') ? box.left : box.left + 1;
      const way = Math.abs(y - top) + aside * 2 + Math.abs(Math.min(x - depth, 60)) / 50;
      if (!best || way < best.way) best = { way, list, at };
    }
  }
  return best;
}
