// Offers names while somebody types: <input list="people"> with <datalist id="people" data-names="/names?of=people">. A field that takes several
// names with commas between them is offered each one behind those that are there.
const pause = 150;
let timer = 0, running = null;

document.addEventListener('input', e => {
  const list = e.target.list;
  if (!list?.dataset.names || e.inputType === 'insertReplacementText' || !e.inputType) return;
  clearTimeout(timer);
  timer = setTimeout(() => offer(e.target, list), pause);
});

async function offer(input, list) {
  running?.abort();
  running = new AbortController();
  const typed = input.value, from = typed.lastIndexOf(',') + 1, before = from ? `${typed.slice(0, from)} ` : '';
  const url = new URL(list.dataset.names, location.href);
  url.searchParams.set('q', typed.slice(from).trim());
  try {
    const r = await fetch(url, { headers: { Accept: 'application/json' }, credentials: 'same-origin', signal: running.signal });
    if (!r.ok) return;
    list.replaceChildren(...(await r.json()).map(([name, note]) => Object.assign(document.createElement('option'), { value: before + name, textContent: note })));
  } catch {
    // The list stays as it was; a name can be typed whole.
  }
}
