// The builder of a rule. Every edit is a form that the server answers with the rule as it then is; this only drags, reads keys, saves what was
// typed, and keeps the focus where somebody works.
import { say } from './say.js';

const root = document.querySelector('[data-builder]');
const edge = 72, pace = 9, far = 6; // pixels
let focus = '', typed = null; // the field that was typed into last

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
  form.requestSubmit(button);
  button.remove();
  for (const name of ['in', 'branch', 'at']) field(name);
}

// After each edit the focus goes on where it was, or to what was opened.
function settle() {
  const palette = root.querySelector('[data-palette]');
  if (palette) palette.hidden = false;
  root.classList.add('ready');
  const problem = root.querySelector('.problem');
  const open = root.querySelector('form[data-autosave-block]');
  const at = focus && document.getElementById(focus);
  if (problem) problem.focus();
  else if (focus.startsWith('f-') || focus === 'new') open?.querySelector('input:not([type=hidden]), select, textarea')?.focus();
  else (at ?? root.querySelector('h1')).focus?.();
  focus = '';
  // What is drawn after this may move it out of sight.
  requestAnimationFrame(() => { if (root.contains(document.activeElement)) document.activeElement.scrollIntoView({ block: 'nearest' }); });
}
root.classList.add('ready');
for (const p of root.querySelectorAll('[data-palette]')) p.hidden = false;
document.addEventListener('htmx:after:swap', e => { if (root.contains(e.target) || e.target === root || e.target === document) settle(); });

root.addEventListener('click', e => {
  const opener = e.target.closest('[data-focus]');
  if (opener) { focus = opener.dataset.focus; return; }
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
let saving = Promise.resolve();
root.addEventListener('change', e => {
  const form = e.target.closest('form[data-autosave-block]');
  if (!form) return;
  if (redraws(e.target)) { focus = e.target.id; form.requestSubmit(form.querySelector('[data-save]')); return; }
  saving = saving.then(() => quietly(form)).catch(() => {});
});

async function quietly(form) {
  const body = new FormData(form, form.querySelector('[data-save]'));
  const r = await fetch(form.action, { method: 'POST', body: new URLSearchParams(body), credentials: 'same-origin',
    headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial', 'HX-Target': 'div#builder' } });
  if (!r.ok && r.status !== 409) return; // what is wrong is said when the person saves
  const now = new DOMParser().parseFromString(await r.text(), 'text/html');
  if (r.status === 409) { root.replaceChildren(...now.body.children); htmx.process(root); settle(); return; }
  for (const part of now.querySelectorAll('[data-part]')) document.getElementById(part.id)?.replaceWith(part);
  const rev = now.querySelector('[data-rev]')?.value;
  for (const input of root.querySelectorAll('[data-rev]')) input.value = rev;
}

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
