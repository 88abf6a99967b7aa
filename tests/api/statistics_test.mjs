// Statistics over HTTP: what is counted of a session, apart by whatever it is asked by.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { compileEngine, Engine } from "../abi/engine.mjs";
import { playScenario, scenarios, secretOf, sessionOf } from "../runners/scenario.mjs";
import { ServerProcess } from "../runners/server_process.mjs";
import { Api } from "./kit.mjs";
import { rowsOfCsv, sheetsOfXlsx } from "./spreadsheet.mjs";

const slug = "experiments-split";
let server;
let api;
let log;

before(async () => {
  server = await ServerProcess.start();
  api = await Api.of(server);
  const scenario = scenarios().find(({ name }) => name === "experiments/split.json");
  assert.equal((await api.ask("POST", "/api/v1/funnels", { body: scenario.definition })).status, 201);
  assert.equal((await api.ask("POST", `/api/v1/funnels/${slug}/publish`, { body: {} })).status, 200);
  const visit = { funnel: slug, language: "en", channel: "web" };
  assert.equal((await api.ask("POST", "/api/v1/play/visits", { body: visit })).status, 204);
  ({ log } = playScenario(new Engine(compileEngine()), scenario));
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
    layer: "hello", type: "start", reached: 1, completed: 1, passed: 1, stopped: 0, dropped: 0, completed_rate: 1,
    stopped_rate: 0, clicks: { go: 2 }, ways: { a: 1 },
  });
  assert.deepEqual(told.layers.map((one) => one.layer), ["hello", "a"], "as they stand in the definition");
  assert.deepEqual(layer(told, "a").ways, {}, "it was only left backward");
  assert.deepEqual([layer(told, "a").stopped, layer(told, "a").stopped_rate], [1, 1]);
  assert.deepEqual([told.start_rate, told.converted, told.converted_rate], [1, 0, 0]);
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

test("whole sessions alone are told where layers are not wanted", async () => {
  const { layers, ...told } = await ask("?layers=none&by=day");
  assert.deepEqual(layers, []);
  assert.deepEqual([told.sessions, told.parts[0].sessions, told.parts[0].layers], [1, 1, []]);
});

test("all funnels are told at once", async () => {
  const { body } = await api.ask("GET", "/api/v1/statistics");
  const { layers: _, ...told } = await ask("?layers=none");
  assert.deepEqual(body.funnels.find((one) => one.funnel === slug), { funnel: slug, ...told });
  assert.deepEqual((await api.ask("GET", "/api/v1/statistics?to=2020-01-01")).body.funnels, []);
  assert.equal((await api.ask("GET", "/api/v1/statistics?from=monday")).status, 422);
});

test("an experiment is told with what can be said of it", async () => {
  const experiments = async (query = "") => (await api.ask("GET", `/api/v1/funnels/${slug}/experiments${query}`)).body;
  const { goal, experiments: list } = await experiments();
  assert.equal(goal, "conversion");
  const interval = list[0].variants[0].interval;
  assert.deepEqual(list, [
    { experiment: "hero", control: "a", variants: [{ variant: "a", sessions: 1, reached: 0, rate: 0, interval }] },
  ]);
  assert.ok(interval.low === 0 && interval.high > 0.79 && interval.high < 0.8, "one session says little");
  assert.equal((await experiments("?goal=completion")).goal, "completion");
  assert.deepEqual((await experiments("?to=2020-01-01")).experiments, []);
  for (const query of ["?goal=fame", "?from=monday"]) {
    assert.equal((await api.ask("GET", `/api/v1/funnels/${slug}/experiments${query}`)).status, 422);
  }
});

test("every table has the numbers that the API tells", async () => {
  const file = async (query) => {
    const response = await fetch(`${server.origin}/api/v1/funnels/${slug}/statistics/file?${query}`, {
      headers: { authorization: `Bearer ${server.token}` },
    });
    assert.equal(response.status, 200);
    const day = new Date().toISOString().slice(0, 10);
    const { table, format } = Object.fromEntries(new URLSearchParams(query));
    assert.equal(response.headers.get("content-disposition"), `attachment; filename="${slug}-${table}-${day}.${format}"`);
    return Buffer.from(await response.arrayBuffer());
  };
  const both = async (table) => {
    const [head, ...rows] = rowsOfCsv(await file(`table=${table}&format=csv`));
    const [sheet] = sheetsOfXlsx(await file(`table=${table}&format=xlsx`));
    assert.deepEqual(sheet.rows[0], head);
    const filled = head.map((_, column) => sheet.rows[1][column]);
    assert.deepEqual(filled.map((cell) => String(cell ?? "")), rows[0], "the same in both");
    return { ...Object.fromEntries(head.map((name, column) => [name, rows[0][column]])), rows: rows.length };
  };
  const told = await ask();
  const total = await both("total");
  for (const name of ["visits", "sessions", "converted", "start_rate", "conversion_rate"]) assert.equal(total[name], String(told[name]));
  const hello = await both("layers");
  const { time, ...counts } = told.layers[0];
  for (const name of ["layer", "type", "reached", "passed", "stopped", "stopped_rate"]) assert.equal(hello[name], String(counts[name]));
  for (const name of ["stays", "median_ms", "p90_ms"]) assert.equal(hello[name], String(time[name]));
  assert.deepEqual(await both("ways"), { from: "hello", to: "a", sessions: "1", rows: 1 });
  for (const [table, by] of [["days", "day"], ["releases", "release"], ["languages", "language"], ["channels", "channel"]]) {
    const { parts } = await ask(`?by=${by}`);
    const read = await both(table);
    assert.deepEqual([read[by], read.sessions, read.rows], [parts[0].value, String(parts[0].sessions), parts.length]);
  }
  const hero = await both("experiments");
  assert.deepEqual([hero.experiment, hero.variant, hero.is_control, hero.sessions, hero.verdict], ["hero", "a", "true", "1", ""]);
  for (const query of ["table=moods", "format=pdf", "goal=fame", "from=monday"]) {
    assert.equal((await api.ask("GET", `/api/v1/funnels/${slug}/statistics/file?${query}`)).status, 422);
  }
});

test("a session's log is told as it was kept", async () => {
  const { sessions } = (await api.ask("GET", `/api/v1/sessions?funnel=${slug}`)).body;
  const { body: kept } = await api.ask("GET", `/api/v1/sessions/${sessions[0].session}/log`);
  assert.deepEqual(kept.releases, [sessions[0].release]);
  assert.deepEqual(kept.events.map(({ event, hash }) => [event.seq, hash]), log.map((event) => [event.seq, event.hash]));
  assert.deepEqual(kept.events.map(({ event }) => event.input), log.map((event) => event.input));
  assert.equal((await api.ask("GET", `/api/v1/sessions/${"0".repeat(64)}/log`)).status, 404);
});

test("counting anew gives the same", async () => {
  const all = async () => Promise.all(["", "?by=day", "?by=release", "?by=variant&experiment=hero"].map(ask));
  const before = await all();
  const told = execFileSync(process.env.TUNDISH_BIN, ["stats", "rebuild", "--data", server.folder, "--json"]);
  assert.deepEqual(JSON.parse(told), { sessions: 1, events: 4 });
  assert.deepEqual(await all(), before);
});
