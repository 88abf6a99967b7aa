// package.mjs: makes build/package, the player as npm would have it: modules, a classic script, the
// engines, types, and the licences of what is in it. `npm pack build/package` makes the archive.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./files.mjs";

const dist = join(root, "web/dist");
const output = join(root, "build/package");
const types = join(root, "build/types");
const { version } = JSON.parse(readFileSync(join(root, "web/package.json"), "utf8"));

/** What only the server's own pages use. */
const kOfServer = /^((keeper|keeping|hosted|rules)\.js|rules-.*\.wasm|inter\.woff2)$/;

const manifest = {
  name: "tundish-player",
  version,
  description: "Engagement funnels on landing pages: <tundish-player>",
  type: "module",
  license: "SEE LICENSE IN licenses.md",
  sideEffects: true,
  types: "./tundish.d.ts",
  exports: {
    ".": { types: "./tundish.d.ts", import: "./tundish.js" },
    "./iife": "./tundish.iife.js",
    "./iframe": "./iframe.js",
    "./*": "./*",
  },
  unpkg: "./tundish.iife.js",
};

rmSync(output, { recursive: true, force: true });
rmSync(types, { recursive: true, force: true });
mkdirSync(join(output, "types"), { recursive: true });

const files = readdirSync(dist).filter((name) => !kOfServer.test(name));
for (const name of files) copyFileSync(join(dist, name), join(output, name));
copyFileSync(join(root, "docs/package.md"), join(output, "README.md"));

const compiler = join(root, "web/node_modules/typescript/bin/tsc");
execFileSync(process.execPath, [compiler, "-p", join(root, "web/tsconfig.types.json")], { stdio: "inherit" });
for (const entry of readdirSync(types, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const from = join(entry.parentPath ?? entry.path, entry.name);
  const to = join(output, "types", from.slice(types.length + 1));
  mkdirSync(join(to, ".."), { recursive: true });
  // Our sources name each other as sources.
  writeFileSync(to, readFileSync(from, "utf8").replace(/(from '\.[^']*)\.ts'/g, "$1.js'"));
}
writeFileSync(
  join(output, "tundish.d.ts"),
  `export * from './types/api.js';
import type { TundishPlayerElement } from './types/api.js';

/** The element's class; importing the package defines \`<tundish-player>\`. */
export declare const TundishPlayer: { new (): TundishPlayerElement };
`,
);
writeFileSync(join(output, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
console.log(`package: ${files.length} files and types in ${output.slice(root.length + 1)}`);
