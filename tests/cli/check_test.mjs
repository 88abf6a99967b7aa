import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { file, tests, tundish } from "./kit.mjs";

const broken = `{
  "tundish": 1,
  "slug": "x",
  "title": "X",
  "layers": [
    { "id": "a", "type": "start", "components": [
      { "id": "name", "type": "input", "input_type": "text", "slug": "name", "label": "Name?", "mandatry": true },
      { "id": "go", "type": "button", "kind": "jump", "text": "Go", "target": "nowhere" }
    ] },
    { "id": "b", "type": "result" }
  ]
}
`;
const sound = broken.replace(', "mandatry": true', "").replace("nowhere", "b");
const definitions = (kind) =>
  readdirSync(join(tests, "definitions", kind))
    .filter((name) => name.endsWith(".json") && !name.endsWith(".expected.json"))
    .map((name) => join(tests, "definitions", kind, name));

test("every fault is a line with file, line, column, severity, code and sentence", () => {
  const path = file("broken.json", broken);
  const { status, lines, err } = tundish(["check", path]);
  assert.equal(status, 1);
  assert.equal(err, "");
  assert.equal(lines.length, 2);
  assert.match(lines[0], /:7:\d+: error unknown_property: .*`mandatory`/);
  assert.match(lines[1], /:8:\d+: error unknown_target: /);
  for (const line of lines) assert.ok(line.startsWith(`${path}:`), line);
});

test("--json gives the same with pointers", () => {
  const { status, out } = tundish(["check", "--json", "-"], broken);
  assert.equal(status, 1);
  const [{ file: name, diagnostics }] = JSON.parse(out);
  assert.equal(name, "-");
  assert.deepEqual(
    diagnostics.map(({ code, line, pointer }) => ({ code, line, pointer })),
    [
      { code: "unknown_property", line: 7, pointer: "/layers/0/components/0/mandatry" },
      { code: "unknown_target", line: 8, pointer: "/layers/0/components/1/target" },
    ],
  );
});

test("several files at once; one broken file makes the answer 1", () => {
  const good = definitions("valid")[0];
  const { status, lines } = tundish(["check", good, file("broken.json", broken), good]);
  assert.equal(status, 1);
  assert.equal(lines.filter((line) => line.includes("error")).length, 2);
});

test("where nothing is found one line says what was checked", () => {
  const [first, second] = ["canonical.json", "lead.json"].map((name) => file(name, sound));
  assert.deepEqual(tundish(["check", first]).lines, [`${first}: checked, nothing found`]);
  assert.deepEqual(tundish(["check", first, second]).lines, ["2 files checked, nothing found"]);
  assert.deepEqual(tundish(["check", "-"], sound).lines, ["-: checked, nothing found"]);
  const { status, out } = tundish(["check", "--json", first]);
  assert.equal(status, 0);
  assert.deepEqual(JSON.parse(out), [{ diagnostics: [], file: first }]);
  const both = tundish(["check", first, file("broken.json", broken)]);
  assert.ok(both.lines.every((line) => !line.includes("nothing found")));
});

test("every valid definition is without errors", () => {
  const found = tundish(["check", ...definitions("valid")]);
  assert.equal(found.status, 0, found.out);
});

for (const path of definitions("invalid")) {
  test(`broken: ${path.split("/").at(-1)}`, () => {
    const { status, lines } = tundish(["check", path]);
    assert.equal(status, 1);
    assert.ok(lines.length > 0);
    for (const line of lines.filter((one) => !one.startsWith("  "))) {
      assert.match(line, /:\d+:\d+: (error|warning|info) [a-z0-9_]+: \S/);
    }
  });
}

test("warnings of the analysis carry their place in the text, and are no failure", () => {
  const text = sound.replace("Name?", "Name, {{nobody}}?");
  const { status, lines } = tundish(["check", "-"], text);
  assert.equal(status, 0);
  assert.match(lines[0], /^-:7:\d+: warning unknown_template_name: /);
});

test("a file that is not there, a folder, and a wrong call are 2", () => {
  for (const verbs of [["check", "/nowhere/x.json"], ["check", tests], ["check"], ["check", "--wrong", "x"], ["nothing"], []]) {
    const { status, err, out } = tundish(verbs);
    assert.equal(status, 2, verbs.join(" "));
    assert.ok((err + out).length > 0);
  }
});

test("every verb has --help", () => {
  for (const verb of ["check", "play", "replay", "import", "logic", "template", "serve"]) {
    const { status, out } = tundish([verb, "--help"]);
    assert.equal(status, 0);
    assert.match(out, /Usage/);
  }
});
