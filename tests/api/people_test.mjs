// Users, what lets them in, and API tokens.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ServerProcess } from "../runners/server_process.mjs";
import { Api, ours, trusting } from "./kit.mjs";

const password = "a tunnel under the mountain";
let server;
let api;
let chief; // headers of the first super admin

before(async () => {
  server = await ServerProcess.start(trusting);
  api = await Api.of(server);
  const body = { token: server.setUp, email: "Ada@Example.com", name: "Ada", password };
  const answer = await visit("/api/v1/setup", body);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  assert.deepEqual([answer.body.role, answer.body.email], ["super_admin", "ada@example.com"]);
  chief = cookieOf(answer);
});
after(() => server.stop());

/** A POST of a page of ours. */
const visit = (path, body, headers = ours()) => api.ask("POST", path, { bearer: "", headers, body });
const cookieOf = (answer) => ({ ...ours(), cookie: answer.headers.get("set-cookie").split(";")[0] });
const as = (headers, method, path, body) => api.ask(method, path, { bearer: "", headers, body });
const logIn = (email, word = password) => visit("/api/v1/login", { email, password: word });

async function invited(email, role) {
  const { status, body } = await api.ask("POST", "/api/v1/users", { body: { email, name: role, role } });
  assert.equal(status, 201, JSON.stringify(body));
  const token = /#invitation=(\w{64})$/.exec(body.link)[1];
  const answer = await visit("/api/v1/invitation", { token, password });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return { id: body.user.id, token, headers: cookieOf(answer) };
}

test("the set-up link works once, and only for a password that holds", async () => {
  const again = await visit("/api/v1/setup", { token: server.setUp, email: "b@example.com", password });
  assert.equal(again.status, 422);
  assert.equal(again.body.problems[0].code, "unknown_link");
  const { token } = await invited("used@example.com", "viewer");
  assert.equal((await visit("/api/v1/invitation", { token, password })).status, 422);
  for (const weak of ["short", "password1", "PassWord123", "12345678", "aaaaaaaaaa", "abcdefghij", "x".repeat(129)]) {
    const { status, body } = await visit("/api/v1/setup", { token: "0".repeat(64), email: "c@example.com", password: weak });
    assert.equal(status, 422);
    assert.ok(body.problems.some(({ pointer }) => pointer === "/password"), weak);
  }
});

test("the cookie is one that scripts and other sites cannot use, and ends with logging out", async () => {
  const answer = await logIn("ADA@example.com");
  assert.equal(answer.status, 200);
  const words = answer.headers.get("set-cookie").split("; ");
  assert.match(words[0], /^tundish=[0-9a-f]{64}$/);
  for (const word of ["Path=/", "HttpOnly", "SameSite=Lax"]) assert.ok(words.includes(word), word);
  const headers = cookieOf(answer);
  assert.equal((await as(headers, "GET", "/api/v1/me")).body.user.email, "ada@example.com");
  const out = await as(headers, "POST", "/api/v1/logout");
  assert.equal(out.status, 204);
  assert.match(out.headers.get("set-cookie"), /^tundish=; .*Max-Age=0/);
  assert.equal((await as(headers, "GET", "/api/v1/me")).status, 401);
});

test("behind TLS it is a cookie of this host alone", async () => {
  const secure = { ...ours(), "x-forwarded-proto": "https" };
  const answer = await visit("/api/v1/login", { email: "ada@example.com", password }, secure);
  const cookie = answer.headers.get("set-cookie");
  assert.match(cookie, /^__Host-tundish=[0-9a-f]{64}; .*; Secure$/);
  const token = cookie.split(/[=;]/)[1];
  assert.equal((await as({ ...secure, cookie: `__Host-tundish=${token}` }, "GET", "/api/v1/me")).status, 200);
  assert.equal((await as({ ...secure, cookie: `tundish=${token}` }, "GET", "/api/v1/me")).status, 401);
});

test("pages of other sites change nothing with the cookie", async () => {
  const body = { label: "x", role: "viewer", scopes: ["*"] };
  const { cookie } = chief;
  const host = new URL(server.origin).host;
  for (const headers of [
    { cookie },
    { cookie, "x-tundish": "1" },
    { cookie, "sec-fetch-site": "same-origin" },
    { cookie, "sec-fetch-site": "cross-site", "x-tundish": "1" },
    { cookie, "sec-fetch-site": "same-site", "x-tundish": "1" },
    { cookie, "sec-fetch-site": "none", "x-tundish": "1" },
    { cookie, origin: "https://evil.example", "x-tundish": "1" },
    { cookie, origin: `http://${host}.evil.example`, "x-tundish": "1" },
    { cookie, origin: "null", "x-tundish": "1" },
    { cookie, ...ours(), "content-type": "text/plain" },
    { cookie, ...ours(), "content-type": "application/x-www-form-urlencoded" },
  ]) {
    const { status, body: problem } = await as(headers, "POST", "/api/v1/tokens", body);
    assert.deepEqual([status, problem.code], [403, "cross_site"], JSON.stringify(headers));
  }
  assert.equal((await as({ cookie, origin: server.origin, "x-tundish": "1" }, "POST", "/api/v1/tokens", body)).status, 201);
  const asking = (type) => as({ cookie, ...ours(), "content-type": type }, "POST", "/api/v1/media?name=x", "%PDF-1.4");
  for (const type of ["application/json", "text/plain", "multipart/form-data"]) {
    assert.equal((await asking(type)).body.code, "cross_site", type);
  }
  assert.equal((await asking("application/octet-stream")).status, 201);
  for (const path of ["/api/v1/login", "/api/v1/setup", "/api/v1/invitation"]) {
    assert.equal((await visit(path, {}, { ...ours(), "sec-fetch-site": "cross-site" })).status, 403, path);
  }
});

test("every role may what it may", async () => {
  const viewer = await invited("viewer@example.com", "viewer");
  const master = await invited("master@example.com", "master");
  assert.equal((await as(viewer.headers, "GET", "/api/v1/funnels")).status, 200);
  assert.equal((await as(viewer.headers, "POST", "/api/v1/funnels/quiz/publish", {})).body.code, "role_missing");
  assert.equal((await as(viewer.headers, "GET", "/api/v1/tokens")).status, 403);
  assert.equal((await as(master.headers, "POST", "/api/v1/funnels/quiz/publish", {})).status, 200);
  assert.equal((await as(master.headers, "GET", "/api/v1/users")).status, 403);
  assert.equal((await as(master.headers, "GET", "/api/v1/audit")).status, 403);
  assert.equal((await as(chief, "GET", "/api/v1/users")).status, 200);
});

test("users change as whoever changes them has seen them, and the last super admin stays", async () => {
  const { id, headers } = await invited("bob@example.com", "master");
  const path = `/api/v1/users/${id}`;
  const change = (body, etag) =>
    api.ask("PATCH", path, { body, headers: etag === undefined ? {} : { "if-match": etag } });
  assert.equal((await change({ name: "Bob" })).status, 428);
  assert.equal((await change({ name: "Bob" }, '"0"')).status, 412);
  const etag = (await api.ask("GET", path)).headers.get("etag");
  const renamed = await change({ name: "Bob" }, etag);
  assert.deepEqual([renamed.status, renamed.body.name], [200, "Bob"]);
  assert.equal((await change({ name: "Rob" }, etag)).status, 412);
  assert.equal((await change({ id: "x" }, etag)).body.problems[0].code, "unknown_property");
  assert.equal((await as(headers, "GET", "/api/v1/me")).status, 200);
  const demoted = await change({ role: "viewer" }, renamed.headers.get("etag"));
  assert.equal(demoted.body.role, "viewer");
  assert.equal((await as(headers, "GET", "/api/v1/me")).status, 401, "another role ends what they were logged in to");
  assert.equal((await change({ disabled: true }, demoted.headers.get("etag"))).body.disabled, true);
  assert.equal((await logIn("bob@example.com")).status, 401);
  const ada = (await as(chief, "GET", "/api/v1/me")).body.user;
  const tag = (await api.ask("GET", `/api/v1/users/${ada.id}`)).headers.get("etag");
  const last = await api.ask("PATCH", `/api/v1/users/${ada.id}`, { headers: { "if-match": tag }, body: { disabled: true } });
  assert.deepEqual([last.status, last.body.code], [409, "last_super_admin"]);
  assert.equal((await api.ask("POST", "/api/v1/users", { body: { email: "BOB@example.com", role: "viewer" } })).status, 422);
});

test("another password ends all other logins", async () => {
  const { headers } = await invited("eve@example.com", "viewer");
  const elsewhere = cookieOf(await logIn("eve@example.com"));
  const wrong = await as(headers, "POST", "/api/v1/me/password", { current_password: "no, not this", password: "another tunnel entirely" });
  assert.equal(wrong.body.problems[0].pointer, "/current_password");
  const changed = await as(headers, "POST", "/api/v1/me/password", { current_password: password, password: "another tunnel entirely" });
  assert.equal(changed.status, 200);
  for (const old of [headers, elsewhere]) assert.equal((await as(old, "GET", "/api/v1/me")).status, 401);
  assert.equal((await as(cookieOf(changed), "GET", "/api/v1/me")).status, 200);
  assert.equal((await logIn("eve@example.com")).status, 401);
});

test("whether there is such a user is told by nothing, and tries run out", async () => {
  const known = await logIn("ada@example.com", "not her password");
  const unknown = await logIn("nobody@example.com", "not her password");
  assert.deepEqual([known.status, known.body], [unknown.status, unknown.body]);
  const names = (answer) => [...answer.headers.keys()].sort();
  assert.deepEqual(names(known), names(unknown));
  const statuses = [];
  for (let i = 0; i < 14; i += 1) statuses.push((await logIn("target@example.com", "guess number one")).status);
  assert.deepEqual([statuses[0], statuses.at(-1)], [401, 429]);
  assert.ok(statuses.indexOf(429) >= 10 - 1, `${statuses}`);
  const refused = await logIn("target@example.com", "guess");
  assert.ok(Number(refused.headers.get("retry-after")) > 0);
});

test("tokens do what they are for, until they are revoked or over", async () => {
  const make = async (body, headers = chief) => as(headers, "POST", "/api/v1/tokens", { label: "t", role: "master", scopes: ["*"], ...body });
  const { body: reader } = await make({ scopes: ["funnels:read"], expires_in_days: 30 });
  assert.match(reader.token, /^tnd_[0-9a-f]{64}$/);
  assert.ok(reader.expires_at);
  const use = (token, method, path, body) => api.ask(method, path, { bearer: token, body });
  assert.equal((await use(reader.token, "GET", "/api/v1/funnels")).status, 200);
  assert.equal((await use(reader.token, "GET", "/api/v1/sessions")).body.code, "scope_missing");
  assert.equal((await use(reader.token, "POST", "/api/v1/funnels/quiz/publish", {})).body.code, "scope_missing");
  const { body: maker } = await make({ scopes: ["tokens:write", "funnels:read"] });
  const given = (scopes, role = "viewer") => use(maker.token, "POST", "/api/v1/tokens", { label: "u", role, scopes });
  assert.equal((await given(["funnels:read"])).status, 201);
  for (const [scopes, role] of [[["funnels:write"]], [["*"]], [["funnels:read"], "super_admin"]]) {
    assert.equal((await given(scopes, role)).body.problems[0].code, "not_yours");
  }
  for (const scopes of [[], ["funnels"], ["funnels:all"], [7], [":read"]]) assert.equal((await make({ scopes })).status, 422);
  const path = `/api/v1/tokens/${reader.id}`;
  assert.ok((await api.ask("GET", path)).body.last_used_at);
  assert.equal((await api.ask("GET", path)).body.token, undefined, "the token itself is told once");
  assert.equal((await api.ask("DELETE", path)).status, 204);
  assert.equal((await use(reader.token, "GET", "/api/v1/funnels")).status, 401);
  assert.equal((await api.ask("DELETE", "/api/v1/tokens/none")).status, 404);
  const { headers } = await invited("mia@example.com", "master");
  const { body: own } = await make({}, headers);
  const seen = (await as(headers, "GET", "/api/v1/tokens")).body.tokens.map(({ id }) => id);
  assert.deepEqual(seen, [own.id], "others' tokens are not hers to see");
  assert.equal((await as(headers, "DELETE", `/api/v1/tokens/${maker.id}`)).status, 404);
});

test("a token never does more than the user who made it", async () => {
  const { id, headers } = await invited("max@example.com", "master");
  const { body } = await as(headers, "POST", "/api/v1/tokens", { label: "t", role: "master", scopes: ["*"] });
  const use = (method, path, content) => api.ask(method, path, { bearer: body.token, body: content });
  assert.equal((await use("POST", "/api/v1/funnels/quiz/publish", {})).status, 200);
  const path = `/api/v1/users/${id}`;
  const change = async (content) =>
    api.ask("PATCH", path, { body: content, headers: { "if-match": (await api.ask("GET", path)).headers.get("etag") } });
  await change({ role: "viewer" });
  assert.equal((await use("POST", "/api/v1/funnels/quiz/publish", {})).body.code, "role_missing");
  assert.equal((await use("GET", "/api/v1/funnels")).status, 200);
  await change({ disabled: true });
  assert.equal((await use("GET", "/api/v1/funnels")).status, 401);
});

test("a POST with a key happens once", async () => {
  const ask = (key, body, path = "/api/v1/users") => api.ask("POST", path, { headers: { "idempotency-key": key }, body });
  const user = { email: "once@example.com", role: "viewer" };
  assert.equal((await ask("k1", user)).status, 201);
  const again = await ask("k1", user);
  assert.deepEqual([again.status, again.body.code], [409, "answered_already"], "its link is told once");
  assert.equal((await ask("k1", { ...user, name: "Other" })).body.code, "idempotency_key");
  const first = await ask("k2", {}, "/api/v1/funnels/quiz/publish");
  const second = await ask("k2", {}, "/api/v1/funnels/quiz/publish");
  assert.deepEqual([second.status, second.body], [first.status, first.body]);
  assert.equal(second.headers.get("idempotency-replayed"), "true");
  const log = await api.ask("GET", "/api/v1/audit?object_kind=funnel&object=quiz&limit=200");
  const mine = log.body.audit.filter(({ request }) => request === second.headers.get("x-request-id"));
  assert.equal(mine.length, 0, "the second did nothing");
  assert.equal((await ask("a b", {}, "/api/v1/funnels/quiz/publish")).status, 422);
});

test("lists come in pages", async () => {
  const all = (await api.ask("GET", "/api/v1/users?limit=200")).body.users.map(({ email }) => email);
  const paged = [];
  let cursor = "";
  do {
    const { body } = await api.ask("GET", `/api/v1/users?limit=2${cursor && `&cursor=${cursor}`}`);
    paged.push(...body.users.map(({ email }) => email));
    cursor = body.cursor ?? "";
  } while (cursor);
  assert.deepEqual(paged, all);
  assert.ok(all.length > 4);
  for (const bad of ["limit=0", "limit=201", "cursor=zz", "cursor=5b5d", "cursor=5b312c325d"]) {
    assert.equal((await api.ask("GET", `/api/v1/users?${bad}`)).status, 422, bad);
  }
});

test("the audit log says who did what, and its chain holds", async () => {
  const log = [];
  let cursor = "";
  do {
    const { body } = await api.ask("GET", `/api/v1/audit?limit=50${cursor && `&cursor=${cursor}`}`);
    log.push(...body.audit);
    cursor = body.cursor ?? "";
  } while (cursor);
  assert.ok(log.length > 20);
  const lanes = new Set(log.map(({ lane }) => lane));
  for (const lane of lanes) {
    const lines = log.filter((line) => line.lane === lane).sort((left, right) => left.seq - right.seq);
    lines.forEach((line, index) => {
      assert.equal(line.seq, index);
      assert.equal(line.prev, index === 0 ? "" : lines[index - 1].hash);
    });
  }
  const kinds = new Set(log.map(({ actor_kind: kind }) => kind));
  for (const kind of ["user", "token", "setup", "server"]) assert.ok(kinds.has(kind), kind);
});
