/**
 * Builds the script of a funnel in one file: everything of the player in one classic script, with what
 * asks the network replaced by what lies in the page (`tundish bundle`).
 */
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { define, smaller } from './vite.shared.ts';

const replaced = new Map(
  [
    ['engine/load.ts', 'engine/load_inline.ts'],
    ['engine/modules.ts', 'engine/load_inline.ts'],
    ['sync/releases.ts', 'bundle/releases.ts'],
    ['player/safe_url.ts', 'bundle/safe_url.ts'],
  ].map(([from, to]) => [resolve('src', from!), resolve('src', to!)]),
);

/** The replacements themselves still get what they replace. */
const inPlace: Plugin = {
  name: 'in-place',
  enforce: 'pre',
  resolveId(source, importer) {
    if (!importer || !source.startsWith('.') || importer.includes('/src/bundle/')) return null;
    return replaced.get(resolve(importer, '..', source)) ?? null;
  },
};

export default defineConfig({
  // There is nobody to ask, so nothing even tries: a page would be stopped by its policy, and say so.
  define: {
    ...define,
    'import.meta.url': '"bundle:/player/tundish.js"',
    'navigator.onLine': 'false',
    fetch: '__tundish_nobody',
  },
  plugins: [inPlace, smaller],
  publicDir: false,
  build: {
    target: 'es2022',
    emptyOutDir: false,
    lib: { entry: 'src/bundle/bundle.ts', name: 'Tundish', formats: ['iife'], fileName: () => 'tundish.bundle.js' },
    rolldownOptions: {
      output: {
        minify: true,
        codeSplitting: false,
        intro: 'var __tundish_nobody = () => Promise.reject(new TypeError("this page has no network"));',
      },
    },
  },
});
