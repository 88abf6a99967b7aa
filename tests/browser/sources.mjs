// A module of the web part, as it is written, for tests that need no page.
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..', 'web');

/** What the module at the path below `web` exports. */
export async function source(path) {
  const vite = await import(createRequire(join(web, 'package.json')).resolve('vite'));
  const built = await vite.build({
    root: web,
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, target: 'node20', lib: { entry: join(web, path), formats: ['es'] } },
  });
  const { code } = [built].flat()[0].output[0];
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
}
