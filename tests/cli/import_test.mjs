import assert from "node:assert/strict";
import { test } from "node:test";
import { file, tundish } from "./kit.mjs";

const step = (id, more) => ({ id, question: `${id}?`, type: "Text", ...more });

/** The imported definition, and what was said about it. */
function imported(flow, ...options) {
  const run = tundish(["import", "--from", "data-flow", "-", "--json", ...options], typeof flow === "string" ? flow : JSON.stringify(flow));
  const { definition, diagnostics } = JSON.parse(run.out);
  return { status: run.status, definition, diagnostics, codes: diagnostics.map(({ code }) => code) };
}

/** Plays replies on the imported flow. */
function played(flow, replies) {
  const { definition } = imported(flow);
  const run = tundish(["play", file("flow.json", definition), "--json", "--replies", file("r.txt", replies.join("\n"))]);
  return JSON.parse(run.lines.at(-1)).summary;
}

test("a flow becomes a definition on standard output that checks without errors", () => {
  const path = file("Payment flow.json", [step("Name", { next: "Amount" }), step("Amount")]);
  const run = tundish(["import", "--from", "data-flow", path]);
  assert.equal(run.status, 0);
  assert.equal(run.err, "");
  const definition = JSON.parse(run.out);
  assert.deepEqual([definition.slug, definition.title], ["payment-flow", "Payment flow"]);
  assert.deepEqual(definition.channels, ["whatsapp", "web_chat", "web"]);
  assert.equal(definition.config.max_reasks, 0);
  const checked = tundish(["check", "-"], run.out);
  assert.deepEqual([checked.status, checked.out], [0, "-: checked, nothing found\n"]);
});

test("--slug and --title name the funnel", () => {
  const { definition } = imported([step("A")], "--slug", "my_flow", "--title", "My flow");
  assert.deepEqual([definition.slug, definition.title], ["my_flow", "My flow"]);
});

test("a lone step and a list of one are the same", () => {
  assert.deepEqual(imported(step("A")).definition, imported([step("A")]).definition);
});

test("unknown targets are told with their place, and complete", () => {
  const flow = '[\n  { "id": "A", "question": "?", "type": "Selection", "options": ["x", "y"],\n    "nextMapping": { "x": "B" },\n    "next": "C" }\n]';
  const run = tundish(["import", "--from", "data-flow", file("f.json", flow)]);
  assert.equal(run.status, 0);
  assert.match(run.err, /f\.json:3:27: warning unknown_target: .*`B`/);
  assert.match(run.err, /f\.json:4:13: warning unknown_target: .*`C`/);
  assert.deepEqual(played(flow, ["2"]).path, ["A", "COMPLETE"]);
});

test("what cannot be carried over is never silent", () => {
  const cases = [
    [[step("A", { colour: "red" })], ["unknown_property"]],
    [[step("A", { type: "Date" })], ["unknown_word"]],
    [[step("A", { type: undefined })], ["missing_property"]],
    [[step("A", { type: "Selection" })], ["missing_property"]],
    [[step("A", { type: "Selection", options: ["x", "x", ""] })], ["duplicate_option", "too_short"]],
    [[step("A", { options: ["x"] })], ["unused_property"]],
    [[step("A", { type: "Selection", options: ["x"], nextMapping: { X: "A" } })], ["unknown_option"]],
    [[step("A", { type: "Image", nextMapping: { x: "A" } })], ["unused_property"]],
    [[step("A"), step("A")], ["duplicate_id"]],
    [[step("A"), step("B")], ["unreachable_layer"]],
    [[step("Your name?")], ["id_changed"]],
    [[step(undefined)], ["missing_property"]],
    [[step("A", { question: "" })], ["missing_property"]],
    [[step("A", { question: "Use {{ here" })], ["template_syntax"]],
    [[step("A", { next: ["B"] })], ["wrong_type"]],
    [[step("A", { next: 7 })], ["unknown_target"]],
  ];
  for (const [flow, codes] of cases) {
    const found = imported(flow);
    assert.equal(found.status, 0, JSON.stringify(found));
    assert.deepEqual(found.codes.sort(), codes, JSON.stringify(flow));
    for (const { line, severity, sentence } of found.diagnostics) {
      assert.deepEqual([line, severity], [1, "warning"]);
      assert.ok(/\.$|\?$/.test(sentence), sentence);
    }
  }
});

test("where no funnel makes sense nothing is made", () => {
  for (const flow of ["[]", "7", "null", "[1]", '"x"', "{", "", '[{"id":"A"},[]]', '{"id":"A","id":"B"}']) {
    const found = imported(flow);
    assert.equal(found.status, 1, flow);
    assert.equal(found.definition, null);
    assert.ok(found.diagnostics.some(({ severity }) => severity === "error"));
  }
});

test("odd ids are mapped, each to its own, and their ways still lead there", () => {
  const flow = [step("1.a", { next: "1,a" }), step("1,a", { next: "COMPLETE " }), step("COMPLETE")];
  const { definition, codes } = imported(flow);
  assert.deepEqual(definition.layers.map(({ id }) => id), ["1_a", "1_a_2", "COMPLETE_2", "COMPLETE"]);
  assert.deepEqual(codes.sort(), ["id_changed", "id_changed", "id_changed", "unreachable_layer"]);
  assert.deepEqual(played(flow, ["x", "y"]).path, ["1_a", "1_a_2", "COMPLETE"]);
});

test("braces that are no placeholder are shown as they stand", () => {
  const { definition } = imported([step("A", { question: "Use {{ here, <% too" })]);
  const { out } = tundish(["play", file("b.json", definition)]);
  assert.ok(out.includes("Use {{ here, <% too"), out);
});

test("numbers as ids, options and targets, and a case of their own for types", () => {
  const flow = [{ id: 1, question: "Pick", type: "SELECTION", options: [10, 20], nextMapping: { 10: 2 } }, { id: 2, question: "Why?", type: "text" }];
  assert.deepEqual(imported(flow).codes, []);
  assert.deepEqual(played(flow, ["10", "because"]).path, ["1", "2", "COMPLETE"]);
  assert.deepEqual(played(flow, ["2"]).data, { 1: "20" });
});

test("a wrong call is 2", () => {
  assert.equal(tundish(["import", "--from", "fax", "-"]).status, 2);
  assert.equal(tundish(["import", "-"]).status, 2);
  assert.equal(tundish(["import", "--from", "data-flow", "/nowhere"]).status, 2);
});
