// Exports over HTTP: made as jobs, fetched whole and by range, in both formats.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { compileEngine, Engine } from "../abi/engine.mjs";
import { playScenario, secretOf, sessionOf } from "../runners/scenario.mjs";
import { ServerProcess } from "../runners/server_process.mjs";
import { Api } from "./kit.mjs";
import { rowsOfCsv, sheetsOfXlsx } from "./spreadsheet.mjs";

const input = (slug, input_type, more) => ({ id: slug.replace(/ /g, ""), type: "input", input_type, slug, ...more });
const definition = {
  tundish: 1,
  slug: "survey",
  title: "Survey",
  layers: [
    {
      id: "one",
      type: "start",
      components: [
        input("say", "text", { appearance: "long", label: "What do you say?" }),
        input("status", "text", { label: "=Status" }),
        input("age", "numeric", {}),
        input("ok", "boolean", {}),
        input("many", "choice", { options: ["x", "y", "-z"].map((value) => ({ value, title: value })), max_selected: 3 }),
        input("table", "matrix", { rows: [{ value: "r" }, { value: "q" }], columns: [{ value: "c" }, { value: "d" }] }),
        { id: "go", type: "button", kind: "jump", text: "Go", target: "end" },
      ],
    },
    { id: "end", type: "result", components: [{ id: "bye", type: "message", text: "Bye" }] },
  ],
};
const hostile = [
  "=1+1", "+49 711 1", "-2+3", "@SUM(A1)", "a\t=x", "a,b", 'say "hi"', "two\nlines", "naïve 日本 🎉", "<b>&amp;</b>", "_x000D_",
  "x".repeat(9000), "'quoted",
];
const sayings = [...hostile, "plain", "plain", "plain"];

let server;
let api;
const scenarios = sayings.map((say, n) => ({
  name: `export/${n}`,
  definition: JSON.stringify(definition),
  content: {
    steps: [
      { answered: { slug: "say", value: say } },
      ...(n % 2
        ? [{ answered: { slug: "age", value: -n } }, { answered: { slug: "ok", value: true } }, { answered: { slug: "many", value: ["x", "-z"] } }]
        : []),
      ...(n === 2 ? [{ answered: { slug: "table", value: { r: "c", q: "d" } } }, { answered: { slug: "status", value: "odd" } }] : []),
      ...(n % 3 ? [{ pressed: { button: "go" } }] : []),
    ],
  },
}));

before(async () => {
  server = await ServerProcess.start();
  api = await Api.of(server);
  assert.equal((await api.ask("POST", "/api/v1/funnels", { body: definition })).status, 201);
  assert.equal((await api.ask("POST", "/api/v1/funnels/survey/publish", { body: {} })).status, 200);
  const engine = new Engine(compileEngine());
  for (const scenario of scenarios) {
    const { log, faults } = playScenario(engine, scenario);
    assert.deepEqual(faults, []);
    const body = { gen: 0, epoch: 1, release: log[0].input.release, rules: 1, from: 0, prev: "", events: log, s_have: 0 };
    const sent = await api.ask("POST", `/api/v1/play/sessions/${sessionOf(scenario)}/events`, { bearer: secretOf(scenario), body });
    assert.equal(sent.status, 200, JSON.stringify(sent.body));
  }
});
after(() => server.stop());

async function made(body, options = {}) {
  const begun = await api.ask("POST", "/api/v1/exports", { body, ...options });
  assert.equal(begun.status, 202, JSON.stringify(begun.body));
  const path = begun.headers.get("location");
  for (let tries = 0; tries < 300; tries += 1) {
    const { body: job } = await api.ask("GET", path, options);
    if (job.state === "done") return { path, ...job };
    assert.notEqual(job.state, "failed");
    await wait(100);
  }
  throw new Error("the export is not made");
}
async function fetched(path, headers = {}, bearer = server.token) {
  const answer = await fetch(`${server.origin}${path}/file`, { headers: { authorization: `Bearer ${bearer}`, ...headers } });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

/** The cell of each session under that heading, by session. */
function columnOf(rows, heading) {
  const [head, ...others] = rows;
  const at = head.indexOf(heading);
  assert.ok(at >= 0, `${heading} among ${head}`);
  return Object.fromEntries(others.map((row) => [row[0], row[at]]));
}
const saying = (rows, heading = "say") => scenarios.map((one) => columnOf(rows, heading)[sessionOf(one)]);

test("as CSV every answer has its place, and none is a formula", async () => {
  const { path, file, done, total } = await made({ format: "csv", funnel: "survey" });
  assert.deepEqual([file.sessions, done, total], [scenarios.length, 2 * scenarios.length, 2 * scenarios.length]);
  const { bytes, headers } = await fetched(path);
  assert.equal(headers.get("content-type"), "text/csv; charset=utf-8");
  assert.match(headers.get("content-disposition"), /^attachment; filename="survey-\d{4}-\d\d-\d\d\.csv"$/);
  assert.equal(bytes.length, file.bytes);
  const rows = rowsOfCsv(bytes);
  assert.deepEqual(rows[0].slice(15), ["say", "data.status", "age", "ok", "many", "table.q", "table.r"]);
  assert.ok(rows.every((row) => row.length === file.columns));
  const safe = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
  assert.deepEqual(saying(rows), sayings.map(safe));
  const of = (n, heading) => columnOf(rows, heading)[sessionOf(scenarios[n])];
  assert.deepEqual([of(1, "age"), of(1, "ok"), of(1, "many"), of(0, "age")], ["-1", "true", "x; -z", ""]);
  assert.deepEqual([of(2, "table.r"), of(2, "table.q"), of(2, "data.status"), of(2, "status")], ["c", "d", "odd", "completed"]);
  assert.deepEqual([of(3, "status"), of(3, "layer"), of(3, "ended_at")], ["in_progress", "one", ""]);
  assert.match(of(1, "ended_at"), /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
});

test("as XLSX texts are texts, numbers numbers and times times", async () => {
  const { path, file } = await made({ format: "xlsx", headings: "titles" });
  const { bytes } = await fetched(path);
  assert.equal(bytes.length, file.bytes);
  const [{ name, rows }] = sheetsOfXlsx(bytes);
  assert.deepEqual([name, rows.length], ["Sessions", scenarios.length + 1]);
  assert.deepEqual(rows[0].slice(15), ["What do you say?", "=Status", "age", "ok", "many", "table.q", "table.r"]);
  assert.deepEqual(saying(rows, "What do you say?"), sayings);
  const of = (n, heading) => columnOf(rows, heading)[sessionOf(scenarios[n])];
  assert.deepEqual([of(1, "age"), of(1, "ok"), of(1, "score"), of(0, "age")], [-1, true, 0, undefined]);
  const told = (await api.ask("GET", `/api/v1/sessions/${sessionOf(scenarios[1])}`)).body;
  const days = Date.parse(told.started_at) / 86_400_000 + 25_569;
  assert.ok(Math.abs(of(1, "started_at") - days) < 1e-7);
});

test("a file is fetched by range, and stays what it is", async () => {
  const { path, id, expires_at, ended_at } = await made({ format: "csv" });
  assert.equal(Date.parse(expires_at) - Date.parse(ended_at), 7 * 86_400_000);
  const whole = await fetched(path);
  const etag = whole.headers.get("etag");
  assert.match(etag, /^"\w+-\d+"$/);
  for (const [range, part] of [["0-9", [0, 10]], ["5000-", [5000]], ["-7", [-7]]]) {
    const some = await fetched(path, { range: `bytes=${range}`, "if-range": etag });
    assert.equal(some.status, 206);
    assert.deepEqual(some.bytes, whole.bytes.subarray(...part));
  }
  assert.equal((await fetched(path, { range: `bytes=${whole.bytes.length}-` })).status, 416);
  assert.equal((await fetched(path, { "if-none-match": etag })).status, 304);
  assert.equal((await fetched(path, { range: "bytes=0-9", "if-range": '"other"' })).bytes.length, whole.bytes.length);
  const listed = (await api.ask("GET", "/api/v1/exports?limit=1")).body;
  assert.deepEqual([listed.exports[0].id, typeof listed.cursor], [id, "string"]);
  assert.equal((await api.ask("DELETE", path)).status, 204);
  assert.equal((await fetched(path)).status, 404);
  assert.equal((await api.ask("GET", path)).status, 404);
  assert.equal((await api.ask("DELETE", path)).status, 404);
});

test("only what is meant is listed and exported", async () => {
  const count = async (query) => {
    const listed = (await api.ask("GET", `/api/v1/sessions?limit=200&${new URLSearchParams(query)}`)).body.sessions.length;
    assert.equal((await made({ format: "csv", ...query })).file.sessions, listed, JSON.stringify(query));
    return listed;
  };
  const today = new Date().toISOString().slice(0, 10);
  const completed = scenarios.filter((_, n) => n % 3).length;
  assert.equal(await count({ status: "completed" }), completed);
  assert.equal(await count({ status: "in_progress", language: "en", channel: "web" }), scenarios.length - completed);
  assert.equal(await count({ environment: "production", from: today, to: today }), scenarios.length);
  assert.equal(await count({ environment: "staging" }), 0);
  assert.equal(await count({ to: "2020-01-01" }), 0);
  for (const wrong of [{ status: "asleep" }, { channel: "smoke" }, { from: "monday" }]) {
    assert.equal((await api.ask("GET", `/api/v1/sessions?${new URLSearchParams(wrong)}`)).status, 422);
    assert.equal((await api.ask("POST", "/api/v1/exports", { body: { format: "csv", ...wrong } })).status, 422);
  }
  for (const wrong of [{ funnel: "nowhere" }, { environment: "nowhere" }]) {
    assert.equal((await api.ask("POST", "/api/v1/exports", { body: { format: "csv", ...wrong } })).status, 404);
  }
  assert.equal((await api.ask("POST", "/api/v1/exports", { body: { format: "ods" } })).status, 422);
});

test("who only looks may fetch what others had made", async () => {
  const body = { label: "t", role: "viewer", scopes: ["exports:read"] };
  const { token: bearer } = (await api.ask("POST", "/api/v1/tokens", { body })).body;
  const { path } = await made({ format: "csv" });
  assert.equal((await fetched(path, {}, bearer)).status, 200);
  assert.equal((await api.ask("GET", "/api/v1/exports", { bearer })).status, 200);
  assert.equal((await api.ask("DELETE", path, { bearer })).status, 403);
  assert.equal((await api.ask("POST", "/api/v1/exports", { bearer, body: { format: "csv" } })).status, 403);
});

test("a server that is started again goes on, and nothing lies about", async () => {
  const kept = await made({ format: "xlsx" });
  const begun = await api.ask("POST", "/api/v1/exports", { body: { format: "csv" } });
  const before = (await fetched(kept.path)).bytes;
  await server.end();
  await server.restart();
  assert.deepEqual((await fetched(kept.path)).bytes, before);
  const path = begun.headers.get("location");
  for (let tries = 0; (await api.ask("GET", path)).body.state !== "done"; tries += 1) {
    assert.ok(tries < 300);
    await wait(100);
  }
  assert.equal(rowsOfCsv((await fetched(path)).bytes).length, scenarios.length + 1);
  assert.deepEqual(readdirSync(server.folder).filter((name) => !/^(tundish\.sqlite|secrets\.key)/.test(name)), []);
});

test("the command line writes the same", async () => {
  const { path } = await made({ format: "csv", funnel: "survey", status: "completed" });
  const file = join(server.folder, "out.csv");
  const words = ["--data", server.folder, "--funnel", "survey", "--status", "completed"];
  const run = (...more) => execFileSync(process.env.TUNDISH_BIN, ["export", ...more, ...words], { stdio: ["ignore", "pipe", "ignore"] });
  const { bytes } = await fetched(path);
  run("csv", file);
  assert.deepEqual(readFileSync(file), bytes);
  assert.deepEqual(run("--to", "csv", "-"), bytes);
  const [{ rows }] = sheetsOfXlsx(run("xlsx", "-", "--titles"));
  assert.equal(rows.length, rowsOfCsv(bytes).length);
});
