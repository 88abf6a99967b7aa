// The real `tundish serve` (TUNDISH_BIN) on a free port, with a database of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export class ServerProcess {
  #folder = mkdtempSync(join(tmpdir(), "tundish-scenarios-"));
  #process;
  origin = "";
  token = "";

  static async start() {
    const server = new ServerProcess();
    await server.#run();
    return server;
  }

  async #run() {
    const binary = process.env.TUNDISH_BIN;
    if (!binary) throw new Error("set TUNDISH_BIN to the tundish binary to test");
    this.#process = spawn(binary, ["serve", "--listen", "127.0.0.1:0", "--data", this.#folder, "--print-token"]);
    let output = "";
    this.#process.stderr.on("data", (data) => (output += data));
    for await (const data of this.#process.stdout) {
      output += data;
      const token = /API token\s+(\S+)/.exec(output);
      if (!token || !output.includes("Stop it")) continue;
      this.token = token[1];
      this.origin = /Open\s+(\S+?)\/?\s/.exec(output)[1];
      this.#process.stdout.resume();
      return;
    }
    throw new Error(`the server does not start: ${output}`);
  }

  async stop() {
    this.#process.kill("SIGTERM");
    if (this.#process.exitCode === null && this.#process.signalCode === null) await once(this.#process, "exit");
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** One request; `body` is sent as it is when it is text. Gives {status, body}. */
  async ask(method, path, { bearer = this.token, body } = {}) {
    const response = await fetch(this.origin + path, {
      method,
      headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
      body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  }
}
