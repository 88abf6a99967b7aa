// What every test here starts from: the real server with nginx in front of it, which runs with
// docs/nginx.conf. Only its ports, the certificate and the server's address are put in.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ServerProcess } from "../runners/server_process.mjs";

export const name = "tundish.example";
const shipped = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "docs", "nginx.conf");
/** As root nginx would hand over to another user; it runs as that one from the start. */
const nobody = process.getuid() === 0 ? { uid: 65534, gid: 65534 } : {};

/** Waits for a condition; fails, naming it, when it does not come true. */
export async function eventually(what, condition) {
  const patience = Date.now() + 30_000;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > patience) throw new Error(`not within 30 s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return ports;
}

/** The shipped file with each of these texts replaced; one that is not there is a fault of the test. */
function configuration(replacements) {
  let text = readFileSync(shipped, "utf8");
  for (const [from, to] of replacements) {
    if (text.split(from).length !== 2) throw new Error(`docs/nginx.conf should say once: ${from}`);
    text = text.replace(from, () => to);
  }
  return text;
}

/**
 * What stands around it in Debian's nginx.conf; that compresses by itself, so does this. One process
 * works, so that all visitors share its connections to the server.
 */
function frame(folder) {
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `
pid ${folder}/nginx.pid;
error_log stderr warn;
worker_processes 1;
events { worker_connections 768; }
http {
  sendfile on;
  tcp_nopush on;
  default_type application/octet-stream;
  gzip on;
  access_log off;
  ${kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join("\n  ")}
  include ${folder}/tundish.conf;
}
`;
}

function makeCertificate(folder) {
  const words = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"];
  const files = ["-keyout", join(folder, "key.pem"), "-out", join(folder, "certificate.pem")];
  const subject = ["-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`];
  execFileSync("openssl", [...words, ...files, ...subject], { stdio: "pipe" });
}

class Nginx {
  #folder = mkdtempSync(join(tmpdir(), "tundish-nginx-"));
  #process;
  #errors = "";
  ports = {};
  certificate = "";

  static async start(server) {
    const nginx = new Nginx();
    await nginx.#run(new URL(server.origin).host);
    return nginx;
  }

  async #run(upstream) {
    const [plain, tls] = await freePorts(2);
    this.ports = { plain, tls };
    const folder = this.#folder;
    makeCertificate(folder);
    this.certificate = readFileSync(join(folder, "certificate.pem"), "utf8");
    const text = configuration([
      ["server 127.0.0.1:8080;", `server ${upstream};`],
      ["listen 80;", `listen 127.0.0.1:${plain};`],
      ["listen [::]:80;", ""],
      ["listen 443 ssl http2;", `listen 127.0.0.1:${tls} ssl http2;`],
      ["listen [::]:443 ssl http2;", ""],
      ["/etc/letsencrypt/live/tundish.example/fullchain.pem", join(folder, "certificate.pem")],
      ["/etc/letsencrypt/live/tundish.example/privkey.pem", join(folder, "key.pem")],
    ]);
    writeFileSync(join(folder, "tundish.conf"), text);
    writeFileSync(join(folder, "nginx.conf"), frame(folder));
    chmodSync(join(folder, "key.pem"), 0o600);
    for (const path of [folder, join(folder, "key.pem")]) {
      if (nobody.uid) chownSync(path, nobody.uid, nobody.gid);
    }
    const words = ["-e", "stderr", "-p", folder, "-c", join(folder, "nginx.conf"), "-g", "daemon off;"];
    const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };
    this.#process = spawn("nginx", words, { ...nobody, env, stdio: ["ignore", "ignore", "pipe"] });
    const failed = once(this.#process, "error").then(([error]) => Promise.reject(error));
    failed.catch(() => {});
    this.#process.stderr.on("data", (data) => (this.#errors += data));
    const answers = eventually("nginx answers", async () => {
      if (this.#process.exitCode !== null) throw new Error(`nginx does not start: ${this.#errors}`);
      return fetch(`http://127.0.0.1:${plain}/`, { redirect: "manual" }).catch(() => false);
    });
    await Promise.race([answers, failed]);
  }

  async stop() {
    this.#process.kill("SIGTERM");
    if (this.#process.exitCode === null && this.#process.signalCode === null) await once(this.#process, "close");
    rmSync(this.#folder, { recursive: true, force: true });
    // What visitors and the server do is told as [error] and is judged by the tests.
    const own = this.#errors.split("\n").filter((line) => /\[(emerg|alert)\]|\[warn\].*\.conf:\d+/.test(line));
    if (own.length > 0) throw new Error(`nginx finds fault with its configuration: ${own.join("\n")}`);
  }
}

/** {server, nginx, stop}; the server believes nginx, and `options` are further words for it. */
export async function startPair(options = []) {
  const server = await ServerProcess.start(["--log-requests", "--trusted-proxy", "127.0.0.1", ...options]);
  const nginx = await Nginx.start(server).catch(async (error) => {
    await server.stop();
    throw error;
  });
  return { server, nginx, stop: () => Promise.all([nginx.stop(), server.stop()]) };
}

/** What the server has logged of the requests to paths that begin so. */
export function requestsTo(server, start) {
  return server.log.filter(({ event, path }) => event === "request" && path.startsWith(start));
}

/** The other ends of all connections to the server's port, also of those closed within a minute. */
export function connectionsTo(server) {
  const port = Number(new URL(server.origin).port).toString(16).toUpperCase().padStart(4, "0");
  const listening = "0A";
  const others = new Set();
  for (const line of readFileSync("/proc/net/tcp", "utf8").split("\n").slice(1)) {
    const [, local, remote, state] = line.trim().split(/\s+/);
    if (!local || state === listening) continue;
    if (local.endsWith(`:${port}`)) others.add(remote);
    if (remote.endsWith(`:${port}`)) others.add(local);
  }
  return others;
}
