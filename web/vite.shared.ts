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
/** Loaded for renderer="canvas", with its letters. */
const canvas = namedByContent(
  'canvas',
  process.env.TUNDISH_CANVAS_WASM ?? resolve(wasm, 'canvas/tundish_canvas.wasm'),
);
const studio = namedByContent(
  'document',
  process.env.TUNDISH_STUDIO_WASM ?? resolve(wasm, 'studio/abi/tundish_studio.wasm'),
);
/** With what tools ask, in words: where a text is wrong, and why. */
const studioEngine = namedByContent(
  'engine',
  process.env.TUNDISH_STUDIO_ENGINE_WASM ?? resolve(wasm, 'tundish_studio_engine.wasm'),
);
const letters = lettersOf('@fontsource/inter');
/** Of Dear ImGui and of the letters. */
const canvasTerms = [
  resolve('../build/imgui/imgui-1.86/LICENSE.txt'),
  resolve(dirname(createRequire(import.meta.url).resolve('@fontsource/inter/package.json')), 'LICENSE'),
];
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const font = createRequire(import.meta.url).resolve(
  '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
);

function namedByContent(name: string, file: string, end = 'wasm') {
  const source = readFileSync(file);
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 8);
  return { type: 'asset' as const, fileName: `${name}-${hash}.${end}`, source };
}

/** The files of a typeface by scripts, Latin first: two weights, and the characters that are in them. */
function lettersOf(typeface: string) {
  const folder = dirname(createRequire(import.meta.url).resolve(`${typeface}/package.json`));
  const ranges = JSON.parse(readFileSync(resolve(folder, 'unicode.json'), 'utf8')) as Record<string, string>;
  const scripts = Object.keys(ranges).sort((a, b) => Number(b === 'latin') - Number(a === 'latin'));
  return scripts.map((script) => {
    const files = [400, 600].map((weight) => {
      const file = resolve(folder, `files/inter-${script}-${weight}-normal.woff`);
      return namedByContent(`letters_${script.replace('-', '_')}_${weight}`, file, 'woff');
    });
    const characters = ranges[script]!.split(',').flatMap((range) => {
      const [first = '', last = first] = range.replace('U+', '').split('-');
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
    });
    return { files, characters };
  });
}

/** Files that the script fetches, or that only the demo pages use, beside the script. */
export const companions: Plugin = {
  name: 'companions',
  generateBundle() {
    const fonts = letters.flatMap(({ files }) => files);
    for (const file of [...engines, debugEngine, rules, canvas, ...fonts]) this.emitFile(file);
    this.emitFile({ type: 'asset', fileName: 'inter.woff2', source: readFileSync(font) });
    const terms = canvasTerms.map((file) => readFileSync(file, 'utf8')).join('\n---\n\n');
    this.emitFile({ type: 'asset', fileName: 'licenses_canvas.md', source: terms });
  },
};

/** Files that the studio fetches: its document, and the engine of tools, which plays, judges and simulates. */
export const studioCompanions: Plugin = {
  name: 'studio-companions',
  generateBundle() {
    const fonts = letters.flatMap(({ files }) => files);
    for (const file of [studio, studioEngine, ...fonts]) this.emitFile(file);
  },
};

export const studioDefine = {
  __TUNDISH_DEBUG_ENGINE__: JSON.stringify(studioEngine.fileName),
  __TUNDISH_LETTERS__: JSON.stringify(
    letters.map(({ files, characters }) => [...files.map(({ fileName }) => fileName), characters]),
  ),
  __TUNDISH_STUDIO__: JSON.stringify(studio.fileName),
};

/**
 * Terser sees what the bundler's own minifier leaves. Line breaks remain inside templates only, where
 * the browser shows them and the indent behind them as one space. Reading a property is taken to do
 * nothing: where a read is there for what it does, a method is called.
 */
export const smaller: Plugin = {
  name: 'smaller',
  enforce: 'post',
  async renderChunk(code, _chunk, { format }) {
    const module = format === 'es';
    const made = await minify(code, { module, ecma: 2020, compress: { passes: 3, pure_getters: true } });
    return { code: (made.code ?? code).replace(/\n\s+/g, ' '), map: null };
  },
};

export const define = {
  __TUNDISH_ENGINES__: JSON.stringify(engines.map(({ fileName }) => fileName)),
  __TUNDISH_DEBUG_ENGINE__: JSON.stringify(debugEngine.fileName),
  __TUNDISH_CANVAS__: JSON.stringify(canvas.fileName),
  __TUNDISH_LETTERS__: JSON.stringify(
    letters.map(({ files, characters }) => [...files.map(({ fileName }) => fileName), characters]),
  ),
  __TUNDISH_RULES__: JSON.stringify(rules.fileName),
  __TUNDISH_VERSION__: JSON.stringify(version),
};
