// The comparison of pictures: what a visitor would not see passes, what has moved, gone or another
// colour is found; and every page of the gallery has its sheet.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { entries } from '../../server/gallery/entries.mjs';
import { looksOf } from '../../server/gallery/looks.mjs';
import { compared, marked } from './comparing.mjs';
import { goldens, kStep, kTimes, widthOf } from './goldens.mjs';
import { desktop, phone, stage } from './kit.mjs';
import { differences, painterHere, painterKept } from './painter.mjs';
import { blank, cut, decoded, encoded, inSteps, put, reduced, trimmed } from './pictures.mjs';

const { visit } = stage();

/** A form, and what changes in it. */
const form = (style = '') => `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0; padding: 40px 24px; font: 18px/1.5 sans-serif; color: #14171a; background: #fff }
  h1 { font-size: 28px } .tile { display: flex; gap: 12px; margin: 10px 0; padding: 14px; border: 1.5px solid #838e98; border-radius: 10px }
  i { display: inline-block; width: 18px; height: 18px; border: 2px solid #56616b; border-radius: 50% }
  a { display: inline-block; margin-top: 20px; padding: 12px 32px; border-radius: 10px; background: #c8401a; color: #fff }
  ${style}</style><h1>What would the panels go on?</h1><p>You can change it later.</p>
  <div class="tile" id="first"><i></i>My own house</div><div class="tile"><i></i>A company building</div><a>Continue</a>`;

/** As the gallery's pages are kept and seen again. */
async function taken(page, style) {
  await page.setContent(form(style));
  return reduced(decoded(await page.screenshot()), kTimes);
}
const kept = (picture) => decoded(encoded(inSteps(picture, kStep)));

const unseen = {
  'nothing': '',
  'letters on a layer of their own': 'h1, p { will-change: transform }',
  'a corner that is rounder by a point': '.tile, a { border-radius: 11px }',
  'letters a fifth of a point further': 'h1, p { transform: translateX(0.2px) }',
  'a colour that nobody tells from the other': 'a { background: #cb441e }',
};
const seen = {
  'a button that has gone': 'a { visibility: hidden }',
  'a button that has moved by two points': 'a { transform: translateY(2px) }',
  'a button of another colour': 'a { background: #c81a40 }',
  'a button without its words': 'a { font-size: 0; width: 92px; height: 27px }',
  'a choice without its ring': '#first i { border-color: transparent }',
  'a button of a colour close by': 'a { background: #d24a24 }',
  'letters that are a little paler': 'body { color: #24272a }',
  'a line that is bolder': '#first { border-width: 3px; padding: 12.5px }',
  'a text in another place': 'p { text-align: right }',
  'a word more': 'p::after { content: " Any time." }',
  'paper of another colour': 'body { background: #f5f5f5 }',
  'a choice with a point more around its words': '.tile { padding: 15px }',
  'a point more between a ring and its words': '.tile { gap: 13px }',
};

test('what nobody sees passes', async () => {
  const page = await visit();
  const before = kept(await taken(page));
  for (const [what, style] of Object.entries(unseen)) {
    const { isSame, points, fields, most } = compared(before, await taken(page, style));
    assert.ok(isSame, `${what}: ${points} points by ${most}, ${fields} fields`);
  }
});

test('what has moved, gone or another colour is found', async () => {
  const page = await visit();
  const before = kept(await taken(page));
  for (const [what, style] of Object.entries(seen)) {
    const { isSame, points, fields, most } = compared(before, await taken(page, style));
    assert.ok(!isSame, `${what}: only ${points} points by ${most}, ${fields} fields`);
  }
});

test('one point of a picture may be any colour; a picture that is larger is another one', () => {
  const before = blank(90, 90);
  before.data.fill(255);
  const after = { ...before, data: before.data.slice() };
  after.data.set([0, 0, 0, 255], (40 * 90 + 40) * 4);
  assert.ok(compared(reduced(before, 3), reduced(after, 3)).isSame);
  const larger = blank(90, 93);
  larger.data.fill(255);
  const difference = compared(reduced(before, 3), reduced(larger, 3));
  assert.equal(difference.isSame, false);
  assert.deepEqual([difference.points, difference.at], [30, [0, 30]]);
  const red = marked(reduced(before, 3), reduced(larger, 3));
  assert.deepEqual([...red.data.subarray(30 * 30 * 4, 30 * 30 * 4 + 4)], [220, 0, 0, 255]);
});

test('what is put on a sheet is found there', () => {
  const sheet = blank(30, 20);
  const one = { ...blank(10, 12), data: new Uint8Array(480).fill(200) };
  put(one, sheet, 5);
  assert.deepEqual(trimmed(cut(decoded(encoded(sheet)), 5, 10, 20)), one);
  assert.equal(trimmed(cut(sheet, 15, 10, 20)).height, 0);
});

test('another browser and other letters than those of the pictures are told by name', async () => {
  const page = await visit();
  await page.setContent('<p>Letters');
  const here = await painterHere(page, "'DejaVu Sans'");
  assert.deepEqual(differences(here, await painterHere(page, "'DejaVu Sans'")), []);
  const serif = await painterHere(page, "'DejaVu Serif'");
  const [told] = differences(here, serif);
  assert.match(told, /Latin letters there: DejaVu Sans, [\d.]+ wide; here: DejaVu Serif, [\d.]+ wide$/);
  assert.match(differences({ ...here, Chromium: '1.2.3' }, here)[0], /Chromium there: 1\.2\.3; here: \d+\.[\d.]+$/);
  assert.deepEqual(Object.keys(painterKept()), Object.keys(here));
});

test('every page of the gallery has its sheet, and all of them are small', () => {
  const wanted = entries.flatMap((entry) => looksOf(entry).map((look) => `${entry.slug}.${look}.png`));
  assert.deepEqual(readdirSync(goldens).sort(), [...wanted, 'painter.json'].sort());
  const bytes = wanted.reduce((sum, file) => sum + statSync(join(goldens, file)).size, 0);
  assert.ok(bytes < 4_000_000, `${bytes} bytes`);
  const wide = [phone, desktop].reduce((sum, viewport) => sum + 2 * Math.floor(widthOf(viewport) / kTimes), 0);
  for (const file of wanted) assert.equal(decoded(readFileSync(join(goldens, file))).width, wide, file);
});
