// Statistics over HTTP: what is counted of a session, apart by whatever it is asked by.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { compileEngine, Engine } from "../abi/engine.mjs";
import { playScenario, scenarios, secretOf, sessionOf } from "../runners/scenario.mjs";
import { ServerProcess } from "../runners/server_process.mjs";
import { Api } from "./kit.mjs";

const slug = "experiments-split";
let server;
let api;

before(async () => {
  server = await ServerProcess.start();
  api = await Api.of(server);
  const scenario = scenarios().find(({ name }) => name === "experiments/split.json");
  assert.equal((await api.ask("POST", "/api/v1/funnels", { body: scenario.definition })).status, 201);
  assert.equal((await api.ask("POST", `/api/v1/funnels/${slug}/publish`, { body: {} })).status, 200);
  const visit = { funnel: slug, language: "en", channel: "web" };
  assert.equal((await api.ask("POST", "/api/v1/play/visits", { body: visit })).status, 204);
  const { log } = playScenario(new Engine(compileEngine()), scenario);
  const body = { gen: 0, epoch: 1, release: log[0].input.release, rules: 1, from: 0, prev: "", events: log, s_have: 0 };
  const path = `/api/v1/play/sessions/${sessionOf(scenario)}/events`;
  const sent = await api.ask("POST", path, { bearer: secretOf(scenario), body });
  assert.equal(sent.status, 200, JSON.stringify(sent.body));
});
after(() => server.stop());

const ask = async (query = "") => (await api.ask("GET", `/api/v1/funnels/${slug}/statistics${query}`)).body;
const layer = (statistics, id) => statistics.layers.find((one) => one.layer === id);

test("sessions, rates, layers, clicks and times are told", async () => {
  const told = await ask();
  assert.deepEqual(
    [told.visits, told.sessions, told.completions, told.conversions, told.closed, told.abandoned],
    [1, 1, 0, 0, 0, 0],
  );
  assert.deepEqual([told.conversion_rate, told.completion_rate], [0, 0]);
  const { time, ...hello } = layer(told, "hello");
  assert.deepEqual(hello, {
    layer: "hello", reached: 1, completed: 1, dropped: 0, completed_rate: 1, clicks: { go: 2 },
  });
  assert.equal(time.stays, 2, "it was left onward twice");
  assert.ok(time.median_ms >= 0 && time.p90_ms >= time.median_ms);
  assert.equal(layer(told, "a").time, undefined, "it was only left backward");
  assert.equal(told.parts, undefined);
});

test("what is asked for by something is told for each of its values", async () => {
  const day = new Date().toISOString().slice(0, 10);
  for (const [by, value] of [["day", day], ["language", "en"], ["channel", "web"]]) {
    const { parts } = await ask(`?by=${by}`);
    assert.deepEqual(parts.map((one) => [one.value, one.visits, one.sessions]), [[value, 1, 1]]);
  }
  const { parts } = await ask("?by=release");
  assert.deepEqual(parts.map((one) => [one.value === "", one.visits, one.sessions]), [[false, 1, 1]]);
});

test("an experiment's variants are told apart from where they are met", async () => {
  const { parts: experiments } = await ask("?by=experiment");
  assert.deepEqual(experiments.map(({ value, sessions }) => [value, sessions]), [["hero", 1]]);
  const { parts: variants, sessions } = await ask("?by=variant&experiment=hero");
  assert.equal(sessions, 1);
  assert.deepEqual(variants.map(({ value, sessions: met }) => [value, met]), [["a", 1]]);
  assert.equal(layer(variants[0], "a").reached, 1);
  assert.equal((await ask("?experiment=hero&variant=b")).sessions, 0);
});

test("only what is asked for counts", async () => {
  assert.equal((await ask("?from=2020-01-01&to=2020-12-31")).sessions, 0);
  assert.equal((await ask("?from=2020-01-01")).sessions, 1);
  assert.equal((await ask("?channel=sms")).visits, 0);
  assert.equal((await ask("?language=en&channel=web")).visits, 1);
  for (const query of ["?by=colour", "?by=variant", "?variant=a", "?by=experiment&experiment=hero", "?from=monday", "?to=2025-1-1"]) {
    const refused = await api.ask("GET", `/api/v1/funnels/${slug}/statistics${query}`);
    assert.equal(refused.status, 422, query);
    assert.equal(refused.body.code, "invalid");
  }
});

test("counting anew gives the same", async () => {
  const all = async () => Promise.all(["", "?by=day", "?by=release", "?by=variant&experiment=hero"].map(ask));
  const before = await all();
  const told = execFileSync(process.env.TUNDISH_BIN, ["stats", "rebuild", "--data", server.folder, "--json"]);
  assert.deepEqual(JSON.parse(told), { sessions: 1, events: 4 });
  assert.deepEqual(await all(), before);
});
