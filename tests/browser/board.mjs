// What tests of the studio's canvas start from: a page with nothing but it, built as the studio is and
// served with a policy as strict.
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, extname, join, resolve } from 'node:path';
import { after, afterEach, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, openPage } from './kit.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
const kPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "require-trusted-types-for 'script'",
].join('; ');
const kTypes = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm' };

/** Builds the page into a folder, with the studio's own settings. */
async function build(folder) {
  process.chdir(join(root, 'web'));
  const vite = await import(createRequire(join(root, 'web', 'package.json')).resolve('vite'));
  const { config } = await vite.loadConfigFromFile({ command: 'build', mode: 'production' }, 'vite.studio.config.ts');
  const page = join(root, 'tests', 'browser', 'board');
  const { rolldownOptions } = config.build;
  await vite.build({
    ...config,
    configFile: false,
    // The studio's worker keeps pages that are not here.
    plugins: config.plugins.filter(({ name }) => name === 'studio-companions'),
    logLevel: 'error',
    root: page,
    base: '/',
    build: {
      ...config.build,
      outDir: folder,
      license: false,
      rolldownOptions: { ...rolldownOptions, input: { page: join(page, 'index.html') } },
    },
  });
}

/** `open` shows a definition on a canvas, to a new visitor. */
export function boardStage() {
  const folder = mkdtempSync(join(tmpdir(), 'tundish-board-'));
  let browser, origin;
  const server = createServer((request, response) => {
    const name = request.url === '/' ? 'index.html' : decodeURIComponent(request.url.slice(1));
    let body;
    try {
      body = readFileSync(join(folder, name));
    } catch {
      return response.writeHead(404).end();
    }
    response.writeHead(200, {
      'content-type': kTypes[extname(name)] ?? 'application/octet-stream',
      'content-security-policy': kPolicy,
    });
    response.end(body);
  });
  before(async () => {
    await build(folder);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${server.address().port}/`;
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close();
  });

  return async function open(definition, { look = {}, ...options } = {}) {
    const page = await openPage(browser, { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', ...options });
    await page.goto(origin);
    await page.waitForFunction(() => globalThis.openBoard);
    await page.evaluate(([shown, wishes]) => globalThis.openBoard(shown, wishes), [definition, look]);
    return page;
  };
}

/** Two frames later what was told to the canvas is drawn. */
export const settled = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Where everything is in the window: of a card its box, the middle of its head and its ports. */
export async function spots(page) {
  await settled(page);
  const { cards, menu, left, top } = await page.locator('studio-board canvas').evaluate((canvas) => {
    const { x, y } = canvas.getBoundingClientRect();
    return { ...canvas.spots, left: x, top: y };
  });
  const at = ([x, y]) => ({ x: left + x, y: top + y });
  const named = Object.fromEntries(
    cards.map(({ id, box: [x, y, right, bottom], exits }) => {
      const ports = exits.map((exit) => ({ pointer: exit.pointer, ...at(exit.at) }));
      const box = [left + x, top + y, left + right, top + bottom];
      return [id, { box, head: at([(x + right) / 2, y + 8]), ports }];
    }),
  );
  return { cards: named, menu: menu.map((item) => ({ label: item.label, ...at(item.at) })) };
}

export const definition = (page) => page.evaluate(() => globalThis.board.document.definition);

export async function drag(page, from, to, options = {}) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down(options);
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 3 });
  await page.mouse.up(options);
  await settled(page);
}
