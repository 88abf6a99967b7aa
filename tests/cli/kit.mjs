// Runs the real binary (TUNDISH_BIN) and reads what it printed.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const tests = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = mkdtempSync(join(tmpdir(), "tundish-cli-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** {status, out, err, lines}; `input` is standard input. */
export function tundish(verbs, input = "") {
  const binary = process.env.TUNDISH_BIN;
  if (!binary) throw new Error("set TUNDISH_BIN to the tundish binary to test");
  const run = spawnSync(binary, verbs, { input, encoding: "utf8", maxBuffer: 64 * 1024 * 1024, timeout: 60_000 });
  // A verb that refuses its arguments may end before its standard input is written.
  if (run.error && run.error.code !== "EPIPE") throw run.error;
  if (run.signal) throw new Error(`tundish ${verbs.join(" ")} was ended by ${run.signal}: ${run.stderr}`);
  const lines = run.stdout.split("\n").filter((line) => line !== "");
  return { status: run.status, out: run.stdout, err: run.stderr, lines };
}

/** A temporary file with that text, or with that value as JSON. */
export function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return path;
}
