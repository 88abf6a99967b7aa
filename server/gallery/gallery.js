// The language of the address is that of the page and of its player; another one is put on without
// loading anything anew.
const player = document.querySelector('tundish-player');
const query = new URLSearchParams(location.search);

function speak(language) {
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
  player.setAttribute('language', language);
  for (const link of document.querySelectorAll('nav a[href^="?"]')) {
    if (link.lang === language) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  for (const link of document.querySelectorAll('nav a[href$=".html"]')) link.search = `?language=${language}`;
}

const renderer = query.get('renderer');
if (renderer) player.setAttribute('renderer', renderer);
speak(query.get('language') ?? 'en');
for (const link of document.querySelectorAll('nav a[href^="?"]')) {
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(null, '', link.href);
    speak(link.lang);
  });
}
