// The frozen formats through the player's WebAssembly: hashes of bytes, and events whose hash only
// fits when the engine wrote every number and text as the vectors say.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { canonical, numberOf, sha256 } from "../vectors/formats.mjs";
import { compileEngine, Engine } from "./engine.mjs";

const module = compileEngine();
const vectors = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url)));
const hex = (number, digits) => number.toString(16).padStart(digits, "0");

test("sha256", () => {
  const engine = new Engine(module);
  for (const { text, repeat, sha256: expected } of vectors("sha256")) {
    assert.equal(engine.call("sha256", text.repeat(repeat)).response.sha256, expected);
  }
});

const definition = {
  tundish: 1,
  slug: "vectors",
  title: "Vectors",
  layers: [
    {
      id: "all",
      type: "start",
      components: [
        { id: "number", type: "input", input_type: "numeric", slug: "number", label: "Number" },
        { id: "text", type: "input", input_type: "text", appearance: "long", slug: "text", label: "Text" },
        { id: "go", type: "button", kind: "jump", target: "end", text: "Go" },
      ],
    },
    { id: "end", type: "result" },
  ],
};

function begin(engine) {
  const funnel = engine.call("funnel", JSON.stringify(definition));
  assert.equal(funnel.response.diagnostics, undefined);
  const input = {
    session: hex(1, 32),
    release: funnel.response.releases.en,
    structure: funnel.response.structure,
    rules: 1,
    random_seed: hex(2, 32),
    language: "en",
    channel: "web",
  };
  const gesture = { uid: hex(0, 32), t_mono: 0, t_wall: 1795237215123, kind: "started", input };
  return engine.call("session", funnel.result, JSON.stringify(gesture));
}

/** Answers every value and checks each event against the canonical form written here. */
function answerAll(slug, values) {
  const engine = new Engine(module);
  const session = begin(engine);
  let prev = session.response.event.hash;
  values.forEach((value, at) => {
    const gesture = { uid: hex(at + 1, 32), t_mono: at, t_wall: at, kind: "answered", input: { slug, value } };
    const { result, response } = engine.call("play", session.result, JSON.stringify(gesture));
    assert.equal(result, 1, JSON.stringify([value, response.refused]));
    const { hash, ...event } = response.event;
    assert.equal(event.prev, prev);
    assert.ok(Object.is(event.input.value, value === 0 ? 0 : value) || slug === "text");
    assert.equal(hash, sha256(`tundish:event:1\n${canonical(event)}`), JSON.stringify(value));
    prev = hash;
  });
  return values.length;
}

test("numbers", () => {
  // Whole numbers that JSON texts may not hold come in by no event.
  const isWritable = (number) => Math.abs(number) <= Number.MAX_SAFE_INTEGER || Math.abs(number) >= 1e21;
  const numbers = vectors("numbers").map(({ bits }) => numberOf(bits));
  assert.ok(answerAll("number", numbers.filter(isWritable)) > 500);
});

test("texts", () => {
  const texts = vectors("canonical").flatMap(({ json, canonical: text }) => [json, text]);
  assert.ok(answerAll("text", texts.filter((text) => text.trim() !== "")) > 200);
});
