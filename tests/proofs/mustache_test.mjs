// Templates against the Mustache specification's files below TUNDISH_CASES, which a checkout does
// not hold: the command line and a full engine in WebAssembly must both give what is expected.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { compileEngine, Engine } from "../abi/engine.mjs";

const { TUNDISH_BIN, TUNDISH_CASES, TUNDISH_PROOFS_WASM } = process.env;
const folder = TUNDISH_CASES && join(TUNDISH_CASES, "mustache");
const core = ["comments", "delimiters", "interpolation", "inverted", "sections"];
/** Files of the suite that a template of ours need not pass: lambdas hold code, `~` files are optional. */
const isBound = (name) => name.endsWith(".json") && !name.startsWith("~");

const missing =
  (!folder && "TUNDISH_CASES names no folder: the Mustache cases are not run") ||
  (!existsSync(folder) && `${folder} is missing: the Mustache cases are not run`);

const scratch = mkdtempSync(join(tmpdir(), "tundish-mustache-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

/** What `tundish template` prints; throws with what it says instead. */
function rendered({ template, data, partials }) {
  const file = (name, text) => {
    writeFileSync(join(scratch, name), text);
    return join(scratch, name);
  };
  const more = partials ? ["--partials", file("partials.json", JSON.stringify(partials))] : [];
  const verbs = ["template", file("template", template), file("data.json", JSON.stringify(data)), ...more];
  const { status, stdout, stderr } = spawnSync(TUNDISH_BIN, verbs, { encoding: "utf8", timeout: 60_000 });
  assert.equal(status, 0, stderr);
  return stdout;
}

test("the specification's cases, on the command line and in wasm", { skip: missing }, async (t) => {
  const engine = new Engine(compileEngine(TUNDISH_PROOFS_WASM));
  const files = readdirSync(folder).filter(isBound).sort();
  for (const name of core) assert.ok(files.includes(`${name}.json`), `${name}.json is missing`);
  for (const file of files) {
    await t.test(file, (inner) => {
      const { tests } = JSON.parse(readFileSync(join(folder, file), "utf8"));
      assert.ok(tests.length >= 10);
      for (const entry of tests) {
        const { name, expected } = entry;
        assert.equal(rendered(entry), expected, `${name}, command line`);
        const { text, faults } = engine.call("template_verdict", JSON.stringify(entry)).response;
        assert.equal(faults, undefined, name);
        assert.equal(text, expected, `${name}, wasm`);
      }
      inner.diagnostic(`${tests.length} of ${tests.length} cases`);
    });
  }
});

test("in a funnel partials are an error, and so is what is never closed", () => {
  const engine = new Engine(compileEngine(TUNDISH_PROOFS_WASM));
  for (const template of ["{{>p}}", "{{#a}}", "{{a", "{{/a}}", "{{<p}}{{/p}}"]) {
    const run = spawnSync(TUNDISH_BIN, ["template", "-", "{}"], { input: template, encoding: "utf8" });
    assert.equal(run.status, 1, template);
    const { faults } = engine.call("template_verdict", JSON.stringify({ template, data: {} })).response;
    assert.ok(faults.length > 0 && run.stderr.includes(faults[0]), template);
  }
});
