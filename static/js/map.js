// The map of the thread: its links swap the map alone, and arrow keys go along the threads. Every link works without this.
import { say } from './say.js';

const place = () => document.getElementById('map');
const cards = () => [...place().querySelectorAll('[data-card]')];
const card = key => place().querySelector(`[data-card="${CSS.escape(key)}"]`);

// One card can be reached by Tab; from there arrow keys go on.
function rove(to) {
  const all = cards();
  if (!all.length) return;
  const one = to ?? all.find(c => c.getAttribute('aria-current')) ?? all[0];
  for (const c of all) c.setAttribute('tabindex', c === one ? '0' : '-1');
  for (const f of place().querySelectorAll('[data-fold]')) f.setAttribute('tabindex', '-1');
}

export function ready() {
  rove();
  place().querySelector('[data-keys]')?.removeAttribute('hidden');
}

const parse = text => new DOMParser().parseFromString(text, 'text/html').getElementById('map');
let asked = 0;

// swap brings another state of the map. Who stood on a card, a fold or a link stands on it again, or on the followed card.
async function swap(url, { key, push = true } = {}) {
  const mine = ++asked, box = place().querySelector('.mapbox'), at = box && [box.scrollLeft, box.scrollTop];
  place().setAttribute('aria-busy', 'true');
  const r = await fetch(url, { credentials: 'same-origin', headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial', 'HX-Target': 'section#map' } }).catch(() => null);
  if (mine !== asked) return;
  const fresh = r?.ok ? parse(await r.text()) : null;
  if (mine !== asked) return;
  if (!fresh) { location.assign(url); return; }
  place().replaceWith(fresh);
  if (push) history.pushState({ map: true }, '', url);
  ready();
  const now = place().querySelector('.mapbox');
  if (now && at) now.scrollTo(...at);
  const to = (key && (card(key) ?? place().querySelector(`[data-key="${CSS.escape(key)}"]`))) ?? place().querySelector('[data-card][aria-current]') ?? place();
  if (to.matches('[data-card]')) rove(to);
  to.focus({ preventScroll: to === place() });
  say(to === place() ? 'The map has changed' : '');
}

function follow(a) {
  const held = a.dataset.fold ?? a.dataset.card ?? a.dataset.key ?? a.closest('.mapitem')?.querySelector('[data-key]')?.dataset.key;
  return swap(a.href?.baseVal ?? a.href, { key: held });
}

document.addEventListener('click', e => {
  const a = e.target.closest?.('[data-swap]');
  if (!a || !place()?.contains(a) || e.button || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
  e.preventDefault();
  if (!history.state?.map) history.replaceState({ ...history.state, map: true }, '');
  follow(a);
});

addEventListener('popstate', e => { if (e.state?.map && place()) swap(location.href, { push: false }); });

const ups = c => c.dataset.up.split(' ').filter(Boolean);
const middle = c => { const r = c.getBoundingClientRect(); return r.top + r.height / 2; };
const nearest = (from, list) => list.sort((a, b) => Math.abs(middle(a) - middle(from)) - Math.abs(middle(b) - middle(from)))[0];

// The side stands at the left of the outcomes although it hangs on them.
function step(from, key) {
  const all = cards(), col = Number(from.dataset.col);
  if (key === 'ArrowUp' || key === 'ArrowDown' || key === 'Home' || key === 'End') {
    const same = all.filter(c => Number(c.dataset.col) === col).sort((a, b) => middle(a) - middle(b)), i = same.indexOf(from);
    return key === 'Home' ? same[0] : key === 'End' ? same.at(-1) : same[i + (key === 'ArrowDown' ? 1 : -1)];
  }
  const left = key === 'ArrowLeft', tied = [...ups(from).map(card).filter(Boolean), ...all.filter(c => ups(c).includes(from.dataset.card))];
  const that = tied.filter(c => left ? Number(c.dataset.col) < col : Number(c.dataset.col) > col);
  if (that.length) return nearest(from, that);
  return left ? tied.find(c => ups(from).includes(c.dataset.card)) : tied.find(c => ups(c).includes(from.dataset.card) && Number(c.dataset.col) === col);
}

document.addEventListener('keydown', e => {
  const from = e.target.closest?.('[data-card]');
  if (!place()?.contains(e.target) || e.metaKey || e.ctrlKey || e.altKey) return;
  if (e.key === 'Escape') {
    const whole = place().querySelector('[data-whole]'), key = place().querySelector('[data-card][aria-current]')?.dataset.card;
    if (whole) { e.preventDefault(); swap(whole.href, { key }); }
    return;
  }
  if (!from) return;
  if (e.key.startsWith('Arrow') || e.key === 'Home' || e.key === 'End') {
    e.preventDefault();
    const to = step(from, e.key);
    if (to) { rove(to); to.focus(); to.scrollIntoView({ block: 'nearest', inline: 'nearest' }); }
    return;
  }
  if (e.key === ' ' || e.key === '+' || e.key === '-') {
    const fold = place().querySelector(`[data-fold="${CSS.escape(from.dataset.card)}"]`);
    e.preventDefault();
    if (fold) follow(fold).then(() => say(fold.getAttribute('aria-label').startsWith('Fold') ? 'Folded' : 'Opened'));
  }
});
