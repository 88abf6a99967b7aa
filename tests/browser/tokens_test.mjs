// The colours of look.md: every text pair reads at 4.5:1, controls and their borders stand out at
// 3:1.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const css = readFileSync(new URL('../../web/src/player/tokens.css', import.meta.url), 'utf8');

function tokensOf(selector) {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('}', start));
  const found = block.matchAll(/--(\w[\w-]*): var\(--tundish-[\w-]+, (#[\da-f]{6})\)/g);
  return Object.fromEntries([...found].map(([, name, color]) => [name, color]));
}

function luminance(color) {
  const [red, green, blue] = color
    .match(/[\da-f]{2}/g)
    .map((pair) => Number.parseInt(pair, 16) / 255)
    .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

for (const [scheme, selector] of [
  ['light', '.root'],
  ['dark', ".root[data-theme='dark']"],
]) {
  const tokens = tokensOf(selector);
  for (const ink of ['ink', 'muted', 'accent', 'good', 'caution', 'bad']) {
    test(`${scheme}: ${ink} reads on paper and surface`, () => {
      for (const ground of ['paper', 'surface']) {
        const ratio = contrast(tokens[ink], tokens[ground]);
        assert.ok(ratio >= 4.5, `${ink} on ${ground} is ${ratio.toFixed(2)}:1`);
      }
    });
  }
  test(`${scheme}: words on the accent read`, () => {
    assert.ok(contrast(tokens['on-accent'], tokens.accent) >= 4.5);
  });
  test(`${scheme}: the borders of controls stand out`, () => {
    for (const ground of ['paper', 'surface']) {
      const ratio = contrast(tokens.control, tokens[ground]);
      assert.ok(ratio >= 3, `control on ${ground} is ${ratio.toFixed(2)}:1`);
    }
  });
}
