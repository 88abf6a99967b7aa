// bundle and sessions import: what they make of files, and what they say of bad ones.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { file, tundish } from "./kit.mjs";

const place = (name) => file(`${name}.folder`, "").replace(/\.folder$/, "");
const funnel = (more = {}) => ({
  tundish: 1,
  slug: "hello",
  title: "Hello </title><script>alert(1)</script>",
  channels: ["web"],
  layers: [
    {
      id: "who",
      type: "start",
      components: [{ id: "name", type: "input", input_type: "text", slug: "name", label: "Name? </script><script>alert(2)</script>" }],
      next: "thanks",
    },
    { id: "thanks", type: "result", components: [{ id: "text", type: "message", text: "Thank you." }] },
  ],
  ...more,
});

function migrated(name) {
  const database = ["--database", `sqlite:${place(name)}`];
  assert.equal(tundish(["migrate", ...database]).status, 0);
  return database;
}

test("a page holds one script and one style, those that its policy names", () => {
  const out = place("hello.html");
  const made = tundish(["bundle", file("hello.json", funnel()), "-o", out]);
  assert.equal(made.status, 0, made.err);
  const page = readFileSync(out, "utf8");
  const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text);
  assert.equal(scripts.length, 1);
  const hash = createHash("sha256").update(scripts[0]).digest("base64");
  assert.ok(page.includes(`script-src &#39;sha256-${hash}&#39; &#39;wasm-unsafe-eval&#39;;`));
  assert.equal(/ (src|href)=/.test(page.replace(scripts[0], "")), false);
  const inline = JSON.parse(/id="tundish-inline">([\s\S]*?)<\/script>/.exec(page)[1]);
  assert.deepEqual(Object.keys(inline).sort(), ["engine", "pictures", "release"]);
  assert.equal(createHash("sha256").update(`tundish:release:1\n${inline.release.text}`).digest("hex"), inline.release.hash);
});

test("what cannot be bundled is said, and nothing is written", () => {
  const out = place("none.html");
  const refused = (words, status, pattern) => {
    const { status: found, err } = tundish(["bundle", ...words, "-o", out]);
    assert.equal(found, status, err);
    assert.match(err, pattern);
    assert.ok(!existsSync(out));
  };
  refused([file("broken.json", "{")], 1, /broken\.json:1:/);
  refused([file("hello.json", funnel()), "--language", "fi"], 1, /no texts in the language fi/);
  refused([file("hello.json", funnel()), "--look", "chat"], 2, /has no such look/);
  refused(["unknown", ...migrated("bundle.sqlite")], 1, /neither a file nor a funnel that is published/);
});

test("a picture beside the definition comes along, another is named", () => {
  file("dot.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>');
  const picture = (id, image) => ({ id, type: "message", appearance: "image", image });
  const layers = funnel().layers;
  layers[1].components.push(picture("one", "dot.svg"), picture("two", "https://elsewhere.example/a.png"));
  const out = place("pictures.html");
  const made = tundish(["bundle", file("pictures.json", funnel({ layers })), "-o", out]);
  assert.equal(made.status, 0, made.err);
  assert.match(made.err, /elsewhere\.example\/a\.png lies elsewhere/);
  assert.match(readFileSync(out, "utf8"), /"dot\.svg":"data:image\/svg\+xml;base64,/);
});

test("what is no file of sessions is refused with its place", () => {
  const database = migrated("import.sqlite");
  const take = (content) => tundish(["sessions", "import", file("sessions.json", content), ...database]);
  assert.match(take("{").err, /sessions\.json:1:/);
  const other = take({ a: 1 });
  assert.equal(other.status, 1);
  assert.match(other.err, /no file of sessions/);
  const sessions = [{}, { secret: "0".repeat(64), release: "1".repeat(64), events: [{ seq: 0, input: { rules: 1 } }] }];
  const bad = take({ tundish_sessions: 1, funnel: "hello", sessions });
  assert.equal(bad.status, 1);
  assert.match(bad.err, /At \/sessions\/0: error not_a_session/);
  assert.match(bad.err, /At \/sessions\/1\/release: error unknown_release/);
  assert.match(bad.out, /^0 of 2 sessions/);
  assert.equal(take({ tundish_sessions: 1, funnel: "hello", sessions: [] }).status, 0);
});
