import assert from "node:assert/strict";
import { test } from "node:test";
import { compileEngine, Engine } from "../abi/engine.mjs";
import { playScenario, scenarios, tamper } from "../runners/scenario.mjs";
import { file, tundish } from "./kit.mjs";

const module = compileEngine();
const find = (name) => scenarios().find((scenario) => scenario.name === name);

function replay(scenario, log) {
  return tundish(["replay", file("release.json", scenario.definition), file("log.json", log), "--json"]);
}

for (const name of ["layers/start_to_result.json", "chat/selection.json", "data_flow/payment.json", "score/sum.json"]) {
  test(`the log of ${name} ends where it ended`, () => {
    const scenario = find(name);
    const { log } = playScenario(new Engine(module), scenario);
    const { status, out } = replay(scenario, log);
    assert.equal(status, 0);
    const result = JSON.parse(out);
    const { final } = scenario.content;
    for (const member of ["layer", "status", "path", "data", "state_hash"]) assert.deepEqual(result[member], final[member]);
    assert.equal(result.accepted, log.length);
    assert.equal(result.refused, undefined);
  });
}

for (const scenario of scenarios().filter(({ content }) => content.tampered)) {
  test(`a changed log is refused and named: ${scenario.name}`, () => {
    const { log } = playScenario(new Engine(module), scenario);
    for (const change of scenario.content.tampered) {
      const { status, out, err } = replay(scenario, tamper(log, change));
      assert.equal(status, 1);
      if (change.expect.refused === "malformed") {
        assert.match(err, /log\.json:\d+:\d+: error unknown_word/); // a log that cannot be read is not played at all
        continue;
      }
      const { accepted, refused } = JSON.parse(out);
      assert.deepEqual({ accepted, refused: refused.code }, change.expect);
      assert.equal(refused.index, accepted);
      assert.ok(refused.sentence.endsWith("."));
    }
  });
}

test("for people: the end in lines, or the refused event", () => {
  const scenario = find("tampered/skipped_mandatory.json");
  const { log } = playScenario(new Engine(module), scenario);
  const release = file("release.json", scenario.definition);
  const good = tundish(["replay", release, "-"], JSON.stringify(log));
  assert.equal(good.status, 0);
  assert.match(good.out, /status +completed\n[^]*state +[0-9a-f]{64}\n/);
  const bad = tundish(["replay", release, "-"], JSON.stringify(tamper(log, scenario.content.tampered[0])));
  assert.equal(bad.status, 1);
  assert.match(bad.out, /refused event 1 \(pressed\) layer_incomplete: /);
});

test("what cannot be read in a log is told with its place", () => {
  const scenario = find("layers/start_to_result.json");
  const { log } = playScenario(new Engine(module), scenario);
  log[1].kind = "danced";
  delete log[1].uid;
  const lines = "[" + log.map((event) => JSON.stringify(event)).join(",\n ") + "]";
  const { status, err } = replay(scenario, lines);
  assert.equal(status, 1);
  const column = JSON.stringify(log[1]).indexOf('"danced"') + 2;
  assert.match(err, new RegExp(`log\\.json:2:${column}: error unknown_word: At /1/kind: `));
  assert.match(err, /log\.json:2:2: error missing_property: At \/1\/uid: /);
});

test("a log of another release, no log, and a broken one", () => {
  const scenario = find("layers/start_to_result.json");
  const { log } = playScenario(new Engine(module), scenario);
  const other = { ...scenario, definition: find("layers/circle.json").definition };
  const refused = replay(other, log);
  assert.equal(refused.status, 1);
  assert.deepEqual(JSON.parse(refused.out).refused.code, "wrong_structure");
  assert.equal(replay(scenario, []).status, 1);
  for (const text of ["{", '[{"seq":0}]', "7"]) {
    const { status, err } = replay(scenario, text);
    assert.equal(status, 1);
    assert.match(err, /error [a-z0-9_]+: /);
  }
  assert.equal(tundish(["replay", "-", "-"]).status, 2);
  assert.equal(tundish(["replay", "/nowhere", "/nowhere"]).status, 2);
});

test("--why names what every event was judged by, and changes nothing", () => {
  const scenario = find("jumps/first_match.json");
  const { log } = playScenario(new Engine(module), scenario);
  const files = ["replay", file("release.json", scenario.definition), file("log.json", log)];
  const { out } = tundish([...files, "--json", "--why"]);
  const { why, ...rest } = JSON.parse(out);
  assert.deepEqual(rest, JSON.parse(tundish([...files, "--json"]).out));
  assert.deepEqual(why.map(({ index, kind }) => [index, kind]), log.map(({ kind }, index) => [index, kind]));
  const entries = why.flatMap((event) => event.why);
  const judged = entries.filter((entry) => entry.why === "conditions");
  assert.ok(judged.length > 0);
  for (const { conditions, holds } of judged) assert.equal(typeof holds, "boolean", JSON.stringify(conditions));
  assert.ok(entries.some((entry) => entry.why === "way" && entry.target));
  assert.match(tundish([...files, "--why"]).out, /^event 0 \(started\)\n {2}\{/);
});
