// Brings a real server to write the events of its lane that a scenario has, each in its turn: the
// endpoints are asked, codes and links are handed in, and the rest is said by hand.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { secretOf, sessionOf, sha256, tamper } from "./scenario.mjs";

const maxEvents = 64;
/** Between two events of a scenario; more has been waited for. */
const longMs = 10_000;

export const ofServer = ({ lane }) => lane === "s";

/** A change of what the server has stored: its clock cannot be moved. */
function store(server, statement) {
  execFileSync("sqlite3", ["-cmd", ".timeout 10000", join(server.folder, "tundish.sqlite"), statement]);
}

async function eventually(look) {
  for (let tries = 0; ; tries += 1) {
    const seen = await look();
    if (seen) return seen;
    assert.ok(tries < 1500, "it never came");
    await new Promise((done) => setTimeout(done, 20));
  }
}

export class ServerLane {
  #server;
  #world;
  #scenario;
  #path;
  /** Of each event of the scenario's server lane: the uid of the server's own. */
  #uids = new Map();
  /** How many events the server has written of the first n that the scenario has. */
  #written = [0];

  constructor(server, world, scenario) {
    this.#server = server;
    this.#world = world;
    this.#scenario = scenario;
    this.#path = `/api/v1/sessions/${sessionOf(scenario)}`;
    const device = sessionOf(scenario).slice(0, 24);
    const mine = (key) => key.startsWith(device) || [...this.#uids.values()].some((uid) => key.startsWith(uid));
    world.hold(mine);
    // Of codes there are so many an hour for each number, and scenarios share theirs.
    if (scenario.definition.includes("otp_")) store(server, "DELETE FROM code_sends");
  }

  /** How many events of its lane the server has. */
  get count() {
    return this.#written.at(-1);
  }

  /** Both lanes as the server tells a client. */
  async lanes() {
    const path = `/api/v1/play/sessions/${sessionOf(this.#scenario)}`;
    const { status, body } = await this.#server.ask("GET", path, { bearer: secretOf(this.#scenario) });
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }

  /** Plays both lanes, each event in its turn; `submit` sends some of the client's. */
  async play(log, submit) {
    const client = log.filter((event) => !ofServer(event));
    let sent = 0;
    const sendUntil = async (end) => {
      for (; sent < end; sent = Math.min(end, sent + maxEvents)) {
        const events = this.#fitted(client).slice(sent, Math.min(end, sent + maxEvents));
        const { status, body } = await submit(sent, events);
        assert.equal(status, 200, JSON.stringify(body));
      }
    };
    for (const [index, event] of log.entries()) {
      if (!ofServer(event)) continue;
      await sendUntil(log.slice(0, index).filter((one) => !ofServer(one)).length);
      await this.#bringAbout(event, event.t_wall - log[index - 1].t_wall);
    }
    await sendUntil(client.length);
  }

  /** The client's events as they are made of this server's lane: known by number, named by uid. */
  #fitted(client) {
    const events = client.map((event) => {
      const [uid, ordinal] = (event.input?.effect ?? "").split("-");
      const input = this.#uids.has(uid) ? { ...event.input, effect: `${this.#uids.get(uid)}-${ordinal}` } : event.input;
      return { ...event, input, s_seen: this.#written[Math.min(event.s_seen ?? 0, this.#written.length - 1)] };
    });
    return tamper(events, { reseal: true });
  }

  async #bringAbout(event, gapMs) {
    const had = this.count;
    if (gapMs > longMs) {
      store(this.#server, `UPDATE sessions SET last_at_ms = last_at_ms - ${gapMs} WHERE session = '${sessionOf(this.#scenario)}'`);
    }
    const isTaken = await this.#provoke(event, gapMs > longMs);
    const { s_events: events } = isTaken ? await this.#awaitEvent(had) : await this.lanes();
    assert.equal(events.length, had + (isTaken ? 1 : 0));
    this.#written.push(events.length);
    if (!isTaken) return;
    const written = events.at(-1);
    assert.deepEqual([written.kind, written.c_seen], [event.kind, event.c_seen]);
    for (const name of ["outcome", "reason", "text"]) assert.equal(written.input[name], event.input[name], name);
    // What an endpoint answers without a body is an object without members.
    assert.deepEqual(written.input.data ?? {}, event.input.data ?? {});
    this.#uids.set(event.uid, written.uid);
  }

  #awaitEvent(had) {
    return eventually(async () => {
      const lanes = await this.lanes();
      return lanes.s_events.length > had ? lanes : undefined;
    });
  }

  /** Whether the server writes such an event: what nobody waits for is none of its lane. */
  async #provoke({ kind, input }, isLate) {
    if (kind === "closed") return this.#post("/close", { reason: input.reason });
    if (kind === "language_changed") return this.#post("/language", { language: input.language });
    if (kind === "replied") return this.#post("/replies", { text: input.text });
    const { effect, ...result } = input;
    const [uid, ordinal] = effect.split("-");
    const key = `${this.#uids.get(uid) ?? uid}-${ordinal}`;
    const { body } = await this.#server.ask("GET", `${this.#path}/effects`);
    const asked = body.effects.find((one) => one.effect === key);
    const byHand = () => this.#post(`/effects/${key}/result`, result);
    if (!asked || asked.is_done || isLate) return byHand();
    if (asked.kind === "call" && result.outcome !== "elapsed") return this.#answerCall(key, result);
    if (asked.kind === "authenticate" && asked.asked.method !== "password") {
      return this.#prove(key, asked.asked.method, result.outcome);
    }
    return byHand();
  }

  /** True: done; false: nobody waits for it. */
  async #post(address, body) {
    const answer = await this.#server.ask("POST", this.#path + address, { body });
    assert.ok([200, 404].includes(answer.status), JSON.stringify(answer.body));
    return answer.status === 200;
  }

  #answerCall(key, { outcome, status, data }) {
    const isDone = outcome === "done";
    this.#world.answer(key, { status: status ?? (isDone ? 200 : 400), body: data === undefined ? "" : JSON.stringify(data) });
    return true;
  }

  async #prove(key, method, outcome) {
    const id = sha256(`tundish:inbox:1\n${sessionOf(this.#scenario)}\n${key}`).slice(0, 32);
    const message = await eventually(async () => {
      const { body } = await this.#server.ask("GET", "/api/v1/inbox?limit=20");
      return body.messages.find((one) => one.id === id);
    });
    if (method === "magic_link") return this.#openLink(message.text);
    const right = message.text.slice(0, 6);
    const wrong = right === "000000" ? "000001" : "000000";
    const answer = await this.#server.ask("POST", `/api/v1/play/sessions/${sessionOf(this.#scenario)}/effects/${key}`, {
      bearer: secretOf(this.#scenario),
      body: { code: outcome === "done" ? right : wrong },
    });
    assert.deepEqual([answer.status, answer.body.outcome], [200, outcome], JSON.stringify(answer.body));
    return true;
  }

  async #openLink(text) {
    const token = /#(\S+)/.exec(text)[1];
    const answer = await this.#server.ask("POST", "/api/v1/play/proofs", { bearer: "", body: { token } });
    assert.deepEqual([answer.status, answer.body.outcome], [200, "done"], JSON.stringify(answer.body));
    return true;
  }
}
