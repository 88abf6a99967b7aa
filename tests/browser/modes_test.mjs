// Players that unfold: a dialog over the page, a corner with a chat, a tab at the edge with a drawer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings } from './findings.mjs';
import { hostSite, longText } from './host.mjs';
import { desktop, eventually, phone, stage } from './kit.mjs';

const { server, visit } = stage();
const host = hostSite(server);

const violations = (page) => page.evaluate(() => globalThis.violations);
const shown = (page) => page.locator('tundish-player :is(.layer, .composer)').first();
const calm = { reducedMotion: 'reduce' };

/** The element that has the focus, through the player's shadow root; `body` when none has. */
const focused = (page) =>
  page.evaluate(() => {
    const active = document.activeElement;
    const inside = active?.shadowRoot?.activeElement;
    return `${active?.id || active?.localName}${inside ? ` ${inside.className || inside.localName}` : ''}`;
  });

async function openHost(body, options) {
  const page = await visit({ viewport: desktop, ...calm, ...options });
  await page.goto(host.page(body));
  await page.waitForFunction(() => customElements.get('tundish-player'));
  return page;
}

const byClick = (mode, more = '') => `<p><button id="opener" data-tundish-open="#form">Begin</button> <a id="link" href="#x">More</a></p>
  ${longText}<tundish-player id="form" funnel="lead-form" mode="${mode}" ${more}></tundish-player>`;

for (const mode of ['popup', 'tab']) {
  test(`${mode}: keeps the focus and the page, and gives both back`, async () => {
    const page = await openHost(byClick(mode, 'label="Ask for an offer"'));
    const opener = mode === 'tab' ? page.getByRole('button', { name: 'Ask for an offer' }) : page.locator('#opener');
    await opener.waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    await opener.click();
    await shown(page).waitFor();
    await page.getByRole('dialog', { name: 'Northlight Solar' }).waitFor();
    assert.match(await focused(page), /^form popup/);
    for (let step = 0; step < 25; step++) {
      await page.keyboard.press('Tab');
      // Between the last element and the first lies the browser's own bar.
      assert.match(await focused(page), /^(form .+|body)$/, 'the focus left the dialog');
    }
    assert.equal(await page.locator('#link').evaluate((link) => link.matches(':modal, :focus')), false);
    await page.mouse.move(640, 20);
    await page.mouse.wheel(0, 600);
    await page.waitForTimeout(150);
    assert.equal(await page.evaluate(() => scrollY), 0, 'the page behind scrolls');
    await page.keyboard.press('Escape');
    await shown(page).waitFor({ state: 'detached' });
    assert.equal(await focused(page), mode === 'tab' ? 'form tab' : 'opener');
    await page.mouse.wheel(0, 600);
    await eventually('the page scrolls again', () => page.evaluate(() => scrollY), (y) => y > 0);
    await page.evaluate(() => scrollTo(0, 0));
    await opener.click();
    await page.getByRole('button', { name: 'Close' }).click();
    await shown(page).waitFor({ state: 'detached' });
    assert.equal(await focused(page), mode === 'tab' ? 'form tab' : 'opener');
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(page.faults, []);
  });
}

test('bubble: the page goes on beside it, Escape closes it, the focus goes in and comes back', async () => {
  const page = await openHost(`${longText}<tundish-player id="form" funnel="lead-form" look="chat" mode="bubble"></tundish-player>`);
  await page.getByRole('button', { name: 'Open chat' }).click();
  await shown(page).waitFor();
  assert.match(await focused(page), /^form (sheet|.*)$/);
  await page.mouse.move(100, 300);
  await page.mouse.wheel(0, 600);
  await eventually('the page scrolls', () => page.evaluate(() => scrollY), (y) => y > 0);
  await page.getByRole('dialog').press('Escape');
  await shown(page).waitFor({ state: 'detached' });
  assert.equal(await focused(page), 'form launcher');
  assert.deepEqual(await violations(page), []);
});

test('what was answered is there when it is opened again', async () => {
  const page = await openHost(byClick('popup'));
  await page.locator('#opener').click();
  await page.getByRole('radio', { name: 'A company building' }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Company').first().waitFor();
  await page.keyboard.press('Escape');
  await shown(page).waitFor({ state: 'detached' });
  await page.locator('#opener').click();
  await page.getByLabel('Company').first().waitFor();
});

test('a mode may be changed while it plays', async () => {
  const page = await openHost('<tundish-player id="form" funnel="lead-form"></tundish-player>');
  await shown(page).waitFor();
  const set = (mode) => page.evaluate((wanted) => document.querySelector('#form').setAttribute('mode', wanted), mode);
  await set('popup');
  await shown(page).waitFor({ state: 'detached' });
  await page.evaluate(() => document.querySelector('#form').open());
  await page.getByRole('dialog').locator('.layer').waitFor();
  await set('inline');
  await shown(page).waitFor();
  assert.equal(await page.getByRole('dialog').count(), 0);
  assert.equal(await page.evaluate(() => document.documentElement.style.overflow), '');
});

test('an element that leaves the page leaves nothing behind', async () => {
  const page = await openHost(byClick('popup'));
  await page.locator('#opener').click();
  await shown(page).waitFor();
  await page.evaluate(() => document.querySelector('#form').remove());
  assert.equal(await page.evaluate(() => document.documentElement.style.overflow), '');
  await page.locator('#opener').click();
  assert.equal(await shown(page).count(), 0);
  assert.deepEqual(page.faults, []);
});

test('a page without the part that unfolds says so, and has it at the next try', async () => {
  const page = await visit({ viewport: desktop });
  await page.route(/unfolding-/, (route) => route.abort());
  await page.goto(host.page(byClick('popup')));
  await page.waitForFunction(() => customElements.get('tundish-player'));
  await eventually('it is said', () => page.faults, (faults) => faults.length > 0);
  await page.unroute(/unfolding-/);
  await page.evaluate(() => document.querySelector('#form').open());
  await page.getByRole('dialog').locator('.layer').waitFor();
});

for (const [name, options, attributes] of [
  ['phone', { viewport: phone, colorScheme: 'light' }, {}],
  ['dark desktop', { viewport: desktop, colorScheme: 'dark' }, {}],
  ['right to left', { viewport: phone }, { language: 'ar', direction: 'rtl' }],
]) {
  for (const mode of ['popup', 'tab', 'bubble']) {
    test(`axe finds nothing, folded and open: ${mode}, ${name}`, async () => {
      const page = await visit({ ...calm, bypassCSP: true, ...options });
      await page.goto(host.page(byClick(mode), attributes));
      await page.locator(`tundish-player ${mode === 'popup' ? 'dialog' : mode === 'tab' ? '.tab' : '.launcher'}`).waitFor({ state: 'attached' });
      assert.deepEqual(await findings(page), []);
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok((await overflow()) <= 0, 'the page is too wide');
      await page.evaluate(() => document.querySelector('#form').open());
      await shown(page).waitFor();
      assert.deepEqual(await findings(page), []);
      assert.ok((await overflow()) <= 0, 'the page is too wide when it is open');
      if (mode === 'tab') {
        const edge = await page.evaluate(() => {
          const { left, right } = document.querySelector('#form').shadowRoot.querySelector('.tab').getBoundingClientRect();
          return Math.min(left, document.documentElement.clientWidth - right);
        });
        assert.ok(Math.abs(edge) < 1, `the tab is ${edge} px from the edge`);
      }
      const small = await page.evaluate(() =>
        [...document.querySelector('#form').shadowRoot.querySelectorAll('.closer, .launcher, .tab')]
          .map((button) => button.getBoundingClientRect())
          .filter(({ width, height }) => Math.min(width, height) < 44).length,
      );
      assert.equal(small, 0, 'a button is smaller than a thumb');
      if (process.env.TUNDISH_PICTURES) await page.screenshot({ path: `${process.env.TUNDISH_PICTURES}/mode-${mode}-${name.replaceAll(' ', '-')}.png` });
    });
  }
}
