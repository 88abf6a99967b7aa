// Random sessions of every example funnel, natively and in WebAssembly: the hash of every event and
// of the state after it must be the same. TUNDISH_RANDOM_SESSIONS says how many sessions of each.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { compileEngine, Engine } from "../abi/engine.mjs";

const { TUNDISH_BIN, TUNDISH_CASES, TUNDISH_SESSION_DIGESTS } = process.env;
if (!TUNDISH_BIN || !TUNDISH_SESSION_DIGESTS) throw new Error("set TUNDISH_BIN and TUNDISH_SESSION_DIGESTS");
const sessions = Number(process.env.TUNDISH_RANDOM_SESSIONS ?? 200);
const perRun = 1000; // of one call, whose answer is held at once

const tests = join(dirname(fileURLToPath(import.meta.url)), "..");
const demos = join(tests, "..", "server", "demos");
const folder = mkdtempSync(join(tmpdir(), "tundish-sessions-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const jsonFiles = (path) => readdirSync(path).filter((name) => name.endsWith(".json")).map((name) => join(path, name));

/** A definition made of another format. */
function imported(format, path) {
  const run = spawnSync(TUNDISH_BIN, ["import", format, path], { encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  const file = join(folder, basename(path));
  writeFileSync(file, run.stdout);
  return file;
}

const engine = new Engine(compileEngine());

/** The channels that a funnel can be played on; none: it is no example. */
function playableChannels(text) {
  const { result, response } = engine.call("funnel", text);
  assert.notEqual(result, 0, JSON.stringify(response));
  const channels = response.channels.filter((channel) => {
    const asked = { sessions: 0, scouts: 0, visitors: { channels: { [channel]: 1 } } };
    return engine.call("simulate", result, JSON.stringify(asked)).result === 1;
  });
  engine.release(result);
  return { channels, languages: Object.keys(response.releases) };
}

const alike = (names) => Object.fromEntries(names.map((name) => [name, 1]));

function optionsOf(text, seed, count) {
  const { channels, languages } = playableChannels(text);
  const visitors = { channels: alike(channels), languages: alike(languages), abandon: 0.01, back: 0.1, invalid: 0.1, clock_spread_minutes: 20160 };
  return channels.length > 0 ? { seed, sessions: count, steps: 120, visitors } : undefined;
}

/** The lines that the native program writes. */
function native(words) {
  return new Promise((resolve, reject) => {
    const program = spawn(TUNDISH_SESSION_DIGESTS, words, { stdio: ["ignore", "pipe", "inherit"] });
    let out = "";
    program.stdout.on("data", (piece) => (out += piece));
    program.on("error", reject);
    program.on("close", (status) => (status === 0 ? resolve(out.trimEnd().split("\n")) : reject(new Error(`session_digests ended with ${status}`))));
  });
}

/** What the first event of a session that differs is, with both states. */
async function difference(path, funnel, options, number) {
  const here = JSON.parse((await native([path, JSON.stringify(options), String(number)])).join("\n"));
  const { response: there } = engine.call("simulated_session", funnel, number, JSON.stringify(options));
  const at = here.findIndex((step, index) => JSON.stringify(step) !== JSON.stringify(there[index]));
  return `seed ${options.seed}, session ${number}, event ${at}\nnative: ${JSON.stringify(here[at])}\nwasm:   ${JSON.stringify(there[at])}`;
}

async function compare(path, name) {
  const text = readFileSync(path, "utf8");
  let digests = 0;
  for (let run = 0; run * perRun < sessions; ++run) {
    const options = optionsOf(text, run + 1, Math.min(perRun, sessions - run * perRun));
    if (!options) return 0;
    const native_digests = native([path, JSON.stringify(options)]);
    const { result: funnel } = engine.call("funnel", text);
    const { response: wasm_digests } = engine.call("simulated_digests", funnel, JSON.stringify(options));
    const expected = await native_digests;
    assert.equal(wasm_digests.length, options.sessions);
    const wrong = expected.findIndex((digest, index) => digest !== wasm_digests[index]);
    if (wrong >= 0 || expected.length !== wasm_digests.length) assert.fail(`${name}: ${await difference(path, funnel, options, wrong)}`);
    assert.ok(new Set(expected).size === expected.length, "no two sessions are one");
    engine.release(funnel);
    digests += expected.length;
  }
  return digests;
}

function suite(what, paths) {
  test(`${what}: ${sessions} sessions each are the same in both builds`, async (t) => {
    let funnels = 0;
    for (const path of paths()) {
      if ((await compare(path, basename(path))) > 0) ++funnels;
      else t.diagnostic(`${basename(path)} has no channel that it can be played on`);
    }
    assert.ok(funnels > 0);
    t.diagnostic(`${funnels} funnels, ${funnels * sessions} sessions`);
  });
}

suite("demos", () => jsonFiles(join(demos, "funnels")));
suite("imported flows", () => jsonFiles(join(demos, "flows")).map((path) => imported("data-flow", path)));
suite("valid definitions", () => jsonFiles(join(tests, "definitions", "valid")));
suite("definitions of every part", () => jsonFiles(join(tests, "definitions", "format")));

if (TUNDISH_CASES) {
  suite("imported bots", () => jsonFiles(join(TUNDISH_CASES, "typebot")).map((path) => imported("typebot", path)));
} else {
  test("imported bots", { skip: "TUNDISH_CASES names no folder: the public Typebot bots are not played" }, () => {});
}
