// The bar that offers Undo goes after ten seconds, but never while somebody points at it or stands on it.
export function watch(bar) {
  const life = 10000;
  let timer = setTimeout(close, life);
  const stay = () => clearTimeout(timer);
  const go = () => { stay(); if (!bar.matches(':hover, :focus-within')) timer = setTimeout(close, life); };
  // Where the page has a bar of its own at the window's edge, this one stands on it, and the focus goes under neither.
  const foot = document.querySelector('.bottom'), root = document.documentElement;
  function lift() {
    const { top, bottom } = foot.getBoundingClientRect(), edge = top < innerHeight && bottom > 0 ? innerHeight - top : 0;
    bar.style.bottom = `${edge + 12}px`;
    root.style.scrollPaddingBottom = `${edge + bar.offsetHeight + 24}px`;
  }
  if (foot) {
    bar.classList.add('over');
    for (const what of ['scroll', 'resize']) addEventListener(what, lift, { passive: true });
    lift();
  }
  function close() {
    bar.remove();
    root.style.scrollPaddingBottom = '';
    for (const what of ['scroll', 'resize']) removeEventListener(what, lift);
  }
  bar.addEventListener('pointerenter', stay);
  bar.addEventListener('focusin', stay);
  bar.addEventListener('pointerleave', go);
  bar.addEventListener('focusout', () => setTimeout(go));
  bar.addEventListener('keydown', e => { if (e.key === 'Escape') { document.querySelector('main')?.focus(); close(); } });
}

for (const bar of document.querySelectorAll('[data-undo]')) watch(bar);

// A list that was answered in place comes back whole: its bar is watched, and the focus does not fall out of it.
document.addEventListener('htmx:after:swap', () => {
  const list = document.getElementById('owed');
  if (!list?.querySelector('.flash, [data-undo]:not([data-watched])')) return;
  for (const bar of document.querySelectorAll('main > [data-undo]')) bar.remove();
  for (const bar of list.querySelectorAll('[data-undo]')) { bar.dataset.watched = ''; watch(bar); }
  if (document.activeElement === document.body) list.focus({ preventScroll: true });
});
