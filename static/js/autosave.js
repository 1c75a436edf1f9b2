// Saves a form while a person works in it: <form data-autosave>. The address is the form's action, or the value of
// data-autosave. Every answer is JSON:
//   {"saved":"12:04","versions":{"name":"3"},"problems":{"name":"sentence"},"advice":{"name":["sentence"]},"conflict":"/address"}
// versions fill the hidden inputs of that name. Saves never overlap: while one is under way the newest waits.
import { icon } from './say.js';

const pause = 400, longest = 60000;

for (const form of document.querySelectorAll('form[data-autosave]')) autosave(form);

function autosave(form) {
  const line = form.querySelector('[data-saved]') ?? document.querySelector('[data-saved]');
  const touched = new Set();
  let timer = 0, running = null, waiting = false, failures = 0, stopped = false, leaving = false, away = false;

  form.addEventListener('input', e => { touch(e); if (isText(e.target)) later(pause); });
  form.addEventListener('change', e => { touch(e); later(0); });
  form.addEventListener('submit', submit);
  addEventListener('online', () => { if (waiting) later(0); });
  addEventListener('pagehide', () => { if (waiting && !running && !leaving && !stopped) send(true).catch(() => {}); });

  function touch(e) {
    if (e.target.name) touched.add(e.target.name);
    waiting = true;
  }

  function later(ms) {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, ms);
  }

  async function save() {
    clearTimeout(timer);
    if (running || stopped || leaving || away) return;
    waiting = false;
    const names = [...touched];
    touched.clear();
    show('busy', 'Saving');
    running = send(false);
    try {
      await answer(await running, names);
      failures = 0;
    } catch {
      for (const name of names) touched.add(name);
      waiting = true;
      failures++;
      show('risk', 'Not saved: no connection. We keep trying.');
      later(Math.min(1000 * 2 ** failures, longest));
    } finally {
      running = null;
    }
    if (waiting && !failures) later(0);
  }

  // send posts everything but files. It fails where trying again may help.
  async function send(keepalive) {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    const r = await fetch(form.dataset.autosave || form.action, {
      method: 'POST', body, keepalive, credentials: 'same-origin', redirect: 'manual',
      headers: { 'X-Autosave': '1', Accept: 'application/json' },
    });
    if (r.status >= 500 || r.status === 429) throw new Error('try again');
    return r;
  }

  async function answer(r, names) {
    if (r.status === 401 || r.type === 'opaqueredirect') {
      away = true;
      addEventListener('focus', () => { away = false; later(0); }, { once: true });
      show('risk', 'Not saved: you are signed out.', 'Sign in again', location.href, true);
      return;
    }
    const kind = r.headers.get('Content-Type') ?? '';
    const got = kind.includes('json') ? await r.json() : {};
    if (r.status === 409 || got.conflict) {
      stopped = true;
      show('risk', 'Not saved: somebody else changed this.', 'Compare and choose', got.conflict || location.href);
      return;
    }
    for (const [name, version] of Object.entries(got.versions ?? {})) {
      for (const input of form.querySelectorAll(`input[type="hidden"][name="${CSS.escape(name)}"]`)) input.value = version;
    }
    for (const name of new Set([...names, ...Object.keys(got.problems ?? {})])) problem(name, got.problems?.[name]);
    for (const name of new Set([...names, ...Object.keys(got.advice ?? {})])) advice(name, got.advice?.[name]);
    if (got.saved) show('ok', `Saved at ${got.saved}. You can leave and come back.`);
    else show('risk', got.say || 'Not saved: see the words beside the field.');
    form.dispatchEvent(new CustomEvent('saved', { bubbles: true, detail: got }));
  }

  // A submit waits for the save under way, so that it carries the newest versions.
  function submit(e) {
    clearTimeout(timer);
    if (!running) { leaving = true; setTimeout(() => { leaving = false; }, 8000); return; }
    e.preventDefault();
    const by = e.submitter;
    leaving = true;
    running.catch(() => {}).finally(() => setTimeout(() => { running = null; form.requestSubmit(by); }));
  }

  function show(state, words, link, href, apart) {
    if (!line) return;
    line.dataset.s = state;
    const text = line.querySelector('[data-words]') ?? line;
    text.textContent = words;
    if (!link) return;
    const a = document.createElement('a');
    a.href = href;
    a.textContent = link;
    if (apart) a.target = '_blank';
    text.append(' ', a);
  }

  const fieldOf = name => form.querySelector(`[data-field="${CSS.escape(name)}"]`);
  const controls = name => form.querySelectorAll(`:is(input:not([type="hidden"]), select, textarea)[name="${CSS.escape(name)}"]`);

  function problem(name, words) {
    const field = fieldOf(name);
    if (!field) return;
    const id = `${field.dataset.key}-problem`;
    let p = document.getElementById(id);
    if (!words) {
      p?.remove();
      for (const c of controls(name)) { c.removeAttribute('aria-invalid'); describe(c, id, false); }
      return;
    }
    if (!p) {
      p = message('err', 'off', id);
      field.querySelector('[data-control]').before(p);
    }
    p.lastElementChild.textContent = words;
    for (const c of controls(name)) { c.setAttribute('aria-invalid', 'true'); describe(c, id, true); }
  }

  function advice(name, list) {
    const field = fieldOf(name), box = field?.querySelector('[data-advice]');
    if (!box) return;
    box.replaceChildren(...[list ?? []].flat().map(one => {
      const p = message('tip', 'bulb');
      p.lastElementChild.textContent = one.say ?? one;
      return p;
    }));
  }
}

const isText = el => el.matches('textarea, input:not([type="checkbox"], [type="radio"], [type="file"])');

function message(kind, sign, id) {
  const p = document.createElement('p');
  p.className = `msg ${kind}`;
  if (id) p.id = id;
  p.append(icon(sign), document.createElement('span'));
  return p;
}

function describe(control, id, on) {
  const ids = new Set((control.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean));
  on ? ids.add(id) : ids.delete(id);
  if (ids.size) control.setAttribute('aria-describedby', [...ids].join(' '));
  else control.removeAttribute('aria-describedby');
}
