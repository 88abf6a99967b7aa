// What axe-core finds on a page, or in a part of it, a line each.
import { axeScript } from './kit.mjs';

/** For `open`: axe may be put in, and colours that are still fading would be measured halfway. */
export const calm = { bypassCSP: true, reducedMotion: 'reduce' };

export async function findings(page, part) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addScriptTag({ path: axeScript });
  const { violations } = await page.evaluate(
    (where) =>
      globalThis.axe.run(where ?? document, {
        resultTypes: ['violations'],
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      }),
    part,
  );
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
}
