// run.mjs [files]: the browser tests, two files at a time, all in one browser.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { launchServer } from './kit.mjs';

const here = import.meta.dirname;
const all = () =>
  readdirSync(here)
    .filter((name) => name.endsWith('_test.mjs'))
    .map((name) => join(here, name));
const files = process.argv.length > 2 ? process.argv.slice(2) : all();
// The files that take longest come first, so that both workers end at about the same time.
const long = ['gallery_chat_inputs', 'canvas_gallery', 'gallery_page_inputs', 'gallery_page', 'gallery_page_written', 'gallery_chat', 'themes', 'studio_board', 'languages', 'xss_page', 'xss_chat', 'uploads', 'gallery', 'storage', 'studio_story', 'studio_builder', 'accessibility', 'xss_inputs', 'canvas', 'rare_fields', 'studio_funnels', 'lighthouse', 'studio_analytics', 'auth', 'triggers', 'devices', 'studio_settings', 'studio_preview', 'offline_steps', 'meanwhile'];
const rank = (file) => long.indexOf(basename(file, '_test.mjs')) + 1 || long.length + 1;
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
