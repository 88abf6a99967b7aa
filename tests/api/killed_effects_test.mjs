// Servers that are killed while the world answers them: what sessions ask for happens once all the
// same, on SQLite and with two servers on one PostgreSQL.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { compileEngine, Engine } from "../abi/engine.mjs";
import { PostgresProcess } from "../runners/postgres_process.mjs";
import { mayAskThisMachine, Receiver } from "../runners/receiver.mjs";
import { playScenario, secretOf, sessionOf } from "../runners/scenario.mjs";
import { ServerProcess } from "../runners/server_process.mjs";
import { eventually } from "./kit.mjs";

const pairs = 16;
const atOnce = 8;
const kills = 2;
/** A call whose server died is made again when its time is over, which is 15 seconds. */
const patience = 1200;
const engine = new Engine(compileEngine());

const go = { id: "go", type: "button", kind: "jump", text: "Go", target: "z" };
const ending = { id: "z", type: "result", conversion: true, components: [{ id: "bye", type: "message", text: "Bye" }] };
const asks = {
  tundish: 1,
  slug: "asks",
  title: "Asks",
  layers: [
    {
      id: "a",
      type: "start",
      components: [
        { id: "name", type: "input", input_type: "text", slug: "name", label: "Name" },
        {
          id: "ask", type: "endpoint", endpoint: "rank", run: "on_submit", timeout_ms: 500, retries: 5,
          request: [{ from: "name", to: "name" }], response: [{ from: "rank", to: "rank" }],
        },
        go,
      ],
    },
    ending,
  ],
};
const proves = {
  tundish: 1,
  slug: "proves",
  title: "Proves",
  layers: [{ id: "a", type: "start", components: [{ id: "who", type: "auth", method: "otp_email", slug: "identity", label: "You" }, go] }, ending],
};

function visitorOf(definition, name, steps) {
  const scenario = { name: `${definition.slug}/${name}`, definition: JSON.stringify(definition), content: { steps } };
  const { log, faults } = playScenario(engine, scenario);
  assert.deepEqual(faults, []);
  const session = sessionOf(scenario);
  return { log, session, bearer: secretOf(scenario), path: `/api/v1/play/sessions/${session}`, effect: `${log.at(-1).uid}-0` };
}
const askerOf = (name) => visitorOf(asks, name, [{ answered: { slug: "name", value: name } }, { pressed: { button: "go" } }]);
const proverOf = (name) => visitorOf(proves, name, [{ answered: { slug: "identity", value: name } }, { requested: { component: "who" } }]);

/** Some servers on one database, killed and started again while visitors come and wait. */
class Storm {
  #servers = [];
  #receiver;
  #killed = 0;
  #dying;

  static async begin(database, count) {
    const storm = new Storm();
    storm.#receiver = await Receiver.start();
    storm.#receiver.answer = () => storm.#answer();
    const words = ["--database", database, ...mayAskThisMachine];
    for (let n = 0; n < count; n += 1) {
      // What is sealed by one must open for the others.
      const key = n ? ["--key-file", `${storm.#servers[0].folder}/secrets.key`] : [];
      storm.#servers.push(await ServerProcess.start([...words, ...key]));
    }
    const endpoint = {
      name: "rank",
      url: `${storm.#receiver.origin}/rank`,
      parameters: [{ name: "name", kind: "exposed", in: "body" }],
      exposes: ["rank"],
    };
    assert.equal((await storm.ask("POST", "/api/v1/endpoints", { body: endpoint })).status, 201);
    for (const definition of [asks, proves]) {
      assert.equal((await storm.ask("POST", "/api/v1/funnels", { body: definition })).status, 201);
      assert.equal((await storm.ask("POST", `/api/v1/funnels/${definition.slug}/publish`, { body: {} })).status, 200);
    }
    return storm;
  }

  /** Whoever asked is dead before the answer comes, now and then. */
  async #answer() {
    if (this.#receiver.requests.length % 5 === 3 && this.#killed < kills && !this.#dying) {
      this.#killed += 1;
      this.#dying = this.#killAll();
      await this.#dying;
      this.#dying = undefined;
    }
    return { status: 200, body: { rank: "A" } };
  }
  async #killAll() {
    await Promise.all(this.#servers.map((server) => server.kill()));
    await Promise.all(this.#servers.map((server) => server.restart()));
  }

  get killed() {
    return this.#killed;
  }
  get requests() {
    return this.#receiver.requests.map(({ headers }) => headers["idempotency-key"]);
  }

  /** As a client does: until somebody has answered, whoever that is. */
  async ask(method, path, { bearer, body } = {}) {
    for (let tries = 0; ; tries += 1) {
      const server = this.#servers[tries % this.#servers.length];
      try {
        const answer = await server.ask(method, path, { bearer: bearer ?? server.token, body });
        if (answer.status !== 503) return answer;
      } catch (error) {
        assert.ok(tries < patience, `nobody answers: ${error}`);
      }
      await wait(25);
    }
  }
  async send({ log, bearer, path }) {
    const body = { gen: 0, epoch: 1, release: log[0].input.release, rules: 1, from: 0, prev: "", events: log, s_have: 0 };
    const { status, body: answer } = await this.ask("POST", `${path}/events`, { bearer, body });
    assert.deepEqual([status, answer.ack_to], [200, log.length - 1]);
  }
  async messages(address) {
    return (await this.ask("GET", `/api/v1/inbox?receiver=${address}`)).body.messages ?? [];
  }
  async statistics() {
    const paths = [asks, proves].flatMap(({ slug }) => ["", "?by=day"].map((query) => `/api/v1/funnels/${slug}/statistics${query}`));
    return Promise.all(paths.map(async (path) => (await this.ask("GET", path)).body));
  }
  /** Counts anew while nobody is there; gives what was told of it. */
  async countAnew(database) {
    await Promise.all(this.#servers.map((server) => server.end()));
    const told = execFileSync(process.env.TUNDISH_BIN, ["stats", "rebuild", "--database", database, "--json"]);
    await Promise.all(this.#servers.map((server) => server.restart()));
    return JSON.parse(told);
  }
  async stop() {
    await this.#receiver.stop();
    for (const server of this.#servers) await server.stop();
  }
}

/** Somebody who waits for an answer, and who proves an address meanwhile. */
async function visit(storm, number) {
  const address = `visitor${number}@example.com`;
  const asker = askerOf(`Visitor ${number}`);
  const prover = proverOf(address);
  await storm.send(asker);
  await storm.send(prover);
  const [{ text }] = await eventually(() => storm.messages(address), (list) => list?.length > 0, patience);
  const code = { bearer: prover.bearer, body: { code: text.slice(0, 6) } };
  const { status } = await storm.ask("POST", `${prover.path}/effects/${prover.effect}`, code);
  // The answer to the first try may have been lost with its server.
  assert.ok([200, 409].includes(status), String(status));
  return { address, asker, prover };
}

async function weather(database, count) {
  const storm = await Storm.begin(database, count);
  try {
    const coming = Array.from({ length: pairs }, (_, number) => number);
    const visitors = [];
    const work = async () => {
      for (let number = coming.pop(); number !== undefined; number = coming.pop()) visitors.push(await visit(storm, number));
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    for (const { address, asker, prover } of visitors) {
      const session = `/api/v1/sessions/${asker.session}`;
      const { body } = await eventually(() => storm.ask("GET", session), (one) => one.body.status === "completed", patience);
      assert.equal(body.data.rank, "A");
      for (const { path, bearer, log, effect } of [asker, prover]) {
        const { events, s_events: lane } = (await storm.ask("GET", path, { bearer })).body;
        assert.deepEqual(events, log);
        assert.deepEqual(lane.map(({ input }) => [input.effect, input.outcome]), [[effect, "done"]], "once in the log");
      }
      assert.equal((await storm.messages(address)).length, 1, "one code");
    }
    assert.equal(storm.killed, kills);
    const keys = storm.requests;
    assert.deepEqual([...new Set(keys)].sort(), visitors.map(({ asker }) => asker.effect).sort(), "nothing else was asked for");
    assert.ok(keys.length > pairs, "who died was asked for again, under the same key");
    const before = await storm.statistics();
    assert.equal(before[0].completions, pairs);
    assert.deepEqual(await storm.countAnew(database), { sessions: 2 * pairs, events: 8 * pairs });
    assert.deepEqual(await storm.statistics(), before);
  } finally {
    await storm.stop();
  }
}

describe("killed between the question and the note of its answer", { concurrency: 2 }, () => {
  test("on SQLite", async () => {
    const folder = mkdtempSync(join(tmpdir(), "tundish-killed-"));
    await weather(`sqlite:${folder}/test.sqlite`, 1);
    rmSync(folder, { recursive: true, force: true });
  });

  test("two servers on one PostgreSQL", { skip: PostgresProcess.isHere() ? false : "PostgreSQL 15 is not installed" }, async () => {
    const postgres = await PostgresProcess.start();
    await weather(postgres.url, 2);
    await postgres.stop();
  });
});
