/**
 * Builds the player: one script with a stable name, and beside it, under names of their content, the
 * engine and the parts of the script that not every page needs.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { minify } from 'terser';
import { defineConfig, type Plugin } from 'vite';

const engine = readFileSync(
  process.env.TUNDISH_WASM ?? resolve('../build/wasm/wasm/tundish_player.wasm'),
);
const engineName = `engine-${createHash('sha256').update(engine).digest('hex').slice(0, 8)}.wasm`;
const rules = readFileSync(
  process.env.TUNDISH_RULES_WASM ?? resolve('../build/wasm/wasm/rules/tundish_rules.wasm'),
);
const rulesName = `rules-${createHash('sha256').update(rules).digest('hex').slice(0, 8)}.wasm`;
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const font = createRequire(import.meta.url).resolve(
  '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
);

/** Files that the script fetches, or that only the demo pages use, beside the script. */
const companions: Plugin = {
  name: 'companions',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: engineName, source: engine });
    this.emitFile({ type: 'asset', fileName: rulesName, source: rules });
    this.emitFile({ type: 'asset', fileName: 'inter.woff2', source: readFileSync(font) });
  },
};

/**
 * Terser sees what the bundler's own minifier leaves. Line breaks remain inside templates only, where
 * the browser shows them and the indent behind them as one space.
 */
const smaller: Plugin = {
  name: 'smaller',
  enforce: 'post',
  async renderChunk(code) {
    const made = await minify(code, { module: true, ecma: 2020, compress: { passes: 3 } });
    return { code: (made.code ?? code).replace(/\n\s+/g, ' '), map: null };
  },
};

export default defineConfig({
  define: {
    __TUNDISH_ENGINE__: JSON.stringify(engineName),
    __TUNDISH_RULES__: JSON.stringify(rulesName),
    __TUNDISH_VERSION__: JSON.stringify(version),
  },
  plugins: [companions, smaller],
  publicDir: false,
  build: {
    target: 'es2022',
    modulePreload: false,
    lib: {
      entry: { tundish: 'src/embed.ts', keeper: 'src/keeper.ts', rules: 'src/rules/rules.ts' },
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
