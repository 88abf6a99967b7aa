// The project's own files, for the checks: everything below the checkout but products and packages.
import { readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const skipped = new Set(["build", "node_modules", "dist", "studio-dist", ".git"]);

/** Paths relative to the checkout, with forward slashes, that match `pattern`. */
export function projectFiles(pattern) {
  const found = [];
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name)) walk(path);
      } else if (entry.isFile()) {
        const name = relative(root, path);
        if (pattern.test(name)) found.push(name);
      }
    }
  };
  walk(root);
  return found.sort();
}

/** Prints every fault and ends with a failing exit code, or says what was looked at. */
export function report(name, faults, looked) {
  for (const fault of faults) console.error(fault);
  if (faults.length > 0 || looked === 0) {
    console.error(`${name}: ${faults.length} faults in ${looked} files`);
    process.exit(1);
  }
  console.log(`${name}: ${looked} files in order`);
}
