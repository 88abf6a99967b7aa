import assert from "node:assert/strict";
import { test } from "node:test";
import { file, tundish } from "./kit.mjs";

const rule = { if: [{ ">=": [{ var: "age" }, 18] }, { cat: ["Hi ", { var: "name" }] }, null] };
const data = { name: "Zoë", age: 36 };

test("a rule and its data as files, as arguments and from standard input", () => {
  const ruleFile = file("rule.json", rule);
  const dataFile = file("data.json", data);
  for (const [verbs, input] of [
    [[ruleFile, dataFile]],
    [[ruleFile, JSON.stringify(data)]],
    [[JSON.stringify(rule), "-"], JSON.stringify(data)],
    [["-", dataFile], JSON.stringify(rule)],
  ]) {
    const { status, out, err } = tundish(["logic", ...verbs], input);
    assert.deepEqual({ status, out, err }, { status: 0, out: '"Hi Zoë"\n', err: "" });
  }
});

test("without data a rule reads null; any JSON is a rule", () => {
  assert.equal(tundish(["logic", '{"+":[1,2]}']).out, "3\n");
  assert.equal(tundish(["logic", '{"var":""}']).out, "null\n");
  assert.equal(tundish(["logic", "--", "-5"]).out, "-5\n");
  assert.equal(tundish(["logic", " [1e21, true]"]).out, "[1e+21,true]\n");
  assert.equal(tundish(["logic", '"text"']).out, '"text"\n');
});

test("an error has its type and ends with 1", () => {
  const failed = tundish(["logic", '{"/":[1,0]}']);
  assert.deepEqual([failed.status, failed.out, failed.err], [1, "", 'error {"type":"NaN"}\n']);
  const thrown = tundish(["logic", "--json", '{"throw":"gone"}']);
  assert.deepEqual([thrown.status, thrown.out, thrown.err], [1, '{"error":{"type":"gone"}}\n', ""]);
  assert.equal(tundish(["logic", "--json", '{"!":[0]}']).out, '{"result":true}\n');
});

test("an unknown operator is shown where it stands", () => {
  const path = file("unknown.json", '{"if": [true,\n  {"nothing": 1},\n  2]}');
  const { status, err } = tundish(["logic", path]);
  assert.equal(status, 1);
  assert.ok(err.startsWith(`${path}:2:3: error unknown_operator: `), err);
  const unreached = tundish(["logic", '{"if":[false,{"nothing":1},2]}']);
  assert.deepEqual([unreached.status, unreached.out], [0, "2\n"]);
  assert.match(unreached.err, /^RULE:1:14: error unknown_operator: /);
});

test("what is no JSON is 1 with its place; a missing file and two streams are 2", () => {
  const broken = tundish(["logic", '{"+":[1,}']);
  assert.equal(broken.status, 1);
  assert.match(broken.err, /^RULE:1:9: error json_syntax: /);
  assert.match(tundish(["logic", "1", '{"a"}']).err, /^DATA:1:\d+: error json_syntax: /);
  assert.equal(tundish(["logic", "/nowhere/rule.json"]).status, 2);
  assert.equal(tundish(["logic", "-", "-"], "1").status, 2);
  assert.equal(tundish(["logic"]).status, 2);
});
