// One quiet place that speaks to screen readers, and one way to draw an icon.
const place = document.createElement('div');
place.setAttribute('role', 'status');
place.className = 'vh';
document.body.append(place);

export const say = words => { place.textContent = words; };

const sheet = new URL('../icons.svg', import.meta.url).pathname;

export function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('class', 'i');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(space, 'use');
  use.setAttribute('href', `${sheet}#i-${name}`);
  svg.append(use);
  return svg;
}
