// Narrows the matrix while a person types, and folds its teams. The address follows, so that a page can be kept and shared.
import { say } from './say.js';

export function narrow(form, fresh) {
  const asks = document.getElementById('narrow');
  let timer = 0, under = null;

  // Where nothing saves by itself, answers that were not sent yet hold the list as it is.
  if (!('autosave' in form.dataset)) form.addEventListener('change', e => { if (e.target.name?.includes('.')) form.dataset.unsaved = ''; });

  asks.addEventListener('input', e => { if (e.target.type === 'search') later(250); });
  asks.addEventListener('change', () => later(0));
  asks.addEventListener('submit', e => { e.preventDefault(); e.stopPropagation(); later(0); });
  asks.addEventListener('keydown', e => {
    if (e.key !== 'Escape' && e.key !== 'ArrowDown' || e.target.type !== 'search') return;
    const first = form.querySelector('tbody:not([data-folded]) > .w .name');
    if (e.key === 'ArrowDown' && first) { e.preventDefault(); first.focus(); }
  });

  function later(ms) {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const now = new URL(form.action), to = new URL(asks.action);
      for (const [name, value] of new FormData(asks)) if (value) to.searchParams.set(name, value);
      if (to.searchParams.has('group') && now.searchParams.has('fold')) to.searchParams.set('fold', now.searchParams.get('fold'));
      if (to.search !== now.search) show(to);
    }, ms);
  }

  // show brings the matrix of another address, once what was typed is saved.
  async function show(to) {
    under?.abort();
    under = new AbortController();
    const { signal } = under;
    for (let i = 0; i < 40 && 'unsaved' in form.dataset && 'autosave' in form.dataset; i++) await new Promise(done => setTimeout(done, 50));
    if (signal.aborted) return;
    if ('unsaved' in form.dataset) return say('Some answers are not saved yet. Save them first, then narrow the list.');
    try {
      const r = await fetch(to, { signal, headers: { 'HX-Request': 'true', 'HX-Target': 'div#workflows', Accept: 'text/html' } });
      const part = new DOMParser().parseFromString(await r.text(), 'text/html').getElementById('workflows');
      if (!r.ok || !part) throw new Error('not the matrix');
      document.getElementById('workflows').replaceWith(document.adoptNode(part));
      here(to);
      fresh();
    } catch (e) {
      if (e.name !== 'AbortError') location.assign(to);
    }
  }

  function here(to) {
    form.action = to;
    history.replaceState(history.state, '', to);
  }

  form.addEventListener('click', e => {
    const link = e.target.closest('a.fold-team');
    if (!link || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    const to = new URL(form.action), fold = new Set((to.searchParams.get('fold') ?? '').split(',').filter(Boolean)), ref = link.dataset.fold;
    fold.delete(ref) || fold.add(ref);
    fold.size ? to.searchParams.set('fold', [...fold]) : to.searchParams.delete('fold');
    const team = link.closest('tbody');
    if (team.rows.length < 2) return show(to).then(() => form.querySelector(`[data-fold="${CSS.escape(ref)}"]`)?.focus());
    team.toggleAttribute('data-folded', fold.has(ref));
    link.setAttribute('aria-expanded', String(!fold.has(ref)));
    here(to);
    fresh();
  });
}
