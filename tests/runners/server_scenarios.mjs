// Sends the log of every scenario to a real server, in batches that overlap and each of them twice,
// and reads back what the server made of it: one test per file. What a scenario has of the server's
// lane, the server is brought to write itself.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { compileEngine, Engine } from "../abi/engine.mjs";
import { AskedWorld } from "./asked_world.mjs";
import { mayAskThisMachine } from "./receiver.mjs";
import { saveFunnel } from "./save_funnel.mjs";
import { ofServer, ServerLane } from "./server_lane.mjs";
import { ServerProcess } from "./server_process.mjs";
import { playScenario, scenarios, secretOf, sessionOf, startedInput, tamper } from "./scenario.mjs";
import { workHeaders } from "./work.mjs";

const maxEvents = 64;
const module = compileEngine();
let server;
let world;

before(async () => {
  server = await ServerProcess.start(mayAskThisMachine);
  world = await AskedWorld.start();
  await world.connect(server, scenarios().map(({ definition }) => JSON.parse(definition)));
});
after(async () => {
  await world.stop();
  await server.stop();
});

/** Uploads and publishes; gives what the engine says about the funnel, or nothing when it may not be published. */
async function publish(scenario) {
  const saved = await saveFunnel(server.ask.bind(server), scenario.definition);
  assert.ok([200, 201].includes(saved.status), JSON.stringify(saved.body));
  const published = await server.ask("POST", `/api/v1/funnels/${saved.body.slug}/publish`, { body: { missing_texts: "fall_back" } });
  const expected = scenario.content.published === false ? 422 : 200;
  assert.equal(published.status, expected, JSON.stringify(published.body));
  return published.status === 200;
}

function submit(scenario, release, from, events) {
  return server.ask("POST", `/api/v1/play/sessions/${sessionOf(scenario)}/events`, {
    bearer: secretOf(scenario),
    headers: workHeaders(scenario.definition, sessionOf(scenario)),
    body: { gen: 0, epoch: 1, release, rules: 1, from, prev: events[0].prev ?? "", events, s_have: 0 },
  });
}

/** [begin, end) of batches of changing length that repeat the end of the one before. */
function* batches(count) {
  for (let begin = 0, length = 1; begin < count; length = (length * 5 + 3) % (maxEvents - 8)) {
    const end = Math.min(count, begin + length + 1);
    yield [Math.max(0, begin - (length % 8)), end];
    begin = end;
  }
}

async function sendTwice(scenario, log) {
  const { release } = log[0].input;
  for (const [begin, end] of batches(log.length)) {
    for (const time of ["first", "second"]) {
      const { status, body } = await submit(scenario, release, begin, log.slice(begin, end));
      assert.equal(status, 200, `${time} time from ${begin}: ${JSON.stringify(body)}`);
      assert.equal(body.ack_to, end - 1);
      assert.equal(body.ack_hash, log[end - 1].hash);
    }
  }
}

/** A changed log is refused at the changed event, with the reason; what came before it stays. */
async function checkTampered(scenario, log) {
  const { release } = log[0].input;
  for (const [index, change] of (scenario.content.tampered ?? []).entries()) {
    const { status, body } = await submit(scenario, release, 0, tamper(log, change));
    const got = { status, accepted: body.seq, refused: body.reason };
    assert.deepEqual(got, { status: 422, ...change.expect }, `/tampered/${index}: ${JSON.stringify(body)}`);
  }
}

/** A header that the engine refuses never becomes a session. */
async function checkRefusedHeader(scenario, funnel) {
  const input = startedInput(scenario, funnel);
  const [header] = tamper([{ uid: sessionOf(scenario), t_mono: 0, t_wall: 1, kind: "started", input }], { reseal: true });
  const { status } = await submit(scenario, input.release, 0, [header]);
  assert.ok([404, 422].includes(status), `the header was answered with ${status}`);
  assert.equal((await server.ask("GET", `/api/v1/sessions/${sessionOf(scenario)}`)).status, 404);
}

/** What a client claims about the server's lane is refused, and what came before it stays. */
async function checkLaneRefused(scenario, log) {
  const at = log.findIndex(({ lane }) => lane === "s");
  const forged = { ...log[at], seq: at, prev: log[at - 1].hash };
  const events = tamper([...log.slice(0, at), forged], { at, rehash: true });
  const { status, body } = await submit(scenario, log[0].input.release, 0, events);
  assert.deepEqual([status, body.seq, body.reason], [422, at, "wrong_lane"], JSON.stringify(body));
}

/** What the server says of the session is what the scenario says, `left_out` apart. */
async function checkStored(scenario, events, leftOut = []) {
  const { status, body } = await server.ask("GET", `/api/v1/sessions/${sessionOf(scenario)}`);
  assert.equal(status, 200, JSON.stringify(body));
  const { final } = scenario.content;
  for (const name of Object.keys(final).filter((one) => !leftOut.includes(one))) {
    assert.deepEqual(body[name] ?? (name === "data" ? {} : ""), final[name], name);
  }
  assert.equal(body.events, events);
  return body;
}

/** Both lanes as the server has them, played again by the engine, lead to what the server says. */
async function checkLanes(scenario, lane, engine, funnel) {
  const { events, s_events: ofTheServer } = await lane.lanes();
  const order = [];
  let next = 0;
  for (let count = 0; count <= events.length; ++count) {
    for (; ofTheServer[next]?.c_seen <= count; ++next) order.push(ofTheServer[next]);
    if (count < events.length) order.push(events[count]);
  }
  const again = engine.call("restore", funnel, JSON.stringify(order));
  assert.ok(again.result && !again.response.refused, JSON.stringify(again.response));
  // The server's events have names and times of their own, and so has the state; and what nobody
  // waits for it does not write.
  const stored = await checkStored(scenario, order.length, ["state_hash", "events"]);
  assert.equal(stored.state_hash, engine.call("state", again.result).response.hash);
}

for (const scenario of scenarios()) {
  test(scenario.name, async () => {
    if (!(await publish(scenario))) return;
    const engine = new Engine(module);
    const { log, session, funnel } = playScenario(engine, scenario);
    if (!session) return checkRefusedHeader(scenario, funnel.response);
    if (log.some(ofServer)) await checkLaneRefused(scenario, log);
    const lane = new ServerLane(server, world, scenario);
    if (log.some(ofServer)) {
      await lane.play(log, (from, events) => submit(scenario, log[0].input.release, from, events));
      return checkLanes(scenario, lane, engine, funnel.result);
    }
    await checkTampered(scenario, log);
    await sendTwice(scenario, log);
    await checkStored(scenario, log.length);
  });
}
