// Contacts over HTTP: made, found, changed, merged and listed with their sessions.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ServerProcess } from "../runners/server_process.mjs";
import { Api } from "./kit.mjs";

let server;
let api;

before(async () => {
  server = await ServerProcess.start();
  api = await Api.of(server);
});
after(() => server.stop());

const email = (value, verified = false) => ({ kind: "email", value, verified });
const create = (body, headers = {}) => api.ask("POST", "/api/v1/contacts", { body, headers });
const read = async (id) => (await api.ask("GET", `/api/v1/contacts/${id}`)).body;
async function made(body) {
  const answer = await create(body);
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  return answer.body.contact;
}

test("a contact is made once under an idempotency key, and its kept answer says no more than its id", async () => {
  const body = { identities: [email("Ada@Example.com", true)], attributes: { given_name: "Ada", orders: 3 } };
  const headers = { "idempotency-key": "ada" };
  const first = await create(body, headers);
  assert.equal(first.status, 201);
  assert.deepEqual(Object.keys(first.body), ["contact"]);
  const again = await create(body, headers);
  assert.deepEqual([again.status, again.body], [201, first.body]);
  const contact = await read(first.body.contact);
  assert.deepEqual(contact.attributes, { given_name: "Ada", orders: 3 });
  assert.deepEqual(contact.identities.map(({ kind, value, verified }) => [kind, value, verified]), [["email", "ada@example.com", true]]);
  assert.equal((await create({ identities: [email("ADA@example.com", true)] })).status, 409);
});

test("what is wrong with a body is said with its place", async () => {
  const wrong = [
    [{ identities: [email("nobody")] }, "/identities/0/value"],
    [{ identities: [{ kind: "shoe", value: "7" }] }, "/identities/0/kind"],
    [{ identities: [{ kind: "phone", value: "12", extra: 1 }] }, "/identities/0/extra"],
    [{ identities: Array.from({ length: 21 }, (_, i) => email(`a${i}@example.com`)) }, "/identities"],
    [{ attributes: { "not a name": 1 } }, "/attributes"],
    [{ attributes: [] }, "/attributes"],
    [{ id: "x" }, "/id"],
  ];
  for (const [body, pointer] of wrong) {
    const { status, body: problem } = await create(body);
    assert.equal(status, 422, JSON.stringify(body));
    assert.ok(problem.problems.some((each) => each.pointer === pointer), JSON.stringify(problem));
  }
});

test("contacts are found by what they are known by, and listed in pages", async () => {
  const ids = [];
  for (const name of ["b", "c", "d"]) ids.unshift(await made({ identities: [email(`${name}@list.example`), { kind: "phone", value: "+49 30 123-4567" }] }));
  const known = await api.ask("GET", "/api/v1/contacts?identity=phone:0049301234567");
  assert.deepEqual(known.body.contacts.map(({ contact }) => contact).sort(), [...ids].sort());
  assert.deepEqual((await api.ask("GET", "/api/v1/contacts?identity=email:nobody@list.example")).body.contacts, []);
  assert.equal((await api.ask("GET", "/api/v1/contacts?identity=nobody")).status, 422);
  const seen = [];
  for (let cursor = ""; ; ) {
    const page = await api.ask("GET", `/api/v1/contacts?limit=2${cursor && `&cursor=${cursor}`}`);
    seen.push(...page.body.contacts.map(({ contact }) => contact));
    cursor = page.body.cursor;
    if (!cursor) break;
  }
  assert.equal(new Set(seen).size, seen.length);
  assert.ok(ids.every((id) => seen.includes(id)));
});

test("a change names the version that it was made from", async () => {
  const id = await made({ attributes: { a: 1, b: 2 } });
  const path = `/api/v1/contacts/${id}`;
  const etag = (await api.ask("GET", path)).headers.get("etag");
  const body = { attributes: { a: null, c: "x" }, identities: [email("e@example.com")] };
  assert.equal((await api.ask("PATCH", path, { body })).status, 428);
  const changed = await api.ask("PATCH", path, { body, headers: { "if-match": etag } });
  assert.deepEqual(changed.body.attributes, { b: 2, c: "x" });
  assert.notEqual(changed.headers.get("etag"), etag);
  assert.equal((await api.ask("PATCH", path, { body, headers: { "if-match": etag } })).status, 412);
  assert.equal((await api.ask("PATCH", "/api/v1/contacts/none", { body, headers: { "if-match": etag } })).status, 404);
});

test("merging twice is merging once", async () => {
  const survivor = await made({ identities: [email("one@merge.example", true)], attributes: { name: "One" } });
  const other = await made({ identities: [email("two@merge.example", true)], attributes: { name: "Two", town: "Jena" } });
  const path = `/api/v1/contacts/${survivor}/merge`;
  for (let times = 0; times < 2; times += 1) {
    assert.equal((await api.ask("POST", path, { body: { contact: other } })).status, 200);
    const contact = await read(other);
    assert.equal(contact.contact, survivor);
    assert.deepEqual(contact.attributes, { name: "One", town: "Jena" });
    assert.deepEqual(contact.identities.map(({ value }) => value), ["one@merge.example", "two@merge.example"]);
  }
  assert.equal((await api.ask("POST", path, { body: { contact: survivor } })).status, 409);
  assert.equal((await api.ask("POST", path, { body: { contact: "none" } })).status, 404);
  assert.deepEqual((await api.ask("GET", `/api/v1/contacts/${survivor}/sessions`)).body.sessions, []);
});
