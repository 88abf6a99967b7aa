// The lean player's engine, the full one and the engine with everything: whatever is published, the
// lean one plays it exactly as the others do, or says at once that the full engine is needed.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { compileEngine, Engine } from "../abi/engine.mjs";
import { gesturesOf, gestureText, scenarios, startedInput } from "./scenario.mjs";
import { visitor } from "./visitor.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const beside = (name) => resolve(dirname(process.env.TUNDISH_WASM), name);
const everything = compileEngine();
const full = compileEngine(beside("tundish_player_full.wasm"));
const lean = compileEngine(beside("tundish_player.wasm"));

const gesturesEach = 40;

/** The text that is published, and what the engine with everything says of it. */
function published(definition, wanted) {
  const judge = new Engine(everything);
  const funnel = judge.call("funnel", definition);
  assert.ok(funnel.result, JSON.stringify(funnel.response));
  const known = Object.keys(funnel.response.releases);
  const language = known.includes(wanted) ? wanted : known[0];
  const { text } = judge.callText("release_text", funnel.result, language);
  const facts = { ...funnel.response, releases: { [language]: funnel.response.releases[language] } };
  return { text, facts, definition: { engine: judge, funnel: funnel.result } };
}

/** Reads the release in a player: {engine, funnel}, or nothing when it leaves it to the full one. */
function read(module, { text, facts }) {
  const engine = new Engine(module);
  const { result, response } = engine.call("parse_release", text);
  if (!result) {
    assert.deepEqual(response, { diagnostics: [{ code: "needs_full_engine", severity: "error" }] });
    return undefined;
  }
  assert.deepEqual(response, facts, "hashes and facts");
  return { engine, funnel: result };
}

/**
 * Everyone who can play the release there. The full player always can; says whether the lean one
 * does, which is for browsers only.
 */
function playersOf(release, channel) {
  const leanPlayer = channel.startsWith("web") ? read(lean, release) : undefined;
  const fullPlayer = read(full, release);
  assert.ok(fullPlayer, "the full engine plays everything");
  const all = [release.definition, fullPlayer, ...(leanPlayer ? [leanPlayer] : [])];
  return { all, isLean: leanPlayer !== undefined };
}

/** Does the same to all; gives the one answer. */
function together(players, work) {
  const [first, ...others] = players.map(work);
  for (const other of others) assert.deepEqual(other, first);
  return first;
}

function begin(players, header) {
  const begun = together(players, (player) => {
    const { result, response } = player.engine.call("session", player.funnel, header);
    player.session = result;
    return { begun: result > 0, response };
  });
  return begun.begun ? begun.response : undefined;
}

function play(players, gesture) {
  const { view } = together(players, ({ engine, session }) => engine.call("play", session, gesture)).response;
  together(players, ({ engine, session }) => engine.call("view", session, 1));
  return view;
}

let leanOnes = 0;
let fullOnes = 0;
const count = (isLean) => (isLean ? ++leanOnes : ++fullOnes);

for (const scenario of scenarios()) {
  test(scenario.name, () => {
    const release = published(scenario.definition, scenario.content.language);
    const header = startedInput(scenario, release.facts);
    const { all, isLean } = playersOf(release, header.channel);
    count(isLean);
    if (!begin(all, gestureText(scenario, 0, "started", header))) return;
    let step = 0;
    for (const { kind, input } of gesturesOf(scenario)) {
      play(all, gestureText(scenario, ++step, kind, input));
    }
  });
}

/** A visitor's session in every language and channel. */
function visit(name, definition) {
  const { languages, channels } = JSON.parse(definition);
  let isLean = true;
  for (const language of languages ?? [undefined]) {
    const release = published(definition, language);
    for (const channel of channels ?? [release.facts.channel]) {
      const players = playersOf(release, channel);
      if (channel.startsWith("web")) isLean &&= players.isLean;
      const scenario = { name: `${name} ${language} ${channel}`, content: { language, channel } };
      const begun = begin(players.all, gestureText(scenario, 0, "started", startedInput(scenario, release.facts)));
      if (!begun) continue;
      const next = visitor(leanOnes + fullOnes + 1);
      let { view } = begun;
      for (let step = 1; step <= gesturesEach && view.status === "in_progress"; ++step) {
        const { kind, input } = next(view);
        view = play(players.all, gestureText(scenario, step, kind, input));
      }
    }
  }
  count(isLean);
  return isLean;
}

const folder = (name) => readdirSync(join(root, name)).filter((file) => file.endsWith(".json"));
for (const place of ["tests/definitions/valid", "server/demos/funnels"]) {
  for (const file of folder(place)) {
    test(`${place}/${file}`, () => {
      const isLean = visit(file, readFileSync(join(root, place, file), "utf8"));
      // The rarer fields are what the full engine is for.
      if (place === "server/demos/funnels") assert.equal(isLean, file !== "more-fields.json");
    });
  }
}

test("both engines are needed", (t) => {
  t.diagnostic(`${leanOnes} need the lean engine only, ${fullOnes} the full one`);
  assert.ok(leanOnes > 0 && fullOnes > 0);
});

test("a release of a later format asks for the full engine, which refuses it", () => {
  const { text } = published(readFileSync(join(root, "server/demos/funnels/quiz.json"), "utf8"));
  for (const later of [text.replace("{", '{"a_later_word":1,'), text.replace('"type":"start"', '"type":"start","z_rule":[]')]) {
    assert.notEqual(later, text);
    for (const [module, code] of [[lean, "needs_full_engine"], [full, "no_funnel"]]) {
      const { result, response } = new Engine(module).call("parse_release", later);
      assert.equal(result, 0);
      assert.deepEqual(response.diagnostics.map((one) => one.code), [code]);
    }
  }
});

test("a text that is no release is refused", () => {
  const { text } = published(readFileSync(join(root, "server/demos/funnels/quiz.json"), "utf8"));
  for (const [module, codes] of [[lean, ["needs_full_engine", "no_funnel"]], [full, ["no_funnel"]]]) {
    const engine = new Engine(module);
    for (const wrong of [` ${text}`, text.replace(/"content":\{"[^"]+":/, '"content":{"xx":{},"yy":'), "{}", "7", text.slice(1)]) {
      const { result, response } = engine.call("parse_release", wrong);
      assert.equal(result, 0);
      assert.ok(codes.includes(response.diagnostics[0].code), wrong.slice(0, 40));
    }
  }
});
