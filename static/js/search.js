// The search above every page: a box with a list that follows what is typed. It is fetched when it is first wanted; without it the link leads to the page.
const page = '/search', opened = '/search/opened', wait = 120;
let box = null, input, list, said, at = -1, timer = 0, running = null, shown = null;

const make = (tag, attributes = {}, ...inside) => {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
  e.append(...inside);
  return e;
};

function build() {
  const css = new URL('../search.css', import.meta.url).href;
  if (!document.querySelector(`link[href="${new URL(css).pathname}"]`)) document.head.append(make('link', { rel: 'stylesheet', href: css }));
  input = make('input', { type: 'search', name: 'q', role: 'combobox', 'aria-label': 'Search everything', 'aria-expanded': 'true', 'aria-controls': 'find-list', 'aria-autocomplete': 'list', autocomplete: 'off', maxlength: '200', dir: 'auto', enterkeyhint: 'search' });
  list = make('div', { id: 'find-list', class: 'list', role: 'listbox', 'aria-label': 'What was found' });
  said = make('p', { class: 'heard', role: 'status' });
  const close = make('button', { type: 'button', class: 'btn bare' }, 'Close');
  box = make('dialog', { class: 'findbox', 'aria-label': 'Search' }, make('form', { action: page, role: 'search' }, input, close), list, said);
  close.addEventListener('click', () => box.close());
  box.addEventListener('click', e => { if (e.target === box) box.close(); });
  input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(ask, wait); });
  input.addEventListener('keydown', keys);
  input.form.addEventListener('submit', () => tell({}));
  list.addEventListener('click', e => { const one = e.target.closest('[role=option]'); if (one) tell(one.dataset); });
  document.body.append(box);
}

export function open(words = '') {
  if (!box) build();
  if (box.open) return;
  input.value = words;
  box.showModal();
  input.focus();
  ask();
}

// ask gets the list for what stands in the field now; an answer to what stood there before is dropped.
async function ask() {
  running?.abort();
  running = new AbortController();
  const words = input.value.trim();
  if (words === shown) { box.removeAttribute('aria-busy'); return; }
  box.setAttribute('aria-busy', 'true');
  try {
    const r = await fetch(`${page}?${new URLSearchParams({ q: words })}`, { headers: { 'HX-Request': 'true', 'HX-Target': 'found' }, credentials: 'same-origin', signal: running.signal });
    if (r.headers.get('HX-Redirect')) { location.assign(r.headers.get('HX-Redirect')); return; }
    if (!r.ok) throw new Error(r.status);
    const got = new DOMParser().parseFromString(await r.text(), 'text/html').getElementById('found');
    list.replaceChildren(...got.childNodes);
    said.textContent = got.dataset.say;
    shown = words;
    choose(-1);
  } catch (e) {
    if (e.name === 'AbortError') return;
    shown = null;
    said.textContent = 'The list cannot be had now. Enter opens the page.';
  }
  box.removeAttribute('aria-busy');
}

function choose(i) {
  const all = [...list.querySelectorAll('[role=option]')];
  at = all.length ? (i + all.length + 1) % (all.length + 1) : -1;
  if (at === all.length) at = -1;
  all.forEach((o, n) => { o.setAttribute('aria-selected', n === at); o.tabIndex = -1; });
  if (at < 0) { input.removeAttribute('aria-activedescendant'); return; }
  input.setAttribute('aria-activedescendant', all[at].id);
  all[at].scrollIntoView({ block: 'nearest' });
}

function keys(e) {
  if (e.isComposing) return;
  const count = list.querySelectorAll('[role=option]').length;
  if (e.key === 'ArrowDown') choose(at + 1 >= count ? -1 : at + 1);
  else if (e.key === 'ArrowUp') choose(at < 0 ? count - 1 : at - 1);
  else if (e.key === 'Enter') enter();
  else if (e.key === 'Escape') box.close(); // at once, not only after the field is emptied
  else return;
  e.preventDefault();
}

// Enter opens what is chosen, the thing whose reference was typed, or the page of everything found; it waits for the list that belongs to the words.
async function enter() {
  clearTimeout(timer);
  if (at < 0) await ask();
  const one = at >= 0 ? list.querySelectorAll('[role=option]')[at] : first();
  if (one) one.click(); else input.form.requestSubmit();
}

// first is the thing whose reference was typed: Enter leads straight to it.
function first() {
  const words = input.value.trim().toUpperCase(), one = list.querySelector('[data-ref]');
  return shown === input.value.trim() && words && one?.dataset.ref === words ? one : null;
}

// tell lets the person find again what they searched for and opened.
function tell({ kind = '', ref = '' }, words = input?.value.trim() ?? '') {
  navigator.sendBeacon?.(opened, new URLSearchParams({ q: words, kind, ref }));
}

const found = document.querySelector('[data-search-page]');
found?.addEventListener('click', e => {
  const one = e.target.closest('a[data-ref]');
  if (one) tell(one.dataset, found.dataset.words);
});
