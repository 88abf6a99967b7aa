// Lighthouse, as it judges a page on a telephone, in a browser of its own.
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const packages = createRequire(join(import.meta.dirname, '..', '..', 'web', 'package.json'));
const { chromium } = packages('playwright-core');

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * What it says of the address: `scores` from 0 to 100 by category, and the audits that cost something
 * (`failed`), each with what is wrong.
 */
export async function judge(address, categories) {
  const { default: lighthouse } = await import(pathToFileURL(packages.resolve('lighthouse')).href);
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: process.env.TUNDISH_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', `--remote-debugging-port=${port}`],
  });
  try {
    const { lhr } = await lighthouse(address, { port, onlyCategories: categories, logLevel: 'error' });
    if (lhr.runtimeError) throw new Error(`Lighthouse: ${lhr.runtimeError.message}`);
    const of = (name) => lhr.categories[name];
    const scores = Object.fromEntries(categories.map((name) => [name, Math.round(of(name).score * 100)]));
    const refs = categories.flatMap((name) => of(name).auditRefs);
    const failed = refs
      .map(({ id, weight }) => ({ weight, ...lhr.audits[id] }))
      .filter(({ weight, score }) => weight > 0 && score !== null && score < 1)
      .map(({ id, score, displayValue, title, details }) => ({ id, score, displayValue, title, items: details?.items?.slice(0, 4) }));
    return { scores, failed };
  } finally {
    await browser.close();
  }
}
