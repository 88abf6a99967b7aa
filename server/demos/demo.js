// The demo page around the player: marks the look and the language, shows what the page hears, and
// keeps the page for days without network.
import { keepPage } from '/player/keeping.js';

const player = document.querySelector('#player');
const query = new URLSearchParams(location.search);
const { channels, language, languages } = document.body.dataset;
if (query.has('language')) player.setAttribute('language', language);
if (query.has('renderer')) player.setAttribute('renderer', query.get('renderer'));

const offered = languages.split(' ');
for (const one of offered.length > 1 ? offered : []) {
  const wanted = new URLSearchParams(query);
  wanted.set('language', one);
  const link = document.createElement('a');
  const name = new Intl.DisplayNames([one], { type: 'language' }).of(one);
  Object.assign(link, { lang: one, hreflang: one, href: `?${wanted}`, textContent: one.toUpperCase() });
  link.setAttribute('aria-label', `${one.toUpperCase()}, ${name}`);
  if (one === language) link.setAttribute('aria-current', 'true');
  document.querySelector('#languages').append(link);
}
for (const link of document.querySelectorAll('#looks a')) {
  // What the funnel cannot be is no look to switch to.
  if (!channels.split(' ').includes(link.dataset.look)) link.remove();
  if (link.dataset.look === document.body.dataset.channel)
    link.setAttribute('aria-current', 'true');
}
for (const place of document.querySelectorAll('[data-origin]')) place.textContent = location.origin;
document.querySelector('#again').addEventListener('click', () => player.reset());

const heard = document.querySelector('#heard');
for (const name of ['ready', 'layer', 'answer', 'conversion', 'complete', 'sync', 'error']) {
  player.addEventListener(`tundish-${name}`, ({ type, detail }) => {
    const line = document.createElement('li');
    line.textContent = `${type} ${JSON.stringify(detail)}`;
    heard.append(line);
    if (heard.childElementCount > 50) heard.firstElementChild.remove();
  });
}

player.addEventListener(
  'tundish-ready',
  () =>
    keepPage('/demo/').catch((error) =>
      console.warn('This page is not kept for offline use.', error),
    ),
  { once: true },
);
