// `tundish import typebot`: what the golden files of tests/imports are too small or too tidy for.
import assert from "node:assert/strict";
import { test } from "node:test";
import { file, tundish } from "./kit.mjs";

const say = (text) => ({ id: `t-${text}`, type: "text", content: { richText: [{ type: "p", children: [{ text }] }] } });
const ask = (name) => ({ id: `a-${name}`, type: "text input", options: { variableId: name } });
const set = (name, expressionToEvaluate) => ({ id: `s-${name}`, type: "Set variable", options: { variableId: name, expressionToEvaluate, isCode: true } });
const compare = (variableId, comparisonOperator, value) => ({ variableId, comparisonOperator, value });

/** A condition whose cases lead to the group `yes`. */
function condition(id, ...cases) {
  return { id, type: "Condition", items: cases.map((comparisons, i) => ({ id: `${id}${i}`, outgoingEdgeId: "yes", content: { comparisons } })) };
}

/** Imports a bot of these groups, a list of blocks by name; it begins with the first. */
function imported(groups, { variables = [], edges = [] } = {}) {
  const names = Object.keys(groups);
  const bot = {
    version: "6.1", id: "bot", name: "Bot", events: [{ id: "ev", type: "start", outgoingEdgeId: "begin" }],
    groups: names.map((name) => ({ id: name, title: name, blocks: groups[name] })),
    edges: [{ id: "begin", from: { eventId: "ev" }, to: { groupId: names[0] } }, ...(groups.yes ? [{ id: "yes", from: {}, to: { groupId: "yes" } }] : []), ...edges],
    variables: variables.map((one) => (typeof one === "string" ? { id: one, name: one } : one)),
  };
  const { status, out, err } = tundish(["import", "typebot", file("bot.json", bot)]);
  assert.equal(status, 0, err);
  const definition = JSON.parse(out);
  const layers = Object.fromEntries(definition.layers.map((layer) => [layer.id, layer]));
  const warnings = err.split("\n").map((line) => /: warning (\w+): /.exec(line)?.[1]).filter(Boolean);
  return { definition, layers, warnings, err };
}

/** What the first condition of the case becomes. */
function conditionOf(...comparison) {
  const { definition } = imported({ one: [ask("x"), condition("c", [compare("x", ...comparison)])], yes: [say("Yes")] }, { variables: ["x", "y"] });
  const [jump] = definition.layers.flatMap(({ next }) => next?.jumps ?? []);
  return jump.conditions[0];
}

test("patterns that ignore case mean both letters, in classes and ranges too", () => {
  const pattern = (value) => conditionOf("Matches regex", value).value;
  const anywhere = (inside) => `[\\s\\S]*(?:${inside})[\\s\\S]*`;
  assert.equal(pattern("/a[bc]d/i"), anywhere("[aA][bBcC][dD]"));
  assert.equal(pattern("/[a-f_]\\d+/i"), anywhere("[a-fA-F_]\\d+"));
  assert.equal(pattern("/[A-z]\\w/i"), anywhere("[aA-zZ]\\w"));
  assert.equal(pattern("/a\\d/"), anywhere("a\\d"));
});

test("texts are looked for in any case; what is no letter stays", () => {
  const made = conditionOf("Ends with", "Route 66_ü!");
  assert.deepEqual([made.operator, made.value], ["matches", "[\\s\\S]*[rR][oO][uU][tT][eE] 66_ü\\!"]);
});

test("a text with a variable in it is compared as logic where JsonLogic has the operator", () => {
  assert.deepEqual(conditionOf("Equal to", "a{{y}}"), { logic: { "==": [{ var: "x" }, { cat: ["a", { var: "y" }] }] } });
  assert.deepEqual(conditionOf("Starts with", "a{{y}}").operator, "starts_with");
});

test("more than a hundred comparisons stand in groups of a hundred", () => {
  const many = (logicalOperator) => {
    const block = condition("c", Array.from({ length: 250 }, (_, i) => compare("x", "Equal to", `v${i}`)));
    block.items[0].content.logicalOperator = logicalOperator;
    const { definition } = imported({ one: [ask("x"), block], yes: [say("Yes")] }, { variables: ["x"] });
    return definition.layers.flatMap(({ next }) => next?.jumps ?? [])[0].conditions;
  };
const every = many("AND");
  assert.deepEqual(every.map((all) => all.length), [100, 100, 50]);
  assert.deepEqual(every[2][49], { slug: "x", operator: "==", value: "v249" });
  const [either] = many("OR");
  assert.deepEqual(either.any.map(({ any }) => any.length), [100, 100, 50]);
});

test("more ways than a layer may have go on in another layer", () => {
  const cases = (id) => condition(id, ...Array.from({ length: 150 }, (_, i) => [compare("x", "Equal to", `${id}${i}`)]));
  const { definition } = imported({ one: [ask("x"), cases("p"), cases("q")], yes: [say("Yes")] }, { variables: ["x"] });
  const ways = definition.layers.filter(({ next }) => next?.jumps);
  assert.deepEqual(ways.map(({ next }) => next.jumps.length), [150, 150]);
  assert.equal(ways[0].next.target, ways[1].id);
});

test("a link brings two hundred variables, the others begin with their own value", () => {
  const names = Array.from({ length: 305 }, (_, i) => `v${i}`);
  const variables = names.map((name) => ({ id: name, name, ...(name === "v250" && { value: "mine" }) }));
  const { definition, layers } = imported({ one: [say(names.map((name) => `{{${name}}}`).join(" "))] }, { variables });
  assert.equal(definition.layers.find(({ type }) => type === "start").initial_data.length, 200);
  const actions = definition.layers.filter(({ type }) => type === "action");
  assert.deepEqual(actions.map((one) => one.actions.length).sort(), [100, 5]);
  const set = actions.flatMap((one) => one.actions);
  assert.deepEqual([set.find(({ slug }) => slug === "v250").logic, set.find(({ slug }) => slug === "v251").logic], ["mine", null]);
  assert.ok(layers[actions[0].next], "they lead on");
});

test("a lone button that begins again ends the session", () => {
  const again = { id: "again", type: "choice input", items: [{ id: "i", content: "Again", outgoingEdgeId: "back" }] };
  const { layers, warnings } = imported({ one: [say("Hello"), ask("x")], last: [say("Thanks"), again] }, {
    variables: ["x"], edges: [{ id: "back", from: {}, to: { groupId: "one" } }],
  });
  assert.deepEqual([warnings, layers.last], [["unreachable_layer"], undefined], "nothing leads there yet");
  const reached = imported({ one: [say("Hello"), { ...ask("x"), outgoingEdgeId: "on" }], last: [say("Thanks"), again] }, {
    variables: ["x"], edges: [{ id: "back", from: {}, to: { groupId: "one" } }, { id: "on", from: {}, to: { groupId: "last" } }],
  });
  assert.deepEqual(reached.warnings, ["restart"]);
  assert.equal(reached.layers.last.type, "result");
  assert.deepEqual(reached.layers.last.components.map(({ type }) => type), ["message"]);
});

test("what stands behind a variable begins a layer of its own", () => {
  const { layers, definition } = imported({
    one: [say("Hello"), { id: "l", type: "Typebot link", options: { typebotId: "other" } }],
  });
  const played = definition.layers.find(({ type }) => type === "subfunnel");
  assert.equal(played.subfunnel.funnel, "other");
  assert.equal(definition.layers.find(({ components }) => components).next, played.id);
  const shown = imported({ one: [set("x", "1"), { id: "r", type: "Redirect", options: { url: "https://example.org/" } }, say("Bye")] }, { variables: ["x"] });
  const types = shown.definition.layers.map(({ type }) => type);
  assert.ok(types.includes("action") && layers, String(types));
  assert.match(JSON.stringify(shown.definition.layers), /https:\/\/example\.org\//);
});

test("a test whose share is no number is half and half", () => {
  const block = (aPercent) => ({ id: "ab", type: "AB test", options: { aPercent }, items: [{ id: "a", path: "a", outgoingEdgeId: "yes" }, { id: "b", path: "b" }] });
  const weights = (share) => {
    const { definition } = imported({ one: [say("Hi"), block(share), say("No")], yes: [say("Yes")] });
    return definition.layers.flatMap(({ next }) => next?.jumps ?? [])[0].weights;
  };
  assert.deepEqual([weights(true), weights("30")], [{ a: 50, b: 50 }, { a: 30, b: 70 }]);
});

test("a hundred other bots may be played, behind those the conversation goes on", () => {
  const links = Array.from({ length: 101 }, (_, i) => ({ id: `l${i}`, type: "Typebot link", options: { typebotId: `bot-${i}` } }));
  const { definition, warnings } = imported({ one: [...links, say("Bye")] });
  assert.equal(definition.subfunnels.length, 100);
  assert.deepEqual(warnings.filter((code) => code === "too_long"), ["too_long"]);
  assert.match(JSON.stringify(definition.content ?? definition.layers), /Bye/);
});

test("scripts: elements of lists, and texts that never end", () => {
  const logicOf = (code) => {
    const { definition, warnings } = imported({ one: [ask("x"), set("y", code), say("{{y}}")] }, { variables: ["x", "y"] });
    const found = definition.layers.flatMap(({ calculations = [], actions = [] }) => [...calculations, ...actions]);
    return warnings.includes("not_translated") ? "not_translated" : JSON.stringify(found[0].logic);
  };
  assert.equal(logicOf("{{x}}.at(1)"), logicOf("{{x}}[1]"));
  assert.equal(logicOf("{{x}}.at({{y}})"), "not_translated");
  assert.equal(logicOf("`abc ${1}"), "not_translated");
});
