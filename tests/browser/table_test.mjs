// Every row of the table of faults names a test that there is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const here = import.meta.dirname;

test('each fault of the table has its test', () => {
  const table = readFileSync(join(here, '..', 'README.md'), 'utf8');
  const rows = [...table.matchAll(/^\| (.+?) \| `(\w+_test)` \| (.+?) \|$/gm)];
  assert.ok(rows.length > 40, `${rows.length} rows`);
  for (const [, fault, file, name] of rows) {
    const source = readFileSync(join(here, `${file}.mjs`), 'utf8');
    assert.ok([`test('${name}'`, `test(\`${name}\``].some((call) => source.includes(call)), `${fault}: no test "${name}" in ${file}`);
  }
});
