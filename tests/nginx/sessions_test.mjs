// Visitors play through nginx: what they send arrives whole, once, and with their own address.
import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { compileEngine, Engine } from "../abi/engine.mjs";
import { playScenario, scenarios, secretOf, sessionOf } from "../runners/scenario.mjs";
import { connectionsTo, eventually, requestsTo, startPair } from "./kit.mjs";
import { answerOf, json, sendRaw, Visitor } from "./visitor.mjs";

const module = compileEngine();
const scenario = scenarios().find(({ name }) => name === "layers/start_to_result.json");
let pair, visitor;

before(async () => {
  pair = await startPair();
  visitor = await Visitor.enter(pair.nginx);
  const bearer = pair.server.token;
  const saved = await visitor.ask("POST", "/api/v1/funnels", { bearer, body: scenario.definition });
  assert.equal(saved.status, 201);
  const path = `/api/v1/funnels/${json(saved).slug}/publish`;
  assert.equal((await visitor.ask("POST", path, { bearer, body: {} })).status, 200);
});
after(async () => {
  await visitor?.close();
  await pair?.stop();
});

/** A visitor's log of that scenario, a session of its own for each name. */
function played(name) {
  const own = { ...scenario, name };
  const { log } = playScenario(new Engine(module), own);
  return { log, id: sessionOf(own), secret: secretOf(own) };
}

const pathOf = ({ id }) => `/api/v1/play/sessions/${id}/events`;

function submission({ log }, from = 0, end = log.length) {
  const { release } = log[0].input;
  const events = log.slice(from, end);
  return { gen: 0, epoch: 1, release, rules: 1, from, prev: events[0].prev ?? "", events, s_have: 0 };
}

function submit(session, from, end) {
  return visitor.ask("POST", pathOf(session), { bearer: session.secret, body: submission(session, from, end) });
}

async function checkStored(session) {
  const answer = await visitor.ask("GET", `/api/v1/sessions/${session.id}`, { bearer: pair.server.token });
  assert.equal(answer.status, 200);
  const stored = json(answer);
  assert.equal(stored.events, session.log.length);
  for (const member of ["status", "layer", "path", "data"]) {
    assert.deepEqual(stored[member], scenario.content.final[member], member);
  }
}

test("a session is played, acknowledged event by event, verified and read again", async () => {
  const session = played("one by one");
  for (let from = 0; from < session.log.length; ++from) {
    const answer = await submit(session, from, from + 1);
    assert.equal(answer.status, 200, answer.body.toString());
    assert.deepEqual([json(answer).ack_to, json(answer).ack_hash], [from, session.log[from].hash]);
  }
  await checkStored(session);
  const resumed = await visitor.ask("GET", `/api/v1/play/sessions/${session.id}`, { bearer: session.secret });
  assert.deepEqual(json(resumed).events, session.log);
});

test("a forged log is refused through nginx as without", async () => {
  const session = played("forged");
  session.log[1] = { ...session.log[1], t_mono: session.log[1].t_mono + 1 };
  const answer = await submit(session);
  assert.equal(answer.status, 422);
  assert.equal(answer.headers["content-type"], "application/problem+json");
  assert.equal(json(answer).seq, 1);
});

test("the server sees the visitor's address, whatever the visitor writes", async () => {
  const forgeries = [
    {},
    { "x-forwarded-for": "203.0.113.7" },
    { "x-forwarded-for": "203.0.113.7, 127.0.0.1" },
    { "x-forwarded-for": ["203.0.113.7", "127.0.0.1"] },
    { "x-real-ip": "203.0.113.7", forwarded: "for=203.0.113.7", x_forwarded_for: "203.0.113.7" },
  ];
  const stranger = await Visitor.enter(pair.nginx, { localAddress: "127.0.0.9" });
  for (const [index, headers] of forgeries.entries()) {
    const path = `/who/${index}`;
    await stranger.ask("GET", path, { headers });
    const [seen] = await eventually("the request is logged", () => {
      const found = requestsTo(pair.server, path);
      return found.length > 0 && found;
    });
    assert.equal(seen.client, "127.0.0.9", JSON.stringify(headers));
  }
  await stranger.close();
});

test("connections to the server are used again", async () => {
  const known = connectionsTo(pair.server);
  const one = await Visitor.enter(pair.nginx);
  for (let n = 0; n < 100; ++n) assert.equal((await one.ask("GET", n % 2 ? "/nowhere" : "/healthz")).status, n % 2 ? 404 : 200);
  await one.close();
  const made = [...connectionsTo(pair.server)].filter((end) => !known.has(end));
  assert.ok(made.length <= 1, `${made.length} connections for 100 requests`);
});

test("what one address may have does not bind the proxy, and binds everybody else", async () => {
  const narrow = await startPair(["--connections-per-address", "1"]);
  const crowd = await Visitor.enter(narrow.nginx);
  const answers = await Promise.all(Array.from({ length: 100 }, () => crowd.ask("GET", "/demo/quiz")));
  assert.ok(answers.every(({ status }) => status === 200));
  assert.ok(connectionsTo(narrow.server).size > 1, "nginx needed several connections at once");
  const { port } = new URL(narrow.server.origin);
  const own = Array.from({ length: 3 }, () => connect({ port, host: "127.0.0.1", localAddress: "127.0.0.5" }));
  for (const socket of own) socket.on("error", () => {});
  await eventually("all but one are closed", () => own.filter(({ closed }) => closed).length === 2);
  const last = own.find(({ closed }) => !closed);
  last.write("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
  assert.match(String((await once(last, "data"))[0]), /^HTTP\/1\.1 200 /);
  last.destroy();
  await crowd.close();
  await narrow.stop();
});

test("one visitor has at most 512 requests under way, and hinders nobody else", async () => {
  const greedy = await Promise.all(Array.from({ length: 5 }, () => Visitor.enter(pair.nginx, { localAddress: "127.0.0.11" })));
  const refusals = [];
  let begun = 0;
  for (const one of greedy) {
    for (let n = 0; n < 110; ++n, ++begun) {
      const stream = one.begin("POST", "/greedy/");
      stream.on("error", () => {});
      stream.on("response", (headers) => refusals.push({ stream, headers }));
      stream.write("a");
    }
  }
  await eventually("what is too much is refused", () => refusals.length > 0);
  assert.ok(refusals.length <= begun - 512, "512 are taken");
  const { stream, headers } = refusals[0];
  assert.deepEqual([headers[":status"], headers["content-type"]], [429, "application/problem+json"]);
  assert.equal(JSON.parse(String((await once(stream, "data"))[0])).code, "too_many_requests");
  assert.equal((await visitor.ask("GET", "/healthz")).status, 200);
  for (const one of greedy) one.leave();
  assert.equal(requestsTo(pair.server, "/greedy/").length, 0);
});

test("bodies up to our limit come whole, with and without a length", async () => {
  const limit = 1024 * 1024;
  const body = scenario.definition.padEnd(limit);
  const headers = { authorization: `Bearer ${pair.server.token}`, "if-match": "*" };
  const sized = await visitor.ask("POST", "/api/v1/funnels", { headers, body });
  assert.equal(sized.status, 200, sized.body.toString());
  const stream = visitor.begin("POST", "/api/v1/funnels", headers);
  stream.end(body);
  assert.equal((await answerOf(stream)).status, 200);
  const chunk = `${limit.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
  const head = `Host: a\r\nAuthorization: ${headers.authorization}\r\nIf-Match: *\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n`;
  const chunked = await sendRaw(pair.nginx, `POST /api/v1/funnels HTTP/1.1\r\n${head}\r\n${chunk}`);
  assert.match(chunked, /^HTTP\/1\.1 200 /);
});

test("a body that is too large for its address is refused by the server, one for any by nginx", async () => {
  const ask = (path, size) => visitor.ask("POST", path, { bearer: pair.server.token, body: Buffer.alloc(size, " ") });
  const problemOf = (answer) => {
    assert.equal(answer.headers["content-type"], "application/problem+json");
    assert.equal(answer.headers["strict-transport-security"], "max-age=31536000");
    return [answer.status, json(answer).status, json(answer).code];
  };
  const session = `/api/v1/play/sessions/${"0".repeat(32)}/events`;
  const own = [413, 413, "malformed_request"];
  for (const size of [256 * 1024 + 1, 1024 * 1024]) assert.deepEqual(problemOf(await ask(session, size)), own);
  const fromNginx = [413, 413, "too_large"];
  assert.deepEqual(problemOf(await ask("/api/v1/funnels", 1024 * 1024 + 1)), fromNginx);
  assert.deepEqual(problemOf(await ask("/api/v1/funnels", 3 * 1024 * 1024)), fromNginx);
  const unsized = visitor.begin("POST", "/api/v1/funnels", { authorization: `Bearer ${pair.server.token}` });
  unsized.end(Buffer.alloc(1024 * 1024 + 1, " "));
  assert.deepEqual(problemOf(await answerOf(unsized)), fromNginx);
  assert.equal((await visitor.ask("GET", "/healthz")).status, 200);
});

test("the server never waits for slow visitors, nor for those who leave", async () => {
  const count = 40; // more than the server has workers
  const sessions = Array.from({ length: count }, (_, n) => played(`slow ${n}`));
  const slow = await Visitor.enter(pair.nginx);
  const streams = sessions.map((session) => {
    const text = Buffer.from(JSON.stringify(submission(session)));
    const headers = { authorization: `Bearer ${session.secret}`, "content-length": text.length };
    const stream = slow.begin("POST", pathOf(session), headers);
    stream.write(text.subarray(0, 100));
    return { stream, rest: text.subarray(100) };
  });
  const leaver = await Visitor.enter(pair.nginx);
  for (const session of sessions) leaver.begin("POST", pathOf(session)).on("error", () => {}).write("{");
  for (let n = 0; n < count; ++n) leaver.begin("GET", "/player/tundish.js").on("error", () => {});
  const quick = played("quick");
  assert.equal((await submit(quick)).status, 200);
  leaver.leave();
  for (const slug of ["quiz", "lead-form", "all-fields"]) {
    assert.match((await visitor.ask("GET", `/demo/${slug}`)).body.toString(), new RegExp(`"${slug}"`));
  }
  await checkStored(quick);
  for (const session of sessions) assert.equal(requestsTo(pair.server, pathOf(session)).length, 0);
  for (const [index, { stream, rest }] of streams.entries()) {
    stream.end(rest);
    const answer = await answerOf(stream);
    assert.equal(json(answer).ack_hash, sessions[index].log.at(-1).hash);
  }
  for (const session of sessions) await checkStored(session);
  await slow.close();
});

test("a stop under load leaves no handled request unanswered; after the restart all goes on", async () => {
  const sessions = Array.from({ length: 300 }, (_, n) => played(`stop ${n}`));
  const answered = new Set();
  const missed = [];
  let kept = 0;
  const waiting = [...sessions];
  const send = async () => {
    for (let session = waiting.pop(); session; session = waiting.pop()) {
      const answer = await submit(session);
      if (answer.status === 200) {
        answered.add(answer.headers["x-request-id"]);
        ++kept;
      } else {
        const { "retry-after": later, "strict-transport-security": hsts } = answer.headers;
        assert.deepEqual([answer.status, json(answer).code, later, hsts], [503, "unreachable", "2", "max-age=31536000"]);
        missed.push(session);
      }
    }
  };
  const load = Array.from({ length: 32 }, send);
  await eventually("some are answered", () => kept > 30);
  await pair.server.end();
  await Promise.all(load);
  assert.equal(kept + missed.length, sessions.length);
  assert.ok(missed.length > 0, "the server stopped while there was something to do");
  const handled = requestsTo(pair.server, "/api/v1/play/sessions/").filter(({ path }) => sessions.some((session) => path === pathOf(session)));
  assert.equal(handled.length, kept);
  for (const { request } of handled) assert.ok(answered.has(request), `request ${request} was handled and not answered`);
  await pair.server.restart();
  for (const session of missed) assert.equal((await submit(session)).status, 200);
  for (const session of sessions.slice(0, 20).concat(missed.slice(0, 20))) await checkStored(session);
});
