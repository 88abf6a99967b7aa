// `tundish export`: the seed, the schema of the answers, WhatsApp Flows.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { file, tests, tundish } from "./kit.mjs";

const layer = (id, type, components, next) => ({ id, type, components, ...(next && { next }) });
const input = (id, input_type, more) => ({ id, type: "input", input_type, slug: id, ...more });
const funnel = (layers, more) => ({ tundish: 1, slug: "f", title: "F", layers, ...more });
const end = layer("end", "result", [{ id: "bye", type: "message", text: "Bye" }]);

const all = funnel([
  layer("a", "start", [
    input("name", "text", { label: "Name?", validations: { min_length: 2, max_length: 5, reg_ex: "[a-z\\-]+" } }),
    input("mail", "text", { appearance: "email" }),
    input("page", "text", { appearance: "url" }),
    input("phone", "text", { appearance: "phone" }),
    input("age", "numeric", { appearance: "integer", min: 0, max: 99 }),
    input("stars", "numeric", { appearance: "rating" }),
    input("ok", "boolean"),
    input("one", "choice", { options: [{ value: "x" }, { value: "y" }] }),
    input("many", "choice", { options: [{ value: "x" }, { value: "y" }], max_selected: 2 }),
    input("file", "file", { max_files: 2 }),
    input("table", "matrix", { rows: [{ value: "r" }], columns: [{ value: "c" }, { value: "d" }] }),
    input("day", "datetime", {}),
    input("rank", "choice", { appearance: "ranking", options: [{ value: "x" }, { value: "y" }] }),
  ], "end"),
  end,
]);

function exported(format, definition, ...more) {
  const run = tundish(["export", format, file("x.json", definition), "--json", ...more]);
  return { status: run.status, ...JSON.parse(run.out) };
}

test("a seed that is imported is the same funnel, as often as you like", () => {
  const definition = tundish(["import", "tundish", file("all.json", all)]).out.trim();
  const seed = tundish(["export", "seed", file("all.json", definition)]).out;
  const [{ object_type, data }] = JSON.parse(seed);
  assert.deepEqual([object_type, data.versions.map(({ language }) => language)], ["funnels", ["en"]]);
  assert.ok(data.versions[0].layers[0].components.length > 0);
  const again = tundish(["import", "seed", file("seed.json", seed)]).out.trim();
  assert.equal(again, definition);
  assert.equal(tundish(["export", "seed", file("again.json", again)]).out, seed);
});

const ajvFolder = process.env.TUNDISH_AJV;
test("honest answers fit the schema, others do not", (t) => {
  if (!ajvFolder) return t.skip("TUNDISH_AJV names no folder with ajv");
  const Ajv = createRequire(join(ajvFolder, "package.json"))("ajv/dist/2020").default;
  const { exported: schema } = exported("json-schema", all);
  const fits = new Ajv({ strict: true, strictRequired: false }).compile(schema);
  const honest = {
    name: "ann-e", mail: "a@b.org", phone: "1234567890", age: 7, stars: 5, ok: true, one: "x", many: ["x", "y"],
    file: [{ name: "a", media_type: "image/png", size: 1 }], table: { r: "c" }, day: "2026-02-03", rank: ["y", "x"],
  };
  assert.ok(fits(honest), JSON.stringify(fits.errors));
  for (const slug of Object.keys(honest)) assert.ok(fits({ [slug]: honest[slug] }), slug);
  for (const page of ["HTTPS://a.b/c", "http://a.b", "mailto:a@b.co", "tel:+34600112233"]) assert.ok(fits({ page }), page);
  const wrong = {
    name: ["a", "toolong", "UP", 7], mail: ["nobody", 1], page: ["ftp://a.b", "tell:1"], phone: ["123"], age: [1.5, 100, "7"], stars: [0, 6], ok: ["yes"],
    one: ["z", ["x"]], many: ["x", ["x", "x"], ["z"]], file: [{}, [{}]], table: [{ r: "z" }, { q: "c" }], day: ["3.2.2026"],
    rank: [["x"], ["x", "z"]], stranger: [1],
  };
  for (const [slug, values] of Object.entries(wrong)) {
    for (const value of values) assert.ok(!fits({ [slug]: value }), `${slug}: ${JSON.stringify(value)}`);
  }
});

test("the schema of every definition is one, by the meta-schema of 2020-12 and strictly", (t) => {
  if (!ajvFolder) return t.skip("TUNDISH_AJV names no folder with ajv");
  const Ajv = createRequire(join(ajvFolder, "package.json"))("ajv/dist/2020").default;
  const folders = [join(tests, "definitions", "valid"), join(tests, "..", "server", "demos", "funnels")];
  let judged = 0;
  for (const folder of folders) {
    for (const name of readdirSync(folder).filter((one) => one.endsWith(".json"))) {
      const { out } = tundish(["export", "json-schema", join(folder, name), "--json"]);
      const { exported: schema } = JSON.parse(out);
      assert.equal(schema.$schema, "https://json-schema.org/draft/2020-12/schema", name);
      new Ajv({ strict: true, strictRequired: false, validateFormats: false }).compile(schema);
      judged += 1;
    }
  }
  assert.ok(judged > 10, String(judged));
});

test("a WhatsApp Flow has a screen per layer, ways and all answers at its end", () => {
  const { status, exported: flow, diagnostics } = exported("whatsapp-flow", funnel([
    layer("a", "start", [
      { id: "hi", type: "message", title: "Hello", text: "Welcome" },
      input("name", "text", { label: "Name?", mandatory: true }),
      input("kind", "choice", { label: "Which?", options: [{ value: "x", title: "Ex" }, { value: "y" }] }),
    ], { jumps: [{ target: "b", conditions: [{ slug: "kind", operator: "==", value: "x" }] }], target: "end" }),
    layer("b", "intermediate", [input("day", "datetime", { label: "When?" })], "end"),
    end,
  ]));
  assert.deepEqual([status, diagnostics], [0, []]);
  assert.equal(flow.version, "7.1");
  const [a, b, last] = flow.screens;
  for (const { id } of flow.screens) assert.match(id, /^[A-Z_]+$/);
  assert.deepEqual(flow.routing_model, { [a.id]: [b.id, last.id].sort(), [b.id]: [last.id], [last.id]: [] });
  const parts = a.layout.children[0].children;
  assert.deepEqual(parts.map(({ type }) => type), ["TextHeading", "TextBody", "TextInput", "RadioButtonsGroup", "If"]);
  assert.deepEqual(parts[3]["data-source"], [{ id: "x", title: "Ex" }, { id: "y", title: "y" }]);
  assert.equal(parts[4].condition, "(${form.kind} == 'x')"); // the screen's own answers
  assert.equal(parts[4].then[0]["on-click-action"].next.name, b.id);
  const action = last.layout.children[0].children.at(-1)["on-click-action"];
  assert.deepEqual([action.name, last.terminal], ["complete", true]);
  assert.deepEqual(action.payload, {
    day: `\${screen.${b.id}.form.day}`, kind: `\${screen.${a.id}.form.kind}`, name: `\${screen.${a.id}.form.name}`,
  });
});

test("a Flow reads no expression where a text is meant, and dates keep their bounds", () => {
  const { exported: flow } = exported("whatsapp-flow", funnel([
    layer("a", "start", [
      { id: "hi", type: "message", title: "`Hi` ${form.x}", text: "Pay $5" },
      input("day", "datetime", { label: "When?", help: "Soon", min: "2026-01-01", max: "2026-12-31" }),
    ], "end"),
    end,
  ]));
  const [title, text, day] = flow.screens[0].layout.children[0].children;
  assert.deepEqual([title.text, text.text], ["'Hi` $ {form.x}", "Pay $5"]);
  assert.deepEqual([day["min-date"], day["max-date"], day["helper-text"]], ["2026-01-01", "2026-12-31", "Soon"]);
});

test("screens of a Flow lead onward, by one condition each", () => {
  const ways = (target, ...jumps) => ({ target, jumps: jumps.map((value) => ({ target: "end", conditions: [{ slug: "x", operator: "==", value }] })) });
  const made = (next, more = []) => funnel([layer("a", "start", [input("x", "text")], next), ...more, end]);
  const b = layer("b", "intermediate", [input("y", "text")], { target: "end", jumps: [{ target: "b", conditions: [{ slug: "y", operator: "==", value: "again" }] }] });
  const checks = Array.from({ length: 6 }, (_, i) => input(`ok${i}`, "boolean"));
  const several = input("z", "choice", { max_selected: 2, options: [{ value: "p" }, { value: "q" }] });
  for (const [definition, pointer, reason] of [
    [made(ways("end", "1", "2")), "/layers/0/next", /two ways/],
    [made("b", [b]), "/layers/1", /onward only/],
    [made("end", [b]), "/layers/1", /No way leads|onward only/],
    [funnel([layer("a", "start", checks, "end"), end]), "/layers/0/components/5", /at most 5/],
    [funnel([layer("a", "start", [several], { target: "end", jumps: [{ target: "end", conditions: [{ slug: "z", operator: "==", value: "p" }] }] }), end]), "/layers/0/next/jumps/0", /simple comparisons/],
  ]) {
    const { status, diagnostics } = exported("whatsapp-flow", definition);
    assert.equal(status, 1, pointer);
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    assert.equal(errors[0].pointer, pointer);
    assert.match(errors[0].sentence, reason);
  }
});

test("what a Flow cannot do is told with its place, and no Flow is made", () => {
  const refused = [
    [input("t", "matrix", { rows: [{ value: "r" }], columns: [{ value: "c" }] }), "/layers/0/components/0", /table/],
    [input("r", "choice", { appearance: "ranking", options: [{ value: "x" }, { value: "y" }] }), "/layers/0/components/0", /rank/],
    [input("m", "choice", { max_selected: 2, options: Array.from({ length: 21 }, (_, i) => ({ value: `${i}` })) }), "/layers/0/components/0", /at most 20 options, this input has 21/],
    [input("s", "file", { appearance: "signature" }), "/layers/0/components/0", /sign/],
    [input("o", "choice", { allow_other: true, options: [{ value: "x" }] }), "/layers/0/components/0", /fixed list/],
  ];
  for (const [component, pointer, reason] of refused) {
    const { status, exported: flow, diagnostics } = exported("whatsapp-flow", funnel([layer("a", "start", [component], "end"), end]));
    assert.deepEqual([status, flow], [1, null]);
    assert.equal(diagnostics[0].pointer, pointer);
    assert.match(diagnostics[0].sentence, reason);
  }
  const { diagnostics } = exported("whatsapp-flow", funnel([layer("a", "start", [], { jumps: [{ target: "end", conditions: [{ slug: "x", operator: "contains", value: "y" }] }], target: "end" }), end]));
  assert.deepEqual([diagnostics[0].pointer, diagnostics[0].code], ["/layers/0/next/jumps/0", "not_expressible"]);
});

test("what is cut or left out is a warning", () => {
  const long = "word ".repeat(30).trim();
  const { status, diagnostics } = exported("whatsapp-flow", funnel([layer("a", "start", [{ id: "m", type: "message", title: long, text: "Hi {{name}}" }], "end"), end]));
  assert.equal(status, 0);
  assert.deepEqual(diagnostics.map(({ code, severity }) => [code, severity]), [["not_carried", "warning"], ["not_carried", "warning"]]);
});

test("a language without texts and a wrong format are wrong calls", () => {
  assert.equal(tundish(["export", "seed", file("x.json", all), "--language", "fr"]).status, 2);
  assert.equal(tundish(["export", "fax", file("x.json", all)]).status, 2);
  assert.equal(tundish(["export", "seed", file("y.json", "{}")]).status, 1);
});
