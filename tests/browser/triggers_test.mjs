// What opens a player besides its own button: each at most once a visit, and never what was closed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostSite, longText } from './host.mjs';
import { desktop, eventually, phone, stage } from './kit.mjs';

const { server, visit } = stage();
const host = hostSite(server);

const shown = (page) => page.locator('tundish-player .layer').first();
const player = (trigger, more = 'mode="popup"') =>
  `<p><a id="opener" href="#nowhere" data-tundish-open="#form"><b>Begin</b></a></p>${longText}
   <tundish-player id="form" funnel="lead-form" trigger="${trigger}" ${more}></tundish-player>`;

async function openHost(body, options = {}) {
  const page = await visit({ viewport: desktop, ...options });
  await page.goto(host.page(body));
  await page.locator('tundish-player dialog').first().waitFor({ state: 'attached' });
  return page;
}

const scrollTo = (page, share) =>
  page.evaluate((part) => globalThis.scrollTo(0, part * (document.documentElement.scrollHeight - innerHeight)), share);
const close = async (page) => {
  await page.keyboard.press('Escape');
  await shown(page).waitFor({ state: 'detached' });
};
/** Nothing opens although there would be time. */
async function staysShut(page, ms = 600) {
  await page.waitForTimeout(ms);
  assert.equal(await shown(page).count(), 0);
}

test('click: any element of the page that names it, as often as it is clicked', async () => {
  const page = await openHost(player('click'));
  for (let time = 0; time < 2; time++) {
    await page.locator('#opener b').click();
    await shown(page).waitFor();
    assert.equal(new URL(page.url()).hash, '', 'the link was followed');
    await close(page);
  }
  assert.deepEqual(page.faults, []);
});

test('delay: after so many seconds, once, and not again after a reload', async () => {
  const page = await openHost(player('delay:0.4'));
  assert.equal(await shown(page).count(), 0);
  await shown(page).waitFor();
  await page.reload();
  await page.locator('tundish-player dialog').waitFor({ state: 'attached' });
  await staysShut(page, 1000);
});

test('scroll: when so much of the page was seen, once', async () => {
  const page = await openHost(player('scroll:50'));
  await scrollTo(page, 0.3);
  await staysShut(page);
  await scrollTo(page, 0.6);
  await shown(page).waitFor();
  // The page itself closes it, not the visitor: it has been there all the same.
  await page.evaluate(() => document.querySelector('#form').close());
  await shown(page).waitFor({ state: 'detached' });
  await scrollTo(page, 0);
  await scrollTo(page, 0.9);
  await staysShut(page);
});

test('exit: the mouse leaves over the top of the page', async () => {
  const page = await openHost(player('exit'));
  const leave = (clientY) =>
    page.evaluate(
      (y) =>
        document.documentElement.dispatchEvent(
          new PointerEvent('pointerleave', { clientX: 300, clientY: y, pointerType: 'mouse' }),
        ),
      clientY,
    );
  await leave(400);
  await staysShut(page);
  await leave(-2);
  await shown(page).waitFor();
});

test('exit on a phone: a flick back up; slow reading upwards is none', async () => {
  const page = await openHost(player('exit'), { viewport: phone, hasTouch: true, isMobile: true });
  await page.evaluate(() => globalThis.scrollTo(0, 1500));
  for (let y = 1400; y >= 800; y -= 100) {
    await page.evaluate((to) => globalThis.scrollTo(0, to), y);
    await page.waitForTimeout(350);
  }
  await staysShut(page, 100);
  await page.evaluate(() => globalThis.scrollTo(0, 1500));
  await page.waitForTimeout(400);
  await page.evaluate(() => globalThis.scrollTo(0, 100));
  await staysShut(page, 200);
  await page.evaluate(() => globalThis.scrollTo(0, 1500));
  await page.waitForTimeout(400);
  await page.evaluate(async () => {
    for (let y = 1300; y >= 700; y -= 200) {
      globalThis.scrollTo(0, y);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
  await shown(page).waitFor();
});

test('what the visitor closed opens by their own click only, in this whole visit', async () => {
  const page = await openHost(player('scroll:50 delay:1.5'));
  await scrollTo(page, 0.7);
  await shown(page).waitFor();
  await close(page);
  await staysShut(page, 1800);
  const address = host.page(player('delay:0.2'));
  await page.goto(address);
  await page.locator('tundish-player dialog').waitFor({ state: 'attached' });
  await staysShut(page, 900);
  await page.locator('#opener').click();
  await shown(page).waitFor();
  // Another visit is another one.
  const other = await openHost(player('delay:0.2'));
  await shown(other).waitFor();
});

test('a visitor whose browser keeps nothing for the page is not asked twice on it either', async () => {
  const page = await visit({ viewport: desktop });
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'sessionStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await page.goto(host.page(player('scroll:50 delay:1.5')));
  await page.locator('tundish-player dialog').waitFor({ state: 'attached' });
  await scrollTo(page, 0.7);
  await shown(page).waitFor();
  await close(page);
  await staysShut(page, 1800);
  assert.deepEqual(page.faults, []);
});

test('one dialog at a time', async () => {
  const page = await openHost(
    `${player('delay:0.2')}<tundish-player id="other" funnel="quiz" mode="tab" label="Quiz" trigger="delay:0.6"></tundish-player>`,
  );
  await page.locator('#form .layer').waitFor();
  await page.waitForTimeout(900);
  assert.equal(await page.locator('#other .layer').count(), 0);
});

test('a trigger that is none, and a selector that is none, are said where they stand', async () => {
  const page = await openHost(`${player('delay:20 scrol:50')}<button id="bad" data-tundish-open="#(">x</button>`);
  await page.locator('#bad').click();
  assert.equal(page.faults.length, 2, page.faults.join('\n'));
  assert.match(page.faults[0], /trigger: "scrol:50" is none; write click, delay:SECONDS/);
  assert.match(page.faults[1], /data-tundish-open: "#\(" is no selector/);
  await page.locator('#opener').click();
  await shown(page).waitFor();
});

test('nothing moves for whoever wants it calm', async () => {
  for (const [reducedMotion, moves] of [['reduce', false], ['no-preference', true]]) {
    const page = await openHost(player('click'), { reducedMotion });
    await page.evaluate(() => {
      globalThis.began = [];
      const root = document.querySelector('#form').shadowRoot;
      root.addEventListener('animationstart', (event) => globalThis.began.push(event.animationName));
    });
    await page.locator('#opener').click();
    await shown(page).waitFor();
    // An animation is told of with the frame in which it starts, and that may be one after the first painted.
    const began = () => page.evaluate(() => globalThis.began.includes('unfold'));
    if (moves) await eventually('the dialog unfolds', began, (it) => it);
    await page.waitForTimeout(300);
    assert.equal(await began(), moves, reducedMotion);
  }
});
