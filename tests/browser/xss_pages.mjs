// Every appearance of the page look, two hundred times, with texts that try to run something.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entries } from '../../server/gallery/entries.mjs';
import { looksOf } from '../../server/gallery/looks.mjs';
import { assertQuiet, funnel, saidBy, saying, show, vectors, watched, writable } from './xss.mjs';

const written = vectors.filter(writable);
const shown = entries.filter((entry) => entry.component && looksOf(entry).includes('page'));

/** Of which a layer shows one at a time. */
const isAlone = ({ type, kind }) => type === 'endpoint' || kind === 'previous' || kind === 'restart';

/** One component for each text, or one that says all of them. */
function copies({ component }) {
  const texts = isAlone(component) ? [written.join('\n')] : written;
  return texts.map((text, index) => ({ ...saying(component, text), id: `c${index}`, ...(component.slug ? { slug: `a${index}` } : {}) }));
}

/** A test for each entry that `isMeant`; `stand` is a stage. */
export function testTexts(isMeant, { server, visit }) {
  for (const entry of shown.filter(isMeant)) {
    test(`${entry.slug}: ${written.length} texts`, async () => {
      const open = await watched(visit);
      const one = funnel(`xss-${entry.slug}`, 'web', copies(entry));
      await server.publish(one);
      // While the server is silent an endpoint is waited for.
      if (entry.component.type === 'endpoint') await open.route('**/api/v1/play/sessions/**', () => {});
      await show(open, `${server.origin}/demo/${one.slug}`);
      await assertQuiet(open, entry.slug);
      const said = await saidBy(open);
      const missing = written.filter((text) => !said.includes(text));
      assert.deepEqual(missing, [], 'every text is said as it is written');
    });
  }
}
