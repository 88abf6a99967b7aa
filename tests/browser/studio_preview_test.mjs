// The studio's preview: one session on a phone, a desktop, in a chat and as messages; back in time and
// another way from there; why; what is given by hand; without a network.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { findings } from './findings.mjs';
import { eventually } from './kit.mjs';
import { isAccessible, looks, nothingWentWrong, studio } from './studio.mjs';
import { saveFunnel } from '../runners/save_funnel.mjs';

const { server, open } = studio();
const root = new URL('../../', import.meta.url);
const template = (slug) => JSON.parse(readFileSync(new URL(`server/templates/${slug}.json`, root), 'utf8'));

const text = (appearance, slug, label, more = {}) =>
  ({ id: slug, type: 'input', input_type: 'text', appearance, slug, label, mandatory: true, ...more });
const trial = {
  tundish: 1,
  slug: 'trial',
  title: 'Trial',
  channel: 'web',
  channels: ['web', 'web_chat', 'sms', 'whatsapp'],
  languages: ['en', 'de'],
  default_language: 'en',
  content: { de: { 'who.hello.text': 'Hallo', 'who.name.label': 'Ihr Name?', 'who.kind.label': 'Was?' } },
  layers: [
    {
      id: 'who',
      type: 'start',
      components: [
        { id: 'hello', type: 'message', appearance: 'simple', text: 'Hello there' },
        text('short', 'name', 'Your name?'),
        {
          id: 'kind',
          type: 'input',
          input_type: 'choice',
          appearance: 'buttons',
          slug: 'kind',
          label: 'Which kind?',
          mandatory: true,
          options: [
            { value: 'house', title: 'A house' },
            { value: 'flat', title: 'A flat' },
          ],
        },
      ],
      next: { target: 'small', jumps: [{ target: 'large', conditions: [{ slug: 'kind', operator: '==', value: 'house' }] }] },
    },
    { id: 'large', type: 'result', components: [{ id: 'm', type: 'message', appearance: 'simple', text: 'Large, {{name}}' }] },
    { id: 'small', type: 'result', components: [{ id: 'm', type: 'message', appearance: 'simple', text: 'Small, {{name}}' }] },
  ],
};

/** The preview of a definition. */
async function preview(definition, look) {
  const saved = await saveFunnel((...wish) => server.ask(...wish), definition);
  assert.ok(saved.status < 300, JSON.stringify(saved.body));
  const page = await open(`#/preview/${definition.slug}`, look);
  await page.locator('studio-frame#frame-phone').waitFor({ state: 'attached' });
  return page;
}

const frame = (page, id) => page.locator(`studio-frame#frame-${id}`);
const stepName = (page, name) => page.locator('studio-timeline .name').filter({ hasText: name }).waitFor();

test('what is answered in any frame stands in all of them, and all of them go on', async () => {
  const page = await preview(trial);
  await frame(page, 'phone').getByLabel('Your name?').fill('Ada');
  await frame(page, 'phone').getByLabel('Your name?').press('Tab');
  await stepName(page, 'Answers name: Ada');
  for (const id of ['chat', 'texts']) {
    await frame(page, id).getByText('Hello there').waitFor();
    await frame(page, id).locator('.visitor, .own').filter({ hasText: 'Ada' }).waitFor();
    await frame(page, id).getByText('Which kind?').waitFor();
  }
  assert.equal(await frame(page, 'desktop').getByLabel('Your name?').inputValue(), 'Ada');
  // Keys of options are for those who have some, as in the player.
  await frame(page, 'desktop').locator('.letter').first().waitFor();
  assert.equal(await frame(page, 'phone').locator('.letter').count(), 2);
  assert.equal(await frame(page, 'phone').locator('.letter:visible').count(), 0);
  await frame(page, 'chat').getByRole('button', { name: 'A house' }).click();
  for (const id of ['phone', 'desktop', 'chat', 'texts']) await frame(page, id).getByText('Large, Ada').waitFor();
  await nothingWentWrong(page);
});

test('messages are told with their segments, and are replied to as texts', async () => {
  const page = await preview({ ...trial, slug: 'texts' });
  await frame(page, 'texts').getByText(/1 segment, \d+ characters/).waitFor();
  await frame(page, 'texts').getByLabel('Reply').fill('Bo');
  await frame(page, 'texts').getByLabel('Reply').press('Enter');
  await frame(page, 'texts').getByText('Which kind?').waitFor();
  await frame(page, 'texts').getByLabel('Reply').fill('2');
  await frame(page, 'texts').getByLabel('Reply').press('Enter');
  await frame(page, 'desktop').getByText('Small, Bo').waitFor();
  await page.getByLabel('Messages as').selectOption('whatsapp');
  await frame(page, 'texts').getByRole('heading', { name: 'WhatsApp' }).waitFor();
  await frame(page, 'texts').getByText('Small, Bo').waitFor();
  await nothingWentWrong(page);
});

/** Both answers on the phone, and onward. */
async function answer(page, name, kind) {
  const phone = frame(page, 'phone');
  await phone.getByLabel('Your name?').fill(name);
  await phone.getByRole('radio', { name: kind }).check();
  await phone.locator('.go.main').click();
}

test('the session is looked at again step by step, and goes another way from there', async () => {
  const page = await preview({ ...trial, slug: 'back-in-time' });
  await answer(page, 'Cy', 'A house');
  await frame(page, 'phone').getByText('Large, Cy').waitFor();
  await eventually(
    'what is new has the focus',
    () => frame(page, 'phone').locator('.layer').evaluate((layer) => layer.matches(':focus-within')),
    Boolean,
  );
  await page.keyboard.press('Alt+PageUp');
  await frame(page, 'phone').getByText('Which kind?').waitFor();
  await page.getByText('You look at an earlier step').waitFor();
  await frame(page, 'phone').getByRole('radio', { name: 'A flat' }).check();
  await frame(page, 'phone').locator('.go.main').click();
  for (const id of ['phone', 'chat', 'texts']) await frame(page, id).getByText('Small, Cy').waitFor();
  await page.getByRole('button', { name: 'Restart' }).click();
  await frame(page, 'phone').getByText('Which kind?').waitFor();
  assert.equal(await frame(page, 'phone').getByLabel('Your name?').inputValue(), '');
  await nothingWentWrong(page);
});

test('why: every condition with what it read, the way taken and those that were not', async () => {
  const page = await preview({ ...trial, slug: 'told-why' });
  await answer(page, 'Di', 'A flat');
  await frame(page, 'phone').getByText('Small, Di').waitFor();
  await page.getByRole('tab', { name: 'Why' }).click();
  const panel = page.getByRole('tabpanel');
  await panel.getByText(/Answer kind \(flat\) is house/).waitFor();
  await panel.getByText('who leads to small, by the usual way').waitFor();
  await panel.getByText('who → large').waitFor();
  await nothingWentWrong(page);
});

test('a mandatory answer that is missing is asked for where the visitor is', async () => {
  const page = await preview({ ...trial, slug: 'missing' });
  await frame(page, 'phone').locator('.go.main').click();
  await frame(page, 'phone').locator('[data-wrong]').first().waitFor();
  await stepName(page, 'Begins on Web');
  await nothingWentWrong(page);
});

test('another language is gone on in with every answer', async () => {
  const page = await preview({ ...trial, slug: 'languages' });
  await frame(page, 'phone').getByLabel('Your name?').fill('Eve');
  await frame(page, 'phone').getByLabel('Your name?').press('Tab');
  await stepName(page, 'Answers name');
  await page.getByLabel('Language').selectOption('de');
  await eventually('the name is kept', () => frame(page, 'phone').getByLabel('Ihr Name?').inputValue(), (name) => name === 'Eve');
  await frame(page, 'chat').getByText('Was?').waitFor();
  await nothingWentWrong(page);
});

test('a draft is followed, and a session that no longer fits says where it stops', async () => {
  const page = await preview({ ...trial, slug: 'followed' });
  await answer(page, 'Gus', 'A house');
  await frame(page, 'phone').getByText('Large, Gus').waitFor();
  const change = (request) =>
    page.locator('studio-preview').evaluate((element, wish) => element.desk.document.ask(wish), request);
  await change({ do: 'set', pointer: '/layers/1/components/0/text', value: 'Grand, {{name}}' });
  for (const id of ['phone', 'chat', 'texts']) await frame(page, id).getByText('Grand, Gus').waitFor();
  await change({ do: 'set', pointer: '/layers/0/components/1/slug', value: 'forename' });
  await page.getByText(/the session stops before step 1 \(Answers name: Gus\)/).waitFor();
  await nothingWentWrong(page);
});

test('a session is recorded, run again, and what no test takes is listed', async () => {
  const definition = { ...trial, slug: 'recorded' };
  const saved = await saveFunnel((...wish) => server.ask(...wish), definition);
  assert.ok(saved.status < 300, JSON.stringify(saved.body));
  const page = await preview(definition);
  // The page of its own shows a draft; in the builder it is written.
  await page.locator('studio-preview').evaluate((element) => Object.assign(element.desk, { isReadOnly: false }));
  await answer(page, 'Hal', 'A house');
  await frame(page, 'phone').getByText('Large, Hal').waitFor();
  await page.getByRole('tab', { name: 'Tests' }).click();
  await page.getByLabel('What this session shows').fill('houses are large');
  await page.getByRole('button', { name: 'Record as a test' }).click();
  await page.getByRole('button', { name: 'Run all' }).click();
  await page.getByText('Passed', { exact: true }).waitFor();
  await page.getByText('2 of 3').waitFor();
  await page.getByRole('button', { name: 'who → small' }).waitFor();
  await page.locator('studio-preview').evaluate((element) =>
    element.desk.document.ask({ do: 'set', pointer: '/layers/0/next/jumps/0/conditions/0/value', value: 'castle' }),
  );
  await page.getByRole('button', { name: 'Run all' }).click();
  await page.getByText('Layer 2 after who: large was expected, small came.').waitFor();
  await nothingWentWrong(page);
});

test('without a network a preview that is open is played on all four channels', async () => {
  const page = await preview({ ...trial, slug: 'offline' });
  await frame(page, 'chat').getByText('Your name?').waitFor();
  await page.context().setOffline(true);
  await answer(page, 'Flo', 'A house');
  for (const id of ['phone', 'desktop', 'chat', 'texts']) await frame(page, id).getByText('Large, Flo').waitFor();
  await nothingWentWrong(page);
});

test('a drawing stands in for a picture of another site, and that site is asked for nothing', async () => {
  const seen = (id, image) => ({ id, type: 'message', appearance: 'image', text: id, image, alt: id });
  const [start, ...ends] = trial.layers;
  const components = [seen('theirs', 'https://pictures.example/a.png'), seen('ours', '/demos/icon.svg'), ...start.components];
  const page = await preview({ ...trial, slug: 'pictures', content: {}, layers: [{ ...start, components }, ...ends] });
  for (const id of ['phone', 'desktop', 'chat']) {
    const picture = (name) => frame(page, id).getByRole('img', { name, exact: true }).first();
    assert.match(decodeURIComponent(await picture('theirs').getAttribute('src')), /^data:image.*pictures\.example/, id);
    assert.match(await picture('ours').getAttribute('src'), /\/demos\/icon\.svg$/, id);
  }
  await frame(page, 'texts').getByText('SMS has no form for something on the layer who.').waitFor();
  if (process.env.TUNDISH_PICTURES) await page.screenshot({ path: `${process.env.TUNDISH_PICTURES}/preview-elsewhere.png` });
  await nothingWentWrong(page);
});

test('every template is shown on each of its channels', async () => {
  for (const slug of ['lead-form', 'quiz', 'nps', 'appointment', 'order-tracking', 'abandoned-cart', 'onboarding', 'post-purchase', 're-engagement', 'support-triage']) {
    const page = await preview(template(slug));
    const { channels } = template(slug);
    await frame(page, 'phone').locator('studio-screen .layer').waitFor();
    if (channels.includes('web_chat')) await frame(page, 'chat').locator('.bubble.funnel').first().waitFor();
    if (channels.includes('sms') || channels.includes('whatsapp')) await frame(page, 'texts').locator('.text').first().waitFor();
    await nothingWentWrong(page);
    await page.context().close();
  }
});

/** As if the page were written from right to left. */
async function turned(page) {
  await page.addInitScript(() => {
    const turn = new MutationObserver(() => {
      if (document.documentElement.dir !== 'rtl') document.documentElement.dir = 'rtl';
    });
    turn.observe(document, { childList: true });
  });
  await page.reload();
  await frame(page, 'phone').locator('studio-screen .layer').waitFor();
  assert.match(await page.getByRole('button', { name: 'Step back' }).locator('.icon').getAttribute('class'), /turned/);
  assert.equal(await frame(page, 'texts').locator('.text').first().evaluate((text) => getComputedStyle(text).textAlign), 'start');
  // A screen lies in its frame, whichever way the page is written.
  for (const id of ['phone', 'desktop', 'chat', 'texts']) {
    const [outer, device] = await Promise.all([frame(page, id).boundingBox(), frame(page, id).locator('.device').boundingBox()]);
    assert.ok(device.x >= outer.x - 1 && device.x + device.width <= outer.x + outer.width + 1, id);
  }
}
const wide = { width: 1440, height: 900 };
const worlds = [
  ...looks,
  ['right to left', { viewport: wide }, turned],
  ['forced colours', { viewport: wide, forcedColors: 'active' }],
];
for (const [name, look, prepare] of worlds) {
  test(`every panel can be read and worked with by keys: ${name}`, async () => {
    const slug = `panels-${name.replaceAll(' ', '-')}`;
    const page = await preview({ ...trial, slug }, { ...look, bypassCSP: true });
    await prepare?.(page);
    await page.locator('studio-preview').evaluate((element) => Object.assign(element.desk, { isReadOnly: false }));
    await answer(page, 'Ivy', 'A house');
    await frame(page, 'phone').getByText('Large, Ivy').waitFor();
    const tabs = page.getByRole('tablist', { name: 'About the session' });
    await tabs.getByRole('tab', { name: 'Session' }).focus();
    for (const panel of ['Session', 'Why', 'Set-up', 'Tests']) {
      if (panel !== 'Session') await page.keyboard.press(name === 'right to left' ? 'ArrowLeft' : 'ArrowRight');
      await tabs.getByRole('tab', { name: panel, selected: true }).waitFor();
      assert.ok(await tabs.getByRole('tab', { name: panel }).evaluate((tab) => tab.matches(':focus')));
      if (panel === 'Tests') await recordByKeys(page);
      assert.deepEqual(await findings(page), [], panel);
      const extra = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(extra <= 0, `the page is ${extra} px too wide`);
      if (process.env.TUNDISH_PICTURES) await page.screenshot({ path: `${process.env.TUNDISH_PICTURES}/${slug}-${panel}.png` });
    }
    await nothingWentWrong(page);
  });
}

/** With the focus on the tab: a test is named, recorded and run. */
async function recordByKeys(page) {
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('houses are large');
  await page.keyboard.press('Enter');
  const all = page.getByRole('button', { name: 'Run all' });
  await all.waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  assert.ok(await all.evaluate((button) => button.matches(':focus')));
  await page.keyboard.press('Enter');
  await page.getByText('Passed', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'who → small' }).waitFor();
}

for (const [name, look] of looks) {
  test(`accessible: ${name}`, async () => {
    const page = await isAccessible(async (shown) => {
      const made = await preview({ ...trial, slug: `axe-${name.replace(' ', '-')}` }, shown);
      await frame(made, 'phone').getByText('Which kind?').waitFor();
      return made;
    }, look);
    await nothingWentWrong(page);
  });
}
