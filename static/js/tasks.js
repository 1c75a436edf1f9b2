// The list of tasks by keys: arrows go from row to row, Space ticks, letters change the ticked rows or the one that has the focus.
// What a letter does is shown first, row by row, on the page that changes many. All of it works without this file.
const form = document.getElementById('task-rows');
const boxes = () => [...form.querySelectorAll('[name="rows"]')];
const states = { s: 'in progress', b: 'blocked', d: 'done', c: 'cancelled', u: 'open' };
const fields = { o: 'owner', w: 'due', t: 'serves' };
let last = null;

form.querySelector('[data-keys]').hidden = false;

function change(box, more, at = '') {
  const ticked = boxes().filter(b => b.checked), rows = ticked.length ? ticked : [box];
  const q = new URLSearchParams([...rows.map(b => ['rows', b.value]), ['back', form.elements.back.value], ...more]);
  location.assign(`${new URL(form.action).pathname}?${q}${at}`);
}

form.addEventListener('keydown', e => {
  const row = e.target.closest('tbody tr');
  if (!row || e.metaKey || e.altKey || e.ctrlKey) return;
  const all = boxes(), box = row.querySelector('[name="rows"]'), i = all.indexOf(box), key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
  const to = { ArrowDown: i + 1, ArrowUp: i - 1, Home: 0, End: all.length - 1, j: i + 1, k: i - 1 }[key];
  if (to !== undefined) all[to]?.focus();
  else if (key === 'x') box.click();
  else if (key === 'e') row.querySelector('a.name').click();
  else if (key === 'Enter' && e.target === box) row.querySelector('a.name').click();
  else if (states[key]) change(box, [['to', states[key]]]);
  else if (fields[key]) { e.preventDefault(); change(box, [], `#${fields[key]}`); return; } else return;
  e.preventDefault();
});

// A range with Shift, and how many are ticked on the button.
form.addEventListener('click', e => {
  if (e.target.name !== 'rows') return;
  const all = boxes(), i = all.indexOf(e.target), j = all.indexOf(last);
  if (e.shiftKey && j >= 0) for (const b of all.slice(Math.min(i, j), Math.max(i, j) + 1)) b.checked = e.target.checked;
  last = e.target;
  counted();
});

function counted() {
  const n = boxes().filter(b => b.checked).length;
  form.querySelector('.bottom button').lastChild.textContent = n ? ` Change the ${n} ticked` : ' Change the ticked ones';
}

counted();
