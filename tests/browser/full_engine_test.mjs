// A page whose funnel needs more than the lean engine has: nobody notices, online or offline.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { device } from './device.mjs';
import { eventually, press, ready, stage } from './kit.mjs';

const { server, open } = stage();

const enginesOf = (page) =>
  page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => /engine\w*-[0-9a-f]{8}\.wasm/.exec(name)?.[0].replace(/-.*/, ''))
      .filter(Boolean),
  );

const keptOnes = (page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().map(({ url }) => url);
  });

const plate = {
  tundish: 1,
  slug: 'plate',
  title: 'Parking',
  layers: [
    {
      id: 'car',
      type: 'start',
      components: [
        {
          id: 'plate',
          type: 'input',
          input_type: 'text',
          slug: 'plate',
          label: 'Number plate',
          error: 'Like 1234 ABC.',
          mandatory: true,
          reg_ex: '[0-9]{4} ?[A-Z]{3}',
        },
        { id: 'on', type: 'button', kind: 'jump', target: 'done', text: 'Continue' },
      ],
    },
    {
      id: 'done',
      type: 'result',
      components: [{ id: 'text', type: 'message', title: 'Parked: {{plate}}' }],
    },
  ],
};

test('a lead form is played by the lean engine alone', async () => {
  assert.deepEqual(await enginesOf(await open('/demo/lead-form')), ['engine']);
});

test('a funnel that needs it gets the full engine, and goes on with it offline', async () => {
  await server.publish(plate);
  const page = await open('/demo/plate');
  assert.deepEqual(await enginesOf(page), ['engine', 'engine_full']);
  const field = page.getByLabel('Number plate');
  await field.fill('123');
  await field.blur();
  await eventually('the draft on the device', () => device(page), ([kept]) => kept?.log.length === 2);
  await eventually('both engines in the caches', () => keptOnes(page), (urls) =>
    ['engine-', 'engine_full-', '/demo/plate', 'tundish.js'].every((part) =>
      urls.some((url) => url.includes(part)),
    ),
  );

  await page.context().setOffline(true);
  await page.reload();
  await ready(page);
  assert.equal(await field.inputValue(), '123');
  await press(page, 'Continue');
  await field.fill('1234 ABC');
  await press(page, 'Continue');
  await page.getByText('Parked: 1234 ABC').waitFor();

  await page.context().setOffline(false);
  await eventually(
    'the session on the server',
    () => server.sessions('plate'),
    (all) => all.some(({ status }) => status === 'completed'),
  );
  assert.deepEqual(page.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED/.test(fault)), []);
});
