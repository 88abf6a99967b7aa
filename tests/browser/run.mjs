// run.mjs [files]: the browser tests, two files at a time, all in one browser.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchServer } from './kit.mjs';

const here = import.meta.dirname;
const all = () =>
  readdirSync(here)
    .filter((name) => name.endsWith('_test.mjs'))
    .map((name) => join(here, name));
const files = process.argv.length > 2 ? process.argv.slice(2) : all();
// The files that take longest come first, so that both workers end at about the same time.
const long = ['xss_page', 'xss_inputs', 'xss_chat', 'gallery_page_inputs', 'gallery_page_written', 'gallery_chat_inputs', 'gallery_page', 'gallery_chat', 'canvas_gallery', 'gallery', 'accessibility', 'tabs', 'devices', 'storage', 'embed', 'answers', 'offline', 'offline_steps', 'meanwhile', 'canvas_hands'];
const rank = (file) => long.findIndex((name) => file.includes(`${name}_test`)) + 1 || long.length + 1;
files.sort((a, b) => rank(a) - rank(b));

const browser = await launchServer();
const flags = ['--test', '--test-concurrency=2', '--test-timeout=300000', '--test-reporter=tap'];
const tests = spawn(process.execPath, [...flags, ...files], {
  env: { ...process.env, TUNDISH_BROWSER: browser.wsEndpoint() },
  stdio: 'inherit',
});
const [status] = await once(tests, 'exit');
await browser.close();
process.exitCode = status ?? 1;
