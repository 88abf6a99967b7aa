// Sessions that ask the world: an endpoint, a code and a link, from the visitor's request to what the
// log says of it; and none of their secrets anywhere else.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { compileEngine, Engine } from "../abi/engine.mjs";
import { playScenario, secretOf, sessionOf } from "../runners/scenario.mjs";
import { eventually, serverWithReceiver } from "./kit.mjs";

const secret = "canary-asked-endpoint-31c7";
const codes = [];
const engine = new Engine(compileEngine());
const { server, api, receiver, stop } = await serverWithReceiver();
after(stop);

const bye = { id: "z", type: "result", components: [{ id: "bye", type: "message", text: "Bye" }] };
const go = { id: "go", type: "button", kind: "jump", text: "Go", target: "z" };

/** Publishes a funnel of one layer, plays it as far as the steps go and hands that in. */
async function play(slug, components, steps) {
  const definition = JSON.stringify({ tundish: 1, slug, title: slug, layers: [{ id: "a", type: "start", components: [...components, go] }, bye] });
  assert.equal((await api.ask("POST", "/api/v1/funnels", { body: definition })).status, 201);
  const published = await api.ask("POST", `/api/v1/funnels/${slug}/publish`, { body: {} });
  assert.equal(published.status, 200, JSON.stringify(published.body));
  const scenario = { name: slug, definition, content: { steps, final: {} } };
  const { log } = playScenario(engine, scenario);
  const path = `/api/v1/play/sessions/${sessionOf(scenario)}`;
  const bearer = secretOf(scenario);
  const body = { gen: 0, epoch: 1, release: log[0].input.release, rules: 1, from: 0, prev: "", events: log, s_have: 0 };
  const sent = await api.ask("POST", `${path}/events`, { bearer, body });
  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  return { path, bearer, session: sessionOf(scenario), effect: `${log.at(-1).uid}-0` };
}

/** What the log says came of effects. */
const outcomes = async ({ path, bearer }) => {
  const { body } = await api.ask("GET", path, { bearer });
  return body.s_events.map(({ input }) => input);
};
const inboxOf = async (receiver) => (await api.ask("GET", `/api/v1/inbox?receiver=${encodeURIComponent(receiver)}`)).body.messages;

test("an endpoint's answer comes into the log, as far as it is exposed", async () => {
  const parameters = [
    { name: "name", kind: "exposed", in: "body" },
    { name: "X-Key", kind: "hidden", in: "header", value: secret },
  ];
  const endpoint = { name: "credit", url: `${receiver.origin}/credit`, parameters, exposes: ["rank"] };
  assert.equal((await api.ask("POST", "/api/v1/endpoints", { body: endpoint })).status, 201);
  receiver.answer = () => ({ status: 200, body: { rank: "A", internal: "not for visitors" } });
  const input = { id: "name", type: "input", input_type: "text", slug: "name", label: "Name" };
  const ask = { id: "ask", type: "endpoint", endpoint: "credit", run: "on_submit", request: [{ from: "name", to: "name" }], response: [{ from: "rank", to: "rank" }] };
  const visitor = await play("asks-credit", [input, ask], [{ answered: { slug: "name", value: "Ann" } }, { pressed: { button: "go" } }]);
  const [result] = await eventually(() => outcomes(visitor), (list) => list.length > 0);
  assert.deepEqual(result, { data: { rank: "A" }, effect: visitor.effect, outcome: "done", status: 200 });
  const seen = receiver.requests.at(-1);
  assert.equal(seen.headers["x-key"], secret);
  assert.equal(seen.headers["idempotency-key"], visitor.effect);
  assert.equal(seen.body, '{"name":"Ann"}');
});

const proving = (method) => [{ id: "who", type: "auth", method, slug: "identity", label: "You" }];
const asks = (identity) => [{ answered: { slug: "identity", value: identity } }, { requested: { component: "who" } }];

test("a code proves who the visitor is, in its own session, after whatever was wrong before", async () => {
  const visitor = await play("sends-code", proving("otp_email"), asks("ann@example.com"));
  const other = await play("sends-code-2", proving("otp_email"), asks("bob@example.com"));
  const [message] = await eventually(() => inboxOf("ann@example.com"), (list) => list.length > 0);
  const code = message.text.slice(0, 6);
  codes.push(code);
  const path = `${visitor.path}/effects/${visitor.effect}`;
  const hand = (body, bearer = visitor.bearer, at = path) => api.ask("POST", at, { bearer, body });
  assert.equal((await hand({ code }, "")).status, 401);
  assert.equal((await hand({ code }, other.bearer)).status, 403);
  assert.equal((await hand({ code }, other.bearer, `${other.path}/effects/${visitor.effect}`)).status, 404);
  const wrong = await hand({ code: code === "000000" ? "000001" : "000000" });
  assert.deepEqual(wrong.body, { outcome: "failed", tries_left: 4 });
  assert.deepEqual((await hand({ code })).body, { outcome: "done" });
  assert.equal((await hand({ code })).status, 409);
  const told = await outcomes(visitor);
  assert.deepEqual(told.map(({ outcome }) => outcome), ["failed", "done"]);
});

test("a link proves it wherever it is opened, as often as it may be", async () => {
  const visitor = await play("sends-link", proving("magic_link"), asks("cy@example.com"));
  const [message] = await eventually(() => inboxOf("cy@example.com"), (list) => list.length > 0);
  const [, page, token] = /^(\S+)#(\S+)/.exec(message.text);
  codes.push(token);
  assert.equal((await api.ask("GET", page, { bearer: "" })).status, 200);
  const open = (body) => api.ask("POST", "/api/v1/play/proofs", { bearer: "", body });
  assert.equal((await open({ token: "0".repeat(64) })).status, 404);
  assert.deepEqual((await open({ token })).body, { outcome: "done" });
  assert.equal((await open({ token })).status, 409);
  assert.deepEqual((await outcomes(visitor)).map(({ outcome }) => outcome), ["done"]);
});

test("only those who may see codes do", async () => {
  const made = await api.ask("POST", "/api/v1/tokens", { body: { label: "v", role: "viewer", scopes: ["*"] } });
  assert.equal((await api.ask("GET", "/api/v1/inbox", { bearer: made.body.token })).status, 403);
});

test("no code, token or secret is in a file or the log", async () => {
  await server.end();
  const files = readdirSync(server.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map((entry) => [entry.name, readFileSync(join(entry.path, entry.name))]);
  texts.push(["the log", JSON.stringify(server.log)]);
  assert.equal(codes.length, 2);
  for (const [name, text] of texts) {
    // Six digits may stand anywhere by chance; with what a message says behind them they may not.
    for (const one of [secret, codes[1], `${codes[0]} (`]) assert.ok(!text.includes(one), `${one} in ${name}`);
  }
});
