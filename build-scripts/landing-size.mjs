// landing-size.mjs [--check]: what a landing page with the one-line embed downloads, as it travels.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { root } from "./files.mjs";

// The goal is 100,000 bytes with gzip. Until it is reached the page may not grow past the ceiling,
// which only ever comes down.
const goal = 100_000;
const ceiling = 107_000;
const dist = join(root, "web/dist");

const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(js|css|wasm)$/.test(entry.name))
  .map((entry) => relative(dist, join(entry.parentPath ?? entry.path, entry.name)))
  .sort();

const columns = (name, ...sizes) =>
  console.log(name.padEnd(40) + sizes.map((size) => String(size).padStart(10)).join(""));

const total = [0, 0, 0];
columns("a landing page downloads", "bytes", "gzip", "brotli");
for (const file of files) {
  const bytes = readFileSync(join(dist, file));
  const sizes = [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
  sizes.forEach((size, column) => (total[column] += size));
  columns(`  ${file}`, ...sizes);
}
columns("  together", ...total);

if (total[1] > goal) console.log(`${total[1] - goal} bytes above the goal of ${goal} with gzip`);

if (process.argv[2] === "--check" && (files.length === 0 || total[1] > ceiling)) {
  console.error(`${total[1]} bytes with gzip; the ceiling is ${ceiling}`);
  process.exit(1);
}
