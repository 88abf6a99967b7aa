// The strict JSON front against the public parsing suite and against itself in WebAssembly: what
// must be refused is, what must be accepted is but for four files, and server and browser say the
// same of every text, byte by byte.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { compileEngine, Engine } from "../abi/engine.mjs";
import { brokenEncodings, cutsAndInsertions, packagedSuite, suiteInFolder } from "./json_cases.mjs";

const { TUNDISH_JSON_VERDICTS, TUNDISH_PROOFS_WASM, TUNDISH_WASM, TUNDISH_JSON_SUITE, TUNDISH_CASES } = process.env;

/** Must be accepted by the letter of the RFC; we refuse them, each with its code. */
const ownRefusals = {
  "y_object_duplicated_key.json": "duplicate_key",
  "y_object_duplicated_key_and_value.json": "duplicate_key",
  "y_object_escaped_null_in_key.json": "nul",
  "y_string_null_escape.json": "nul",
};

/** Asks the native front about every case. */
function nativeVerdicts(cases) {
  const input = Buffer.concat(cases.flatMap(({ bytes }) => [Buffer.from(`${bytes.length}\n`), bytes]));
  const { status, stdout } = spawnSync(TUNDISH_JSON_VERDICTS, { input, maxBuffer: 1 << 30 });
  assert.equal(status, 0, "the native front ended");
  const lines = stdout.toString().split("\n").slice(0, -1);
  assert.equal(lines.length, cases.length);
  return lines.map((line) => JSON.parse(line));
}

const codesOf = (verdict) => (verdict.refused ? JSON.parse(verdict.refused).map(({ code }) => code) : []);

/** The front of a full engine in wasm, and the one that visitors download. */
const full = new Engine(compileEngine(TUNDISH_PROOFS_WASM));
const player = new Engine(compileEngine(TUNDISH_WASM));

/** Whether the player takes a text for JSON. It says that a text is wrong, not why. */
function playerReads(bytes) {
  const { result, response } = player.call("sync", bytes);
  if (result !== 0) player.release(result);
  return !(response.diagnostics ?? []).some(({ code }) => code === "json_syntax");
}

/** Checks that both sides say the same; gives the native verdicts. */
function agreed(cases) {
  const verdicts = nativeVerdicts(cases);
  cases.forEach(({ name, bytes }, at) => {
    assert.deepEqual(full.call("json_verdict", bytes).response, verdicts[at], name);
    assert.equal(playerReads(bytes), verdicts[at].accepted !== undefined, `${name} in the player`);
  });
  return verdicts;
}

/** Runs a suite of y_, n_ and i_ cases. */
function judge(t, cases) {
  const verdicts = agreed(cases);
  const counts = { y_accepted: 0, y_refused_by_us: 0, n_refused: 0, i_accepted: 0, i_refused: 0 };
  cases.forEach(({ name, bytes, lost }, at) => {
    const { accepted } = verdicts[at];
    const code = codesOf(verdicts[at])[0];
    if (name.startsWith("n_")) {
      assert.equal(accepted, undefined, `${name} must be refused`);
      counts.n_refused += 1;
    } else if (name.startsWith("y_") && name in ownRefusals) {
      assert.equal(code, ownRefusals[name], name);
      counts.y_refused_by_us += 1;
    } else if (name.startsWith("y_")) {
      assert.notEqual(accepted, undefined, `${name} must be accepted: ${verdicts[at].refused}`);
      assert.equal(lost, false, `${name} lost bytes in its package`);
      assert.deepEqual(JSON.parse(accepted), normal(JSON.parse(bytes.toString())), name);
      counts.y_accepted += 1;
    } else {
      counts[accepted === undefined ? "i_refused" : "i_accepted"] += 1;
    }
  });
  t.diagnostic(`${cases.length} files: ${JSON.stringify(counts)}`);
  assert.equal(counts.y_refused_by_us, Object.keys(ownRefusals).length);
  assert.ok(counts.y_accepted >= 80 && counts.n_refused >= 180, "the suite is whole");
}

/** The value with -0 as 0, as canonical text has it. */
function normal(value) {
  if (value === 0) return 0;
  if (Array.isArray(value)) return value.map(normal);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, normal(inner)]));
}

test("the public parsing suite", async (t) => {
  const cases = await packagedSuite(TUNDISH_JSON_SUITE);
  t.diagnostic(`${cases.filter(({ lost }) => lost).length} files hold bytes that the package cannot carry`);
  judge(t, cases);
});

test("the same suite as files", { skip: !TUNDISH_CASES && "TUNDISH_CASES names no folder" }, (t) => {
  const cases = suiteInFolder(TUNDISH_CASES);
  if (cases.length === 0) return t.skip("the folder of TUNDISH_CASES holds no y_ and n_ files");
  judge(t, cases);
});

test("what is not plain UTF-8 is refused for that reason", (t) => {
  const cases = brokenEncodings();
  const reasons = {};
  agreed(cases).forEach((verdict, at) => {
    const code = codesOf(verdict).find((one) => ["utf8", "bom", "nul"].includes(one));
    assert.ok(code, cases[at].name);
    reasons[code] = (reasons[code] ?? 0) + 1;
  });
  t.diagnostic(`${cases.length} texts refused: ${JSON.stringify(reasons)}`);
  assert.ok(cases.length >= 300);
});

test("cut and damaged texts: server and browser say the same", (t) => {
  const cases = cutsAndInsertions();
  const verdicts = agreed(cases);
  const accepted = verdicts.filter((verdict) => verdict.accepted !== undefined).length;
  t.diagnostic(`${cases.length} texts, ${accepted} accepted`);
  assert.ok(accepted > 100 && accepted < cases.length / 2);
});

test("limits: server and browser say the same", () => {
  const nested = (depth) => "[".repeat(depth) + "]".repeat(depth);
  const objects = (depth) => '{"a":'.repeat(depth) + "1" + "}".repeat(depth);
  const items = (count) => `[${Array(count).fill(0).join()}]`;
  const cases = Object.entries({
    depth_64: nested(64),
    depth_65: nested(65),
    depth_100000: nested(100_000),
    open_500000: "[".repeat(500_000),
    objects_64: objects(64),
    objects_65: objects(65),
    nodes_100000: items(99_999),
    nodes_100001: items(100_000),
    bytes_at_limit: `"${"x".repeat(1024 * 1024 - 2)}"`,
    bytes_over_limit: `"${"x".repeat(1024 * 1024 - 1)}"`,
    many_faults: `[${Array(300).fill("1e999").join()}]`,
    many_names: `{${Array(300).fill('"a":1').join()}}`,
    spaces: " ".repeat(100_000),
    long_number: `[${"1".repeat(100_000)}]`,
    long_fraction: `[0.${"1".repeat(100_000)}]`,
    long_exponent: `[1e${"0".repeat(100_000)}1]`,
  }).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
  const accepted = agreed(cases).flatMap((verdict, at) => (verdict.refused ? [] : [cases[at].name]));
  assert.deepEqual(accepted, [
    "depth_64",
    "objects_64",
    "nodes_100000",
    "bytes_at_limit",
    "long_fraction",
    "long_exponent",
  ]);
});
