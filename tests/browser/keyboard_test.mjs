// Everything by keyboard alone: letters, arrows, tab, space, enter.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { title } from './device.mjs';
import { desktop, stage } from './kit.mjs';

const { open: openPath } = stage();

const open = (path) => openPath(path, { viewport: desktop });

/** Tabs until the control of that name has the focus; fails when it cannot be reached. */
async function tabTo(page, role, name) {
  const wanted = page.getByRole(role, { name, exact: true });
  for (let presses = 0; presses < 40; presses += 1) {
    if (await wanted.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${role} "${name}" cannot be reached with the tab key`);
}

test('the lead form without a mouse', async () => {
  const page = await open('/demo/lead-form');
  // Letters work only within the player: a page's own shortcuts stay its own.
  await page.keyboard.press('b');
  assert.equal(await page.getByRole('radio', { name: 'A company building' }).isChecked(), false);
  await tabTo(page, 'radio', 'My own house');
  await page.keyboard.press('b');
  assert.equal(await page.getByRole('radio', { name: 'A company building' }).isChecked(), true);
  await page.keyboard.press('ArrowUp');
  assert.equal(await page.getByRole('radio', { name: 'My own house' }).isChecked(), true);
  await page.keyboard.press('Enter');
  await title(page, 'About your house');
  assert.equal(await page.locator('.title:focus').innerText(), 'About your house');
  await tabTo(page, 'textbox', 'What do you pay for electricity each month?');
  await page.keyboard.type('60');
  await tabTo(page, 'checkbox', 'Electric car');
  await page.keyboard.press('Space');
  await page.keyboard.press('c');
  assert.equal(await page.getByRole('checkbox', { name: 'Electric car' }).isChecked(), true);
  assert.equal(await page.getByRole('checkbox', { name: 'Pool' }).isChecked(), true);
  await tabTo(page, 'button', 'Continue');
  await page.keyboard.press('Enter');
  await title(page, 'Where should the estimate go?');
  await tabTo(page, 'textbox', 'First name');
  await page.keyboard.type('Ana');
  await page.keyboard.press('Enter');
  await page.getByText('Tick this box to go on.').waitFor();
  assert.equal(await page.locator('input:focus').getAttribute('type'), 'email');
  await page.keyboard.type('ana@example.com');
  await tabTo(page, 'checkbox', 'Northlight may keep these answers to make my estimate.');
  await page.keyboard.press('Space');
  await tabTo(page, 'button', 'Send my answers');
  await page.keyboard.press('Enter');
  await title(page, 'Thank you, Ana');
  assert.equal(await page.locator('.title:focus').innerText(), 'Thank you, Ana');
  assert.deepEqual(page.faults, []);
});

test('the quiz without a mouse', async () => {
  const page = await open('/demo/quiz');
  await page.keyboard.press('Tab');
  const begin = page.locator('tundish-player .layer button').first();
  for (let presses = 0; presses < 20 && !(await begin.evaluate((one) => one.matches(':focus'))); presses += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  for (const layer of ['melt', 'tundish', 'bronze', 'slag', 'sand', 'colour', 'shrink']) {
    await page.waitForFunction((id) => document.querySelector('tundish-player').view.layer === id, layer);
    // Painted anew: the second choice of the layer before was taken.
    await page.getByRole('radio').nth(1).and(page.locator(':not(:checked)')).waitFor();
    await page.keyboard.press('b');
    await page.getByRole('radio').nth(1).and(page.locator(':checked')).waitFor();
    await page.keyboard.press('Enter');
  }
  await page.waitForFunction(() => document.querySelector('tundish-player').view.ended === true || /master|smith|apprentice/.test(document.querySelector('tundish-player').view.layer));
  assert.ok((await page.locator('.title:focus').innerText()).length > 0);
  assert.deepEqual(page.faults, []);
});

test('letters that are typed into a box choose nothing', async () => {
  const page = await open('/demo/all-fields');
  await page.getByRole('textbox', { name: 'Short text' }).focus();
  await page.keyboard.type('abc');
  assert.equal(await page.getByRole('textbox', { name: 'Short text' }).inputValue(), 'abc');
});

test('the chat without a mouse', async () => {
  const page = await open('/demo/service?look=chat');
  await page.getByRole('button', { name: 'Support' }).waitFor();
  await tabTo(page, 'button', 'Support');
  await page.keyboard.press('Enter');
  await page.getByText('Your reference code is').waitFor();
});
