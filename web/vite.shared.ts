/** What all builds of the player share: the engines beside it, what their names are, how it is made small. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { minify } from 'terser';
import type { Plugin } from 'vite';

const wasm = resolve('../build/wasm/wasm');
const lean = process.env.TUNDISH_WASM ?? resolve(wasm, 'tundish_player.wasm');
const engines = [
  namedByContent('engine', lean),
  namedByContent('engine_full', resolve(dirname(lean), 'tundish_player_full.wasm')),
];
/** With what tools ask besides; for pages that want to know why. */
const debugEngine = namedByContent('debug_engine', resolve(dirname(lean), 'tundish_engine.wasm'));
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
export const companions: Plugin = {
  name: 'companions',
  generateBundle() {
    for (const file of [...engines, debugEngine, rules]) this.emitFile(file);
    this.emitFile({ type: 'asset', fileName: 'inter.woff2', source: readFileSync(font) });
  },
};

/**
 * Terser sees what the bundler's own minifier leaves. Line breaks remain inside templates only, where
 * the browser shows them and the indent behind them as one space.
 */
export const smaller: Plugin = {
  name: 'smaller',
  enforce: 'post',
  async renderChunk(code, _chunk, { format }) {
    const module = format === 'es';
    const made = await minify(code, { module, ecma: 2020, compress: { passes: 3 } });
    return { code: (made.code ?? code).replace(/\n\s+/g, ' '), map: null };
  },
};

export const define = {
  __TUNDISH_ENGINES__: JSON.stringify(engines.map(({ fileName }) => fileName)),
  __TUNDISH_DEBUG_ENGINE__: JSON.stringify(debugEngine.fileName),
  __TUNDISH_RULES__: JSON.stringify(rules.fileName),
  __TUNDISH_VERSION__: JSON.stringify(version),
};
