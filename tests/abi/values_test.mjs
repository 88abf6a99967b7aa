// The vectors of answers and replies through the player's WebAssembly: the same files that the
// native tests read.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { compileEngine, Engine } from "./engine.mjs";

const module = compileEngine();
const vectors = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url)));
const hex = (number, digits) => number.toString(16).padStart(digits, "0");
const now = 1760000000000;

/** A session of a funnel that asks for one input and ends: what a gesture gives, and the state after it. */
class Ask {
  #engine = new Engine(module);
  #header;
  #funnel;

  constructor({ input, language = "en" }, channel) {
    const layers = [
      { id: "ask", type: "start", components: [{ ...input, id: "input", type: "input", slug: "it", label: "?" }], next: "end" },
      { id: "end", type: "result" },
    ];
    const definition = {
      tundish: 1, slug: "vectors", title: "Vectors", channel, default_language: language, languages: [language], layers,
    };
    const { result, response } = this.#engine.call("funnel", JSON.stringify(definition));
    assert.equal(response.diagnostics, undefined, JSON.stringify(response.diagnostics));
    this.#funnel = result;
    this.#header = {
      session: hex(10, 32), release: response.releases[language], structure: response.structure, rules: 1,
      random_seed: hex(0, 32), language, channel,
    };
  }

  play(kind, input) {
    const gesture = (uid, one, its) => JSON.stringify({ uid: hex(uid, 32), t_mono: uid, t_wall: now, kind: one, input: its });
    const session = this.#engine.call("session", this.#funnel, gesture(0, "started", this.#header)).result;
    const { response } = this.#engine.call("play", session, gesture(1, kind, input));
    const { state } = this.#engine.call("state", session).response;
    this.#engine.release(session);
    return { ...response, state, answer: (state.answers ?? []).find(({ slug }) => slug === "it") };
  }
}

/** Each problem a code, or an object that names more of it. */
function assertProblems(found = [], expected, given) {
  assert.equal(found.length, expected.length, `${given}: ${JSON.stringify(found)}`);
  expected.forEach((wanted, at) => {
    const members = typeof wanted === "string" ? { code: wanted } : wanted;
    for (const [name, value] of Object.entries(members)) assert.deepEqual(found[at][name], value, `${given} ${name}`);
  });
}

test("replies", (t) => {
  let played = 0;
  for (const entry of vectors("replies")) {
    const ask = new Ask(entry, entry.channel ?? "web_chat");
    const reply = (member, given) => ask.play("replied", { [member]: given });
    for (const [member, kind, denied] of [["text", "is", "is_not"], ["option", "options", "not_options"], ["file", "files", "not_files"]]) {
      for (const [given, value] of entry[kind] ?? []) {
        const { answer, state } = reply(member, given);
        assert.deepEqual(answer?.value, value, JSON.stringify(given));
        assert.equal(answer.problems, undefined);
        assert.equal(state.status, "completed");
        played += 1;
      }
      for (const [given, problems] of entry[denied] ?? []) {
        const { effects, state } = reply(member, given);
        assert.equal(effects.length, 1);
        assert.equal(effects[0].again, true, JSON.stringify(given));
        assertProblems(effects[0].component.problems, problems, JSON.stringify(given));
        assert.equal(state.layer, "ask");
        played += 1;
      }
    }
    for (const given of entry.skips ?? []) {
      const { answer, state } = reply("text", given);
      assert.equal(answer, undefined);
      assert.equal(state.status, "completed", JSON.stringify(given));
      played += 1;
    }
  }
  t.diagnostic(`${played} replies`);
  assert.ok(played >= 280);
});

for (const [name, atLeast] of [["answers", 170], ["typed_dates", 130]]) {
  test(name, (t) => {
    let played = 0;
    for (const entry of vectors(name)) {
      const ask = new Ask(entry, "web");
      const answered = (value) => {
        played += 1;
        return ask.play("answered", { slug: "it", value });
      };
      for (const [given, value] of entry.is ?? []) {
        const { answer } = answered(given);
        assert.deepEqual(answer?.value, value, JSON.stringify(given));
        assert.equal(answer.problems, undefined, JSON.stringify(given));
      }
      for (const [given, problems] of entry.is_not ?? []) {
        assertProblems(answered(given).answer?.problems, problems, JSON.stringify(given));
      }
      for (const given of entry.nothing ?? []) {
        const { answer, refused } = answered(given);
        assert.equal(answer, undefined, JSON.stringify(given));
        assert.equal(refused, undefined);
      }
      for (const given of entry.refused ?? []) {
        assert.equal(answered(given).refused?.code, "wrong_type", JSON.stringify(given));
      }
    }
    t.diagnostic(`${played} answers`);
    assert.ok(played >= atLeast);
  });
}
