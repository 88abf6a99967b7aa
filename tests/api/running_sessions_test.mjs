// What operators do with sessions that go on: end them, say what came of an effect, and hand in what
// a visitor wrote.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { compileEngine, Engine } from "../abi/engine.mjs";
import { AskedWorld } from "../runners/asked_world.mjs";
import { mayAskThisMachine } from "../runners/receiver.mjs";
import { playScenario, scenarios, secretOf, sessionOf } from "../runners/scenario.mjs";
import { saveFunnel } from "../runners/save_funnel.mjs";
import { ServerProcess } from "../runners/server_process.mjs";
import { Api, trusting } from "./kit.mjs";

const scenario = scenarios().find(({ name }) => name === "lanes/chains.json");
const path = `/api/v1/sessions/${sessionOf(scenario)}`;
let server;
let api;
let world;
let log;

before(async () => {
  server = await ServerProcess.start([...trusting, ...mayAskThisMachine]);
  api = await Api.of(server);
  world = await AskedWorld.start();
  await world.connect(server, [JSON.parse(scenario.definition)]);
  world.hold(() => true);
  assert.equal((await api.ask("POST", "/api/v1/funnels", { body: scenario.definition })).status, 201);
  assert.equal((await api.ask("POST", "/api/v1/funnels/s/publish", { body: {} })).status, 200);
  ({ log } = playScenario(new Engine(compileEngine()), scenario));
  const answer = await hand(log.slice(0, 2));
  assert.equal(answer.status, 200);
  assert.equal(answer.body.s_events.length, 0);
});
after(async () => {
  await world.stop();
  await server.stop();
});

function hand(events, known = {}) {
  const body = { gen: 0, epoch: 1, release: log[0].input.release, rules: 1, events, s_have: 0, ...known };
  const from = events[0]?.seq ?? 1;
  const prev = events[0]?.prev ?? log[0].hash;
  const address = `/api/v1/play/sessions/${sessionOf(scenario)}/events`;
  return api.ask("POST", address, { bearer: secretOf(scenario), body: { ...body, from, prev } });
}

const post = async (address, body) => {
  const answer = await api.ask("POST", `${path}${address}`, { body });
  return [answer.status, answer.body.code ?? answer.body];
};

test("what came of an effect may be said by hand, once", async () => {
  const { status, body } = await api.ask("GET", `${path}/effects`);
  assert.equal(status, 200);
  assert.deepEqual(body.effects.map(({ kind, is_done: isDone }) => [kind, isDone]), [["call", false]]);
  const [{ effect, asked }] = body.effects;
  assert.equal(asked.endpoint, "credit");
  const result = `/effects/${effect}/result`;
  assert.deepEqual(await post(result, { outcome: "offline" }), [422, "invalid"]);
  assert.deepEqual(await post(result, { outcome: "done", status: 1000 }), [422, "invalid"]);
  const said = await post(result, { outcome: "done", status: 200, data: { r: 4 } });
  assert.deepEqual(said, [200, { effect, outcome: "done" }]);
  assert.deepEqual(await post(result, { outcome: "done" }), [404, "unknown_effect"]);
  assert.equal((await api.ask("GET", path)).body.data.rank, 4);
});

test("the visitor's device hears of it, as far as it has not yet", async () => {
  const asked = await hand([]);
  assert.equal(asked.body.s_from, 0);
  const [event] = asked.body.s_events;
  assert.deepEqual([event.lane, event.seq, event.c_seen, event.input.data], ["s", 0, 2, { r: 4 }]);
  const again = await hand([], { s_have: 1, s_hash: event.hash });
  assert.deepEqual([again.body.s_from, again.body.s_events], [undefined, []]);
  const other = await hand([], { s_have: 1, s_hash: "0".repeat(64) });
  assert.deepEqual([other.body.s_from, other.body.s_events.length], [0, 1]);
  assert.equal((await hand([], { s_have: -1 })).status, 422);
  const { body } = await api.ask("GET", `/api/v1/play/sessions/${sessionOf(scenario)}?from_c=1&from_s=0`, {
    bearer: secretOf(scenario),
  });
  assert.deepEqual([body.events.length, body.s_events.length], [1, 1]);
});

test("a session is ended once, and what comes later is kept but not played", async () => {
  assert.deepEqual(await post("/close", { reason: "" }), [422, "invalid"]);
  const closed = await post("/close", { reason: "sold out" });
  assert.deepEqual(closed, [200, { session: sessionOf(scenario), status: "closed", reason: "sold out" }]);
  assert.deepEqual(await post("/close", {}), [409, "ended_already"]);
  const nobody = await api.ask("POST", `/api/v1/sessions/${"0".repeat(32)}/close`, { body: {} });
  assert.equal(nobody.status, 404);
  const late = log.find(({ lane, seq }) => lane !== "s" && seq === 2);
  const refused = await hand([late]);
  assert.deepEqual([refused.status, refused.body.reason], [422, "ended"]);
  assert.equal(refused.body.s_events.at(-1).input.reason, "sold out");
  assert.equal((await api.ask("GET", path)).body.status, "closed");
  const { quarantine } = (await api.ask("GET", `${path}/quarantine`)).body;
  assert.deepEqual(quarantine.map(({ code }) => code), ["ended"]);
});

test("somebody decides what becomes of what was refused", async () => {
  const { refusals } = (await api.ask("GET", "/api/v1/quarantine")).body;
  const [{ session, received_at: received, ...refusal }] = refusals;
  const root = sessionOf(scenario);
  assert.deepEqual(refusal, { root, parent: root, at: 1, events: 1, code: "ended", decision: "open" });
  assert.ok(Date.parse(received) > 0);
  const decide = async (body, at = session) => {
    const answer = await api.ask("POST", `/api/v1/quarantine/${at}/decision`, { body });
    return [answer.status, answer.body.decision ?? answer.body.code];
  };
  assert.deepEqual(await decide({ decision: "maybe", reason: "?" }), [422, "invalid"]);
  assert.deepEqual(await decide({ decision: "accepted" }), [422, "invalid"]);
  const accepted = { decision: "accepted", reason: "called us" };
  assert.deepEqual(await decide(accepted, "0".repeat(32)), [404, "unknown_refusal"]);
  const answer = await api.ask("POST", `/api/v1/quarantine/${session}/decision`, { body: accepted });
  assert.deepEqual([answer.status, answer.body.decision, answer.body.reason], [200, "accepted", "called us"]);
  assert.deepEqual(await decide(accepted), [200, "accepted"]);
  assert.deepEqual(await decide({ decision: "discarded", reason: "no" }), [409, "decided_already"]);
  const branch = (await api.ask("GET", `/api/v1/sessions/${session}`)).body;
  assert.equal(branch.status, "in_progress");
  assert.equal((await api.ask("GET", path)).body.status, "closed");
  assert.deepEqual((await api.ask("GET", "/api/v1/quarantine")).body.refusals, []);
  const listed = (await api.ask("GET", "/api/v1/quarantine?decision=accepted&limit=1")).body.refusals;
  assert.deepEqual(listed.map((one) => [one.session, one.decision]), [[session, "accepted"]]);
  assert.equal((await api.ask("GET", "/api/v1/quarantine?decision=perhaps")).status, 422);
});

/** Begins a session of a scenario; gives a function that hands in further events of its log. */
async function begun(other, count = 2) {
  assert.equal((await saveFunnel(api.ask.bind(api), other.definition)).status, 200);
  assert.equal((await api.ask("POST", "/api/v1/funnels/s/publish", { body: {} })).status, 200);
  const all = playScenario(new Engine(compileEngine()), other).log;
  const send = async (from, to) => {
    const events = all.slice(from, to);
    const body = { gen: 0, epoch: 1, release: all[0].input.release, rules: 1, from, prev: events[0].prev ?? "", events, s_have: 0 };
    const path = `/api/v1/play/sessions/${sessionOf(other)}/events`;
    assert.equal((await api.ask("POST", path, { bearer: secretOf(other), body })).status, 200);
  };
  await send(0, count);
  return send;
}

test("what a visitor wrote elsewhere is handed in, where it fits", async () => {
  const inbound = scenarios().find(({ name }) => name === "lanes/inbound.json");
  const at = `/api/v1/sessions/${sessionOf(inbound)}`;
  const reply = async (body) => {
    const answer = await api.ask("POST", `${at}/replies`, { body });
    return [answer.status, answer.body.code];
  };
  assert.deepEqual(await reply({ text: "x" }), [404, "unknown_session"]);
  await begun(inbound, 1);
  assert.deepEqual(await reply({ text: "" }), [422, "invalid"]);
  assert.deepEqual(await reply({ text: "x" }), [200, undefined]);
  assert.deepEqual((await api.ask("GET", at)).body.data, { q: "x" });
  assert.deepEqual(await reply({ text: "again" }), [409, "ended"]);
});

test("who is gone for too long is counted as gone, and as there again when they go on", async () => {
  const left = scenarios().find(({ name }) => name === "changes/while_waiting.json");
  const send = await begun(left);
  const at = `/api/v1/sessions/${sessionOf(left)}`;
  const counts = async () => (await api.ask("GET", "/api/v1/funnels/s/statistics")).body.abandoned;
  const before = await counts();
  const twoDays = 2 * 24 * 60 * 60 * 1000;
  const statement = `UPDATE sessions SET created_at_ms = created_at_ms - ${twoDays}, last_at_ms = last_at_ms - ${twoDays} WHERE session = '${sessionOf(left)}'`;
  execFileSync("sqlite3", ["-cmd", ".timeout 10000", join(server.folder, "tundish.sqlite"), statement]);
  const status = async () => (await api.ask("GET", at)).body.status;
  for (let tries = 0; (await status()) !== "abandoned"; tries += 1) {
    assert.ok(tries < 1000, "nobody noticed");
    await new Promise((done) => setTimeout(done, 20));
  }
  assert.equal(await counts(), before + 1);
  await send(2, 3);
  assert.equal(await status(), "in_progress");
  assert.equal(await counts(), before);
});

test("all of it stands in the audit log", async () => {
  const { audit } = (await api.ask("GET", "/api/v1/audit?limit=40")).body;
  const actions = audit.map(({ action }) => action);
  for (const action of ["session.close", "session.settle_effect", "session.reply", "quarantine.accepted"]) {
    assert.ok(actions.includes(action), actions.join(" "));
  }
});

test("a session goes on in another language that its structure is published in", async () => {
  const greeting = scenarios().find(({ name }) => name === "changes/language_by_the_server.json");
  assert.equal((await saveFunnel(api.ask.bind(api), greeting.definition)).status, 200);
  assert.equal((await api.ask("POST", "/api/v1/funnels/s/publish", { body: {} })).status, 200);
  const [header] = playScenario(new Engine(compileEngine()), greeting).log;
  const own = { bearer: secretOf(greeting) };
  const events = { gen: 0, epoch: 1, release: header.input.release, rules: 1, from: 0, prev: "", events: [header] };
  const played = `/api/v1/play/sessions/${sessionOf(greeting)}`;
  const speak = (session, language) => api.ask("POST", `/api/v1/sessions/${session}/language`, { body: { language } });
  assert.equal((await speak(sessionOf(greeting), "es")).status, 404);
  assert.equal((await api.ask("POST", `${played}/events`, { ...own, body: { ...events, s_have: 0 } })).status, 200);
  const unknown = await speak(sessionOf(greeting), "de");
  assert.deepEqual([unknown.status, unknown.body.code, unknown.body.pointer], [409, "no_sibling", "/language"]);
  assert.equal((await speak(sessionOf(greeting), "")).status, 409);
  assert.equal((await api.ask("POST", `/api/v1/sessions/${sessionOf(greeting)}/language`, { body: {} })).status, 422);
  const { status, body } = await speak(sessionOf(greeting), "es");
  assert.deepEqual([status, body], [200, { session: sessionOf(greeting), language: "es" }]);
  const session = await api.ask("GET", `/api/v1/sessions/${sessionOf(greeting)}`);
  assert.deepEqual([session.body.language, session.body.release], ["es", header.input.release]);
  const [event] = (await api.ask("GET", `${played}?from_c=0&from_s=0`, own)).body.s_events;
  assert.deepEqual([event.kind, event.input.language], ["language_changed", "es"]);
  assert.notEqual(event.input.release, header.input.release);
  const release = await api.ask("GET", `/api/v1/play/releases/${event.input.release}`);
  assert.equal(release.status, 200);
});
