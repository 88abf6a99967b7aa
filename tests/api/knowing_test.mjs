// What is known of a visitor who has proven who they are: their device may take it into the next
// session, and a master may take all of it out as one document.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import { compileEngine, Engine } from "../abi/engine.mjs";
import { playScenario, secretOf, sessionOf } from "../runners/scenario.mjs";
import { ServerProcess } from "../runners/server_process.mjs";
import { Api, eventually } from "./kit.mjs";

const definition = JSON.stringify({
  tundish: 1,
  slug: "knowing",
  title: "K",
  layers: [
    {
      id: "a",
      type: "start",
      components: [
        { id: "name", type: "input", input_type: "text", slug: "name", label: "Name", save_to: "contact.given_name" },
        { id: "go", type: "button", kind: "jump", text: "Go", target: "b" },
      ],
    },
    {
      id: "b",
      type: "intermediate",
      components: [
        { id: "who", type: "auth", method: "otp_email", slug: "identity", label: "You" },
        { id: "go", type: "button", kind: "jump", text: "Go", target: "z" },
      ],
    },
    { id: "z", type: "result", components: [{ id: "bye", type: "message", text: "Bye" }] },
  ],
});
const engine = new Engine(compileEngine());
let server;
let api;
let ann;
let bob;

before(async () => {
  server = await ServerProcess.start();
  api = await Api.of(server);
  assert.equal((await api.ask("POST", "/api/v1/funnels", { body: definition })).status, 201);
  assert.equal((await api.ask("POST", "/api/v1/funnels/knowing/publish", { body: {} })).status, 200);
  ann = await play("Ann-canary-1f0a", "ann@example.com");
  bob = await play("Bob-canary-88d3", "bob@example.com");
});
after(() => server.stop());

/** Somebody who has said their name and asked for a code. */
async function play(name, mail) {
  const steps = [{ answered: { slug: "name", value: name } }, { pressed: { button: "go" } }, { answered: { slug: "identity", value: mail } }, { requested: { component: "who" } }];
  const scenario = { name, definition, content: { steps, final: {} } };
  const { log } = playScenario(engine, scenario);
  const path = `/api/v1/play/sessions/${sessionOf(scenario)}`;
  const bearer = secretOf(scenario);
  const body = { gen: 0, epoch: 1, release: log[0].input.release, rules: 1, from: 0, prev: "", events: log, s_have: 0 };
  const sent = await api.ask("POST", `${path}/events`, { bearer, body });
  assert.equal(sent.status, 200, JSON.stringify(sent.body));
  return { name, mail, path, bearer, log, session: sessionOf(scenario), effect: `${log.at(-1).uid}-0` };
}
const known = ({ path, bearer }, query = "") => api.ask("GET", `${path}/known${query}`, { bearer });
const contactOf = async ({ mail }) => {
  const { body } = await api.ask("GET", `/api/v1/contacts?identity=email:${mail}`);
  return body.contacts[0]?.contact;
};

test("nothing is told to a device that only says who it is", async () => {
  const answer = await known(ann);
  assert.deepEqual([answer.status, answer.body], [200, { contact: {}, prior: {} }]);
});

test("a device that has proven it is told what it takes into the next session", async () => {
  const [message] = await eventually(
    async () => (await api.ask("GET", `/api/v1/inbox?receiver=${ann.mail}`)).body.messages,
    (list) => list.length > 0,
  );
  ann.code = message.text.slice(0, 6);
  ann.letter = message.text;
  const proven = await api.ask("POST", `${ann.path}/effects/${ann.effect}`, { bearer: ann.bearer, body: { code: ann.code } });
  assert.deepEqual(proven.body, { outcome: "done" });
  const { status, body } = await known(ann);
  assert.equal(status, 200);
  assert.deepEqual(body.contact, { given_name: ann.name });
  assert.equal(body.prior.name, ann.name);
  assert.deepEqual((await known(ann, "?funnel=another")).body, { contact: { given_name: ann.name }, prior: {} });
  assert.deepEqual((await known(bob)).body, { contact: {}, prior: {} });
});

test("only the session's own secret opens it", async () => {
  assert.equal((await known({ ...ann, bearer: "" })).status, 401);
  assert.equal((await known({ ...ann, bearer: bob.bearer })).status, 403);
  assert.equal((await known({ ...ann, bearer: server.token })).status, 403);
  assert.equal((await known({ ...ann, path: `/api/v1/play/sessions/${"0".repeat(32)}` })).status, 404);
});

test("a master gets all of it as one document, and the audit log says so", async () => {
  const contact = await contactOf(ann);
  const path = `/api/v1/contacts/${contact}/export`;
  const { status, headers, body } = await api.ask("GET", path);
  assert.equal(status, 200);
  assert.equal(headers.get("content-disposition"), `attachment; filename="contact-${contact}.json"`);
  assert.equal(headers.get("cache-control"), "no-store");
  assert.deepEqual(body.contact.attributes, { given_name: ann.name });
  assert.deepEqual(body.sessions.map(({ session, proven }) => [session, proven]), [[ann.session, true]]);
  const [branch] = body.sessions[0].branches;
  assert.deepEqual(branch.events, ann.log);
  assert.deepEqual(branch.s_events.map(({ input }) => input.outcome), ["done"]);
  assert.equal(branch.session.data.name, ann.name);
  assert.equal(branch.effects[0].message.receiver, ann.mail);
  assert.equal(branch.effects[0].message.text, undefined);
  const text = JSON.stringify(body);
  const hash = createHash("sha256").update(`tundish:secret:1\n${ann.bearer}`).digest("hex");
  for (const secret of [ann.bearer, hash, ann.letter, `"${ann.code}"`, bob.name, bob.session, server.token]) {
    assert.ok(!text.includes(secret), secret);
  }
  const { body: log } = await api.ask("GET", "/api/v1/audit?limit=50");
  const noted = log.audit.filter(({ request }) => request === headers.get("x-request-id"));
  assert.deepEqual(noted.map(({ action, object }) => [action, object]), [["contact.export", contact]]);
});

test("nobody else does", async () => {
  const path = `/api/v1/contacts/${await contactOf(ann)}/export`;
  const made = await api.ask("POST", "/api/v1/tokens", { body: { label: "v", role: "viewer", scopes: ["*"] } });
  assert.equal((await api.ask("GET", path, { bearer: made.body.token })).status, 403);
  assert.equal((await api.ask("GET", path, { bearer: ann.bearer })).status, 401);
  assert.equal((await api.ask("GET", "/api/v1/contacts/none/export")).status, 404);
});

test("nothing is left of either when the contact is erased", async () => {
  const contact = `/api/v1/contacts/${await contactOf(ann)}`;
  assert.equal((await api.ask("DELETE", contact)).status, 204);
  assert.equal((await api.ask("GET", `${contact}/export`)).status, 404);
  const answer = await known(ann);
  assert.deepEqual([answer.status, answer.body.code], [410, "erased"]);
});
