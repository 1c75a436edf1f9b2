// A date is typed text; beside it a button opens the browser's own calendar and writes the day in the person's order.
import { icon } from './say.js';

const shapes = {
  DMY: { write: (y, m, d) => `${d}/${m}/${y}`, read: /^(?<d>\d{1,2})[/. -](?<m>\d{1,2})[/. -](?<y>\d{4})$/ },
  MDY: { write: (y, m, d) => `${m}/${d}/${y}`, read: /^(?<m>\d{1,2})[/. -](?<d>\d{1,2})[/. -](?<y>\d{4})$/ },
  YMD: { write: (y, m, d) => `${y}-${m}-${d}`, read: /^(?<y>\d{4})[/. -](?<m>\d{1,2})[/. -](?<d>\d{1,2})$/ },
};

export function dress(typed) {
  const order = shapes[typed.dataset.day] ?? shapes.DMY;
  const box = typed.closest('.dated');
  if (!box || box.querySelector('button')) return;
  const native = document.createElement('input');
  native.type = 'date';
  native.tabIndex = -1;
  native.setAttribute('aria-hidden', 'true');
  if (!native.showPicker) return;

  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn icon';
  const label = typed.labels[0]?.textContent.trim() || typed.getAttribute('aria-label') || 'this date';
  button.setAttribute('aria-label', `Open the calendar: ${label}`);
  button.append(icon('cal'));
  box.append(button, native);

  button.addEventListener('click', () => {
    const text = typed.value.trim();
    const got = (text.match(order.read) ?? text.match(shapes.YMD.read))?.groups;
    native.value = got ? `${got.y}-${got.m.padStart(2, '0')}-${got.d.padStart(2, '0')}` : '';
    native.showPicker();
  });
  native.addEventListener('input', e => e.stopPropagation());
  native.addEventListener('change', e => {
    e.stopPropagation(); // the typed text is what is saved
    if (!native.value) return;
    typed.value = order.write(...native.value.split('-'));
    typed.dispatchEvent(new Event('change', { bubbles: true }));
    typed.focus();
  });
}

for (const typed of document.querySelectorAll('input[data-day]')) dress(typed);
