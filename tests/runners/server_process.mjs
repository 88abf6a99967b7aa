// The real `tundish serve` (TUNDISH_BIN) on a free port, with a database of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export class ServerProcess {
  #folder = mkdtempSync(join(tmpdir(), "tundish-scenarios-"));
  #options;
  #process;
  #errors = "";
  origin = "";
  token = "";
  /** The token of the set-up link that the first start printed. */
  setUp = "";

  /** `options` are further words of its command line. */
  static async start(options = []) {
    const server = new ServerProcess();
    server.#options = options;
    await server.#run("127.0.0.1:0");
    return server;
  }

  async #run(listen) {
    const binary = process.env.TUNDISH_BIN;
    if (!binary) throw new Error("set TUNDISH_BIN to the tundish binary to test");
    const words = ["serve", "--listen", listen, "--data", this.#folder, "--print-token", ...this.#options];
    this.#process = spawn(binary, words);
    this.#process.stderr.on("data", (data) => (this.#errors += data));
    let output = "";
    for await (const data of this.#process.stdout.iterator({ destroyOnReturn: false })) {
      output += data;
      const token = /API token\s+(\S+)/.exec(output);
      if (!token || !output.includes("Stop it")) continue;
      this.token = token[1];
      this.setUp = /#setup=(\w+)/.exec(output)?.[1] ?? "";
      this.origin = /Open\s+(\S+?)\/?\s/.exec(output)[1];
      this.#process.stdout.resume();
      return;
    }
    throw new Error(`the server does not start: ${output}${this.#errors}`);
  }

  /** Where it keeps everything. */
  get folder() {
    return this.#folder;
  }

  /** What it has written to standard error, over all its starts: whole lines, each an object. */
  get log() {
    return this.#errors.split("\n").slice(0, -1).map((line) => JSON.parse(line));
  }

  /** Stops as an operator would, once what is under way has ended. */
  async end() {
    this.#process.kill("SIGTERM");
    if (this.#process.exitCode === null && this.#process.signalCode === null) await once(this.#process, "close");
  }

  /** Ends at once, whatever it is doing. */
  async kill() {
    const closed = once(this.#process, "close");
    this.#process.kill("SIGKILL");
    await closed;
  }

  /** Starts again on the same port and database; `options` take the place of those of before. */
  async restart(options = this.#options) {
    this.#options = options;
    await this.#run(new URL(this.origin).host);
  }

  async stop() {
    await this.end();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** One request; `body` is sent as it is when it is text. Gives {status, body}. */
  async ask(method, path, { bearer = this.token, body, headers = {} } = {}) {
    const response = await fetch(this.origin + path, {
      method,
      headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json", ...headers },
      body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  }
}
