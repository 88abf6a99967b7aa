// JsonLogic in WebAssembly: the vectors that the native engine's tests read, and the public cases
// below TUNDISH_CASES, which a checkout does not hold.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { compileEngine, Engine } from "../abi/engine.mjs";

const { TUNDISH_CASES, TUNDISH_PROOFS_WASM } = process.env;
const engine = new Engine(compileEngine(TUNDISH_PROOFS_WASM));
const folder = TUNDISH_CASES && join(TUNDISH_CASES, "jsonlogic");
const missing =
  (!folder && "TUNDISH_CASES names no folder: the JsonLogic cases are not run") ||
  (!existsSync(folder) && `${folder} is missing: the JsonLogic cases are not run`);

const verdictOf = (rule, data) => engine.call("logic_verdict", JSON.stringify({ rule, data })).response;

test("the vectors", () => {
  const vectors = JSON.parse(readFileSync(new URL("../vectors/logic.json", import.meta.url)));
  assert.ok(vectors.cases.length >= 500);
  for (const { rule, data = vectors.data, ...expected } of vectors.cases) {
    assert.deepEqual(verdictOf(rule, data), expected, JSON.stringify(rule));
  }
});

/** A case is [rule, data, result] or {rule, data, result | error}; texts between them are headings. */
const casesOf = (path) =>
  JSON.parse(readFileSync(path, "utf8"))
    .filter((entry) => typeof entry !== "string")
    .map((entry) => (Array.isArray(entry) ? { rule: entry[0], data: entry[1], result: entry[2] } : entry));

test("the public cases", { skip: missing }, (t) => {
  let count = 0;
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".json"));
  for (const name of files.filter((one) => !one.endsWith("index.json"))) {
    for (const { rule, data = null, result = null, error } of casesOf(join(folder, name))) {
      const verdict = verdictOf(rule, data);
      const where = `${name}: ${JSON.stringify(rule)} gives ${JSON.stringify(verdict)}`;
      if (error === undefined) assert.deepEqual(verdict, { result }, where);
      else assert.ok(verdict.error && (error === true || verdict.error.type === error.type), where);
      count += 1;
    }
  }
  assert.ok(count >= 100);
  t.diagnostic(`${count} of ${count} cases`);
});
