// landing-size.mjs [--check]: what a landing page with the one-line embed downloads, as it travels,
// and what else lies beside it.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliForm, gzipForm } from "../server/assets/forms.mjs";
import { root } from "./files.mjs";

const limit = 100_000;
const engineLimit = 62 * 1024;
const scriptLimit = 35 * 1024;
const fullEngineLimit = 120_000;
const dist = join(root, "web/dist");

const engine = /^engine-[0-9a-f]{8}\.wasm$/;
const fullEngine = /^engine_full-[0-9a-f]{8}\.wasm$/;

// Whatever is not named here is counted: a new file has to be told apart on purpose.
const parts = [
  { name: "loaded for a release that needs the full engine", files: fullEngine },
  { name: "loaded for fields that not every form has", files: /^paint_[a-z]+-[0-9a-f]{8}\.js$/ },
  { name: "loaded for funnels that name a ready theme", files: /^theme_[a-z]+-[0-9a-f]{8}\.js$/ },
  { name: "loaded for the chat look", files: /^chat_look-[0-9a-f]{8}\.js$/ },
  { name: "loaded for the canvas renderer", files: /^(canvas_look-[0-9a-f]{8}\.js|canvas-[0-9a-f]{8}\.wasm|letters_\w+-[0-9a-f]{8}\.woff)$/ },
  { name: "loaded for another language", files: /^strings_[a-z]+-[0-9a-f]{8}\.js$/ },
  { name: "loaded to take a session over from another device", files: /^adopt-[0-9a-f]{8}\.js$/ },
  { name: "loaded for sessions that nobody plays any more", files: /^backlog-[0-9a-f]{8}\.js$/ },
  { name: "loaded for a release that reads what is known of its visitor", files: /^recall-[0-9a-f]{8}\.js$/ },
  { name: "loaded for players that unfold", files: /^unfolding-[0-9a-f]{8}\.js$/ },
  { name: "loaded for a release that reads what comes with its visitor", files: /^bringing-[0-9a-f]{8}\.js$/ },
  { name: "loaded where a page wants to know why", files: /^debug(-[0-9a-f]{8}\.js|_engine-[0-9a-f]{8}\.wasm)$/ },
  { name: "for pages that ask rules of their own", files: /^rules(\.js|-[0-9a-f]{8}\.wasm)$/ },
  { name: "for pages of the server itself", files: /^((keeper|keeping|hosted)\.js|inter\.woff2)$/ },
  { name: "for pages that take no modules", files: /^tundish\.iife\.js$/ },
  { name: "for funnels in one file", files: /^tundish\.bundle\.js$/ },
  { name: "for pages with frames", files: /^(iframe|frame_messages-[0-9a-f]{8})\.js$/ },
  { name: "never loaded by a page", files: /\.md$/ },
];
const landing = "a landing page downloads";
const partOf = (file) => parts.find(({ files }) => files.test(file))?.name ?? landing;

const all = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dist, join(entry.parentPath ?? entry.path, entry.name)))
  .sort();

const columns = (name, ...sizes) =>
  console.log(name.padEnd(40) + sizes.map((size) => String(size).padStart(10)).join(""));

function sizesOf(file) {
  const path = join(dist, file);
  const bytes = readFileSync(path);
  return [bytes.length, gzipForm(path).length, brotliForm(bytes).length];
}

const counted = all.filter((file) => partOf(file) === landing);
const total = [0, 0, 0];
columns(landing, "bytes", "gzip", "brotli");
for (const file of counted) {
  const sizes = sizesOf(file);
  sizes.forEach((size, column) => (total[column] += size));
  columns(`  ${file}`, ...sizes);
}
columns("  together", ...total);

for (const { name } of parts) {
  console.log(`not counted, ${name}`);
  for (const file of all) if (partOf(file) === name) columns(`  ${file}`, ...sizesOf(file));
}

const scripts = counted.filter((file) => file.endsWith(".js")).map((file) => sizesOf(file)[1]);
const gzipOf = (wanted) => all.filter((file) => wanted.test(file)).map((file) => sizesOf(file)[1]);
const bounds = [
  { what: landing, sizes: counted.length > 0 ? [total[1]] : [], limit },
  { what: "its scripts", sizes: scripts.length > 0 ? [scripts.reduce((sum, size) => sum + size)] : [], limit: scriptLimit },
  { what: "the engine", sizes: gzipOf(engine), limit: engineLimit },
  { what: "the full engine", sizes: gzipOf(fullEngine), limit: fullEngineLimit },
];
const faults = bounds
  .filter(({ sizes, limit: most }) => !(sizes.length === 1 && sizes[0] <= most))
  .map(({ what, sizes, limit: most }) =>
    sizes.length === 0
      ? `${what}: ${dist} is not built`
      : `${what}: ${sizes.join(" and ")} bytes with gzip; the limit is ${most}`,
  );
if (process.argv[2] === "--check" && faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
