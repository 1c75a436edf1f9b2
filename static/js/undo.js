// The bar that offers Undo goes after ten seconds, but never while somebody points at it or stands on it.
export function watch(bar) {
  const life = 10000;
  let timer = setTimeout(close, life);
  const stay = () => clearTimeout(timer);
  const go = () => { stay(); if (!bar.matches(':hover, :focus-within')) timer = setTimeout(close, life); };
  function close() { bar.remove(); }
  bar.addEventListener('pointerenter', stay);
  bar.addEventListener('focusin', stay);
  bar.addEventListener('pointerleave', go);
  bar.addEventListener('focusout', () => setTimeout(go));
  bar.addEventListener('keydown', e => { if (e.key === 'Escape') { document.querySelector('main')?.focus(); close(); } });
}

for (const bar of document.querySelectorAll('[data-undo]')) watch(bar);
