// Code of a Typebot block gives what Typebot's JavaScript gives for every answer, or there is a warning.
import assert from "node:assert/strict";
import { test } from "node:test";
import { file, tundish } from "./kit.mjs";

/** What an answer is taken for when a script of Typebot reads it. */
function guessed(value) {
  if (typeof value !== "string" || /^(0(?!\.).|\+)/s.test(value)) return value;
  const word = { true: true, false: false, null: null }[value];
  if (word !== undefined) return word;
  return value === "" || Number.isNaN(Number(value)) ? value : Number(value);
}

function evaluated(code, values) {
  const names = Object.keys(values);
  const body = code.replace(/\{\{(\w+)\}\}/g, "$1");
  const text = code.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name]);
  try {
    return Function(...names, body.includes("return ") ? body : `return ${body}`)(...names.map((name) => guessed(values[name])));
  } catch {
    return text;
  }
}

const inputs = { First: "text input", Last: "text input", Price: "number input", Count: "rating input" };

/** A bot that asks for all of these and then sets `out0`, `out1`, … by the codes. */
function bot(codes, isCode = false) {
  const variable = (name) => ({ id: `id-${name}`, name });
  return {
    version: "6.1", id: "b", name: "B", edges: [{ id: "e", from: { eventId: "ev" }, to: { groupId: "g" } }],
    events: [{ id: "ev", type: "start", outgoingEdgeId: "e" }],
    groups: [{ id: "g", title: "G", blocks: [
      ...Object.entries(inputs).map(([name, type]) => ({ id: `in${name}`, type, options: { variableId: `id-${name}` } })),
      ...codes.map((code, i) => ({
        id: `s${i}`, type: "Set variable",
        options: { variableId: `id-out${i}`, expressionToEvaluate: code, ...(isCode && { isCode }) },
      })),
      { id: "end", type: "text", content: { richText: [{ type: "p", children: [{ text: codes.map((_, i) => `{{out${i}}}`).join(" ") }] }] } },
    ] }],
    variables: [...Object.keys(inputs), ...codes.map((_, i) => `out${i}`)].map(variable),
  };
}

/** For every code its logic, if it is set, and whether there is a warning about it. */
function imported(codes, isCode) {
  const run = tundish(["import", "typebot", file("scripts.json", bot(codes, isCode)), "--json"]);
  assert.equal(run.status, 0, run.err);
  const { definition, diagnostics } = JSON.parse(run.out);
  const first = Object.keys(inputs).length;
  const doubted = new Set(diagnostics.map(({ code, pointer }) => {
    assert.equal(code, "not_translated");
    return Number(/blocks\/(\d+)\/options\/expressionToEvaluate$/.exec(pointer)[1]) - first;
  }));
  const actions = definition.layers.flatMap((layer) => layer.actions ?? []);
  return codes.map((code, i) => ({
    code, doubted: doubted.has(i), action: actions.find(({ slug }) => slug === `out${i}`),
  }));
}

const visitors = [
  { First: "Ann", Last: "Lee", Price: 5, Count: 3 },
  { First: "7", Last: "5", Price: 2.5, Count: 1 },
  { First: "Ann", Last: "5", Price: -7, Count: 5 },
  { First: "007", Last: "1", Price: 0, Count: 2 },
  { First: "+5", Last: "0", Price: 0.5, Count: 4 },
  { First: "0.5", Last: "-1", Price: 1e6, Count: 1 },
  { First: "false", Last: "x", Price: 12.25, Count: 2 },
  { First: "Ада 👋", Last: "0x10", Price: 1, Count: 3 },
];

const same = [
  "{{First}} + {{Last}}", "{{First}} + {{Price}}", "{{Price}} + {{First}}", "{{Price}} + \"1\"", "{{First}} + \" \" + {{Last}}",
  "{{Price}} + {{Count}}", "{{Price}} * 2 - {{Count}}", "{{Price}} / 4", "-{{Price}} + 1", "({{Price}} + 1) * 2", "{{Count}} % 2",
  "\"3\" * \"4\"", "true + 1", "Math.round({{Price}})", "Math.floor({{Price}} / 3)", "Math.max({{Price}}, {{Count}})", "{{Price}} ** 2",
  "{{Price}} > 3 ? \"many\" : \"few\"", "{{Price}} == \"5\"", "{{Price}} === \"5\"", "{{First}} === \"Ann\"", "{{First}} != \"Ann\"",
  "{{First}} == {{Price}}", "{{First}} > {{Price}}", "{{First}} ? 1 : 2", "{{Last}} ? 1 : 2", "!{{Last}}", "{{Last}} || \"none\"",
  "{{First}} && {{Price}}", "\"abc\"[1]", "\"abc\".at(-1)", "\"a\".concat(\"b\", {{Price}})", "\" x \".trim()", "\"abc\".length",
  "{{Price}}.toString().length", "[1, {{Price}}].includes(1)", "\"Ann Lee\".includes({{Last}})", "`${{{First}}}!`",
  "let a = {{Price}}; a += 2; return a", "if ({{Price}} > 1) { return \"x\" } else { return {{First}} + {{Count}} }",
  "Promoter", "Hello {{First}}!", "{{First}} says: 5 > 3;", "What (really) is {{Price}}?", "Your item(s): {{Count}}",
  "{{First}} === null", "{{Price}} == null", "null === null", "undefined !== {{Price}}",
];

const doubted = [
  "{{First}} * 2", "-{{First}}", "Number({{First}})", "parseInt({{First}})", "parseInt({{Price}}, 2)", "{{Price}} / {{Count}}", "{{Price}} / 0",
  "{{Price}} % {{Count}}", "{{Price}}.toFixed(2)", "({{Price}} * 2).toFixed()", "{{First}}[0]", "{{First}}.at(0)", "{{First}}.slice(1)",
  "{{First}}.length", "{{First}}.includes(\"a\")", "{{First}}.concat(\" \", {{Last}})", "{{First}} == {{Last}}", "{{First}} < {{Last}}",
  "Math.max({{First}}, 1)", "{{First}}.trim()", "[] ? 1 : 2", "{{First}} + {{Last}} + {{First}}", "{{Price}}.toLocaleString()",
];

const untranslated = [
  "{{First}}.toUpperCase()", "typeof {{Price}}", "typeof {{First}} === \"number\"", "{{First}}.split(\" \")[0]", "{{First}}\n.toUpperCase()",
  "new Date()", "parseFloat({{Price}}).toExponential()", "{{First}}[\"length\"]", "(() => {{Price}})()", "isNaN({{Price}})", "encodeURI({{First}})",
];

test("what has no warning gives what JavaScript gives, whatever is answered", () => {
  const made = imported(same);
  for (const { code, doubted, action } of made) assert.ok(!doubted && action, code);
  for (const values of visitors) {
    const rule = made.map(({ action }) => action.logic ?? null);
    const run = tundish(["logic", JSON.stringify(rule), JSON.stringify(values)]);
    assert.equal(run.status, 0, `${run.out} ${run.err}`);
    const results = JSON.parse(run.out);
    // What a variable holds is taken for a number again, and shown as a text.
    made.forEach(({ code }, i) =>
      assert.deepEqual(guessed(results[i]), guessed(evaluated(code, values)), `${code} of ${JSON.stringify(values)}`));
  }
});

test("what differs for some answers has a warning", () => {
  for (const { code, doubted: found } of imported(doubted)) assert.ok(found, code);
  for (const { code, doubted: found } of imported(doubted, true)) assert.ok(found, code);
});

test("code that is not known is not taken for a text, whether it calls itself code or not", () => {
  for (const isCode of [false, true]) {
    for (const { code, doubted: found, action } of imported(untranslated, isCode)) assert.ok(found && !action, code);
  }
});

test("what is known of a variable only over many others may be anything", () => {
  const doubled = (count) => {
    const copies = Array.from({ length: count }, (_, i) => (i < count - 1 ? `{{out${i + 1}}}` : "1"));
    return imported([...copies, "{{out0}} * 2"]).at(-1).doubted;
  };
  assert.equal(doubled(4), false);
  assert.equal(doubled(16), true);
});

test("what a variable holds is told by what fills it", () => {
  const codes = ["0", "{{out0}} + 5", "{{out1}} + {{out0}}", "{{First}}", "{{out3}} + {{out1}}", "{{out5}} + 1"];
  const made = imported(codes);
  assert.deepEqual(made.map(({ doubted: found }) => found), codes.map(() => false));
  assert.deepEqual(made[2].action.logic, { "+": [{ var: "out1" }, { var: "out0" }] });
  assert.deepEqual(Object.keys(made[4].action.logic), ["if"]); // an answer: that is seen when it is there
});
