/**
 * Builds the studio: one page, and beside it, under names of their content, its parts. Each page of it
 * is a part of its own, which comes when it is opened.
 */
import { defineConfig } from 'vite';
import { studioCompanions, studioDefine } from './vite.shared.ts';

export default defineConfig({
  root: 'studio',
  base: '/studio/',
  publicDir: false,
  define: studioDefine,
  plugins: [studioCompanions],
  build: {
    target: 'es2022',
    outDir: '../studio-dist',
    emptyOutDir: true,
    assetsDir: '',
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      input: { studio: 'studio/index.html' },
      output: {
        // The server tells a hexadecimal hash from a word, and lets such a file be kept for good.
        hashCharacters: 'hex',
        entryFileNames: '[name]-[hash:8].js',
        chunkFileNames: '[name]-[hash:8].js',
        assetFileNames: '[name]-[hash:8][extname]',
      },
    },
    license: { fileName: 'licenses.md' },
  },
});
