// What every browser test starts from: the real server on a free port with a database of its own,
// the real Chromium, and visitors who come and go.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, afterEach, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { saveFunnel } from '../runners/save_funnel.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const packages = createRequire(join(root, 'web', 'package.json'));
const { chromium } = packages('playwright-core');
export const axeScript = packages.resolve('axe-core/axe.min.js');
export const binary = process.env.TUNDISH_BIN ?? join(root, 'build', 'release', 'server', 'tundish');

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 800 };

/** A server that can be killed and started again on the same port and database. */
export class Server {
  #folder = mkdtempSync(join(tmpdir(), 'tundish-browser-'));
  #process;
  #output = '';
  #options;
  origin = '';
  token = '';

  /** `options` are further words of its command line. */
  constructor(options = []) {
    this.#options = options;
  }

  async start() {
    await this.#run('127.0.0.1:0');
  }

  async #run(listen) {
    this.#output = '';
    this.#process = spawn(
      binary,
      [
        'serve',
        '--listen',
        listen,
        '--database',
        `sqlite:${this.#database}`,
        '--data',
        this.#folder,
        '--print-token',
        '--log-requests',
        ...this.#options,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.#process.stderr.on('data', (data) => (this.#output += data));
    this.#process.stdout.on('data', (data) => (this.#output += data));
    const patience = Date.now() + 60_000;
    while (!/Stop it/.test(this.#output)) {
      if (this.#process.exitCode !== null || Date.now() > patience) {
        throw new Error(`the server does not start: ${this.#output}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    this.origin = /Open\s+(\S+?)\/?\s/.exec(this.#output)[1];
    this.token = /API token\s+(\S+)/.exec(this.#output)[1];
  }

  /** What the server has logged since it was started, every request among it. */
  get log() {
    return this.#output;
  }

  async kill(signal = 'SIGKILL') {
    if (!this.#process) return;
    this.#process.kill(signal);
    if (this.#process.exitCode === null && this.#process.signalCode === null)
      await once(this.#process, 'exit');
  }

  async restart() {
    await this.#run(new URL(this.origin).host);
  }

  get #database() {
    return join(this.#folder, 'test.sqlite');
  }

  /** Where it keeps everything. */
  get databaseFile() {
    return this.#database;
  }

  /** Ends, and leaves a copy of the database for `restore`. */
  async stopAndKeep() {
    await this.kill('SIGTERM');
    copyFileSync(this.#database, `${this.#database}.kept`);
  }

  /** Ends, puts the kept copy back as an operator would, and starts. */
  async restore() {
    await this.kill('SIGKILL');
    for (const end of ['-wal', '-shm']) rmSync(this.#database + end, { force: true });
    copyFileSync(`${this.#database}.kept`, this.#database);
    const next = "UPDATE settings SET value = value + 1000 WHERE bucket = 0 AND name = 'generation'";
    execFileSync('sqlite3', [this.#database, next]);
    await this.restart();
  }

  async stop() {
    await this.kill('SIGTERM');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** GET as the holder of the API token. */
  async api(path) {
    const response = await fetch(this.origin + path, {
      headers: { authorization: `Bearer ${this.token}` },
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /** One request as the holder of the API token: {status, body}. */
  async ask(method, path, { body, headers = {} } = {}) {
    const said = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json', ...headers };
    const sent = body === undefined ? undefined : JSON.stringify(body);
    const response = await fetch(this.origin + path, { method, headers: said, body: sent });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  }

  /** POST; throws when it is not taken. */
  async tell(path, body) {
    const answer = await this.ask('POST', path, { body });
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  }

  /** Keeps a definition and publishes it. */
  async publish(definition) {
    const saved = await saveFunnel((...wish) => this.ask(...wish), definition);
    if (saved.status >= 300) throw new Error(`${definition.slug}: ${JSON.stringify(saved)}`);
    await this.tell(`/api/v1/funnels/${definition.slug}/publish`, {});
  }

  /** The sessions of a funnel, the newest first. */
  async sessions(funnel) {
    const answer = await this.api(`/api/v1/sessions?funnel=${funnel}`);
    return answer.sessions ?? answer;
  }
}

/**
 * Chromium without its windows: the same engine, but no address bar and no tabs to paint for each
 * visitor, which takes half of the time. Where it is not installed, all of Chromium does the same.
 */
const withoutWindows = '/usr/bin/chromium-headless-shell';
const launching = {
  executablePath:
    process.env.TUNDISH_CHROMIUM ?? (existsSync(withoutWindows) ? withoutWindows : '/usr/bin/chromium'),
  args: [
    // Letters stand where they stand in a window.
    '--font-render-hinting=slight',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/** The browser that runs already, of `launchServer`, or one of our own. */
export const launch = () =>
  process.env.TUNDISH_BROWSER
    ? chromium.connect(process.env.TUNDISH_BROWSER)
    : chromium.launch(launching);

export const launchServer = () => chromium.launchServer(launching);

/** A page that remembers everything that went wrong in it. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: phone, ...options });
  await context.addInitScript(() => {
    globalThis.violations = [];
    addEventListener('securitypolicyviolation', (event) =>
      globalThis.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') page.faults.push(message.text());
  });
  return page;
}

/**
 * A server and a browser for the tests of a file. After each test, a failed one too, all visitors
 * leave, other than those whose context `stays`.
 */
export function stage(options) {
  const server = new Server(options);
  let browser;
  before(async () => {
    await server.start();
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    await server.stop();
  });
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) if (!context.stays) await context.close();
  });

  /** A new visitor, who is nowhere yet. */
  const visit = (options) => openPage(browser, options);

  /** A page with a player: of a new visitor, or of the one who has that context. */
  async function open(address, { context, script, ...options } = {}) {
    const page = context ? await context.newPage() : await visit(options);
    if (script) await page.addInitScript(script);
    await page.goto(new URL(address, server.origin).href);
    await ready(page);
    return page;
  }
  return { server, visit, open };
}

/** Waits until the promise's answer satisfies; gives the last one. */
export async function eventually(what, get, satisfies, patience = 30_000) {
  const end = Date.now() + patience;
  for (;;) {
    const value = await get();
    if (satisfies(value)) return value;
    if (Date.now() > end) throw new Error(`${what} did not come true: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

/** The player has something to answer, and what later layers need. */
export async function ready(page) {
  await page.locator('tundish-player :is(.layer, .composer)').first().waitFor({ state: 'visible' });
  await page.locator('tundish-player').first().evaluate((player) => player.stocked);
}

export const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

/** Ticks a box or chooses a tile by what it is called. */
export async function choose(page, name) {
  const named = ['radio', 'checkbox', 'switch'].map((role) =>
    page.getByRole(role, { name, exact: true }),
  );
  await named[0].or(named[1]).or(named[2]).check();
}
