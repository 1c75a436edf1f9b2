// Saves a form while a person works in it: <form data-autosave>. The address is the form's action, or the value of
// data-autosave. Every answer is JSON:
//   {"saved":"12:04", "versions":{"name":"3"}, "problems":{"name":"sentence"}, "advice":{"name":["sentence"]},
//    "held":{"say":"sentence", "link":"words", "href":"/address"},
//    "values":{"name":"text"}, "rows":{"outcomes.new1":"id"}, "conflict":"/address", "show":{"element-id":"words"}}
// versions fill the hidden inputs of that name; values are fields that somebody else changed meanwhile; rows give new rows
// their lasting id; a conflict without an address is settled by sending the form itself; show are figures elsewhere on the page. Saves never
// overlap: while one is under way the newest waits. With data-rows only the rows that were touched are sent: a matrix may have hundreds.
import { icon } from './say.js';

const pause = 400, longest = 60000;

for (const form of document.querySelectorAll('form[data-autosave]')) autosave(form);

function autosave(form) {
  const line = form.querySelector('[data-saved]') ?? document.querySelector('[data-saved]');
  const touched = new Set();
  let timer = 0, running = null, waiting = false, failures = 0, held = false, stopped = false, leaving = false, away = false;

  form.addEventListener('input', e => { touch(e); if (isText(e.target)) later(pause); });
  form.addEventListener('change', e => { touch(e); later(0); });
  form.addEventListener('submit', submit);
  addEventListener('online', () => { if (waiting) later(0); });
  addEventListener('pagehide', () => { if (waiting && !running && !leaving && !stopped) send(posted([...touched]), true).catch(() => {}); });

  const byRow = 'rows' in form.dataset;
  const rowOf = name => name.split('.', 2).join('.');

  function touch(e) {
    const name = e.target.name;
    if (byRow && !name?.includes('.')) return; // a tick that only chooses a row is no answer
    if (name) touched.add(name);
    waiting = true;
    form.dataset.unsaved = '';
  }

  function later(ms) {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, ms);
  }

  async function save() {
    clearTimeout(timer);
    if (running || stopped || leaving || away || !waiting) return;
    waiting = false;
    const names = [...touched];
    touched.clear();
    show('busy', 'Saving');
    running = attempt(names, posted(names));
    await running;
    running = null;
    if (waiting && !failures) later(0);
    else if (!waiting && (held || line?.dataset.s === 'ok')) delete form.dataset.unsaved;
  }

  async function attempt(names, body) {
    try {
      await answer(await send(body, false), names, body);
      failures = 0;
    } catch (e) {
      for (const name of names) touched.add(name);
      waiting = true;
      failures++;
      show('risk', e.cause ?? 'Not saved: no connection. We keep trying.');
      later(Math.min(1000 * 2 ** failures, longest));
    }
  }

  // advised are the fields whose advice an answer settles: in a row, one field's answer can settle what another advises.
  function advised(names) {
    const rows = new Set(names.map(rowOf));
    return byRow ? [...form.querySelectorAll('[data-field]')].map(f => f.dataset.field).filter(name => rows.has(rowOf(name))) : names;
  }

  // posted is everything but files, or everything of the rows that were touched.
  function posted(names) {
    const body = new URLSearchParams(), rows = new Set(names.map(rowOf));
    for (const [name, value] of new FormData(form)) if (typeof value === 'string' && (!byRow || rows.has(rowOf(name)))) body.append(name, value);
    return body;
  }

  // send fails where trying again may help.
  async function send(body, keepalive) {
    const r = await fetch(form.dataset.autosave || form.action, {
      method: 'POST', body, keepalive, credentials: 'same-origin', redirect: 'manual',
      headers: { 'X-Autosave': '1', Accept: 'application/json' }, signal: AbortSignal.timeout(20000),
    });
    if (r.status >= 500 || r.status === 429) throw new Error('try again', { cause: 'Not saved: the server could not take it now. We keep trying.' });
    return r;
  }

  async function answer(r, names, body) {
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
      show('risk', 'Not saved: somebody else changed this.', 'Compare and choose', got.conflict?.startsWith('/') ? got.conflict : '');
      return;
    }
    for (const [row, id] of Object.entries(got.rows ?? {})) settle(form, row, id);
    for (const [name, version] of Object.entries(got.versions ?? {})) hidden(form, name, version);
    if (got.saved) started(form, body);
    for (const [id, words] of Object.entries(got.show ?? {})) { const el = document.getElementById(id); if (el && el.textContent !== words) el.textContent = words; }
    for (const [name, value] of Object.entries(got.values ?? {})) take(form, name, controls(name), [value].flat().map(String));
    for (const name of new Set([...names, ...Object.keys(got.problems ?? {})])) problem(name, got.problems?.[name]);
    for (const name of new Set([...advised(names), ...Object.keys(got.advice ?? {})])) advice(name, got.advice?.[name]);
    held = Boolean(got.held);
    if (got.held) show('risk', got.held.say, got.held.link, got.held.href);
    else if (got.saved) show('ok', `Saved at ${got.saved}`);
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
    running.then(() => { running = null; form.requestSubmit(by); });
  }

  function show(state, words, link, href, apart) {
    if (!line) return;
    line.dataset.s = state;
    const text = line.querySelector('[data-words]') ?? line;
    text.textContent = words;
    if (state === 'ok') {
      const long = document.createElement('span');
      long.className = 'long';
      long.textContent = '. You can leave and come back.';
      text.append(long);
    }
    if (!link) return;
    const a = document.createElement(href ? 'a' : 'button');
    a.textContent = link;
    if (href) a.href = href;
    // Sending the page as it stands brings the choice, with everything that was typed.
    else { a.className = 'btn link'; a.addEventListener('click', e => { e.preventDefault(); form.requestSubmit(); }); }
    if (apart) a.target = '_blank';
    text.append(' ', a);
  }

  // Looked up within the field's row where there is one: the form of a matrix holds thousands of elements.
  const within = name => (byRow && document.getElementById(rowOf(name))) || form;
  const fieldOf = name => within(name).querySelector(`[data-field="${CSS.escape(name)}"]`) ?? (byRow ? form.querySelector(`[data-field="${CSS.escape(name)}"]`) : null);
  const controls = name => (fieldOf(name) ?? form).querySelectorAll(`:is(input:not([type="hidden"]), select, textarea)[name="${CSS.escape(name)}"]`);

  function problem(name, words) {
    const field = fieldOf(name);
    if (!field) return;
    const id = `${field.dataset.key ?? name}-problem`;
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
    const error = document.createElement('span');
    error.className = 'vh';
    error.textContent = 'Error: ';
    p.lastElementChild.replaceChildren(error, words);
    for (const c of controls(name)) { c.setAttribute('aria-invalid', 'true'); describe(c, id, true); }
  }

  function advice(name, list) {
    const field = fieldOf(name);
    let box = field?.querySelector('[data-advice]');
    if (field && !box && list?.length) {
      box = document.createElement('div');
      box.dataset.advice = '';
      field.append(box);
    }
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

// hidden sets the unseen input of that name, and makes it where a new row has none yet.
function hidden(form, name, value) {
  const at = document.getElementById(name.replace(/\.version$/, ''));
  let all = at && form.contains(at) ? at.querySelectorAll(`input[type="hidden"][name="${CSS.escape(name)}"]`) : [];
  if (!all.length) all = form.querySelectorAll(`input[type="hidden"][name="${CSS.escape(name)}"]`);
  for (const input of all) input.value = value;
  const row = document.getElementById(name.replace(/\.version$/, ''));
  if (!all.length && row && form.contains(row)) row.append(unseen(name, value));
}

function unseen(name, value) {
  const input = document.createElement('input');
  Object.assign(input, { type: 'hidden', name, value, autocomplete: 'off' });
  return input;
}

// started makes what was just saved the new ground from which the next change is told.
function started(form, body, only) {
  const names = new Set(only ? [only] : [...form.querySelectorAll('input[type="hidden"][name^="was."]')].map(i => i.name));
  for (const was of names) {
    const [first, ...more] = form.querySelectorAll(`input[name="${CSS.escape(was)}"]`);
    for (const input of more) input.remove();
    const [value = '', ...others] = body.getAll(was.slice(4));
    first.value = value;
    first.after(...others.map(v => unseen(was, v)));
  }
}

// settle gives a new row the id it has from now on, wherever the page names it.
function settle(form, row, id) {
  const li = document.getElementById(row);
  if (!li || !form.contains(li)) return;
  const group = row.slice(0, row.lastIndexOf('.')), short = row.slice(group.length + 1), lasting = `${group}.${id}`;
  for (const el of [li, ...li.querySelectorAll('*')]) {
    for (const name of ['id', 'name', 'for', 'aria-describedby', 'data-field', 'data-key']) {
      const value = el.getAttribute(name);
      if (value) el.setAttribute(name, value.split(' ').map(v => (v === row || v.startsWith(`${row}.`) ? lasting + v.slice(row.length) : v)).join(' '));
    }
    if (el.name === `${group}.order` && el.value === short) el.value = id;
    if (el.name === 'do' && el.value.endsWith(`:${group}:${short}`)) el.value = el.value.slice(0, -short.length) + id;
  }
}

// take shows what somebody else saved in a field that was left alone, and goes on from there.
function take(form, name, all, values) {
  for (const el of all) {
    if (el.type === 'checkbox' || el.type === 'radio') el.checked = values.includes(el.value);
    else el.value = values[0] ?? '';
  }
  const body = new URLSearchParams(values.map(v => [name, v]));
  if (form.querySelector(`input[name="${CSS.escape(`was.${name}`)}"]`)) started(form, body, `was.${name}`);
}
