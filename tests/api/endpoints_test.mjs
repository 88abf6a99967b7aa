// Endpoints over HTTP: kept, asked, and what nobody may be told or led to.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { serverWithReceiver } from "./kit.mjs";

const secret = "canary-endpoint-secret-5d1f";
const other = "canary-endpoint-another-77aa";
const { server, api, receiver, stop } = await serverWithReceiver();
after(stop);

const path = "/api/v1/endpoints";
const crm = () => ({
  name: "crm",
  url: `${receiver.origin}/leads/{list}`,
  parameters: [
    { name: "list", kind: "exposed", in: "path" },
    { name: "email", kind: "exposed", in: "body" },
    { name: "source", kind: "fixed", in: "query", value: "funnel" },
    { name: "X-Api-Key", kind: "hidden", in: "header", value: secret },
  ],
  exposes: ["id"],
});
const request = { list: "a b", email: "ann@example.com" };

test("an endpoint is kept without telling its secret", async () => {
  const made = await api.ask("POST", path, { body: crm() });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  assert.deepEqual(made.body.parameters[3], { name: "X-Api-Key", kind: "hidden", in: "header", is_set: true });
  assert.equal((await api.ask("POST", path, { body: crm() })).body.problems[0].code, "taken");
  const read = await api.ask("GET", `${path}/crm`);
  assert.deepEqual(read.body, made.body);
  assert.equal(read.headers.get("etag"), made.headers.get("etag"));
  assert.deepEqual((await api.ask("GET", path)).body, { endpoints: [made.body] });
  assert.equal((await api.ask("GET", `${path}/nobody`)).status, 404);
});

test("it is asked as a session would ask it", async () => {
  receiver.answer = () => ({ status: 201, body: { id: 7, internal: "not for sessions" } });
  const tried = await api.ask("POST", `${path}/crm/try`, { body: { request } });
  assert.deepEqual(tried.body, { outcome: "done", status: 201, data: { id: 7 } });
  const seen = receiver.requests.at(-1);
  assert.equal(`${seen.method} ${seen.path}`, "POST /leads/a%20b?source=funnel");
  assert.equal(seen.headers["x-api-key"], secret);
  assert.equal(seen.body, '{"email":"ann@example.com"}');
  receiver.answer = () => ({ status: 500, body: { secret } });
  const failed = await api.ask("POST", `${path}/crm/try`, { body: { request } });
  assert.deepEqual(failed.body, { outcome: "failed", status: 500, why: "status" });
  const wrong = await api.ask("POST", `${path}/crm/try`, { body: { request: { ...request, "X-Api-Key": "mine" } } });
  assert.equal(wrong.body.why, "unknown_parameter X-Api-Key");
  assert.equal((await api.ask("POST", `${path}/nobody/try`, { body: {} })).status, 404);
});

test("a slow server is waited for no longer than was asked", async () => {
  let go;
  receiver.answer = () => new Promise((done) => (go = () => done({ status: 200, body: {} })));
  const tried = await api.ask("POST", `${path}/crm/try`, { body: { request, timeout_ms: 200 } });
  assert.deepEqual(tried.body, { outcome: "failed", status: 0, why: "too_slow" });
  go();
});

test("it is changed by whoever has seen it last; secrets stay unless the server is another", async () => {
  const { headers, body } = await api.ask("GET", `${path}/crm`);
  const { name, created_at, updated_at, ...same } = body;
  const etag = { "if-match": headers.get("etag") };
  const changed = await api.ask("PUT", `${path}/crm`, { headers: etag, body: { ...same, label: "CRM" } });
  assert.equal(changed.status, 200, JSON.stringify(changed.body));
  assert.equal(changed.body.label, "CRM");
  assert.equal((await api.ask("PUT", `${path}/crm`, { headers: etag, body: same })).status, 412);
  assert.equal((await api.ask("PUT", `${path}/crm`, { body: same })).status, 428);
  receiver.answer = () => ({ status: 200, body: { id: 1 } });
  await api.ask("POST", `${path}/crm/try`, { body: { request } });
  assert.equal(receiver.requests.at(-1).headers["x-api-key"], secret);
  const next = { "if-match": changed.headers.get("etag") };
  const moved = { ...same, url: "https://elsewhere.example/{list}" };
  const refused = await api.ask("PUT", `${path}/crm`, { headers: next, body: moved });
  assert.equal(refused.body.problems[0].code, "secret_missing");
  const parameters = same.parameters.map((one) => (one.kind === "hidden" ? { name: one.name, kind: one.kind, in: one.in, value: other } : one));
  assert.equal((await api.ask("PUT", `${path}/crm`, { headers: next, body: { ...moved, parameters } })).status, 200);
});

test("bodies that do not fit are told with their places", async () => {
  const places = async (body) => {
    const { status, body: problem } = await api.ask("POST", path, { body });
    assert.equal(status, 422);
    return problem.problems.map(({ code, pointer }) => `${code} ${pointer}`);
  };
  assert.deepEqual(await places({ name: "x", url: "https://a.example/", parameters: [{ name: "a", kind: "odd", in: "cookie", extra: 1 }] }), [
    "unknown_property /parameters/0/extra",
    "unknown_word /parameters/0/kind",
    "unknown_word /parameters/0/in",
  ]);
  assert.deepEqual(await places({ name: "x", url: "https://u:p@a.example/" }), ["invalid_url /url"]);
  assert.deepEqual(await places({ name: "x", url: "https://a.example/", parameters: [{ name: "k", kind: "hidden", in: "query", value: "s" }] }), [
    "secret_in_url /parameters/0/in",
  ]);
});

test("what is not public is not asked, whoever made the endpoint", async () => {
  const { port } = new URL(server.origin);
  const inside = ["127.0.0.2", "[::1]", "10.0.0.1", "169.254.169.254", "0x7f.0.0.2"];
  for (const [number, host] of inside.entries()) {
    const body = { name: `inside${number}`, method: "GET", url: `http://${host}:${port}/metrics`, exposes: ["*"] };
    assert.equal((await api.ask("POST", path, { body })).status, 201, host);
    const tried = await api.ask("POST", `${path}/inside${number}/try`, { body: {} });
    const { sentence, ...rest } = tried.body;
    assert.deepEqual(rest, { outcome: "failed", status: 0, why: "forbidden" }, host);
    assert.match(sentence, /--outgoing-network/);
  }
});

test("the secret is neither in the database's files nor in the log; its key is for its owner alone", async () => {
  const etag = (await api.ask("GET", `${path}/crm`)).headers.get("etag");
  assert.equal((await api.ask("DELETE", `${path}/crm`, { headers: { "if-match": etag } })).status, 204);
  await server.end();
  const files = readdirSync(server.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = files.map((entry) => [entry.name, readFileSync(join(entry.path, entry.name))]);
  texts.push(["the log", JSON.stringify(server.log)]);
  for (const [name, text] of texts) {
    for (const one of [secret, other]) assert.ok(!text.includes(one), name);
  }
  assert.equal(statSync(join(server.folder, "secrets.key")).mode & 0o777, 0o600);
});
