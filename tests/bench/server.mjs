// What `bench server` does: measures our server and its peers beside each other and prints who won.
// Everything happens in one run, in rounds that take turns, each with a new database; medians count.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir, loadavg } from "node:os";
import { join } from "node:path";
import { longDefinition } from "./long_definition.mjs";
import { Load, Nuisance, OurServer, Peer, flushes } from "./processes.mjs";
import { fixed, median, printTable, ratioRow } from "./table.mjs";

const rounds = Number(process.env.TUNDISH_BENCH_ROUNDS ?? 5);
const visitsRecorded = Number(process.env.TUNDISH_BENCH_VISITS ?? 120_000);
const visitsFilled = 168_000; // of 6 events each
const slowFlush = { delayUs: 1000, rounds: Math.min(rounds, 3) };
// Not the disk: how long a flush takes there depends on what else the machine does. S2 adds the
// same time to every flush instead.
const shared = "/dev/shm";
const folder = mkdtempSync(join(process.env.TUNDISH_BENCH_FOLDER ?? defaultFolder(), "tundish-bench-"));
const load = new Load(process.env.TUNDISH_LOAD, join(folder, "visits"));

function defaultFolder() {
  try {
    execFileSync("test", ["-w", shared]);
    return shared;
  } catch {
    return tmpdir();
  }
}

const makers = {
  single: (options) => Peer.start(folder, "single", options),
  grouped: (options) => Peer.start(folder, "grouped", options),
  ours: (options) => OurServer.start(folder, options),
};

/** Each of `names` in turn, `count` times; gives every measure of every round by name. */
async function takeTurns(names, count, options, measure) {
  const measured = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < count; ++round) {
    for (const name of names) {
      const server = await makers[name](options);
      try {
        measured[name].push({ ...(await measure(server)), memory: server.memory() });
      } finally {
        await server.stop();
      }
    }
  }
  return measured;
}

/** The medians over the rounds of what `pick` takes from each. */
const middle = (measured, pick) =>
  Object.fromEntries(Object.entries(measured).map(([name, list]) => [name, median(list.map(pick))]));

async function submissions() {
  console.log(`submissions, ${rounds} rounds`);
  const measured = await takeTurns(["single", "grouped", "ours"], rounds, {}, (server) => load.submit(server.port));
  const rate = middle(measured, (round) => round.begin.rate);
  const later = middle(measured, (round) => round.go_on.rate);
  const p99 = middle(measured, (round) => round.begin.p99_us / 1000);
  const p50 = middle(measured, (round) => round.begin.p50_us / 1000);
  const memory = middle(measured, (round) => round.memory);
  return [
    ratioRow("S1", "visits begun, against fastify", rate.single, rate.ours, "/s", { gate: 3 }),
    ratioRow("S1", "visits begun, against fastify grouped", rate.grouped, rate.ours, "/s", { gate: 1.2, stretch: 2.2 }),
    ratioRow("S1", "visits gone on with, against fastify", later.single, later.ours, "/s", { gate: 3 }),
    ratioRow("S1", "visits gone on with, against grouped", later.grouped, later.ours, "/s", { gate: 1.2, stretch: 2.2 }),
    ratioRow("S4", "p99, against fastify", p99.single, p99.ours, "ms", { atMost: 1, stretch: 5 / p99.single }),
    ratioRow("S4", "p99, against fastify grouped", p99.grouped, p99.ours, "ms", {}),
    ratioRow("S4", "p50, against fastify grouped", p50.grouped, p50.ours, "ms", {}),
    ratioRow("S4", "resident memory, against 40 MB", 40, memory.ours, "MB", { atMost: 1, stretch: 15 / 40 }),
    ratioRow("S4", "resident memory, against fastify", memory.single, memory.ours, "MB", {}),
  ];
}

async function slowFlushes() {
  console.log(`submissions with ${slowFlush.delayUs} us added to each flush, ${slowFlush.rounds} rounds`);
  const options = { flushDelayUs: slowFlush.delayUs };
  const measured = await takeTurns(["single", "grouped", "ours"], slowFlush.rounds, options, async (server) => {
    const report = await load.submit(server.port);
    const count = flushes(server);
    if (count < 100) throw new Error(`${server.name} flushed ${count} times: it went around the slow disk`);
    return { ...report, flushes: count };
  });
  const rate = middle(measured, (round) => round.begin.rate);
  return [
    ratioRow("S2", "visits begun, against fastify", rate.single, rate.ours, "/s", { gate: 20 }),
    ratioRow("S2", "visits begun, against fastify grouped", rate.grouped, rate.ours, "/s", { stretch: 1.4 }),
  ];
}

async function definitions() {
  console.log(`a definition of 20 KB, ${slowFlush.rounds} rounds`);
  const definition = join(folder, "definition.json");
  const ours = await OurServer.start(folder, {});
  try {
    writeFileSync(definition, await ours.publish(longDefinition()));
  } finally {
    await ours.stop();
  }
  const measured = await takeTurns(["single", "ours"], slowFlush.rounds, { definition }, async (server) => {
    const path = await server.definitionPath(longDefinition());
    return load.get(server.port, path);
  });
  const sizes = new Set([...measured.single, ...measured.ours].map((round) => round.get.bytes));
  if (sizes.size !== 1) throw new Error(`the answers differ in size: ${[...sizes]}`);
  const rate = middle(measured, (round) => round.get.rate);
  const p99 = middle(measured, (round) => round.get.p99_us / 1000);
  return [
    ratioRow("S3", `definition of ${[...sizes][0]} bytes`, rate.single, rate.ours, "/s", { gate: 1.5, stretch: 2.1 }),
    ratioRow("S3", "its p99", p99.single, p99.ours, "ms", {}),
  ];
}

/** How much longer others wait while somebody is rude; peer = ourselves at rest. */
async function rudeClients() {
  console.log(`rude clients, ${slowFlush.rounds} rounds`);
  const found = { idle: [], stalled: [], dripping: [] };
  for (let round = 0; round < slowFlush.rounds; ++round) {
    for (const kind of Object.keys(found)) {
      const server = await OurServer.start(folder, {});
      let nuisance;
      try {
        const path = await server.definitionPath(longDefinition());
        if (kind !== "idle") nuisance = await Nuisance.start(load.program, kind, server.port, path);
        found[kind].push((await load.submit(server.port)).begin);
      } finally {
        nuisance?.stop();
        await server.stop();
      }
    }
  }
  const p50 = middle(found, (report) => report.p50_us / 1000);
  const p99 = middle(found, (report) => report.p99_us / 1000);
  return [
    ratioRow("S5", "p50 beside one that reads nothing", p50.idle, p50.stalled, "ms", { atMost: 2, stretch: 1.1 }),
    ratioRow("S5", "p50 beside 2,000 dripping clients", p50.idle, p50.dripping, "ms", { atMost: 2, stretch: 1.1 }),
    ratioRow("S5", "p99 beside one that reads nothing", p99.idle, p99.stalled, "ms", {}),
    ratioRow("S5", "p99 beside 2,000 dripping clients", p99.idle, p99.dripping, "ms", {}),
  ];
}

/** How soon a server answers whose database holds a million events. */
async function starts() {
  const many = new Load(process.env.TUNDISH_LOAD, join(folder, "many-visits"));
  many.record(visitsFilled);
  const found = { "after it was stopped": [], "after it was killed": [] };
  let server = await OurServer.start(folder, {});
  const data = server.folder;
  try {
    await many.fill(server.port);
    for (let round = 0; round < rounds; ++round) {
      for (const [name, signal] of [["after it was stopped", "SIGTERM"], ["after it was killed", "SIGKILL"]]) {
        await server.end(signal);
        const start = await OurServer.timeOfStart(folder, data);
        server = start.server;
        found[name].push(start.time);
      }
    }
  } finally {
    await server.end();
  }
  const events = eventsIn(join(data, "tundish.sqlite"));
  if (events < 1_000_000) throw new Error(`only ${events} events were kept`);
  console.log(`starts beside ${events} events, ${rounds} rounds`);
  return Object.entries(found).map(([name, times]) =>
    ratioRow("S6", `start ${name}, against 1 s`, 1000, median(times), "ms", { atMost: 1, stretch: 0.2 }),
  );
}

/** How many events a database holds. */
function eventsIn(path) {
  const fromPeers = createRequire(new URL("peers/", import.meta.url));
  const Database = fromPeers("better-sqlite3");
  const database = new Database(path, { readonly: true });
  try {
    return database.prepare("SELECT count(*) FROM events").pluck().get();
  } finally {
    database.close();
  }
}

const parts = { S1: submissions, S2: slowFlushes, S3: definitions, S5: rudeClients, S6: starts };
const wanted = process.argv.slice(2).map((word) => (word === "S4" ? "S1" : word));
const began = Date.now();
try {
  console.log(`databases in ${folder}; load of the machine ${fixed(loadavg()[0])}`);
  load.record(visitsRecorded);
  const rows = [];
  for (const [name, part] of Object.entries(parts)) {
    if (wanted.length === 0 || wanted.includes(name)) rows.push(...(await part()));
  }
  printTable(rows);
  console.log(`${fixed((Date.now() - began) / 1000)} s; load of the machine ${fixed(loadavg()[0])}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
