/**
 * Builds the player for pages that take no modules: `<script defer src="…/tundish.iife.js">`, all of
 * it in one file beside the engines of the first build.
 */
import { defineConfig } from 'vite';
import { define, smaller } from './vite.shared.ts';

export default defineConfig({
  // A classic script knows where it lies only while it runs for the first time.
  define: { ...define, 'import.meta.url': '__tundish_script' },
  plugins: [smaller],
  publicDir: false,
  build: {
    target: 'es2022',
    emptyOutDir: false,
    lib: {
      entry: 'src/embed.ts',
      name: 'Tundish',
      formats: ['iife'],
      fileName: () => 'tundish.iife.js',
    },
    rolldownOptions: {
      output: {
        minify: true,
        codeSplitting: false,
        intro: 'var __tundish_script = document.currentScript.src;',
      },
    },
  },
});
