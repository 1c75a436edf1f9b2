// Lists that can be put in order: by pointer, by keys on the handle, by the two buttons.
// <ol data-reorder> holds <li data-name="..."> with a hidden input; without script the buttons are submit buttons. A list may stand in a
// row of another one.
import { say } from './say.js';

const edge = 96, pace = 10; // pixels: how near to an edge of the window, and how far in one frame

const all = () => { for (const list of document.querySelectorAll('[data-reorder]:not([data-ready])')) reorder(list); };
all();
document.addEventListener('htmx:after:swap', all); // a list that has just come to the page

function reorder(list) {
  let held = null, start = -1;
  const items = () => [...list.children];
  const place = li => `${li.dataset.name}: place ${items().indexOf(li) + 1} of ${items().length}`;
  const own = el => (el?.closest('[data-reorder]') === list ? el : null);
  list.dataset.ready = '';

  function move(li, to) {
    const all = items(), from = all.indexOf(li);
    if (to < 0 || to >= all.length || to === from) return;
    to > from ? all[to].after(li) : all[to].before(li);
    say(place(li));
  }

  // The hidden inputs stand in the list's order; those with data-place also carry the number of their place.
  function save() {
    items().forEach((li, i) => {
      const input = li.querySelector('input[data-place]');
      if (input) input.value = i + 1;
    });
    list.dispatchEvent(new Event('change', { bubbles: true }));
    if (list.dataset.save) send();
  }

  // A list with an address of its own is saved there at once; when that fails the page is shown as it is stored.
  async function send() {
    const body = new URLSearchParams([['do', 'order'], ...items().map(li => ['order', li.querySelector('input[name="order"]').value])]);
    const r = await fetch(list.dataset.save, { method: 'POST', body, credentials: 'same-origin', redirect: 'manual' }).catch(() => null);
    if (!r || r.type !== 'opaqueredirect') location.reload();
  }

  function hold(li) {
    drop(true);
    held = li;
    start = items().indexOf(li);
    li.classList.add('held');
    say(`Picked up. ${place(li)}`);
  }

  function drop(keep) {
    if (!held) return;
    const li = held, moved = items().indexOf(li) !== start;
    held = null;
    li.classList.remove('held');
    if (!keep) { move(li, start); say(`Put back. ${place(li)}`); } else if (moved) { save(); say(`Dropped. ${place(li)}`); }
  }

  list.addEventListener('click', e => {
    const b = own(e.target.closest('.moves button'));
    if (!b) return;
    e.preventDefault();
    const li = b.closest('li'), buttons = [...b.parentElement.children], up = b === buttons[0], i = items().indexOf(li);
    move(li, i + (up ? -1 : 1));
    // At an end the pressed button goes; the other one takes the focus.
    const last = up ? items()[0] === li : items().at(-1) === li;
    (last ? buttons.find(x => x !== b) : b).focus();
    save();
  });

  list.addEventListener('keydown', e => {
    const grip = own(e.target.closest('.grip'));
    if (!grip) return;
    const li = grip.closest('li'), i = items().indexOf(li);
    if (e.key === ' ' || e.key === 'Enter') { e.preventDefault(); held === li ? drop(true) : hold(li); }
    else if (held !== li) return;
    else if (e.key === 'ArrowUp') { e.preventDefault(); move(li, i - 1); grip.focus(); }
    else if (e.key === 'ArrowDown') { e.preventDefault(); move(li, i + 1); grip.focus(); }
    else if (e.key === 'Escape') { e.preventDefault(); drop(false); grip.focus(); }
    else if (e.key === 'Tab') drop(true);
  });

  list.addEventListener('pointerdown', e => {
    const grip = own(e.target.closest('.grip'));
    if (!grip || e.button) return;
    e.preventDefault();
    hold(grip.closest('li'));
    // On window: moving a node in the tree would end a pointer capture.
    const stop = new AbortController();
    const on = (type, act) => addEventListener(type, act, { signal: stop.signal });
    let y = e.clientY;
    const follow = () => {
      const over = items().find(li => {
        const box = li.getBoundingClientRect();
        return li !== held && y > box.top && y < box.bottom;
      });
      if (over && held) move(held, items().indexOf(over));
    };
    // Near an edge of the window the page goes on by itself: the place may be further away than the window is high.
    const roll = () => {
      if (stop.signal.aborted) return;
      const by = y < edge ? -1 : y > innerHeight - edge ? 1 : 0;
      if (by) { scrollBy(0, by * pace); follow(); }
      requestAnimationFrame(roll);
    };
    requestAnimationFrame(roll);
    on('pointermove', ev => { y = ev.clientY; follow(); });
    for (const type of ['pointerup', 'pointercancel']) {
      on(type, ev => { stop.abort(); drop(ev.type === 'pointerup'); grip.focus(); });
    }
  });
}
