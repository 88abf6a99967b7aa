// The gallery: its index, which looks it has, and its landing pages.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { entries } from '../../server/gallery/entries.mjs';
import { examples } from '../../server/gallery/examples.mjs';
import { funnelOf } from '../../server/gallery/funnels.mjs';
import { looksOf } from '../../server/gallery/looks.mjs';
import { findings } from './findings.mjs';
import { addressOf } from './gallery.mjs';
import { binary, desktop, eventually, phone, ready, stage } from './kit.mjs';

const { server, visit } = stage(['--gallery']);

test('an entry lacks a look only where the format has no form for it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tundish-gallery-'));
  const lacking = [];
  const right = [];
  for (const entry of entries) {
    for (const look of ['page', 'chat']) {
      const file = join(folder, 'funnel.json');
      writeFileSync(file, JSON.stringify(funnelOf(entry, [look])));
      let said = '';
      try {
        said = String(execFileSync(binary, ['check', file], { stdio: ['ignore', 'pipe', 'pipe'] }));
      } catch (error) {
        said = `${error.stdout}${error.stderr}`;
      }
      if (/error unsupported_component/.test(said)) lacking.push(`${entry.slug} ${look}`);
      else if (/ error /.test(said)) assert.fail(said);
      if (!looksOf(entry).includes(look)) right.push(`${entry.slug} ${look}`);
    }
  }
  rmSync(folder, { recursive: true });
  assert.deepEqual(right, lacking);
});

test('the index links every page, and every link leads to one', async () => {
  const page = await visit({ bypassCSP: true, viewport: desktop });
  await page.goto(`${server.origin}/gallery/`);
  const links = await page.locator('main a').evaluateAll((all) => all.map(({ href }) => new URL(href).pathname));
  const wanted = [
    ...entries.flatMap((entry) => looksOf(entry).map((look) => addressOf(entry.slug, look))),
    ...examples.map(({ slug }) => `/gallery/${slug}.html`),
  ];
  assert.deepEqual([...links].sort(), wanted.sort());
  for (const link of links) assert.equal((await fetch(server.origin + link)).status, 200, link);
  assert.deepEqual(await findings(page), []);
  if (process.env.TUNDISH_PICTURES) await page.screenshot({ path: join(process.env.TUNDISH_PICTURES, 'gallery-index.png'), fullPage: true });
});

for (const { slug } of examples) {
  test(`the example ${slug}`, async () => {
    for (const options of [{ viewport: desktop }, { viewport: phone, colorScheme: 'dark' }]) {
      const page = await visit({ bypassCSP: true, reducedMotion: 'reduce', ...options });
      await page.goto(`${server.origin}/gallery/${slug}.html`);
      const frame = slug === 'example-iframe' ? page.frameLocator('iframe') : page;
      if (/mode-(popup|bubble|tab)|trigger/.test(slug)) {
        await page.locator('tundish-player :is(dialog, .corner)').waitFor({ state: 'attached' });
        assert.deepEqual(await findings(page), []);
        await page.evaluate(() => document.querySelector('tundish-player').open());
      }
      await frame.locator('tundish-player :is(.layer, .composer)').first().waitFor();
      assert.deepEqual(await findings(page), [], slug);
      assert.deepEqual(page.faults, []);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `${overflow} px too wide`);
      if (process.env.TUNDISH_PICTURES) await page.screenshot({ path: join(process.env.TUNDISH_PICTURES, `${slug}-${options.colorScheme ?? 'light'}.png`) });
      await page.context().close();
    }
    // Once more under the page's own policy.
    const page = await visit({ viewport: desktop });
    await page.goto(`${server.origin}/gallery/${slug}.html`);
    await page.waitForTimeout(500);
    assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
  });
}

for (const [slug, place] of [['example-react', '#react'], ['example-vue', '#vue']]) {
  test(`${slug} hears the player`, async () => {
    const page = await visit({ viewport: desktop });
    await page.goto(`${server.origin}/gallery/${slug}.html`);
    await ready(page);
    const said = page.locator(`${place} output`);
    assert.equal(await said.textContent(), 'welcome');
    await page.getByRole('radio', { name: 'A rented home' }).check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await eventually('what is said', () => said.textContent(), (text) => text === 'rented');
    assert.ok(await page.evaluate(() => document.querySelector('tundish-player').initialData.from));
    assert.deepEqual(page.faults, []);
  });
}

test('the gallery is kept out of production, and out of servers that do not show it', async () => {
  const published = await fetch(`${server.origin}/api/v1/play/releases/production/gallery-text-short?channel=web`);
  assert.equal(published.status, 404);
  const { environments } = await server.api('/api/v1/environments');
  assert.deepEqual(environments.map(({ name }) => name), ['production', 'staging', 'gallery']);
  for (const path of ['funnels/text-short.json', 'nothing.html', '../demos/demo.html']) {
    assert.equal((await fetch(`${server.origin}/gallery/${path}`)).status, 404, path);
  }
});
