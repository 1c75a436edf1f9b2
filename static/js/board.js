// A board, of goals and objectives or of tasks by state: a card moves to another goal, team or state by pointer, by keys on its handle, or by its buttons.
// The server owns every move: what is sent is the same as a button sends, and the board that comes back takes the place of this one.
import { say } from './say.js';
import { watch } from './undo.js';

let held = null, over = null;

const board = () => document.getElementById('board');
const drops = () => [...board().querySelectorAll('[data-drop]')];
const nameOf = drop => `${drop.dataset.name}, ${drops().indexOf(drop) + 1} of ${drops().length}`;

export function ready() {
  if (!board()) return;
  board().classList.add('board-ready');
  const grip = board().querySelector('template').content.firstElementChild;
  for (const li of board().querySelectorAll('[data-card]')) {
    const own = grip.cloneNode(true);
    own.setAttribute('aria-label', `Move: ${li.dataset.name}`);
    li.prepend(own);
  }
}

async function send(body, card) {
  const url = board().dataset.action;
  board().setAttribute('aria-busy', 'true');
  const r = await fetch(url, {
    method: 'POST', body, credentials: 'same-origin',
    headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial', 'HX-Target': 'section#board' },
  }).catch(() => null);
  if (!r || r.status === 401) { location.reload(); return; }
  const to = r.headers.get('HX-Redirect'); // the move waits until what rests on it was looked at
  if (to) { location.assign(to); return; }
  const text = await r.text(), fresh = parse(text).find(n => n.id === 'board');
  if (!fresh) {
    board().removeAttribute('aria-busy');
    const place = document.getElementById('trouble');
    place?.replaceChildren(...parse(text));
    say(place?.textContent.trim() ?? '');
    return;
  }
  board().replaceWith(fresh);
  ready();
  for (const bar of fresh.querySelectorAll('[data-undo]')) watch(bar);
  const asked = fresh.querySelector('[data-ask] input:not([type="hidden"])'); // the move waits for a word
  if (asked) { asked.focus(); return; }
  const at = card && board().querySelector(`[data-card="${CSS.escape(card)}"]`);
  (at?.querySelector('.grip') ?? at ?? board()).focus({ preventScroll: true });
  at?.scrollIntoView({ block: 'nearest' });
  say(board().querySelector('[data-said]')?.textContent ?? '');
}

const parse = text => [...new DOMParser().parseFromString(text, 'text/html').body.children];

function move(li, drop) {
  const body = new URLSearchParams({ move: [li.dataset.card, drop.dataset.kind, li.closest('[data-drop]')?.dataset.drop, drop.dataset.drop].join('.') });
  send(body, li.dataset.card);
}

function hold(li) {
  drop(false);
  held = li;
  over = li.closest('[data-drop]') ?? drops()[0];
  li.classList.add('held');
}

function point(at) {
  over?.classList.remove('over');
  over = at;
  over?.classList.add('over');
}

function drop(keep) {
  if (!held) return;
  const li = held, at = over;
  li.classList.remove('held');
  point(null);
  held = null;
  if (keep && at && at !== li.closest('[data-drop]')) move(li, at);
  else say(`Put back. ${li.dataset.name}`);
}

addEventListener('submit', e => {
  const form = e.target, by = e.submitter;
  if (!form.closest('#board') || form.getAttribute('action') !== board().dataset.action) return;
  e.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  if (by?.name) body.append(by.name, by.value);
  send(body, (body.get('move') ?? body.get('objective') ?? '').split('.')[0]);
}, true);

addEventListener('keydown', e => {
  const grip = e.target.closest?.('#board .grip');
  if (!grip) return;
  const li = grip.closest('li');
  if (e.key === ' ' || e.key === 'Enter') {
    e.preventDefault();
    if (held === li) { drop(true); return; }
    hold(li);
    point(over);
    say(`Picked up. ${li.dataset.name}: ${over ? nameOf(over) : ''}. Arrows choose where to, Space drops.`);
  } else if (held !== li) return;
  else if (/^Arrow(Up|Down|Left|Right)$/.test(e.key)) {
    e.preventDefault();
    const all = drops(), to = all[all.indexOf(over) + (/Up|Left/.test(e.key) ? -1 : 1)];
    if (!to) return;
    point(to);
    to.scrollIntoView({ block: 'nearest' });
    say(nameOf(to));
  } else if (e.key === 'Escape') { e.preventDefault(); drop(false); }
  else if (e.key === 'Tab') drop(false);
});

addEventListener('pointerdown', e => {
  const grip = e.target.closest?.('#board .grip');
  if (!grip || e.button) return;
  e.preventDefault();
  grip.focus();
  hold(grip.closest('li'));
  const stop = new AbortController();
  const on = (type, act) => addEventListener(type, act, { signal: stop.signal });
  on('pointermove', ev => {
    point(document.elementsFromPoint(ev.clientX, ev.clientY).map(el => el.closest('[data-drop]')).find(Boolean) ?? null);
    if (ev.clientY < 60) scrollBy(0, -20);
    if (ev.clientY > innerHeight - 60) scrollBy(0, 20);
  });
  for (const type of ['pointerup', 'pointercancel']) on(type, ev => { stop.abort(); drop(ev.type === 'pointerup'); });
});
