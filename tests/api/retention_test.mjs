// Retention over HTTP: who says how long sessions are kept, and what would be removed.
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

const ofServer = "/api/v1/retention";
const ofFunnel = "/api/v1/funnels/quiz/retention";
async function say(path, days) {
  const { headers } = await api.ask("GET", path);
  return api.ask("PUT", path, { headers: { "if-match": headers.get("etag") }, body: { days } });
}

test("a funnel's days go before the server's", async () => {
  assert.deepEqual((await api.ask("GET", ofFunnel)).body, { days: null, effective_days: null });
  assert.deepEqual((await say(ofServer, 400)).body, { days: 400, effective_days: 400 });
  assert.deepEqual((await api.ask("GET", ofFunnel)).body, { days: null, effective_days: 400 });
  assert.deepEqual((await say(ofFunnel, 30)).body, { days: 30, effective_days: 30 });
  const { body } = await api.ask("GET", `${ofServer}/due`);
  assert.deepEqual(body.due, [
    { days: 400, sessions: 0, refused: 0, complete: true },
    { funnel: "quiz", days: 30, sessions: 0, refused: 0, complete: true },
  ]);
  assert.deepEqual((await say(ofFunnel, null)).body, { days: null, effective_days: 400 });
  assert.deepEqual((await say(ofFunnel, 0)).body, { days: 0, effective_days: 0 });
});

test("what is no number of days, and who has not looked, is refused", async () => {
  for (const days of [-1, 1.5, 36501, "7", [7]]) assert.equal((await say(ofServer, days)).status, 422, JSON.stringify(days));
  assert.equal((await api.ask("PUT", ofServer, { headers: { "if-match": "*" }, body: {} })).status, 422);
  assert.equal((await api.ask("PUT", ofServer, { body: { days: 7 } })).status, 428);
  assert.equal((await api.ask("PUT", ofServer, { headers: { "if-match": '"0-0"' }, body: { days: 7 } })).status, 412);
  assert.equal((await api.ask("GET", "/api/v1/funnels/nowhere/retention")).status, 404);
});

test("only super admins say it for all", async () => {
  const made = await api.ask("POST", "/api/v1/tokens", { body: { label: "t", role: "master", scopes: ["*"] } });
  const bearer = made.body.token;
  const any = { "if-match": "*" };
  assert.equal((await api.ask("PUT", ofServer, { bearer, headers: any, body: { days: 7 } })).status, 403);
  assert.equal((await api.ask("PUT", ofFunnel, { bearer, headers: any, body: { days: 7 } })).status, 200);
});
