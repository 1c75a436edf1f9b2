// The minute of the recall test: it begins with the first letter, is said at a few moments only, and sends what is there when it is over.
const form = document.querySelector('[data-recall]'), clock = form.querySelector('[data-clock]'), aloud = document.createElement('p');
let ends = 0, timer = 0;
aloud.className = 'vh';
aloud.setAttribute('role', 'status');
clock.after(aloud);

form.addEventListener('input', () => {
  if (ends) return;
  ends = performance.now() + Number(form.dataset.recall) * 1000;
  timer = setInterval(tick, 250);
  tick();
});
form.addEventListener('submit', () => clearInterval(timer));

function tick() {
  const left = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
  clock.textContent = left ? `${left} seconds left` : 'The minute is over. What you wrote is sent.';
  if ([30, 10].includes(left)) aloud.textContent = clock.textContent;
  if (left) return;
  clearInterval(timer);
  form.requestSubmit();
}
