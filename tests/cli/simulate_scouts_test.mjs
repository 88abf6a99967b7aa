// `tundish simulate`: every kind of way that scouts are sent to, and every word about visitors.
import assert from "node:assert/strict";
import { test } from "node:test";
import { file, tundish } from "./kit.mjs";

const result = (id) => ({ id, type: "result" });
const input = (slug, input_type, more) => ({ id: slug, type: "input", input_type, slug, label: slug, ...more });
const when = (slug, operator, value, source) => ({ slug, operator, value, ...(source && { source }) });
const rare = (...conditions) => ({ jumps: [{ target: "rare", conditions }], target: "end" });
const funnel = (layers, more) => ({ tundish: 1, slug: "s", title: "T", layers: [...layers, result("rare"), result("end")], ...more });
const start = (components, next = "end", more = {}) => ({ id: "start", type: "start", components, next, ...more });

function simulate(definition, visitors = {}, ...words) {
  const run = tundish(["simulate", file("s.json", definition), "--json", "--visitors", file("v.json", { abandon: 0, back: 0, invalid: 0, ...visitors }), ...words]);
  assert.equal(run.status, 0, run.err);
  const simulation = JSON.parse(run.out);
  return { ...simulation, layer: (id) => simulation.layers.find(({ layer }) => layer === id) };
}

/** One visitor comes; where the other way leads, a scout finds. */
function assertScouted(definition, visitors, goal = "rare") {
  const { layer } = simulate(definition, visitors, "--sessions", "1");
  assert.deepEqual([layer(goal).sessions, layer(goal).scouted], [0, true], goal);
}

test("scouts answer for a score", () => {
  const options = Array.from({ length: 30 }, (_, i) => ({ value: `o${i}`, score: i }));
  const asked = (operator, value) => funnel([start(["p", "q", "r"].map((slug) => input(slug, "choice", { options, mandatory: true })), rare({ source: "score", operator, value }))]);
  for (const [operator, value] of [[">=", 87], [">", 86], ["<=", 0], ["<", 1]]) assertScouted(asked(operator, value), {});
  const few = input("p", "choice", { options: options.slice(0, 8), mandatory: true });
  assertScouted(funnel([start([few], rare({ source: "score", operator: "==", value: 5 }))]), {});
});

test("scouts make a pattern fit: its branches, its edges, what is no letter", () => {
  const one = (reg_ex, wanted) => {
    const text = input("x", "text", { mandatory: true, validations: { reg_ex } });
    const { endings, refusals } = simulate(funnel([start([text], rare(when("x", "matches", wanted)))]), {}, "--sessions", "300");
    assert.ok(endings.length > 0 && Object.keys(refusals).length === 0, JSON.stringify(refusals));
    return endings.map(({ layer }) => layer).sort();
  };
  assert.deepEqual(one("red|green", "green"), ["end", "rare"]);
  assert.deepEqual(one("^[äöü]{2,4}$", "[äöü]{2}"), ["end", "rare"]);
});

test("scouts choose constants that JsonLogic has in a list", () => {
  const logic = { logic: { in: [{ var: "x" }, ["tundish-1", "tundish-2"]] } };
  assertScouted(funnel([start([input("x", "text", { mandatory: true })], rare(logic))]), {});
});

test("scouts let effects fail, and be offline where that leads somewhere", () => {
  const action = (more) => ({ id: "act", type: "action", next: "end", actions: [{ id: "call", kind: "endpoint", endpoint: "crm", ...more }] });
  const always = { effects: { "*": { done: 1 } } };
  assertScouted(funnel([start([], "act"), action({ on_error: "rare" })]), always);
  assertScouted(funnel([start([], "act"), action({ offline_target: "rare" })]), always);
});

test("scouts want what an endpoint answers, and how it ended", () => {
  const about = (condition, more = {}) => funnel([start([{ id: "crm", type: "endpoint", endpoint: "crm", run: "on_enter", ...more }], rare(condition))]);
  const always = { effects: { "*": { done: 1 } } };
  const tier = { response: [{ from: "tier", to: "tier" }] };
  assertScouted(about({ all: [when("tier", "!=", "iron"), when("tier", "==", "gold")] }, tier), always);
  const ended = (value) => when("crm", "==", value, "endpoint");
  assertScouted(about(ended("failed"), { fallback: { tier: "none" } }), always);
  assertScouted(about(ended("offline"), { offline: "fallback", fallback: { tier: "none" } }), always);
  const { layer } = simulate(about(ended("offline"), { fallback: { tier: "none" } }), always, "--sessions", "1");
  assert.deepEqual([layer("rare").sessions, layer("rare").scouted], [0, undefined], "it cannot be offline");
});

test("what is queued comes later, and visitors may be offline", () => {
  const crm = { id: "crm", type: "endpoint", endpoint: "crm", run: "on_enter", offline: "queue", response: [{ from: "tier", to: "tier" }] };
  const asked = (id, next) => ({ id, type: "intermediate", components: [input(id, "text", { mandatory: true })], next });
  const definition = funnel([start([crm], "a"), asked("a", "b"), asked("b", rare(when("tier", "==", "gold")))]);
  const visitors = { effects: { crm: { done: 1, offline: 1, data: [{ tier: "gold" }] } } };
  const { layer } = simulate(definition, visitors, "--sessions", "200", "--scouts", "0");
  assert.ok(layer("rare").sessions > 20, "its answer came in time");
  assert.ok(layer("end").sessions > 20, "and too late");
});

test("scouts come to where a subfunnel closes", () => {
  const word = input("word", "text", { mandatory: true });
  const part = { tundish: 1, slug: "part", title: "Part", layers: [
    { id: "first", type: "start", components: [word], next: { jumps: [{ target: "closed", conditions: [when("word", "==", "tundish")] }], target: "done" } },
    { id: "closed", type: "fatalistic" }, result("done"),
  ] };
  const play = { id: "play", type: "subfunnel", subfunnel: { funnel: "part", next: "end", on_fatalistic: "rare" } };
  assertScouted(funnel([start([], "play"), play], { subfunnels: [part] }), {});
});

test("scouts choose a reply that leads nowhere of its own", () => {
  const replies = Array.from({ length: 30 }, (_, i) => ({ value: `r${i}`, title: `R${i}` }));
  const ask = { id: "ask", type: "message", appearance: "quick_reply", text: "Which?", items: replies };
  const definition = funnel([start([ask])], { channel: "web_chat", channels: ["web_chat"] });
  const { options } = simulate(definition, {}, "--sessions", "3");
  assert.equal(options.length, 30);
  assert.ok(options.every(({ count, scouted }) => count > 0 || scouted), JSON.stringify(options));
});

test("answers that visitors give are given on a page and in a conversation, and left out as often", () => {
  const definition = funnel([start([input("x", "text")], rare(when("x", "==", "b")))], { channels: ["web", "web_chat"] });
  for (const channel of ["web", "web_chat"]) {
    const { layer } = simulate(definition, { channels: { [channel]: 1 }, skip: 0, answers: { x: [{ value: "b", weight: 3 }, null] } }, "--sessions", "400", "--scouts", "0");
    const share = layer("rare").sessions / 400;
    assert.ok(share > 0.65 && share < 0.85, `${channel}: ${share}`);
    assert.equal(layer("rare").sessions + layer("end").sessions, 400);
  }
});

test("visitors bring what they are said to bring, when they are said to come", () => {
  const initial_data = [{ slug: "from", input_type: "text", source: "url", key: "f" }];
  const brought = funnel([start([], rare(when("from", "==", "radio")), { initial_data })]);
  const radio = simulate(brought, { initial: { from: [{ value: "radio", weight: 1 }, { value: "web", weight: 3 }] } }, "--sessions", "400", "--scouts", "0");
  assert.ok(radio.layer("rare").sessions > 60 && radio.layer("rare").sessions < 140, String(radio.layer("rare").sessions));
  const known = funnel([start([], rare(when("city", "==", "Turin", "contact")))]);
  const turin = simulate(known, { contact: { city: ["Turin"] } }, "--sessions", "50", "--scouts", "0");
  assert.equal(turin.layer("rare").sessions, 50);
  const late = funnel([start([], rare({ source: "now", operator: "after", value: "2026-05-01T12:00:00Z" }))]);
  const spread = simulate(late, { clock: "2026-05-01T09:00:00Z", clock_spread_minutes: 360 }, "--sessions", "400", "--scouts", "0");
  assert.ok(spread.layer("rare").sessions > 150 && spread.layer("rare").sessions < 250, String(spread.layer("rare").sessions));
});

test("what is said wrongly about visitors is told with its place", () => {
  const matrix = input("x", "matrix", { rows: [{ value: "r" }], columns: [{ value: "c" }] });
  const plain = file("plain.json", funnel([start([matrix])], { channels: ["web", "sms"] }));
  const refused = (visitors, pattern) => {
    const { status, err } = tundish(["simulate", plain, "--visitors", file("v.json", visitors)]);
    assert.equal(status, 2);
    assert.match(err, pattern);
  };
  refused({ channels: { fax: 1 } }, /error unknown_word: A channel is web, whatsapp, web_chat or sms\./);
  refused({ channels: { sms: 1 } }, /error unsupported_component: The funnel has something that sms cannot show\./);
  refused({ abandon_on: { nowhere: 1 } }, /error unknown_layer: The funnel has no layer nowhere\./);
  refused({ clock: "tomorrow" }, /error wrong_type: This must be a date such as/);
  refused({ clock_spread_minutes: -1 }, /error wrong_type: This must be minutes, ten years at most\./);
});
