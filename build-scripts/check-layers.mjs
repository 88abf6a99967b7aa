// Who may include whom: the drawing in ARCHITECTURE.md as rules over #include and import lines.
import { readFileSync } from "node:fs";
import { projectFiles, report, root } from "./files.mjs";

const clocksThreadsFiles =
  /^(iostream|istream|ostream|sstream|fstream|iosfwd|iomanip|chrono|ctime|time\.h|thread|mutex|shared_mutex|condition_variable|atomic|future|filesystem|random|locale|clocale|regex|cstdio|stdio\.h|unistd\.h|sys\/.*)$/;
const database = /^(sqlite3\.h|libpq-fe\.h)$/;
const pistache = /^pistache\//;
const nlohmann = /^nlohmann\//;
const imgui = /(^|\/)(imgui|imgui_.*)\.h$/;
const engineSource = /^(json|codec|compare|parse|check|expression|logic|values|run|view|analyze|simulate|journey|event_funnel|import|export|rules|support)\//;

// Each rule: the files it binds, what they may not include and why. `but` frees files from the rule.
const rules = [
  {
    files: /^engine\//,
    never: clocksThreadsFiles,
    why: "the engine reads no clock, file, thread, random source or locale",
  },
  {
    files: /^engine\/include\//,
    never: /^(?!tundish\/)(?!tl\/expected\.hpp$).*[/.]/,
    why: "a public header includes std, tl/expected.hpp and its own kind only",
  },
  {
    files: /^engine\//,
    but: /^engine\/src\/json\//,
    never: nlohmann,
    why: "only engine/src/json knows the JSON library",
  },
  {
    files: /^engine\/src\/json\//,
    never: /^(codec|parse|check|expression|logic|values|run|view|analyze|simulate|journey|event_funnel|import|export)\//,
    why: "engine/src/json stands below the rest of the engine",
  },
  {
    files: /^engine\/src\/(values|run|view|analyze|simulate|journey|event_funnel)\//,
    never: /^(json|codec|import|export)\//,
    why: "running never touches text",
  },
  {
    files: /^engine\/src\/(support|expression|logic)\//,
    never: /^(json|codec|check|values|run|view|analyze|simulate|journey|event_funnel|import|export)\//,
    why: "support, expression and logic are leaves",
  },
  { files: /^engine\//, never: /^(server|store|http|api|service|cli)\//, why: "the engine does not know its hosts" },
  {
    files: /^wasm\//,
    never: engineSource,
    why: "the bridge sees the engine's public headers only",
  },
  { files: /^wasm\/(abi|canvas)\//, never: /^emscripten\//, why: "the bridge is plain C" },
  {
    files: /^wasm\/studio\//,
    but: /^wasm\/studio\/(board\/|panels\/|painter_imgui|platform_)/,
    never: imgui,
    why: "the studio's document, commands and history do not paint",
  },
  {
    files: /^wasm\/studio\//,
    but: /^wasm\/studio\/platform_web\.cpp$/,
    never: /^emscripten/,
    why: "only platform_web.cpp knows the browser",
  },
  { files: /^server\//, never: engineSource, why: "the server sees the engine's public headers only" },
  {
    files: /^server\//,
    but: /^server\/src\/http\/pistache_adapter\.(hpp|cpp)$/,
    never: pistache,
    why: "one adapter file knows the HTTP library",
  },
  {
    files: /^server\//,
    but: /^server\/src\/log\/log\.cpp$/,
    never: /^spdlog\//,
    why: "one file knows the logging library",
  },
  {
    files: /^server\//,
    but: /^server\/src\/service\/passwords\.cpp$/,
    never: /^argon2\.h$/,
    why: "one file hashes passwords",
  },
  {
    files: /^server\//,
    but: /^server\/src\/service\/sealing\.cpp$/,
    never: /^openssl\//,
    why: "one file seals and signs",
  },
  {
    files: /^server\//,
    but: /^server\/src\/outside\/curl_outgoing\.cpp$/,
    never: /^curl\//,
    why: "one file knows the HTTP client's library",
  },
  {
    files: /^server\//,
    but: /^server\/src\/service\/xlsx_table\.cpp$/,
    never: /^xlsxwriter/,
    why: "one file writes workbooks",
  },
  {
    files: /^server\//,
    but: /^server\/src\/files\/media_type\.cpp$/,
    never: /^magic\.h$/,
    why: "one file tells what the bytes of a file are",
  },
  {
    files: /^server\/src\/files\//,
    never: /^(tundish|http|api|service|store|cli|channels|outside)\//,
    why: "what is done with the bytes of files knows nothing but bytes",
  },
  {
    files: /^server\/src\/outside\//,
    never: /^(api|cli|store|channels)\//,
    why: "whoever calls other servers knows requests, not what they are for",
  },
  {
    files: /^server\/src\/(http|store|service|api)\//,
    never: /^outside\//,
    why: "other servers are asked through service/outgoing",
  },
  {
    files: /^server\//,
    but: /^server\/src\/store\//,
    never: database,
    why: "databases are known to server/src/store only",
  },
  {
    files: /^server\/src\/store\/(?!(sqlite|postgres)_)/,
    never: database,
    why: "store.hpp speaks domain words; one file per database includes its header",
  },
  {
    files: /^server\/src\/service\//,
    never: /^(http|api|cli|channels)\/|^store\/(memory|sqlite|postgres)/,
    why: "services know the engine and store.hpp",
  },
  {
    files: /^server\/src\/store\//,
    never: /^tundish\/(advance|view|analyze)\.hpp$|^(http|api|service|cli)\//,
    why: "a store keeps, it does not decide",
  },
  { files: /^server\/src\/api\//, never: /^store\/(memory|sqlite|postgres)|^cli\//, why: "a handler knows services, not databases" },
  { files: /^server\/src\/http\//, never: /^(api|service|store|cli|channels)\//, why: "HTTP knows nothing of the resources" },
];

// The same for the web: what an importing file may not reach.
const webRules = [
  {
    files: /^web\/src\/player\//,
    never: /(^|\/)abi(\.ts|\.js)?$/,
    why: "the player speaks to engine.ts, never to wasm memory",
  },
  {
    files: /^web\/src\/sync\//,
    never: /(^|\/)player\//,
    why: "the queue does not know the screen",
  },
  {
    files: /^web\/src\/canvas\//,
    never: /(^|\/)(player|sync)\/|^lit/,
    why: "the canvas painter's host does not know what is played",
  },
  {
    files: /^web\/src\/engine\//,
    never: /(^|\/)(player|sync)\/|^lit/,
    why: "the engine's bridge does not know its users",
  },
  {
    files: /^web\/studio\/base\//,
    never: /(^|\/)(shell|builder|board|preview|analytics)\//,
    why: "what the studio's parts have in common knows none of them",
  },
  {
    files: /^web\/src\//,
    never: /(^|\/)studio\/(base|shell|builder|board|preview|analytics)\//,
    why: "the player does not know the studio",
  },
];

// Names a file may not use although no import shows it.
const wordRules = [
  {
    files: /^web\/src\/player\//,
    never: /\b(indexedDB|fetch\s*\(|WebAssembly)\b/,
    why: "the player's painters reach storage, network and wasm through sync and engine only",
  },
  {
    files: /^web\/src\//,
    but: /^web\/src\/(engine\/(abi|bare_module|load|load_inline|modules)|(rules|canvas)\/(memory|rules|loading))\.ts$/,
    never: /\bWebAssembly\b|\.memory\.buffer\b/,
    why: "only web/src/engine, web/src/rules and web/src/canvas touch wasm memory",
  },
];

const faults = [];
const lineOf = (text, at) => text.slice(0, at).split("\n").length;

function bind(table, file, text, pattern, target) {
  for (const match of text.matchAll(pattern)) {
    for (const rule of table) {
      if (!rule.files.test(file) || rule.but?.test(file) || !rule.never.test(target(match))) continue;
      faults.push(`${file}:${lineOf(text, match.index)}: ${match[0].trim()}: ${rule.why}`);
    }
  }
}

const withoutComments = (text) =>
  text.replace(/\/\*[\s\S]*?\*\/|(^|[^:])\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, " "));

const cpp = projectFiles(/^(engine|wasm|server)\/.*\.(hpp|cpp|h)$/);
for (const file of cpp) {
  const text = readFileSync(`${root}/${file}`, "utf8");
  bind(rules, file, text, /^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]/gm, (match) => match[1]);
}
const ts = projectFiles(/^web\/(src|studio)\/.*\.(ts|js|mjs)$/);
for (const file of ts) {
  const text = withoutComments(readFileSync(`${root}/${file}`, "utf8"));
  bind(webRules, file, text, /\b(?:from|import)\s*\(?\s*["']([^"']+)["']/g, (match) => match[1]);
  for (const rule of wordRules) {
    if (!rule.files.test(file) || rule.but?.test(file)) continue;
    const match = rule.never.exec(text);
    if (match) faults.push(`${file}:${lineOf(text, match.index)}: ${match[0]}: ${rule.why}`);
  }
}
report("layers", faults, cpp.length + ts.length);
