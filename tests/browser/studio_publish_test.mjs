// What becomes of a draft: published, refused with the place, compared, played again, taken back; and when
// two people write the same one, whichever goes on, the other is kept. All by keyboard.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings } from './findings.mjs';
import { eventually, ready } from './kit.mjs';
import { nothingWentWrong, studio } from './studio.mjs';

const { server, open, visit } = studio();
const message = (id, text) => ({ id, type: 'message', text });
const button = (target, more) => ({ id: 'on', type: 'button', kind: 'jump', target, ...more });
const kFunnel = {
  tundish: 1,
  title: 'Course',
  languages: ['en', 'fr'],
  layers: [
    {
      id: 'who',
      type: 'start',
      components: [
        { id: 'name', type: 'input', input_type: 'text', slug: 'name' },
        { id: 'age', type: 'input', input_type: 'numeric', slug: 'age' },
        button('bye', { jumps: [{ target: 'offer', conditions: [{ slug: 'age', operator: '>', value: 17 }] }] }),
      ],
    },
    { id: 'offer', type: 'intermediate', components: [{ id: 'text', type: 'message' }, button('bye')] },
    { id: 'bye', type: 'result', components: [{ id: 'text', type: 'message' }] },
  ],
  content: {
    en: {
      'who.name.label': 'Your name', 'who.age.label': 'Your age', 'who.on.text': 'Go on',
      'offer.text.text': 'A course for you.', 'offer.on.text': 'Go on', 'bye.text.text': 'Thank you.',
    },
    fr: {
      'who.name.label': 'Votre nom', 'who.age.label': 'Votre âge', 'who.on.text': 'Continuer',
      'offer.text.text': 'Un cours pour vous.', 'offer.on.text': 'Continuer', 'bye.text.text': 'Merci.',
    },
  },
};

let made = 0;
async function funnel() {
  const slug = `course-${++made}`;
  const answer = await server.ask('POST', '/api/v1/funnels', { body: { ...kFunnel, slug } });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return slug;
}

const draft = async (slug) => (await server.ask('GET', `/api/v1/funnels/${slug}`)).body;
/** Saves the draft as `change` makes it. */
async function save(slug, change) {
  const definition = await draft(slug);
  change(definition);
  const headers = { 'if-match': '*' };
  const answer = await server.ask('PUT', `/api/v1/funnels/${slug}?unfinished=yes`, { body: definition, headers });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
}
const publish = (slug) => server.tell(`/api/v1/funnels/${slug}/publish`, {});
/** What new visitors get. */
const played = async (slug) => (await fetch(`${server.origin}/api/v1/play/releases/production/${slug}`)).text();

const builder = async (slug, look) => {
  const page = await open(`#/funnels/${slug}`, look);
  await page.getByRole('tree').waitFor();
  return page;
};
/** With what stands in it: that is slotted, and no descendant of the native one. */
const dialog = (page, name) =>
  page.locator('studio-dialog').filter({ has: page.getByRole('dialog', { name, exact: true }) });
const isShown = (page, name) => page.getByRole('dialog', { name, exact: true }).waitFor();
const bar = (page, name) => page.locator('header.bar').getByRole('button', { name, exact: true });
/** Presses with the keyboard, and comes there with it: nothing is pressed that Tab does not reach. */
async function enter(page, locator) {
  await locator.waitFor();
  const isThere = () => locator.evaluate((element) => element.getRootNode().activeElement === element);
  for (let step = 0; step < 60 && !(await isThere()); step += 1) await page.keyboard.press('Tab');
  assert.ok(await isThere(), `Tab does not reach ${locator}`);
  await page.keyboard.press('Enter');
}
async function openByKey(page, name) {
  await bar(page, name).focus();
  await page.keyboard.press('Enter');
  await isShown(page, name);
  return dialog(page, name);
}
/** The dialog goes, and whoever opened it goes on where they were. */
async function leave(page, name) {
  await page.keyboard.press('Escape');
  await dialog(page, name).waitFor({ state: 'detached' });
  assert.equal(await bar(page, name).evaluate((element) => element.getRootNode().activeElement === element), true, 'the focus returns');
}
const row = (page, name) => page.getByRole('treeitem', { name, exact: true });
const lines = (shown) => shown.locator('.changes li').evaluateAll((items) =>
  items.map((item) => item.textContent.replace(/\s+/g, ' ').trim()));

/** A visitor who has answered and not finished. */
async function visitor(slug, language) {
  const page = await visit({ locale: language });
  await page.goto(`${server.origin}/f/${slug}`);
  await ready(page);
  await page.getByRole('textbox').first().fill('Ada');
  await page.getByRole('textbox').first().press('Tab');
  return page;
}

test('a translation whose original changed is marked until it is edited or said to fit', async () => {
  const slug = await funnel();
  await publish(slug);
  await save(slug, ({ content }) => {
    content.en['bye.text.text'] = 'Thank you very much.';
    content.en['who.age.label'] = 'How old are you?';
    content.fr['offer.text.text'] = 'Un cours.';
  });
  const page = await builder(slug);
  const problems = page.locator('studio-problems');
  await problems.getByText('who.age.label in French may be out of date').waitFor();
  await problems.getByText('bye.text.text in French may be out of date').click();
  await page.locator('.languages').selectOption('fr');
  const field = page.locator('studio-inspector .line.stale');
  await field.getByText('fr · may be out of date').waitFor();
  assert.equal(await field.count(), 1);
  await field.getByRole('button', { name: 'It still fits' }).click();
  await field.waitFor({ state: 'detached' });
  await problems.getByText('bye.text.text in French').waitFor({ state: 'detached' });
  // It fits that text: another one has to be looked at anew.
  await page.locator('.languages').selectOption('en');
  await page.locator('studio-inspector').getByLabel('Text', { exact: true }).fill('Thanks.');
  await problems.getByText('bye.text.text in French may be out of date').waitFor();
  await page.locator('.languages').selectOption('fr');
  await page.locator('studio-inspector').getByLabel('Text', { exact: true }).fill('Merci bien.');
  await field.waitFor({ state: 'detached' });
  await problems.getByText('bye.text.text in French').waitFor({ state: 'detached' });
  assert.equal(await problems.getByText('may be out of date').count(), 1, 'the other one stays marked');
  await nothingWentWrong(page);
});

test('a funnel is published for the first time', async () => {
  const slug = await funnel();
  const page = await builder(slug);
  const shown = await openByKey(page, 'Publish');
  await shown.getByText('This is published here for the first time.').waitFor();
  await shown.getByText('Nobody is under way.').waitFor();
  await enter(page, shown.getByRole('button', { name: 'Publish', exact: true }));
  await shown.getByText('Published as number 1.').waitFor();
  assert.match(await played(slug), /Thank you\./);
  const close = shown.locator('.actions').getByRole('button', { name: 'Close', exact: true });
  await eventually('the focus', () => close.evaluate((element) => element.getRootNode().activeElement === element), Boolean);
  await page.keyboard.press('Enter');
  await shown.waitFor({ state: 'detached' });
  assert.ok(await bar(page, 'Publish').evaluate((element) => element.getRootNode().activeElement === element));
  await nothingWentWrong(page);
});

test('each change is told as what it is, and who is under way stays on their release', async () => {
  const slug = await funnel();
  await publish(slug);
  await visitor(slug, 'en');
  await visitor(slug, 'fr');
  await eventually('both sessions', () => server.sessions(slug), (sessions) => sessions.length === 2);
  await save(slug, ({ layers, content, ...rest }) => {
    const [who] = layers;
    who.components[2].jumps[0].conditions[0].value = 20;
    who.components[1].visible_if = [{ slug: 'name', operator: 'not_empty' }];
    layers.push({ id: 'more', type: 'intermediate', components: [message('text', 'More'), button('bye', { text: 'On' })] });
    layers.unshift(layers.splice(2, 1)[0]);
    who.components[2].target = 'more';
    who.components.splice(0, 1);
    for (const texts of Object.values(content)) delete texts['who.name.label'];
    who.components[0].visible_if[0].slug = 'age';
    content.fr['bye.text.text'] = 'Merci beaucoup.';
    content.fr['more.text.text'] = 'Encore';
    content.fr['more.on.text'] = 'Oui';
    assert.ok(rest.slug);
  });
  const page = await builder(slug);
  const shown = await openByKey(page, 'Publish');
  await shown.getByRole('heading', { name: /changes$/ }).waitFor();
  const told = await lines(shown);
  const has = (pattern) => assert.ok(told.some((line) => pattern.test(line)), `${pattern} in ${JSON.stringify(told, null, 1)}`);
  has(/^Moved ?The layer bye stands first now\.$/);
  has(/^Condition ?who\.age: “Shown when” is .*age is not empty.*it was none\.$/);
  has(/^Way ?who\.on: “Jumps” is to offer if age > 20; it was to offer if age > 17\.$/);
  has(/^Way ?who\.on: “Target” is “more”; it was “bye”\.$/);
  has(/^Added ?The layer more \(Step\) is new\.$/);
  has(/^Removed ?who\.name is gone\.$/);
  await shown.getByRole('heading', { name: 'Texts in French' }).waitFor();
  has(/^Changed ?The text bye\.text\.text in fr is “Merci beaucoup\.”; it was “Merci\.”\.$/);
  await shown.getByRole('heading', { name: '2 visitors under way' }).waitFor();
  await shown.getByText('1 visitor on number 1, English').waitFor();
  await shown.getByText('1 visitor on number 1, French').waitFor();
  await leave(page, 'Publish');
  await nothingWentWrong(page);
});

test('what would stop a visitor stops it, with its place, and a press goes there', async () => {
  const slug = await funnel();
  await save(slug, ({ layers }) => delete layers[1].components[1].target);
  const page = await builder(slug);
  const shown = await openByKey(page, 'Publish');
  await shown.getByRole('heading', { name: 'Mend these first' }).waitFor();
  assert.equal(await shown.getByRole('button', { name: 'Publish', exact: true }).isDisabled(), true);
  await enter(page, shown.locator('.findings').getByRole('button').first());
  await shown.waitFor({ state: 'detached' });
  assert.equal(await row(page, 'Go on').nth(1).getAttribute('aria-selected'), 'true');
  const target = page.getByRole('combobox', { name: 'Target', exact: true });
  await eventually('the focus', () => page.locator('studio-inspector').evaluate(({ shadowRoot }) => !!shadowRoot.activeElement), Boolean);
  await target.selectOption('bye');
  // A text that a language lacks stops it, unless the default language is to stand in.
  await page.getByText('No problems.').waitFor();
  await eventually('the draft', () => draft(slug), ({ layers }) => layers[1].components[1].target === 'bye');
  await page.evaluate(() => document.activeElement?.blur());
  await save(slug, ({ content }) => delete content.fr['bye.text.text']);
  await page.reload();
  await page.getByRole('tree').waitFor();
  await openByKey(page, 'Publish');
  await shown.getByRole('heading', { name: /^Texts are missing/ }).waitFor();
  const act = shown.getByRole('button', { name: 'Publish', exact: true });
  assert.equal(await act.isDisabled(), true);
  await shown.getByRole('checkbox', { name: /default language/ }).check();
  await shown.getByText('1 warning does not stop it').waitFor();
  await eventually('the button', () => act.isEnabled(), Boolean);
  await shown.getByRole('checkbox', { name: /default language/ }).uncheck();
  await enter(page, shown.locator('.findings.bad').getByRole('button').first());
  await shown.waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'bye › text' }).waitFor();
  const text = page.getByRole('textbox', { name: 'Text', exact: true });
  await eventually('the focus', () => text.evaluate((element) => element.getRootNode().activeElement === element), Boolean);
  assert.equal(await page.getByRole('combobox', { name: 'Language' }).inputValue(), 'fr');
  await nothingWentWrong(page, /422/);
});

test('history: two releases are compared, the older is played again and taken as the draft, and undone', async () => {
  const slug = await funnel();
  await publish(slug);
  await save(slug, ({ content }) => (content.en['bye.text.text'] = 'Farewell.'));
  const page = await builder(slug);
  const publishing = await openByKey(page, 'Publish');
  await enter(page, publishing.getByRole('button', { name: 'Publish', exact: true }));
  await publishing.getByText('Published as number 2.').waitFor();
  await leave(page, 'Publish');
  const shown = await openByKey(page, 'History');
  const entries = shown.getByRole('listitem').filter({ has: page.locator('.number') });
  await entries.nth(1).waitFor();
  const [newest, oldest] = await entries.allInnerTexts();
  assert.match(newest, /#2\s+Published by ada@example\.com\s+Played now\s+just now · production · English, French/);
  assert.match(oldest, /#1\s+Published by \S+/);
  await enter(page, shown.getByRole('button', { name: 'Compare #1' }));
  const comparison = shown.getByRole('region', { name: 'Compare #1' });
  await comparison.getByText('The draft: 1 change against #1').waitFor();
  await comparison.getByRole('combobox', { name: 'With' }).selectOption('#2');
  await comparison.getByText('#2: 1 change against #1').waitFor();
  assert.deepEqual(await lines(comparison), ['ChangedThe text bye.text.text in en is “Farewell.”; it was “Thank you.”.']);

  assert.match(await played(slug), /Farewell\./);
  await enter(page, shown.getByRole('button', { name: 'Play again: #1' }));
  const asked = dialog(page, 'Play number 1 again?');
  await enter(page, asked.getByRole('button', { name: 'Play again' }));
  await asked.waitFor({ state: 'detached' });
  await eventually('the old one', () => played(slug), (text) => /Thank you\./.test(text));
  await eventually('its line', () => entries.first().innerText(), (text) => /#3\s+Played again by ada@example\.com · plays #1 again\s+Played now/.test(text));

  await enter(page, shown.getByRole('button', { name: 'Take offline' }));
  await enter(page, dialog(page, 'Take it offline in production?').getByRole('button', { name: 'Take offline' }));
  await entries.first().getByText('Taken offline by').waitFor();
  assert.equal(await shown.getByRole('button', { name: 'Take offline' }).count(), 0);
  await enter(page, shown.getByRole('button', { name: 'Play again: #1' }));
  await enter(page, asked.getByRole('button', { name: 'Play again' }));
  await eventually('it is played again', () => played(slug), (text) => /Thank you\./.test(text));

  await enter(page, shown.getByRole('button', { name: 'Take as the draft: #1' }));
  await eventually('the draft', () => draft(slug), ({ content }) => content.en['bye.text.text'] === 'Thank you.');
  await shown.getByRole('list', { name: 'Put aside' }).getByText('Draft of ada@example.com').waitFor();
  await leave(page, 'History');
  await page.keyboard.press('Control+z');
  await eventually('the draft before', () => draft(slug), ({ content }) => content.en['bye.text.text'] === 'Farewell.');
  await nothingWentWrong(page);
});

test('what was published comes back as its author wrote it', async () => {
  const slug = `course-${++made}`;
  // In an order of the author's own, with what goes without saying, and a note that is in no release.
  const { title, layers, content: { en } } = kFunnel;
  const notes = [{ id: 'note', text: 'Ask the school', x: 10, y: 20 }];
  const written = { title, x_studio: { notes }, content: { en }, layers, default_language: 'en', languages: ['en'], slug, tundish: 1 };
  const answer = await server.ask('POST', '/api/v1/funnels', { body: written });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  await publish(slug);
  await save(slug, ({ content, layers: [, offer] }) => {
    content.en['bye.text.text'] = 'Farewell.';
    offer.components.reverse();
  });
  const page = await builder(slug);
  const shown = await openByKey(page, 'History');
  await enter(page, shown.getByRole('button', { name: 'Take as the draft: #1' }));
  const now = await eventually('the draft', () => draft(slug), ({ content }) => content.en['bye.text.text'] === 'Thank you.');
  assert.equal(JSON.stringify(now), JSON.stringify(written));
  await leave(page, 'History');
  await page.keyboard.press('Control+z');
  await eventually('the draft before', () => draft(slug), ({ content }) => content.en['bye.text.text'] === 'Farewell.');
  await nothingWentWrong(page);
});

const kConflict = 'Somebody else changed this draft';
/** Both write one text, and they another one, too; who has mine open is asked. */
async function conflict(slug, look) {
  const page = await builder(slug, look);
  await page.getByRole('status').filter({ hasText: /^Saved$/ }).waitFor();
  await save(slug, ({ content }) => Object.assign(content.en, { 'who.name.label': 'Theirs', 'who.age.label': 'Their age' }));
  await row(page, 'Your age').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Label', exact: true }).fill('Mine');
  await isShown(page, kConflict);
  return { page, shown: dialog(page, kConflict) };
}

test('mine goes on over theirs, and theirs is kept and comes back', async () => {
  const slug = await funnel();
  const { page, shown } = await conflict(slug);
  const theirs = shown.getByRole('region', { name: 'What they changed' });
  await theirs.getByText('it was “Your name”').waitFor();
  assert.equal((await lines(theirs)).length, 2);
  await shown.getByText('Both of you changed:').waitFor();
  await shown.getByText('content › en › who.age.label').waitFor();
  assert.match((await lines(shown.getByRole('region', { name: 'What you changed' }))).join(), /“Mine”; it was “Your age”/);
  await shown.getByText(/saved it just now\./).waitFor();
  // Later is a choice, too: nothing is written until then.
  await page.keyboard.press('Escape');
  await shown.waitFor({ state: 'detached' });
  assert.equal((await draft(slug)).content.en['who.age.label'], 'Their age');
  await bar(page, 'Decide').focus();
  await page.keyboard.press('Enter');
  await enter(page, shown.getByRole('button', { name: 'Keep mine' }));
  await eventually('mine', () => draft(slug), ({ content }) => content.en['who.age.label'] === 'Mine' && content.en['who.name.label'] === 'Your name');
  await page.getByRole('button', { name: 'Show', exact: true }).focus();
  await page.keyboard.press('Enter');
  const history = dialog(page, 'History');
  const kept = history.getByRole('list', { name: 'Put aside' }).getByRole('listitem');
  await kept.first().waitFor();
  assert.equal(await kept.count(), 1);
  await enter(page, kept.getByRole('button', { name: /^Take as the draft/ }));
  await eventually('theirs', () => draft(slug), ({ content }) => content.en['who.name.label'] === 'Theirs' && content.en['who.age.label'] === 'Their age');
  await eventually('both', () => kept.count(), (count) => count === 2);
  await nothingWentWrong(page, /412/);
});

test('theirs goes on over mine, and mine is kept, also when a third one was faster', async () => {
  const slug = await funnel();
  const { page, shown } = await conflict(slug);
  await save(slug, ({ title, ...rest }) => (rest.content.en['who.name.label'] = 'Third'));
  await enter(page, shown.getByRole('button', { name: 'Keep mine' }));
  // What was chosen is not what the server has by now: it is asked again.
  await shown.getByText('“Third”').first().waitFor();
  assert.equal((await draft(slug)).content.en['who.name.label'], 'Third');
  await enter(page, shown.getByRole('button', { name: 'Take theirs' }));
  await row(page, 'Third').waitFor();
  await page.getByRole('status').filter({ hasText: /^Saved$/ }).waitFor();
  const kept = (await server.ask('GET', `/api/v1/funnels/${slug}/kept`)).body.drafts;
  const texts = await Promise.all(kept.map(async ({ number }) =>
    (await server.ask('GET', `/api/v1/funnels/${slug}/kept/${number}`)).body.content.en));
  assert.deepEqual(texts.map((one) => [one['who.name.label'], one['who.age.label']]), [['Your name', 'Mine'], ['Theirs', 'Their age']]);
  await nothingWentWrong(page, /412/);
});

test('the dialogs are accessible in both schemes', async () => {
  const slug = await funnel();
  await publish(slug);
  await save(slug, ({ content }) => (content.fr['bye.text.text'] = 'Au revoir.'));
  const { page, shown: conflicting } = await conflict(slug, { bypassCSP: true });
  const isClean = async (what) => {
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await findings(page), [], `${what}, ${colorScheme}`);
    }
  };
  await conflicting.getByText('it was “Your name”').waitFor();
  await isClean('conflict');
  await enter(page, conflicting.getByRole('button', { name: 'Keep mine' }));
  await page.getByRole('status').filter({ hasText: /^Saved$/ }).waitFor();
  const publishing = await openByKey(page, 'Publish');
  await publishing.getByRole('heading', { name: 'Texts in French' }).waitFor();
  await isClean('publish');
  await leave(page, 'Publish');
  const history = await openByKey(page, 'History');
  await enter(page, history.getByRole('button', { name: 'Compare #1' }));
  await history.getByRole('region', { name: 'Compare #1' }).waitFor();
  await isClean('history');
});
