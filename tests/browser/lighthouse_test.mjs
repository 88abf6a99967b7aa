// Lighthouse finds nothing about accessibility and good practice on the page of a funnel. How fast it
// is depends on what else the machine does: `bench player` asserts that.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stage } from './kit.mjs';
import { judge } from './lighthouse.mjs';

const stand = stage();

for (const [look, path] of [['page', '/f/lead-form'], ['chat', '/f/lead-form?look=chat']]) {
  test(`the hosted ${look} on a telephone`, async () => {
    const { scores, failed } = await judge(stand.server.origin + path, ['accessibility', 'best-practices']);
    assert.deepEqual({ scores, failed }, { scores: { accessibility: 100, 'best-practices': 100 }, failed: [] });
  });
}
