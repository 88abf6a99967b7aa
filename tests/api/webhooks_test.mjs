// Webhooks over HTTP: what receivers get, what is told of it, and what is kept to oneself.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { compileEngine, Engine } from "../abi/engine.mjs";
import { playScenario, scenarios, secretOf, sessionOf } from "../runners/scenario.mjs";
import { eventually, serverWithReceiver } from "./kit.mjs";

const path = "/api/v1/webhooks";
const secrets = [];
const { server, api, receiver, stop } = await serverWithReceiver();
after(stop);

const docs = readFileSync(new URL("../../docs/webhooks.md", import.meta.url), "utf8");
const blocks = (kind) => [...docs.matchAll(new RegExp(`^\`\`\`${kind}\\n(.*?)^\`\`\``, "gms"))].map(([, text]) => text);

/** What the documentation has receivers check. */
const checks = await import(`data:text/javascript,${encodeURIComponent(blocks("js")[0])}`);
const isSigned = ({ headers, body }, secret) => checks.isSigned(headers, body, secret);
/** The documented messages: that of a trigger, of `emit`, of the test. */
const [ofTrigger, ofEmit, ofTest] = blocks("json").map((text) => JSON.parse(text));
const namesOf = ({ data, ...rest }) => [Object.keys(rest).sort(), Object.keys(data).sort()];

async function make(types) {
  const made = await api.ask("POST", path, { body: { label: "t", url: `${receiver.origin}/hook`, types } });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  secrets.push(made.body.secret);
  return made.body;
}
const deliveriesOf = async (webhook) => (await api.ask("GET", `${path}/${webhook}/deliveries`)).body.deliveries;
const etagOf = async (webhook) => ({ "if-match": (await api.ask("GET", `${path}/${webhook}`)).headers.get("etag") });

test("a message of a session's domain event arrives, signed", async () => {
  const { id, secret } = await make(["*"]);
  const deaf = await make(["no.such.event"]);
  const engine = new Engine(compileEngine());
  const scenario = scenarios().find(({ name }) => name === "layers/conversion_and_trigger.json");
  assert.equal((await api.ask("POST", "/api/v1/funnels", { body: scenario.definition })).status, 201);
  const { slug } = JSON.parse(scenario.definition);
  assert.equal((await api.ask("POST", `/api/v1/funnels/${slug}/publish`, { body: {} })).status, 200);
  const { log } = playScenario(engine, scenario);
  const { release } = log[0].input;
  const body = { gen: 0, epoch: 1, release, rules: 1, from: 0, prev: "", events: log, s_have: 0 };
  const sent = await api.ask("POST", `/api/v1/play/sessions/${sessionOf(scenario)}/events`, { bearer: secretOf(scenario), body });
  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  const [delivery] = await eventually(() => deliveriesOf(id), (list) => list[0]?.state === "delivered");
  const seen = receiver.requests.find(({ headers }) => headers["webhook-id"] === delivery.message);
  assert.ok(isSigned(seen, secret) && !isSigned(seen, deaf.secret));
  assert.ok(!isSigned({ ...seen, body: `${seen.body} ` }, secret));
  const old = { ...seen.headers, "webhook-timestamp": `${seen.headers["webhook-timestamp"] - 600}` };
  assert.ok(!isSigned({ ...seen, headers: old }, secret));
  const message = JSON.parse(seen.body);
  assert.equal(message.type, delivery.type);
  assert.deepEqual(message.data, { funnel: slug, session: sessionOf(scenario) });
  assert.deepEqual(namesOf(message), namesOf(ofTrigger));
  for (const one of [message, ofTrigger, ofEmit, ofTest]) {
    assert.deepEqual(api.faults({ $ref: "#/components/schemas/WebhookMessage" }, one), []);
  }
  assert.deepEqual(await deliveriesOf(deaf.id), []);
});

test("an action `emit`, a button and a try send what is documented, `*` being all of them", async () => {
  const { id } = await make(["*"]);
  const engine = new Engine(compileEngine());
  const definition = JSON.stringify({
    tundish: 1, slug: "emits", title: "E",
    layers: [
      {
        id: "a", type: "start",
        components: [
          { id: "mail", type: "input", input_type: "text", slug: "email", label: "Mail" },
          { id: "note", type: "button", kind: "event", event: "lead_created", text: "Tell" },
          { id: "go", type: "button", kind: "jump", text: "Go", target: "b" },
        ],
      },
      { id: "b", type: "action", next: "z", actions: [{ id: "e", kind: "emit", event: "lead_scored", data: [{ from: "email", to: "email" }] }] },
      { id: "z", type: "result", components: [{ id: "bye", type: "message", text: "Bye" }] },
    ],
  });
  assert.equal((await api.ask("POST", "/api/v1/funnels", { body: definition })).status, 201);
  assert.equal((await api.ask("POST", "/api/v1/funnels/emits/publish", { body: {} })).status, 200);
  const steps = [{ answered: { slug: "email", value: ofEmit.data.data.email } }, { pressed: { button: "note" } }, { pressed: { button: "go" } }];
  const scenario = { name: "emits", definition, content: { steps, final: {} } };
  const { log } = playScenario(engine, scenario);
  const body = { gen: 0, epoch: 1, release: log[0].input.release, rules: 1, from: 0, prev: "", events: log, s_have: 0 };
  const sent = await api.ask("POST", `/api/v1/play/sessions/${sessionOf(scenario)}/events`, { bearer: secretOf(scenario), body });
  assert.equal(sent.body.ack_to, 3, JSON.stringify(sent.body));
  await api.ask("POST", `${path}/${id}/try`);
  const list = await eventually(() => deliveriesOf(id), (all) => all.length === 3 && all.every(({ state }) => state === "delivered"));
  const messages = await Promise.all(list.map(async ({ message }) => JSON.parse((await api.ask("GET", `${path}/${id}/deliveries/${message}`)).body.body)));
  const of = (type) => messages.find((one) => one.type === type);
  assert.deepEqual(namesOf(of(ofTrigger.type)), namesOf(ofTrigger));
  assert.deepEqual(namesOf(of(ofEmit.type)), namesOf(ofEmit));
  assert.deepEqual(of(ofEmit.type).data.data, ofEmit.data.data);
  assert.deepEqual(of("webhook.test").data, { webhook: id });
  assert.deepEqual(namesOf(of("webhook.test")), namesOf(ofTest));
});

test("what does not arrive is logged, and sent once more by hand under the same id", async () => {
  const { id, secret } = await make(["x"]);
  receiver.answer = () => ({ status: 500, body: "an answer that nobody keeps" });
  const { message } = (await api.ask("POST", `${path}/${id}/try`)).body;
  const [failed] = await eventually(() => deliveriesOf(id), ([first]) => first.attempts === 1);
  assert.deepEqual([failed.state, failed.status, failed.why], ["waiting", 500, "status"]);
  receiver.answer = () => ({ status: 204, body: "" });
  assert.equal((await api.ask("POST", `${path}/${id}/deliveries/${message}/resend`)).status, 202);
  assert.equal((await api.ask("POST", `${path}/${id}/deliveries/none/resend`)).status, 404);
  const log = await eventually(
    async () => (await api.ask("GET", `${path}/${id}/deliveries/${message}`)).body,
    ({ state }) => state === "delivered",
  );
  assert.deepEqual(log.log.map(({ number, status }) => [number, status]), [[1, 500], [2, 204]]);
  const both = receiver.requests.filter(({ headers }) => headers["webhook-id"] === message);
  assert.equal(both.length, 2);
  assert.ok(both.every((request) => isSigned(request, secret) && request.body === log.body));
  const jobs = (await api.ask("GET", "/api/v1/jobs?kind=webhook")).body.jobs;
  assert.ok(jobs.some(({ subject }) => subject === id));
  assert.equal((await api.ask("GET", `/api/v1/jobs/webhook:${id}`)).status, 200);
  assert.equal((await api.ask("GET", "/api/v1/jobs/none")).status, 404);
});

test("a receiver that is gone is told nothing more", async () => {
  const { id } = await make(["x"]);
  receiver.answer = () => ({ status: 410 });
  await api.ask("POST", `${path}/${id}/try`);
  const gone = await eventually(async () => (await api.ask("GET", `${path}/${id}`)).body, ({ enabled }) => !enabled);
  assert.equal(gone.disabled_why, "gone");
  receiver.answer = () => ({ status: 200 });
  const enabled = await api.ask("PATCH", `${path}/${id}`, { headers: await etagOf(id), body: { enabled: true } });
  assert.equal(enabled.body.enabled, true);
  await api.ask("POST", `${path}/${id}/try`);
  await eventually(() => deliveriesOf(id), (list) => list.some(({ state }) => state === "delivered"));
});

test("a redirect is no success and is not followed", async () => {
  const { id } = await make(["x"]);
  receiver.answer = ({ path: at }) => (at === "/hook" ? { status: 302, headers: { location: "/elsewhere" } } : { status: 200 });
  await api.ask("POST", `${path}/${id}/try`);
  const [delivery] = await eventually(() => deliveriesOf(id), ([first]) => first.attempts === 1);
  assert.deepEqual([delivery.state, delivery.status], ["waiting", 302]);
  assert.ok(receiver.requests.every((request) => request.path === "/hook"));
});

test("a webhook is changed, gets another secret and is removed", async () => {
  const { id, secret } = await make(["x"]);
  receiver.answer = () => ({ status: 200 });
  const renewed = await api.ask("POST", `${path}/${id}/secret`);
  secrets.push(renewed.body.secret);
  assert.notEqual(renewed.body.secret, secret);
  const { message } = (await api.ask("POST", `${path}/${id}/try`)).body;
  await eventually(() => deliveriesOf(id), ([first]) => first.state === "delivered");
  const seen = receiver.requests.find(({ headers }) => headers["webhook-id"] === message);
  assert.ok(isSigned(seen, secret) && isSigned(seen, renewed.body.secret));
  const headers = await etagOf(id);
  const refused = await api.ask("PATCH", `${path}/${id}`, { headers, body: { types: [], url: "ftp://x/" } });
  assert.deepEqual(refused.body.problems.map(({ pointer }) => pointer), ["/url", "/types"]);
  const changed = await api.ask("PATCH", `${path}/${id}`, { headers, body: { types: ["a", "b"] } });
  assert.deepEqual(changed.body.types, ["a", "b"]);
  assert.equal((await api.ask("DELETE", `${path}/${id}`, { headers })).status, 412);
  assert.equal((await api.ask("DELETE", `${path}/${id}`, { headers: await etagOf(id) })).status, 204);
  for (const [method, rest] of [["GET", ""], ["POST", "/try"], ["POST", "/secret"], ["GET", "/deliveries"]]) {
    assert.equal((await api.ask(method, `${path}/${id}${rest}`)).status, 404, rest);
  }
});

test("its secrets are in no list, log line or file", async () => {
  const told = JSON.stringify([(await api.ask("GET", path)).body, (await api.ask("GET", "/api/v1/audit?limit=200")).body]);
  await server.end();
  const files = readdirSync(server.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map((entry) => [entry.name, readFileSync(join(entry.path, entry.name))]);
  texts.push(["the log", JSON.stringify(server.log)], ["answers", told]);
  assert.ok(secrets.length >= 6);
  for (const [name, text] of texts) {
    for (const secret of secrets) assert.ok(!text.includes(secret), name);
  }
});
