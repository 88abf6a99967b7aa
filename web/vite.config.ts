/**
 * Builds the player: one script with a stable name, and beside it, under names of their content, the
 * engine and the parts of the script that not every page needs.
 */
import { defineConfig } from 'vite';
import { companions, define, smaller } from './vite.shared.ts';

export default defineConfig({
  define,
  plugins: [companions, smaller],
  publicDir: false,
  build: {
    target: 'es2022',
    modulePreload: false,
    lib: {
      entry: {
        tundish: 'src/embed.ts',
        hosted: 'src/hosted.ts',
        iframe: 'src/iframe.ts',
        keeper: 'src/keeper.ts',
        keeping: 'src/keeping.ts',
        rules: 'src/rules/rules.ts',
      },
      formats: ['es'],
      fileName: (_format, name) => `${name}.js`,
    },
    // A library keeps its white space unless it is told otherwise.
    rolldownOptions: {
      // The parts take what they share from the script, which is there already.
      preserveEntrySignatures: 'allow-extension',
      // The server tells a hexadecimal hash from a word, and lets such a file be kept for good.
      output: { minify: true, hashCharacters: 'hex', chunkFileNames: '[name]-[hash:8].js' },
    },
    license: { fileName: 'licenses.md' },
  },
});
