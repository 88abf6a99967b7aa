import assert from "node:assert/strict";
import { test } from "node:test";
import { file, tundish } from "./kit.mjs";

const data = { name: "Zoë & <b>", list: [{ n: 1 }, { n: 2 }], contact: { city: "Łódź" } };

test("a template and its data as files, as arguments and from standard input", () => {
  const template = file("greeting.mustache", "Hi {{name}}, {{contact.city}}{{#list}} {{n}}{{/list}}\n");
  const expected = "Hi Zoë &amp; &lt;b&gt;, Łódź 1 2\n";
  assert.equal(tundish(["template", template, file("data.json", data)]).out, expected);
  assert.equal(tundish(["template", template, JSON.stringify(data)]).out, expected);
  assert.equal(tundish(["template", template, "-"], JSON.stringify(data)).out, expected);
  assert.equal(tundish(["template", "-", "{}"], "no tag").out, "no tag");
  assert.equal(tundish(["template", "{{x}}", '{"x":1e21}']).out, "1e+21");
});

test("--plain writes values as a funnel does; braces and & never escape", () => {
  assert.equal(tundish(["template", "--plain", "{{name}}", JSON.stringify(data)]).out, data.name);
  assert.equal(tundish(["template", "{{{name}}} {{&name}}", JSON.stringify(data)]).out, `${data.name} ${data.name}`);
});

test("--partials gives the texts of partials; without it they are an error", () => {
  const texts = { line: "<{{n}}>\n", tree: "{{n}}{{#more}}({{>tree}}){{/more}}" };
  const list = tundish(["template", "{{#list}}\n  {{>line}}\n{{/list}}\n", JSON.stringify(data), "--partials", JSON.stringify(texts)]);
  assert.equal(list.out, "  <1>\n  <2>\n");
  const tree = JSON.stringify({ n: 1, more: [{ n: 2, more: [] }, { n: 3, more: false }] });
  assert.equal(tundish(["template", "{{>tree}}", tree, "--partials", JSON.stringify(texts)]).out, "1(2)(3)");
  assert.equal(tundish(["template", "[{{>none}}]", "{}", "--partials", JSON.stringify(texts)]).out, "[]");
  const refused = tundish(["template", "a\n{{>line}}", "{}"]);
  assert.equal(refused.status, 1);
  assert.match(refused.err, /:2:1: error template_syntax: Partials and blocks are not supported\./);
});

test("a partial that includes itself ends, and so does one that doubles itself", () => {
  const texts = JSON.stringify({ a: "x{{>a}}", b: "y{{>b}}{{>b}}" });
  assert.match(tundish(["template", "{{>a}}", "{}", "--partials", texts]).out, /^x{100,300}$/);
  const doubled = tundish(["template", "{{>b}}", "{}", "--partials", texts]);
  assert.equal(doubled.status, 0);
  assert.ok(doubled.out.length < 1_048_577);
});

test("what is wrong is told: a template 1, data 1, a missing file 2, two streams 2", () => {
  assert.match(tundish(["template", "{{#a}}", "{}"]).err, /never closed/);
  assert.equal(tundish(["template", "{{a}}", "{a}"]).status, 1);
  assert.equal(tundish(["template", "{{a}}", "/nowhere/data.json"]).status, 2);
  assert.equal(tundish(["template", "/nowhere/a.mustache", "{}"]).status, 2);
  assert.equal(tundish(["template", "-", "-"], "x").status, 2);
});
