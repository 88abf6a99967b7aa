// Two servers on one PostgreSQL: visitors go to and fro between them, and everything happens once;
// also when the database goes away meanwhile.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { compileEngine, Engine } from "../abi/engine.mjs";
import { PostgresProcess } from "../runners/postgres_process.mjs";
import { mayAskThisMachine, Receiver } from "../runners/receiver.mjs";
import { playScenario, secretOf, sessionOf } from "../runners/scenario.mjs";
import { ServerProcess } from "../runners/server_process.mjs";
import { Api, eventually } from "./kit.mjs";
import { rowsOfCsv } from "./spreadsheet.mjs";

const visitors = 60;
const atOnce = 12;
const isHere = PostgresProcess.isHere();
const options = { skip: isHere ? false : "PostgreSQL 15 is not installed" };
const engine = new Engine(compileEngine());
const definition = JSON.stringify({
  tundish: 1,
  slug: "shared",
  title: "Shared",
  layers: [
    {
      id: "a",
      type: "start",
      components: [
        { id: "name", type: "input", input_type: "text", slug: "name", label: "Name" },
        {
          id: "ask", type: "endpoint", endpoint: "rank", run: "on_submit", timeout_ms: 8000, retries: 5,
          request: [{ from: "name", to: "name" }], response: [{ from: "rank", to: "rank" }],
        },
        { id: "go", type: "button", kind: "jump", text: "Go", target: "z" },
      ],
    },
    { id: "z", type: "result", conversion: true, trigger: "shared_done", components: [{ id: "bye", type: "message", text: "Bye" }] },
  ],
});

let postgres;
let receiver;
let servers = [];
let apis = [];

before(async () => {
  if (!isHere) return;
  postgres = await PostgresProcess.start();
  receiver = await Receiver.start();
  receiver.answer = ({ path }) => (path === "/rank" ? { status: 200, body: { rank: "A" } } : { status: 200 });
  const words = ["--database", postgres.url, ...mayAskThisMachine];
  servers.push(await ServerProcess.start(words));
  // What is sealed by one must open for the other.
  servers.push(await ServerProcess.start([...words, "--key-file", `${servers[0].folder}/secrets.key`]));
  apis = await Promise.all(servers.map((server) => Api.of(server)));
  const parameters = [{ name: "name", kind: "exposed", in: "body" }];
  const endpoint = { name: "rank", url: `${receiver.origin}/rank`, parameters, exposes: ["rank"] };
  const [first, second] = apis;
  assert.equal((await first.ask("POST", "/api/v1/endpoints", { body: endpoint })).status, 201);
  const webhook = { label: "t", url: `${receiver.origin}/hook`, types: ["shared_done"] };
  assert.equal((await second.ask("POST", "/api/v1/webhooks", { body: webhook })).status, 201);
  assert.equal((await first.ask("POST", "/api/v1/funnels", { body: definition })).status, 201);
  assert.equal((await second.ask("POST", "/api/v1/funnels/shared/publish", { body: {} })).status, 200);
});
after(async () => {
  await receiver?.stop();
  for (const server of servers) await server.stop();
  await postgres?.stop();
});

function visitorOf(number, name = `Visitor ${number}`) {
  const scenario = { name: `shared/${number}`, definition, content: { steps: [{ answered: { slug: "name", value: name } }, { pressed: { button: "go" } }] } };
  const { log, faults } = playScenario(engine, scenario);
  assert.deepEqual(faults, []);
  return { log, bearer: secretOf(scenario), path: `/api/v1/play/sessions/${sessionOf(scenario)}`, session: sessionOf(scenario), key: `${log.at(-1).uid}-0` };
}
function send({ log, bearer, path }, seq, api) {
  const body = { gen: 0, epoch: 1, release: log[0].input.release, rules: 1, from: seq, prev: seq ? log[seq - 1].hash : "", events: [log[seq]], s_have: 0 };
  return api.ask("POST", `${path}/events`, { bearer, body });
}
const requestsOf = (path) => receiver.requests.filter((one) => one.path === path);
/** How often each of them is there. */
function counts(list) {
  const all = new Map();
  for (const one of list) all.set(one, (all.get(one) ?? 0) + 1);
  return [...all.values()];
}
const statistics = async (api) =>
  Promise.all(["", "?by=day", "?by=release", "?by=channel"].map(async (query) => (await api.ask("GET", `/api/v1/funnels/shared/statistics${query}`)).body));

test("visitors who go to and fro have one session each, and all of it happens once", options, async () => {
  const all = Array.from({ length: visitors }, (_, number) => visitorOf(number));
  const waiting = [...all];
  const work = async () => {
    for (let visitor = waiting.pop(); visitor; visitor = waiting.pop()) {
      for (let seq = 0; seq < visitor.log.length; seq += 1) {
        // The answer may be lost on its way, and the client sends again, wherever it comes to.
        const both = await Promise.all([send(visitor, seq, apis[seq % 2]), send(visitor, seq, apis[(seq + 1) % 2])]);
        assert.deepEqual(both.map(({ status, body }) => [status, body.ack_to]), [[200, seq], [200, seq]]);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  for (const [n, visitor] of all.entries()) {
    const api = apis[n % 2];
    const { body } = await eventually(() => api.ask("GET", `/api/v1/sessions/${visitor.session}`), (one) => one.body.status === "completed");
    assert.deepEqual([body.data, body.layer, body.events], [{ name: `Visitor ${n}`, rank: "A" }, "z", 4]);
    const log = (await apis[(n + 1) % 2].ask("GET", visitor.path, { bearer: visitor.bearer })).body;
    assert.deepEqual([log.events.length, log.s_events.length], [3, 1]);
  }
  const calls = requestsOf("/rank").map(({ headers }) => headers["idempotency-key"]);
  assert.deepEqual([...calls].sort(), all.map(({ key }) => key).sort(), "each effect once");
  await eventually(() => requestsOf("/hook").length, (count) => count >= visitors);
  await wait(300);
  const messages = requestsOf("/hook").map(({ headers }) => headers["webhook-id"]);
  assert.deepEqual(counts(messages), Array(visitors).fill(1), "each message once");
});

test("both count and export the same, and counting anew changes nothing", options, async () => {
  const [first, second] = await Promise.all(apis.map(statistics));
  assert.deepEqual(first, second);
  const [{ sessions, completions, conversions, layers }] = first;
  assert.deepEqual([sessions, completions, conversions, layers.map(({ reached }) => reached)], [visitors, visitors, visitors, [visitors, visitors]]);
  const begun = await apis[0].ask("POST", "/api/v1/exports", { body: { format: "csv", funnel: "shared" } });
  const path = begun.headers.get("location");
  await eventually(() => apis[1].ask("GET", path), ({ body }) => body.state === "done");
  const files = [];
  for (const server of servers) {
    const answer = await fetch(`${server.origin}${path}/file`, { headers: { authorization: `Bearer ${server.token}` } });
    assert.equal(answer.status, 200);
    files.push(Buffer.from(await answer.arrayBuffer()));
  }
  assert.deepEqual(files[0], files[1]);
  const [head, ...rows] = rowsOfCsv(files[0]);
  const of = (heading) => rows.map((row) => row[head.indexOf(heading)]);
  assert.equal(of("status").filter((one) => one === "completed").length, completions);
  assert.deepEqual(of("name").sort(), Array.from({ length: visitors }, (_, n) => `Visitor ${n}`).sort());
  const { body } = await apis[1].ask("GET", "/api/v1/jobs?kind=export");
  assert.deepEqual(body.jobs.map(({ state, attempts }) => [state, attempts]), [["done", 0]]);
  const told = execFileSync(process.env.TUNDISH_BIN, ["stats", "rebuild", "--database", postgres.url, "--json"]);
  assert.deepEqual(JSON.parse(told), { sessions: visitors, events: 4 * visitors });
  assert.deepEqual(await Promise.all(apis.map(statistics)), [first, second]);
});

test("without the database both ask for patience, and what is owed is done when it is back", options, async () => {
  let answerNow;
  const held = new Promise((done) => (answerNow = done));
  receiver.answer = async ({ path }) => {
    if (path === "/rank") await held;
    return path === "/rank" ? { status: 200, body: { rank: "B" } } : { status: 200 };
  };
  const visitor = visitorOf(visitors);
  const before = requestsOf("/rank").length;
  for (const seq of [0, 1, 2]) assert.equal((await send(visitor, seq, apis[0])).status, 200);
  await eventually(() => requestsOf("/rank").length, (count) => count > before);
  await postgres.end();
  for (const server of servers) {
    const answer = await fetch(`${server.origin}/api/v1/funnels`, { headers: { authorization: `Bearer ${server.token}` } });
    assert.deepEqual([answer.status, answer.headers.get("retry-after")], [503, "2"]);
    assert.equal((await fetch(`${server.origin}/readyz`)).status, 503);
    assert.equal((await fetch(`${server.origin}/healthz`)).status, 200);
  }
  answerNow(); // it cannot be written down now
  await wait(500);
  await postgres.begin();
  await eventually(async () => (await fetch(`${servers[1].origin}/readyz`)).status, (status) => status === 200);
  const { body } = await eventually(() => apis[1].ask("GET", `/api/v1/sessions/${visitor.session}`), (one) => one.body.status === "completed", 2400);
  assert.deepEqual([body.data.rank, body.events], ["B", 4]);
  const keys = requestsOf("/rank").slice(before).map(({ headers }) => headers["idempotency-key"]);
  assert.deepEqual([...new Set(keys)], [visitor.key], "asked again under the same key at most");
  await eventually(() => requestsOf("/hook").length, (count) => count > visitors);
  const [{ sessions, conversions }] = await statistics(apis[0]);
  assert.deepEqual([sessions, conversions], [visitors + 1, visitors + 1]);
});
