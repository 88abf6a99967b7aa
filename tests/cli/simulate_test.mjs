// `tundish simulate`: what becomes of random visitors, and that they come everywhere they can.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { compileEngine, Engine } from "../abi/engine.mjs";
import { file, tests, tundish } from "./kit.mjs";

const demos = join(tests, "..", "server", "demos");
const lead = join(demos, "funnels", "lead-form.json");
const cases = process.env.TUNDISH_CASES;
const sum = (list) => list.reduce((all, one) => all + one, 0);
const find = (list, wanted) => list.find((one) => Object.entries(wanted).every(([name, value]) => one[name] === value));

function simulate(path, ...words) {
  const run = tundish(["simulate", path, "--json", ...words]);
  assert.equal(run.status, 0, run.err);
  return JSON.parse(run.out);
}

/** The same by a description of the visitors. */
function simulateWith(path, visitors, ...words) {
  return simulate(path, "--visitors", file("visitors.json", visitors), ...words);
}

test("what sessions do adds up", () => {
  const { sessions, layers, edges, endings, options, steps, gestures } = simulate(lead, "--sessions", "2000");
  assert.equal(sessions, 2000);
  assert.equal(sum(endings.map((one) => one.sessions)), 2000);
  for (const layer of layers) {
    const into = sum(edges.filter(({ to }) => to === layer.layer).map(({ count }) => count));
    assert.equal(layer.visits, into + (layer.type === "start" ? 2000 : 0), layer.layer);
    assert.ok(layer.sessions <= layer.visits);
  }
  assert.equal(sum(layers.map(({ dropped }) => dropped ?? 0)), sum(endings.filter(({ ending }) => ending === "abandoned").map((one) => one.sessions)));
  for (const option of options) assert.ok(option.count > 0, JSON.stringify(option));
  assert.ok(steps.least <= steps.median && steps.median <= steps.p90 && steps.p90 <= steps.p99 && steps.p99 <= steps.most);
  assert.ok(Math.abs(gestures / 2000 - steps.mean) < 1e-9);
});

test("one seed is one simulation, another seed another", () => {
  const words = ["simulate", lead, "--json", "--sessions", "200"];
  const once = tundish([...words, "--seed", "7"]).out;
  assert.equal(tundish([...words, "--seed", "7"]).out, once);
  assert.notEqual(tundish([...words, "--seed", "8"]).out, once);
});

test("visitors are what they are said to be", () => {
  const one = simulateWith(lead, { answers: { place: ["house"] }, abandon: 0, back: 0, invalid: 0 }, "--scouts", "0");
  assert.equal(find(one.layers, { layer: "house" }).sessions, 1000);
  assert.equal(find(one.layers, { layer: "company" }).sessions, 0);
  assert.deepEqual(one.endings.map(({ ending }) => ending), ["completed", "completed"]);
  const weighted = simulateWith(lead, { answers: { place: [{ value: "house", weight: 9 }, { value: "rented", weight: 1 }] }, abandon: 0 });
  const houses = find(weighted.layers, { layer: "house" }).sessions;
  assert.ok(houses > 800 && houses < 970, String(houses));
  const gone = simulateWith(lead, { abandon_on: { welcome: 1 } }, "--sessions", "50");
  assert.deepEqual(gone.endings.filter(({ sessions }) => sessions > 0), [{ ending: "abandoned", layer: "welcome", sessions: 50, ...(find(gone.endings, { ending: "abandoned" }).scouted && { scouted: true }) }]);
});

test("scouts find what visitors do not, and are not counted", () => {
  const visitors = { answers: { place: ["rented"] }, abandon: 0 };
  const path = file("rare.json", readFileSync(lead, "utf8"));
  const blind = simulateWith(path, visitors, "--scouts", "0");
  assert.equal(blind.scouts, 0);
  assert.equal(find(blind.layers, { layer: "priority" }).scouted, undefined);
  const rare = {
    tundish: 1, slug: "rare", title: "Rare",
    layers: [
      { id: "start", type: "start", components: [{ id: "n", type: "input", input_type: "numeric", slug: "n", label: "n" }, { id: "m", type: "input", input_type: "numeric", slug: "m", label: "m" }],
        next: { jumps: [{ target: "deep", conditions: [{ slug: "n", operator: ">=", value: 977 }, { slug: "n", operator: "<", value: 978 }] }], target: "end" } },
      { id: "deep", type: "intermediate", components: [{ id: "again", type: "input", input_type: "text", slug: "word", label: "Word", mandatory: true }],
        next: { jumps: [{ target: "deeper", conditions: [{ slug: "word", operator: "==", value: "tundish" }, { slug: "m", operator: "==", value: -12.5 }] }], target: "end" } },
      { id: "deeper", type: "result" },
      { id: "end", type: "result" },
    ],
  };
  const found = simulate(file("deep.json", rare), "--sessions", "5");
  const deeper = find(found.layers, { layer: "deeper" });
  assert.ok(deeper.sessions > 0 || deeper.scouted, "the deepest result is found");
  assert.ok(found.scouts > 0);
  assert.equal(sum(found.endings.map(({ sessions }) => sessions)), 5);
});

test("where nothing leads on is told", () => {
  const funnel = {
    tundish: 1, slug: "wall", title: "Wall",
    layers: [
      { id: "start", type: "start", components: [{ id: "q", type: "input", input_type: "boolean", slug: "q", label: "q", mandatory: true }],
        next: { jumps: [{ target: "end", conditions: [{ slug: "q", operator: "must_be_true" }] }], target: "wall" } },
      { id: "wall", type: "intermediate", components: [
        { id: "go", type: "button", kind: "jump", text: "Go", jumps: [{ target: "end", conditions: [{ slug: "q", operator: "must_be_true" }] }] }] },
      { id: "end", type: "result" },
    ],
  };
  const path = file("wall.json", funnel);
  const { endings, layers } = simulateWith(path, { abandon: 0, back: 0 });
  const stuck = find(endings, { ending: "stuck", layer: "wall", reason: "nowhere_to_go" });
  assert.ok(stuck.sessions > 300);
  assert.equal(find(layers, { layer: "wall" }).dropped, stuck.sessions);
  assert.match(tundish(["simulate", path]).out, /^dead end: wall \(nowhere_to_go\)$/m);
});

test("a call's result decides: both ways are gone", () => {
  const funnel = {
    tundish: 1, slug: "calls", title: "Calls",
    layers: [
      { id: "start", type: "start", components: [{ id: "e", type: "input", input_type: "text", appearance: "email", slug: "email", label: "Email", mandatory: true },
        { id: "crm", type: "endpoint", endpoint: "crm", run: "on_submit", response: [{ from: "person.kind", to: "kind" }], on_error: "sorry" }],
        next: { jumps: [{ target: "gold", conditions: [{ slug: "kind", operator: "==", value: "gold" }] }], target: "end" } },
      { id: "gold", type: "result" }, { id: "sorry", type: "result" }, { id: "end", type: "result" },
    ],
  };
  const path = file("calls.json", funnel);
  for (const { layer, sessions } of simulate(path).layers) assert.ok(sessions > 0, layer);
  const failing = simulateWith(path, { effects: { crm: { done: 0 } }, abandon: 0, invalid: 0 }, "--scouts", "0");
  assert.deepEqual(failing.endings, [{ ending: "completed", layer: "sorry", sessions: 1000 }]);
  const gold = simulateWith(path, { effects: { "*": { done: 1, data: [{ person: { kind: "gold" } }] } }, abandon: 0, invalid: 0 }, "--scouts", "0");
  assert.deepEqual(gold.endings, [{ ending: "completed", layer: "gold", sessions: 1000 }]);
});

test("tables for people", () => {
  const { out } = tundish(["simulate", lead, "--sessions", "300", "--channel", "web_chat", "--language", "es"]);
  assert.match(out, /^300 sessions of lead-form, seed 1, web_chat 300; \d+ scouts$/m);
  assert.match(out, /^welcome +start +300 +100\.0 %/m);
  assert.match(out, /^contact +priority +send jump 0 +\d+$/m);
  assert.match(out, /^reached: layers 8 of 8, ways \d+ of \d+, options 6 of 6$/m);
});

test("a language that is listed without texts is simulated with those of the default one", () => {
  const ways = { jumps: [{ target: "english", conditions: [{ source: "language", operator: "==", value: "en" }] }], target: "end" };
  const layers = [
    { id: "a", type: "start", components: [{ id: "x", type: "message", text: "Hi" }], next: ways },
    { id: "english", type: "result" }, { id: "end", type: "result" },
  ];
  const path = file("french.json", { tundish: 1, slug: "f", title: "F", languages: ["en", "fr"], layers });
  for (const languages of [{ fr: 1 }, { en: 1, fr: 1 }]) {
    const { endings } = simulateWith(path, { languages, abandon: 0 }, "--sessions", "20", "--scouts", "0");
    assert.deepEqual(endings, [{ ending: "completed", layer: "english", sessions: 20 }]);
  }
  assert.equal(simulate(path, "--language", "fr", "--sessions", "7").sessions, 7);
  assert.equal(tundish(["simulate", path, "--language", "it"]).status, 2);
});

test("what cannot be simulated is said with its place", () => {
  const refused = (words, status, pattern) => {
    const run = tundish(["simulate", ...words]);
    assert.equal(run.status, status, run.out);
    assert.match(run.err, pattern);
  };
  refused([lead, "--channel", "sms"], 2, /lead-form\.json:1:1: error unknown_channel: The funnel is not for the channel sms\./);
  refused([lead, "--language", "fr"], 2, /error unknown_language: .*fr/);
  const visitors = (content) => ["--visitors", file("who.json", content)];
  refused([lead, ...visitors('{\n  "answers": {"shoe_size": [44]}\n}')], 2, /who\.json:2:\d+: error unknown_slug: The funnel asks for no shoe_size\./);
  refused([lead, ...visitors('{\n  "abandon": 7\n}')], 2, /who\.json:2:\d+: error wrong_type: A chance is a number from 0 to 1\./);
  refused([lead, ...visitors('{"colour": 1}')], 2, /who\.json:1:\d+: error unknown_property/);
  refused([lead, ...visitors("{")], 2, /who\.json:1:\d+: error /);
  refused([file("broken.json", '{"tundish": 1}')], 1, /broken\.json:1:\d+: error missing_property/);
  refused(["-", "--visitors", "-"], 2, /Only one of the two/);
  refused([lead, "--sessions", "-1"], 2, /--sessions/);
});

/** The results of a definition that no session comes to, by visitors or scouts. */
function unreachedResults(path, ...words) {
  const { layers } = simulate(path, ...words);
  return layers.filter((one) => one.type === "result" && one.sessions === 0 && !one.scouted).map(({ layer }) => layer);
}

test("every result of the demos is reached, on every channel", () => {
  for (const name of readdirSync(join(demos, "funnels"))) {
    const path = join(demos, "funnels", name);
    for (const channel of JSON.parse(readFileSync(path, "utf8")).channels ?? ["web"]) {
      assert.deepEqual(unreachedResults(path, "--channel", channel, "--sessions", "300"), [], `${name} on ${channel}`);
    }
  }
  for (const name of readdirSync(join(demos, "flows"))) {
    const { out } = tundish(["import", "data-flow", join(demos, "flows", name)]);
    assert.deepEqual(unreachedResults(file(name, out)), [], name);
  }
});

// What no session can come to: their conditions never hold there.
const unreachable = { "subfunnels.json": ["end"] };

test("so are those of the definitions in the tests", () => {
  const folder = join(tests, "definitions", "valid");
  for (const name of readdirSync(folder)) {
    assert.deepEqual(unreachedResults(join(folder, name), "--sessions", "300"), unreachable[name] ?? [], name);
  }
});

// nps.json ends besides where an answer has none of the types that it is always given.
const endless = { "nps.json": ["end"] };

test("so are those of imported bots", { skip: !cases && "TUNDISH_CASES names no folder: the public Typebot bots are not simulated" }, () => {
  const bots = readdirSync(join(cases, "typebot")).filter((name) => name.endsWith(".json"));
  assert.ok(bots.length > 0);
  for (const name of bots) {
    const bot = tundish(["import", "typebot", join(cases, "typebot", name)]);
    assert.equal(bot.status, 0, bot.err);
    assert.deepEqual(unreachedResults(file(name, bot.out)), endless[name] ?? [], name);
  }
});

test("the engine in WebAssembly simulates the same", () => {
  const engine = new Engine(compileEngine());
  for (const name of ["lead-form.json", "quiz.json", "all-fields.json"]) {
    const path = join(demos, "funnels", name);
    const { result: funnel } = engine.call("funnel", readFileSync(path, "utf8"));
    const channels = name === "all-fields.json" ? { web: 1 } : { web: 2, web_chat: 1 };
    const visitors = { channels, clock: "2026-05-01T09:00:00Z", clock_spread_minutes: 600 };
    const native = tundish(["simulate", path, "--json", "--sessions", "300", "--seed", "3", "--visitors", file("v.json", visitors)]);
    const { result, text } = engine.callText("simulate", funnel, JSON.stringify({ seed: 3, sessions: 300, visitors }));
    assert.equal(result, 1, text);
    assert.equal(`${text}\n`, native.out);
    const wrong = engine.call("simulate", funnel, '{"sessions":-1}');
    assert.equal(wrong.result, 0);
    assert.equal(wrong.response.diagnostics[0].code, "wrong_type");
  }
});
