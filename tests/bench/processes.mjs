// The processes of `bench server`: our server, the peers, the load and the rude clients.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { execFile } from "node:child_process";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const run = promisify(execFile);

/** A server under measurement, with a folder of its own. */
class ServerProcess {
  constructor(folder, name, command, args, options) {
    const { flushDelayUs } = options;
    this.name = name;
    this.folder = options.data ?? mkdtempSync(join(folder, `${name}-`));
    this.flushCount = join(this.folder, "flushes");
    const slow = flushDelayUs
      ? {
          LD_PRELOAD: process.env.TUNDISH_SLOW_FLUSH,
          TUNDISH_FLUSH_DELAY_US: String(flushDelayUs),
          TUNDISH_FLUSH_COUNT: this.flushCount,
        }
      : {};
    this.process = spawn(command, args(this.folder), { env: { ...process.env, ...slow } });
    this.output = "";
    this.process.stderr.on("data", (data) => (this.output += data));
  }

  /** Reads standard output until it matches. */
  async say(pattern) {
    for await (const data of this.process.stdout) {
      this.output += data;
      const found = pattern.exec(this.output);
      if (!found) continue;
      this.process.stdout.resume();
      return found;
    }
    throw new Error(`${this.name} does not start: ${this.output}`);
  }

  /** The most it ever had in memory, in MB. */
  memory() {
    const status = readFileSync(`/proc/${this.process.pid}/status`, "utf8");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)[1]) / 1024;
  }

  /** Its folder stays. */
  async end(signal = "SIGTERM") {
    this.process.kill(signal);
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, "exit");
  }

  async stop() {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** How often a server with a slow disk has flushed. */
export function flushes(server) {
  return existsSync(server.flushCount) ? Number(readFileSync(server.flushCount).readBigUInt64LE()) : 0;
}

export class OurServer extends ServerProcess {
  static async start(folder, options) {
    const args = (data) => ["serve", "--listen", "127.0.0.1:0", "--data", data, "--print-token",
      "--connections-per-address", "4096", "--requests-per-address", "1000000000",
      "--requests-per-session", "1000000000", "--requests-per-token", "1000000000"];
    const server = new OurServer(folder, "tundish", process.env.TUNDISH_BIN, args, options);
    await server.say(/Stop it/);
    server.port = Number(/Open\s+http:\/\/[\d.]+:(\d+)\//.exec(server.output)[1]);
    server.token = /API token\s+(\S+)/.exec(server.output)?.[1]; // told at the first start only
    return server;
  }

  /** From the beginning of a process to its first answer, in ms; `data` is its folder. */
  static async timeOfStart(folder, data) {
    const began = performance.now();
    const server = await OurServer.start(folder, { data });
    const answer = await fetch(`http://127.0.0.1:${server.port}/readyz`);
    const time = performance.now() - began;
    if (!answer.ok) throw new Error(`it is not ready: ${answer.status}`);
    return { server, time };
  }

  async #ask(method, path, body) {
    const response = await fetch(`http://127.0.0.1:${this.port}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, "content-type": "application/json" },
      body,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text;
  }

  /** Publishes a definition; gives the text that players download. */
  async publish(definition) {
    return this.#ask("GET", await this.definitionPath(definition));
  }

  async definitionPath(definition) {
    await this.#ask("POST", "/api/v1/funnels", definition);
    const { slug } = JSON.parse(definition);
    await this.#ask("POST", `/api/v1/funnels/${slug}/publish`, "{}");
    return `/api/v1/play/releases/production/${slug}`;
  }
}

export class Peer extends ServerProcess {
  static async start(folder, mode, options) {
    const script = join(here, "peers", "fastify.mjs");
    const args = (data) => [script, mode, join(data, "peer.sqlite"), ...(options.definition ? [options.definition] : [])];
    const server = new Peer(folder, mode, process.execPath, args, options);
    const [, port] = await server.say(/port (\d+)/);
    server.port = Number(port);
    return server;
  }

  definitionPath() {
    return "/definition";
  }
}

/** The load generator: ours, so that everybody gets the same bytes in the same way. */
export class Load {
  constructor(program, visits) {
    this.program = program;
    this.visits = visits;
  }

  record(count) {
    const definition = join(root, "server/demos/funnels/lead-form.json");
    execFileSync(this.program, ["record", definition, String(count), this.visits]);
  }

  async #measure(args) {
    const { stdout } = await run(this.program, args);
    const reports = stdout.trim().split("\n").map((line) => JSON.parse(line));
    return Object.fromEntries(reports.map((report) => [report.name, report]));
  }

  /** `{begin, go_on}` of 64 connections. */
  submit(port) {
    return this.#measure(["submit", "--port", String(port), "--warm", "700", "--measure", "1500", this.visits]);
  }

  /** All of them, whole. */
  fill(port) {
    return this.#measure(["fill", "--port", String(port), this.visits]);
  }

  /** `{get}` of 64 connections. */
  get(port, path) {
    return this.#measure(["get", "--port", String(port), "--warm", "700", "--measure", "1500", path]);
  }
}

/** A client that does not behave. */
export class Nuisance {
  static async start(program, kind, port, path) {
    const args = {
      stalled: ["stall", "--port", String(port), path],
      dripping: ["drip", "--port", String(port), "--connections", "2000"],
    }[kind];
    const nuisance = new Nuisance();
    nuisance.process = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
    await once(nuisance.process.stdout, "data");
    return nuisance;
  }

  stop() {
    this.process.kill("SIGKILL");
  }
}
