// A throw-away PostgreSQL 15 for tests over HTTP, on a socket of its own; as the user `postgres` when
// the tests run as root.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const programs = "/usr/lib/postgresql/15/bin";
const isRoot = userInfo().uid === 0;
const asPostgres = (command) =>
  isRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--pdeathsig=QUIT", "--", ...command] : command;

export class PostgresProcess {
  #folder = mkdtempSync(join(tmpdir(), "tundish-postgres-"));
  #process;

  static isHere() {
    return existsSync(`${programs}/postgres`) && (!isRoot || spawnSync("id", ["postgres"]).status === 0);
  }

  static async start() {
    const cluster = new PostgresProcess();
    if (isRoot) spawnSync("chown", ["postgres", cluster.#folder]);
    chmodSync(cluster.#folder, 0o700);
    const words = ["--no-sync", "--auth=trust", "--username=tundish", "--encoding=UTF8", "--locale=C.UTF-8", `--pgdata=${cluster.#folder}/data`];
    const [command, ...others] = asPostgres([`${programs}/initdb`, ...words]);
    const made = spawnSync(command, others, { encoding: "utf8", cwd: "/" });
    if (made.status !== 0) throw new Error(`initdb: ${made.stdout}${made.stderr}`);
    await cluster.begin();
    return cluster;
  }

  get url() {
    return `postgresql://tundish@/postgres?host=${this.#folder}`;
  }

  async begin() {
    const settings = ["listen_addresses=", "fsync=off", "shared_buffers=32MB", "max_connections=100"];
    const words = ["-D", `${this.#folder}/data`, "-k", this.#folder, ...settings.flatMap((one) => ["-c", one])];
    const [command, ...others] = asPostgres([`${programs}/postgres`, ...words]);
    this.#process = spawn(command, others, { stdio: "ignore", cwd: "/" });
    for (let tries = 0; spawnSync(`${programs}/pg_isready`, ["-h", this.#folder]).status !== 0; tries += 1) {
      if (tries > 600) throw new Error("PostgreSQL does not start");
      await wait(50);
    }
  }

  /** Ends it at once, as if its machine had failed. */
  async end() {
    const closed = once(this.#process, "close");
    this.#process.kill("SIGQUIT");
    await closed;
  }

  async stop() {
    await this.end();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
