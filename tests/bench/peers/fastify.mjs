// fastify MODE DATABASE [DEFINITION]: the same submissions taken with fastify and better-sqlite3.
// `single` commits each request by itself, `grouped` all that came in one turn of the event loop.
// It validates by schema and keeps every event under unique keys, flushed before the answer; it
// does not replay the log and does not check the hashes: less work than ours, in its favour.
import { readFileSync } from "node:fs";
import Database from "better-sqlite3";
import Fastify from "fastify";

const [mode, file, definition] = process.argv.slice(2);

const database = new Database(file);
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");
database.exec(`
  CREATE TABLE sessions (
    session TEXT PRIMARY KEY, release TEXT NOT NULL, epoch INTEGER NOT NULL,
    head_seq INTEGER NOT NULL, head_hash TEXT NOT NULL, last_at_ms INTEGER NOT NULL);
  CREATE TABLE events (
    session TEXT NOT NULL, seq INTEGER NOT NULL, uid TEXT NOT NULL UNIQUE, hash TEXT NOT NULL,
    text TEXT NOT NULL, received_at_ms INTEGER NOT NULL, PRIMARY KEY (session, seq));
`);

const addEvent = database.prepare(
  "INSERT INTO events (session, seq, uid, hash, text, received_at_ms) VALUES (?, ?, ?, ?, ?, ?)",
);
const putSession = database.prepare(`
  INSERT INTO sessions (session, release, epoch, head_seq, head_hash, last_at_ms)
  VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (session) DO UPDATE SET epoch = excluded.epoch, head_seq = excluded.head_seq,
    head_hash = excluded.head_hash, last_at_ms = excluded.last_at_ms`);

function keep({ session, body }) {
  const now = Date.now();
  for (const event of body.events) {
    addEvent.run(session, event.seq, event.uid, event.hash, JSON.stringify(event), now);
  }
  const head = body.events.at(-1);
  putSession.run(session, body.release, body.epoch, head.seq, head.hash, now);
  return { gen: 1, epoch: body.epoch, ack_to: head.seq, ack_hash: head.hash, s_events: [] };
}

const keepOne = database.transaction(keep);
const keepAll = database.transaction((submissions) => submissions.map(keep));

let waiting = [];
function commitWaiting() {
  const group = waiting;
  waiting = [];
  try {
    const answers = keepAll(group.map((job) => job.submission));
    group.forEach((job, i) => job.resolve(answers[i]));
  } catch (error) {
    for (const job of group) job.reject(error);
  }
}

const submit = {
  single: (submission) => keepOne(submission),
  grouped: (submission) =>
    new Promise((resolve, reject) => {
      waiting.push({ submission, resolve, reject });
      if (waiting.length === 1) setImmediate(commitWaiting);
    }),
}[mode];

const hash = { type: "string", pattern: "^[0-9a-f]{64}$" };
const id = { type: "string", pattern: "^[0-9a-f]{32}$" };
const count = { type: "integer", minimum: 0 };
const event = {
  type: "object",
  required: ["hash", "kind", "seq", "t_mono", "t_wall", "uid"],
  additionalProperties: false,
  properties: {
    hash,
    input: { type: "object" },
    kind: { enum: ["started", "answered", "pressed", "replied", "went_back", "closed"] },
    prev: hash,
    s_seen: count,
    seq: count,
    t_mono: count,
    t_wall: count,
    uid: id,
  },
};
const submission = {
  type: "object",
  required: ["release", "rules", "from", "events"],
  additionalProperties: false,
  properties: {
    gen: count,
    epoch: count,
    release: hash,
    rules: count,
    from: count,
    prev: { type: "string", maxLength: 64 },
    events: { type: "array", minItems: 1, maxItems: 64, items: event },
    s_have: count,
  },
};
const accepted = {
  type: "object",
  properties: {
    gen: { type: "integer" },
    epoch: { type: "integer" },
    ack_to: { type: "integer" },
    ack_hash: { type: "string" },
    s_events: { type: "array" },
  },
};

const app = Fastify({ bodyLimit: 256 * 1024 });
app.post(
  "/api/v1/play/sessions/:session/events",
  { schema: { params: { type: "object", properties: { session: id } }, body: submission, response: { 200: accepted } } },
  async (request) => submit({ session: request.params.session, body: request.body }),
);
if (definition) {
  const text = readFileSync(definition, "utf8");
  app.get("/definition", (_request, reply) => {
    reply.header("content-type", "application/json").header("etag", '"1"').send(text);
  });
}
await app.listen({ host: "127.0.0.1", port: 0 });
console.log(`port ${app.server.address().port}`);
process.on("SIGTERM", () => process.exit(0));
