// The package as somebody gets it from npm: it installs, TypeScript knows it, and a site that has it
// plays with it, as modules and as a classic script.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { hostSite } from './host.mjs';
import { choose, press, ready, stage } from './kit.mjs';

const root = join(import.meta.dirname, '..', '..');
const { server, visit } = stage();
const host = hostSite(server);
let project;
let installed;

/** npm's own words on standard output; what it says besides only when it fails. */
const npm = (...words) => String(execFileSync('npm', words, { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] }));

before(() => {
  project = mkdtempSync(join(tmpdir(), 'tundish-package-'));
  writeFileSync(join(project, 'package.json'), '{ "name": "scratch", "private": true, "type": "module" }');
  const [{ filename }] = JSON.parse(npm('pack', join(root, 'build/package'), '--json'));
  npm('install', '--offline', '--no-audit', '--no-fund', `./${filename}`);
  installed = join(project, 'node_modules', 'tundish-player');
});
after(() => rmSync(project, { recursive: true, force: true }));

function typeCheck(source) {
  writeFileSync(join(project, 'page.ts'), source);
  const compiler = join(root, 'web/node_modules/typescript/bin/tsc');
  const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2022,dom'];
  try {
    execFileSync(process.execPath, [compiler, ...flags, 'page.ts'], { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] });
    return '';
  } catch (error) {
    return String(error.stdout);
  }
}

test('it has what it names: modules, a classic script, engines, types, licences', () => {
  const files = readdirSync(installed);
  for (const name of ['tundish.js', 'tundish.iife.js', 'iframe.js', 'tundish.d.ts', 'README.md', 'licenses.md']) {
    assert.ok(files.includes(name), name);
  }
  assert.equal(files.filter((name) => /^engine(_full)?-[0-9a-f]{8}\.wasm$/.test(name)).length, 2);
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  for (const target of [manifest.types, ...Object.values(manifest.exports).flatMap((to) => (typeof to === 'string' ? to : Object.values(to)))]) {
    if (!target.includes('*')) assert.ok(files.includes(target.slice(2)), target);
  }
  const licences = readFileSync(join(installed, 'licenses.md'), 'utf8');
  for (const name of ['lit', 'idb']) assert.match(licences, new RegExp(`\\b${name}\\b`));
  for (const name of files) assert.doesNotMatch(name, /^(keeper|hosted|rules|inter)/);
});

test('TypeScript knows the element, its methods and its events', () => {
  const right = `import { TundishPlayer, type View } from 'tundish-player';
    const player = document.querySelector('tundish-player')!;
    player.mode = 'tab';
    player.initialData = { plan: 'gold' };
    const view: View | undefined = player.view;
    void player.answer('name', 'Ada').then(() => player.setLanguage('es'));
    player.addEventListener('tundish-complete', ({ detail }) => detail.reference_code.length);
    player.addEventListener('tundish-sync', ({ detail }) => detail.waiting + 1);
    document.body.append(new TundishPlayer());
    export { view };`;
  assert.equal(typeCheck(right), '');
  for (const wrong of [
    "document.querySelector('tundish-player')!.mode = 'corner';",
    "document.querySelector('tundish-player')!.press(7);",
    "document.querySelector('tundish-player')!.addEventListener('tundish-complete', ({ detail }) => detail.nothing);",
  ]) {
    assert.match(typeCheck(`import 'tundish-player';\n${wrong}`), /error TS/, wrong);
  }
});

function serveInstalled() {
  const types = { js: 'text/javascript', wasm: 'application/wasm' };
  for (const name of readdirSync(installed)) {
    const type = types[name.split('.').at(-1)];
    if (type) host.file(`vendor/tundish/${name}`, readFileSync(join(installed, name)), type);
  }
}

for (const [kind, script] of [
  ['modules', '<script type="module" src="/vendor/tundish/tundish.js"></script>'],
  ['a classic script', '<script defer src="/vendor/tundish/tundish.iife.js"></script>'],
]) {
  for (const [look, said] of [['page', 'See what your roof can earn'], ['chat', 'Conversación']]) {
    test(`a site that has the package plays with it: ${kind}, ${look}`, async () => {
      serveInstalled();
      const page = await visit();
      const asked = [];
      page.on('request', (request) => asked.push(request.url()));
      const body = `<tundish-player server="${server.origin}" funnel="lead-form" look="${look}" ${look === 'chat' ? 'language="es"' : ''}></tundish-player>`;
      await page.goto(host.page(body, { script }));
      await ready(page);
      if (look === 'chat') await page.getByRole('log', { name: said }).waitFor();
      else {
        await page.getByRole('heading', { name: said }).waitFor();
        await choose(page, 'A rented home');
        await press(page, 'Continue');
        await page.getByRole('heading', { name: 'A roof of your own is not needed' }).waitFor();
      }
      assert.ok(asked.some((url) => /vendor\/tundish\/engine-.*\.wasm$/.test(url)), asked.join('\n'));
      assert.deepEqual(asked.filter((url) => url.startsWith(`${server.origin}/player/`)), []);
      if (kind !== 'modules') assert.deepEqual(asked.filter((url) => /vendor.*\.js$/.test(url)).length, 1);
      assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
      assert.deepEqual(page.faults, []);
    });
  }
}
