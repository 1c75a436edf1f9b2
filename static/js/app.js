// Small helpers. Every page works without any of this.
import './autosave.js';
import './back.js';
import './order.js';
import './dates.js';
import './undo.js';

document.addEventListener('click', e => { if (e.target.closest('[data-print]')) print(); });

// After a submit that found problems, the page opens with their list: that is where reading goes on.
document.querySelector('.problem[tabindex]')?.focus();

// A second press while the first is under way is dropped.
addEventListener('submit', e => {
  const form = e.target;
  if (e.defaultPrevented) return;
  if (form.getAttribute('aria-busy') === 'true') { e.preventDefault(); return; }
  form.setAttribute('aria-busy', 'true');
  // A download leaves the page as it is, so the form must become free again.
  setTimeout(() => form.removeAttribute('aria-busy'), 8000);
});
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[aria-busy]')) form.removeAttribute('aria-busy');
});

// A part of a form that is asked about while somebody types sends what it is about, and not the whole form.
document.addEventListener('htmx:config:request', e => {
  const { sourceElement, request } = e.detail.ctx, only = sourceElement.dataset?.only;
  if (!only || !(request.body instanceof FormData)) return;
  for (const name of new Set(request.body.keys())) if (name !== only && !name.startsWith(`${only}.`)) request.body.delete(name);
});

// Advice while typing is a help only: when it cannot be had, typing goes on undisturbed.
document.addEventListener('htmx:before:response', e => {
  const { target, response } = e.detail.ctx;
  if (target?.matches?.('[data-wording]') && response.status >= 400) e.preventDefault();
});

// A group that comes back after a choice in it keeps the focus: at what is wrong, else at its own line.
document.addEventListener('htmx:after:swap', e => {
  const group = document.getElementById(e.detail?.ctx?.target?.id ?? '');
  if (!group?.id.startsWith('g-') || document.activeElement !== document.body) return;
  (group.querySelector('[aria-invalid="true"]') ?? group.querySelector('summary') ?? group).focus();
});

// The search opens above every page: by its link, by Ctrl+K, and by / where nothing is typed and no canvas has the focus.
const typed = 'textarea, select, [contenteditable], dialog[open], [data-builder], [data-map], input:not([type=checkbox], [type=radio], [type=button], [type=submit])';
const search = words => import('./search.js').then(m => m.open(words), () => location.assign('/search'));
document.addEventListener('keydown', e => {
  const single = e.key === '/' && !e.ctrlKey && !e.metaKey && !e.altKey && !e.target.closest?.(typed);
  const both = e.key.toLowerCase() === 'k' && (e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey;
  if (e.defaultPrevented || e.isComposing || !(single || both) || 'keysOff' in document.body.dataset || !document.querySelector('a.find')) return;
  e.preventDefault();
  search();
});
document.addEventListener('click', e => {
  if (!e.target.closest('a.find') || e.ctrlKey || e.metaKey || e.shiftKey || e.button) return;
  e.preventDefault();
  search();
});

// What only one page needs is fetched there.
if (document.querySelector('[data-names]')) import('./names.js');
if (document.getElementById('task-rows')) import('./tasks.js');
if (document.getElementById('board')) import('./board.js').then(m => m.ready());
if (document.querySelector('[data-builder]')) import('./blocks.js');
if (document.querySelector('[data-room]')) import('./room.js');
if (document.querySelector('[data-map]')) import('./map.js').then(m => m.ready());
