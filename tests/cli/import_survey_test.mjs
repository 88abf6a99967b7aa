// `tundish import surveyjs` and `data-flow`: what the golden files of tests/imports are too small for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { file, tundish } from "./kit.mjs";

function imported(format, written) {
  const { status, out, err } = tundish(["import", format, file("x.json", written)]);
  assert.equal(status, 0, err);
  const warnings = err.split("\n").map((line) => /: warning (\w+): /.exec(line)?.[1]).filter(Boolean);
  return { definition: JSON.parse(out), warnings };
}

test("a page has fifty questions that are required under a condition", () => {
  const questions = Array.from({ length: 51 }, (_, i) => ({ type: "text", name: `q${i}`, requiredIf: "{first} = 'yes'" }));
  const { definition, warnings } = imported("surveyjs", { title: "T", elements: [{ type: "text", name: "first" }, ...questions] });
  const page = definition.layers.find(({ components }) => components?.some(({ slug }) => slug === "first"));
  assert.equal(page.components.filter(({ type }) => type === "input").length, 52);
  assert.deepEqual(warnings, ["not_translated", "too_long"]); // the first: capital letters count here
});

test("a sum with a text joins, one of numbers adds", () => {
  const calculatedValues = [{ name: "greeting", expression: "'Dear ' + {name}" }, { name: "next", expression: "{age} + 1" }];
  const { definition, warnings } = imported("surveyjs", { elements: ["name", "age"].map((name) => ({ type: "text", name })), calculatedValues });
  assert.deepEqual(warnings, []);
  assert.deepEqual(definition.layers[0].calculations, [
    { logic: { cat: ["Dear ", { var: "name" }] }, slug: "greeting" }, { logic: { "+": [{ var: "age" }, 1] }, slug: "next" },
  ]);
});

/** The condition under which a text is asked for behind questions of every kind; else the warnings. */
function shown(visibleIf) {
  const elements = [
    { type: "checkbox", name: "a", choices: ["x", "xy", 3] }, { type: "checkbox", name: "b", choices: ["x"] },
    { type: "radiogroup", name: "one", choices: ["A", { value: "AB", text: "Both" }, 7] }, { type: "text", name: "age", inputType: "number" },
    { type: "text", name: "said" }, { type: "boolean", name: "yes" }, { type: "matrix", name: "m", rows: ["r"], columns: ["c"] },
    { type: "text", name: "c", visibleIf },
  ];
  const { definition, warnings } = imported("surveyjs", { title: "T", elements });
  const asked = definition.layers.flatMap(({ components = [] }) => components).find(({ slug }) => slug === "c");
  return warnings.length > 0 ? warnings : asked.visible_if[0];
}

test("whether one of several is chosen is asked of constants; another answer may be a list or none", () => {
  const holds = (value) => ({ slug: "a", operator: "contains", value });
  const is = (slug, value) => ({ slug, operator: "==", value });
  assert.deepEqual(shown("{a} anyof ['x', 3]"), { any: [holds("x"), holds("3")] });
  assert.deepEqual(shown("{a} anyof 'x'"), { any: [holds("x")] });
  assert.deepEqual(shown("{a} allof ['x', 'xy']"), [holds("x"), holds("xy")]);
  assert.deepEqual(shown("{a} noneof ['x', 'xy']"), { not: { any: [holds("x"), holds("xy")] } });
  // A question with one answer is equal to one of them: no part of a text, no list.
  assert.deepEqual(shown("{one} anyof ['A', 7]"), { any: [is("one", "A"), is("one", "7")] });
  assert.deepEqual(shown("{one} noneof ['A']"), { not: { any: [is("one", "A")] } });
  assert.deepEqual(shown("{age} anyof [1, 2]"), { any: [is("age", 1), is("age", 2)] });
  for (const more of ["{a} anyof {b}", "{one} allof ['A', 'AB']", "{m} anyof ['c']", "{a} anyof []"]) {
    assert.deepEqual(shown(more), ["not_translated"], more);
  }
});

test("several answers are compared with a list in any order, and have a length", () => {
  const rule = (expression, data) => {
    const condition = shown(expression);
    const logic = condition.not ? { "!": [condition.not.logic] } : condition.logic;
    const run = tundish(["logic", JSON.stringify(logic), JSON.stringify(data)]);
    assert.equal(run.status, 0, run.err);
    return JSON.parse(run.out);
  };
  for (const [expression, answers] of [
    ["{a} = ['xy', 'x']", [[["x", "xy"], true], [["xy"], false], [["x", "xy", "3"], false], [null, false]]],
    ["{a} <> ['xy']", [[["xy"], false], [["x"], true], [null, true]]],
    ["{a.length} = 1", [[["xy"], true], [["x", "xy"], false], [null, false]]],
    ["{a.length} > 1 or {age} = 4", [[["x", "xy"], true], [["x"], false], [null, false]]],
  ]) {
    if (expression.includes(" or ")) {
      assert.deepEqual(shown(expression).any[1], { slug: "age", operator: "==", value: 4 });
      continue;
    }
    for (const [a, holds] of answers) assert.equal(rule(expression, a ? { a } : {}), holds, `${expression} ${a}`);
  }
  for (const more of ["{a} = 'x'", "{a} = {b}", "{said.length} = 1", "{m.length} = 1", "{a[0]} = 'x'"]) {
    assert.deepEqual(shown(more), ["not_translated"], more);
  }
});

test("choices are found however they are capitalised; of other texts it is told that here letters differ, once", () => {
  assert.deepEqual(shown("{one} = 'ab'"), { slug: "one", operator: "==", value: "AB" });
  assert.deepEqual(shown("{a} contains 'X'"), { slug: "a", operator: "contains", value: "x" });
  assert.deepEqual(shown("{said} = '12'"), { slug: "said", operator: "==", value: "12" });
  assert.deepEqual(shown("{yes} = true"), { slug: "yes", operator: "==", value: true });
  for (const text of ["{said} = 'Hello'", "{said} contains 'é'", "{said} = 'a' or {said} = 'b'", "{said} = {one}"]) {
    assert.deepEqual(shown(text), ["not_translated"], text);
  }
});

test("options of a step that become alike are one", () => {
  const { definition, warnings } = imported("data-flow", [
    { id: "a", question: "Which?", type: "Selection", options: ["x_", "x\u0007", "y"] },
  ]);
  const [input] = definition.layers[0].components.filter(({ type }) => type === "input");
  assert.deepEqual(input.options.map(({ value }) => value), ["x_", "y"]);
  assert.deepEqual(warnings, ["option_changed"]);
});
