// On Back the browser shows the page as it kept it, which may be older than what was saved since. So it is asked for again; when
// nothing has changed, that costs a few bytes.
addEventListener('pageshow', e => {
  const [arrival] = performance.getEntriesByType('navigation');
  if (e.persisted || arrival?.type === 'back_forward') location.reload();
});
