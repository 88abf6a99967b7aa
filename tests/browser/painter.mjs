// Which browser took the gallery's pictures, and with whose letters (`goldens/painter.json`). Another
// browser and other fonts paint other pictures of the same page, and whoever is told that something
// looks different is told that, too.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, 'goldens', 'painter.json');
const kSpecimen = 'specimen-of-letters';
const specimens = { Latin: 'Which roof is it? 0123456789', Arabic: 'ما نوع السطح؟ ٠١٢٣٤٥٦٧٨٩' };

/** The fonts that painted it, as the browser names them, and how wide it is. */
async function letters(page, words, family) {
  const width = await page.evaluate(
    async ([id, text, wanted]) => {
      const shown = document.createElement('span');
      shown.id = id;
      shown.textContent = text;
      const own = document.querySelector('tundish-player')?.shadowRoot.querySelector('.root');
      shown.style.font = `400 100px ${wanted ?? getComputedStyle(own).fontFamily}`;
      Object.assign(shown.style, { position: 'absolute', width: 'max-content' });
      document.body.append(shown);
      await document.fonts.ready;
      return shown.getBoundingClientRect().width;
    },
    [kSpecimen, words, family],
  );
  const devtools = await page.context().newCDPSession(page);
  for (const part of ['DOM', 'CSS']) await devtools.send(`${part}.enable`);
  const { root } = await devtools.send('DOM.getDocument');
  const { nodeId } = await devtools.send('DOM.querySelector', { nodeId: root.nodeId, selector: `#${kSpecimen}` });
  const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId });
  await devtools.detach();
  await page.locator(`#${kSpecimen}`).evaluate((shown) => shown.remove());
  const names = fonts.map(({ familyName, isCustomFont }) => familyName + (isCustomFont ? ' (of the page)' : ''));
  return `${names.sort().join(' and ')}, ${width.toFixed(1)} wide`;
}

/** What paints here: that of the player on the page, or of another family of fonts. */
export async function painterHere(page, family) {
  const painter = { Chromium: page.context().browser().version() };
  for (const [script, words] of Object.entries(specimens)) painter[`${script} letters`] = await letters(page, words, family);
  return painter;
}

/** A line for everything in which what paints here is not what took the pictures. */
export function differences(taken, here) {
  return Object.keys(here)
    .filter((part) => taken[part] !== here[part])
    .map((part) => `the pictures were taken elsewhere: ${part} there: ${taken[part]}; here: ${here[part]}`);
}

export const painterKept = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});

export function keepPainter(painter) {
  writeFileSync(file, `${JSON.stringify(painter, null, 2)}\n`);
}
