// Rules for pages of one's own, as they are built: the script and the WebAssembly beside it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const dist = new URL("../../web/dist/", import.meta.url);
const { NoRules, Rules } = await import(new URL("rules.js", dist));
const file = readdirSync(dist).find((name) => /^rules-[0-9a-f]{8}\.wasm$/.test(name));
const module = new WebAssembly.Module(readFileSync(new URL(file, dist)));

test("a field that changes changes the verdicts of what reads it", () => {
  const rules = new Rules(module, [
    { slug: "age", operator: ">=", value: 18 },
    { any: [{ slug: "plan", operator: "==", value: "größer" }, { slug: "agreed", operator: "must_be_true" }] },
    { logic: { ">": [{ var: "age" }, { var: "limit" }] } },
    [{ slug: "tags", operator: "contains", value: "new" }, { source: "contact", slug: "email", operator: "not_empty" }],
  ]);
  assert.equal(rules.count, 4);
  assert.deepEqual(rules.fields.sort(), ["age", "agreed", "contact.email", "limit", "plan", "tags"]);
  assert.deepEqual([...rules.verdicts], [0, 0, 0, 0]);
  assert.equal(rules.set("age", 36), 2);
  assert.equal(rules.set(rules.field("plan"), "größer"), 1);
  assert.deepEqual([...rules.verdicts], [1, 1, 1, 0]);
  assert.equal(rules.set("plan", "x".repeat(5000)), 1);
  assert.equal(rules.set("agreed", true), 1);
  assert.equal(rules.set("limit", "many"), 1);
  assert.equal(rules.set("tags", ["new", "vip"]), 0);
  assert.equal(rules.set("contact.email", "ada@example.org"), 1);
  assert.deepEqual([...rules.verdicts], [1, 1, 2, 1]);
  assert.ok(rules.holds(0) && !rules.holds(2) && !rules.holds(99));
  assert.equal(rules.evaluate(), 0);
  assert.equal(rules.set("age", undefined), 2);
  assert.equal(rules.set("age", Number.NaN), 0);
  assert.equal(rules.set("nobody", 1), 0);
  assert.equal(rules.set("tags", null), 1);
});

test("what is no rule is told with its place", () => {
  const faults = (rules) => {
    try {
      return new Rules(module, rules) && [];
    } catch (error) {
      assert.ok(error instanceof NoRules, String(error));
      return error.diagnostics.map(({ code, pointer = "" }) => `${code} ${pointer}`);
    }
  };
  assert.deepEqual(faults([{ slug: "a", operator: "~" }]), ["unknown_word /0/operator"]);
  assert.deepEqual(faults([{ logic: { "!": [{ nothing: 1 }] } }]), ["unknown_operator /0/logic/!/0"]);
  assert.deepEqual(faults("x"), ["wrong_type "]);
  assert.deepEqual(faults([]), []);
});

const isTrue = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value));
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

test("JsonLogic's vectors hold as rules when what they give is true", () => {
  const vectors = JSON.parse(readFileSync(new URL("../vectors/logic.json", import.meta.url)));
  const cases = vectors.cases.filter(({ data }) => data === undefined || isObject(data));
  let compared = 0;
  for (const { rule, data = vectors.data, result, error } of cases) {
    // Rules refuse what must fail because there is no such operator.
    if (JSON.stringify(rule).includes("nothing\":1") || (isObject(rule) && Object.keys(rule).length > 1)) continue;
    const rules = new Rules(module, [{ logic: rule }]);
    for (const [name, value] of Object.entries(data)) rules.set(name, value);
    const expected = error ? 2 : isTrue(result) ? 1 : 0;
    // The whole of the data is what the rules read of it.
    if (rules.verdicts[0] !== expected) assert.fail(`${JSON.stringify(rule)} gives ${rules.verdicts[0]}`);
    compared += 1;
  }
  assert.ok(compared > 450, `${compared} compared`);
});
