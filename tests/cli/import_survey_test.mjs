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
  assert.deepEqual(warnings, ["too_long"]);
});

test("whether one of several is chosen is asked of constants; another answer may be a list or none", () => {
  const shown = (visibleIf) => {
    const elements = [{ type: "checkbox", name: "a", choices: ["x", "y"] }, { type: "checkbox", name: "b", choices: ["x"] }, { type: "text", name: "c", visibleIf }];
    const { definition, warnings } = imported("surveyjs", { title: "T", elements });
    const asked = definition.layers.flatMap(({ components = [] }) => components).find(({ slug }) => slug === "c");
    return warnings.length > 0 ? warnings : asked.visible_if[0].logic;
  };
  const holds = (value) => ({ in: [value, { var: "a" }] });
  assert.deepEqual(shown("{a} anyof ['x', 'y']"), { or: [holds("x"), holds("y")] });
  assert.deepEqual(shown("{a} anyof 'x'"), { or: [holds("x")] });
  assert.deepEqual(shown("{a} allof ['x', 'y']"), { and: [holds("x"), holds("y")] });
  assert.deepEqual(shown("{a} noneof ['x', 'y']"), { "!": [{ or: [holds("x"), holds("y")] }] });
  assert.deepEqual(shown("{a} anyof {b}"), ["not_translated"]);
});

test("options of a step that become alike are one", () => {
  const { definition, warnings } = imported("data-flow", [
    { id: "a", question: "Which?", type: "Selection", options: ["x_", "x\u0007", "y"] },
  ]);
  const [input] = definition.layers[0].components.filter(({ type }) => type === "input");
  assert.deepEqual(input.options.map(({ value }) => value), ["x_", "y"]);
  assert.deepEqual(warnings, ["option_changed"]);
});
