/**
 * Builds the studio: one page, and beside it, under names of their content, its parts. Each page of it
 * is a part of its own, which comes when it is opened.
 */
import { createHash } from 'node:crypto';
import { defineConfig, type Plugin } from 'vite';
import { studioCompanions, studioDefine } from './vite.shared.ts';

const kBase = '/studio/';

/** Tells the service worker which files the build has; its text changes with every one of them. */
const keptFiles: Plugin = {
  name: 'kept-files',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const names = Object.keys(bundle).filter((name) => /-[0-9a-f]{8}\.\w+$/.test(name)).sort();
    const files = JSON.stringify(names.map((name) => kBase + name));
    const build = createHash('sha256').update(files).digest('hex').slice(0, 12);
    const keeper = bundle['keeper.js'];
    if (keeper?.type !== 'chunk' || keeper.imports.length > 0) throw new Error('the keeper is not whole');
    keeper.code = keeper.code.replace('__TUNDISH_FILES__', files).replace('__TUNDISH_BUILD__', JSON.stringify(build));
  },
};

export default defineConfig({
  root: 'studio',
  base: kBase,
  publicDir: false,
  define: studioDefine,
  plugins: [studioCompanions, keptFiles],
  worker: {
    format: 'es',
    rolldownOptions: {
      output: { hashCharacters: 'hex', entryFileNames: '[name]-[hash:8].js', chunkFileNames: '[name]-[hash:8].js' },
    },
  },
  build: {
    target: 'es2022',
    outDir: '../studio-dist',
    emptyOutDir: true,
    assetsDir: '',
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      input: { studio: 'studio/index.html', keeper: 'studio/keeper.ts' },
      output: {
        // The server tells a hexadecimal hash from a word, and lets such a file be kept for good.
        hashCharacters: 'hex',
        entryFileNames: ({ name }) => (name === 'keeper' ? 'keeper.js' : '[name]-[hash:8].js'),
        chunkFileNames: '[name]-[hash:8].js',
        assetFileNames: '[name]-[hash:8][extname]',
      },
    },
    license: { fileName: 'licenses.md' },
  },
});
