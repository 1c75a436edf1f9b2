// The room of a pulse: what everybody sees is brought up to date within two seconds, and the clocks count down from what the server says.
// Without this file the page is brought up to date by loading it again.
const room = document.querySelector('[data-room]'), live = document.getElementById('live');
const poll = 1500;
let mark = room.dataset.mark, asked = false, again = false, shown = performance.now();

// A field that somebody is writing in is never replaced.
const busy = part => part.contains(document.activeElement) && document.activeElement.matches('input, textarea, select')
  || [...part.querySelectorAll('textarea, input:not([type=hidden])')].some(f => f.value !== f.defaultValue);

const words = ms => {
  const s = Math.floor(Math.abs(ms) / 1000);
  return `${ms < 0 ? '−' : ''}${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;
};

function tick() {
  const gone = performance.now() - shown;
  for (const at of room.querySelectorAll('[data-left]')) {
    const left = Number(at.dataset.left) - gone, text = words(left);
    if (at.textContent !== text) at.textContent = text;
    at.toggleAttribute('data-over', left < 0);
  }
}

function take(page, at) {
  const fresh = page.querySelector('[data-room]');
  const before = document.getElementById('clock').dataset.speaker;
  for (const part of room.querySelectorAll('[data-live]')) {
    const next = page.getElementById(part.id);
    if (!next || busy(part) || next.isEqualNode(part)) continue;
    const had = part.contains(document.activeElement);
    part.replaceWith(document.adoptNode(next));
    if (had) next.querySelector('.btn.main, button, a')?.focus();
  }
  shown = at;
  mark = fresh.dataset.mark;
  const now = document.getElementById('clock').dataset.speaker;
  for (const line of room.querySelectorAll('[data-line]')) {
    const on = line.dataset.line === now, notes = line.querySelector('details');
    line.toggleAttribute('data-now', on);
    if (now !== before && notes && !busy(notes)) notes.open = on;
  }
  const end = document.getElementById('end');
  if (now !== before && end && now === room.querySelector('[data-line]:last-child')?.dataset.line) end.open = true;
  tick();
}

async function show(answer, at) {
  if (answer.redirected && new URL(answer.url).pathname !== room.dataset.room) { location.assign(answer.url); return; }
  if (!answer.ok) throw new Error(answer.status);
  take(new DOMParser().parseFromString(await answer.text(), 'text/html'), at);
}

async function refresh() {
  if (asked) { again = true; return; }
  asked = true;
  try {
    do {
      again = false;
      await show(await fetch(room.dataset.room, { cache: 'no-store' }), performance.now());
    } while (again);
    said('');
  } catch { said('Not up to date: no connection. It is tried again.'); mark = ''; } finally { asked = false; }
}

const said = text => { if (live.textContent !== text) live.textContent = text; };

function heard(beat) { if (beat && beat !== mark) refresh(); }

async function ask() {
  try {
    const answer = await fetch(room.dataset.beat, { headers: { Accept: 'application/json' }, cache: 'no-store' });
    if (answer.status === 401 || answer.status === 404) { gone(); return; }
    heard((await answer.json()).beat);
    if (mark) said('');
  } catch { said('Not up to date: no connection. It is tried again.'); }
  setTimeout(ask, poll);
}

// Signed out, or not for this person any more: what is being written stays on the screen.
function gone() {
  if (busy(room)) said('You are signed out, so this is no longer up to date. Copy what you wrote, and load the page again.');
  else location.reload();
}

function listen() {
  if (!window.EventSource) { ask(); return; }
  const source = new EventSource(room.dataset.stream);
  source.addEventListener('beat', e => heard(e.data));
  source.addEventListener('out', () => { source.close(); gone(); });
  source.addEventListener('error', () => { if (source.readyState === EventSource.CLOSED) ask(); });
  addEventListener('pagehide', () => source.close());
  addEventListener('pageshow', e => { if (e.persisted) location.reload(); });
}

// Giving the word goes on in place.
document.addEventListener('submit', async e => {
  const form = e.target;
  if (!form.matches('[data-quiet]') || e.defaultPrevented) return;
  e.preventDefault();
  const body = new URLSearchParams(new FormData(form, e.submitter)), at = performance.now();
  try { await show(await fetch(form.action, { method: 'POST', body }), at); } catch { location.reload(); }
});

room.querySelector('noscript')?.remove();
setInterval(tick, 250);
tick();
listen();
