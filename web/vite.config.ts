/**
 * Builds the player: one script with a stable name, and beside it, under names of their content, the
 * engine and the parts of the script that not every page needs.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { minify } from 'terser';
import { defineConfig, type Plugin } from 'vite';

const wasm = resolve('../build/wasm/wasm');
const lean = process.env.TUNDISH_WASM ?? resolve(wasm, 'tundish_player.wasm');
const engines = [
  namedByContent('engine', lean),
  namedByContent('engine_full', resolve(dirname(lean), 'tundish_player_full.wasm')),
];
const rules = namedByContent(
  'rules',
  process.env.TUNDISH_RULES_WASM ?? resolve(wasm, 'rules/tundish_rules.wasm'),
);
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const font = createRequire(import.meta.url).resolve(
  '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
);

function namedByContent(name: string, file: string) {
  const source = readFileSync(file);
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 8);
  return { type: 'asset' as const, fileName: `${name}-${hash}.wasm`, source };
}

/** Files that the script fetches, or that only the demo pages use, beside the script. */
const companions: Plugin = {
  name: 'companions',
  generateBundle() {
    for (const file of [...engines, rules]) this.emitFile(file);
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
    __TUNDISH_ENGINES__: JSON.stringify(engines.map(({ fileName }) => fileName)),
    __TUNDISH_RULES__: JSON.stringify(rules.fileName),
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
