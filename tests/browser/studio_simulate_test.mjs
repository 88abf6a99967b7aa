// Simulated visitors: how many went where stands on the canvas and in the tables, and adds up.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { saveFunnel } from '../runners/save_funnel.mjs';
import { eventually } from './kit.mjs';
import { isAccessible, looks, nothingWentWrong, studio } from './studio.mjs';

const { server, open } = studio();
const quiz = JSON.parse(readFileSync(new URL('../../server/templates/quiz.json', import.meta.url), 'utf8'));

/** The builder of a draft, with the panel open. */
async function panel(definition, look) {
  const saved = await saveFunnel((...wish) => server.ask(...wish), definition);
  assert.ok(saved.status < 300, JSON.stringify(saved.body));
  const page = await open(`#/funnels/${definition.slug}`, look);
  await page.getByRole('tree').waitFor();
  // On a phone one panel is shown at a time.
  const problems = page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Problems' });
  if (await problems.isVisible()) await problems.click();
  await page.getByRole('button', { name: 'Simulation', exact: true }).click();
  await page.getByRole('button', { name: 'Simulate', exact: true }).waitFor();
  return page;
}

const simulate = (page) => page.getByRole('button', { name: 'Simulate', exact: true }).click();
const endings = (page) =>
  page.getByRole('table', { name: /^How/ }).locator('tr').evaluateAll((rows) =>
    rows.map(({ cells }) => [cells[0].innerText, Number(cells[1].innerText.replaceAll(',', ''))]),
  );
const drawn = (page) => page.locator('studio-board').evaluate(({ annotations }) => annotations);
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

test('every visitor is told of once, in the tables and on the canvas', async () => {
  const page = await panel(quiz);
  await page.getByLabel('Visitors').selectOption('10000');
  await simulate(page);
  await page.getByRole('button', { name: 'Simulate', exact: true }).waitFor();
  await page.getByText('How 10,000 visits ended').waitFor();
  const rows = await endings(page);
  assert.equal(sum(rows.map(([, count]) => count)), 10_000);
  const { layers, ways } = await drawn(page);
  const [start] = quiz.layers;
  assert.equal(layers[start.id].reached, 10_000);
  for (const { id, type } of quiz.layers) {
    if (type === 'result') assert.ok(layers[id].reached > 0, id);
    const came = sum(ways.filter(({ to }) => to === id).map(({ count }) => count));
    if (id !== start.id) assert.ok(came >= layers[id].reached, `${id}: ${came} came, ${layers[id].reached} reached it`);
  }
  // Who left is counted where that was.
  const left = sum(rows.filter(([name]) => name.startsWith('Abandoned')).map(([, count]) => count));
  assert.ok(left > 0);
  assert.equal(sum(Object.values(layers).map(({ dropped }) => dropped)), left);
  await page.getByRole('button', { name: 'Clear' }).click();
  assert.deepEqual((await drawn(page)).layers ?? {}, {});
  await nothingWentWrong(page);
});

test('nobody leaves where nobody is to; what changed since is said; what cannot be played says why', async () => {
  const page = await panel({ ...quiz, slug: 'changing' });
  await page.getByLabel('Leave at a step, %').fill('0');
  await simulate(page);
  await page.getByText('How 1,000 visits ended').waitFor();
  await eventually('all of them', () => endings(page), (rows) => sum(rows.map(([, count]) => count)) === 1000);
  assert.deepEqual((await endings(page)).filter(([name]) => !name.startsWith('Completed')), []);
  await page.getByRole('treeitem', { name: quiz.title, exact: true }).click();
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Changed');
  await page.getByText('The draft has changed since.').waitFor();
  await page.locator('studio-builder').evaluate(({ desk }) => desk.ask({ do: 'erase', pointer: '/layers/0/components/0/type' }));
  await simulate(page);
  await page.locator('studio-simulate').getByRole('alert').waitFor();
  await nothingWentWrong(page);
});

for (const [name, look] of looks) {
  test(`it is accessible: ${name}`, async () => {
    await isAccessible(async (how) => {
      const page = await panel({ ...quiz, slug: `seen-${name.replace(' ', '-')}` }, how);
      await simulate(page);
      await page.getByText('How 1,000 visits ended').waitFor();
      return page;
    }, look);
  });
}
