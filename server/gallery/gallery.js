// The language of the address is that of the page and of its player.
const language = new URLSearchParams(location.search).get('language') ?? 'en';
document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
document.querySelector('tundish-player').setAttribute('language', language);
const renderer = new URLSearchParams(location.search).get('renderer');
if (renderer) document.querySelector('tundish-player').setAttribute('renderer', renderer);
for (const link of document.querySelectorAll('nav a[href^="?"]')) {
  if (link.lang === language) link.setAttribute('aria-current', 'true');
}
for (const link of document.querySelectorAll('nav a[href$=".html"]')) link.search = `?language=${language}`;
