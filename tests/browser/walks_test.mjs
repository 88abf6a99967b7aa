// The ways of `build-scripts/screenshots` can be gone: its words are those of the demos.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stage } from './kit.mjs';
import { look, published, walks } from './walks.mjs';

const { server, open } = stage();

test('what the walks need besides the demos can be published', async () => {
  for (const definition of published) await server.publish(definition);
});

for (const { name, path, walk } of walks) {
  if (walk === look) continue;
  test(`the walk "${name}" comes to its end`, async () => {
    const page = await open(path, { reducedMotion: 'reduce' });
    const steps = [];
    await walk(page, async (step) => steps.push(step));
    assert.ok(steps.length > 0);
  });
}
