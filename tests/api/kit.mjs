// What every test of the APIs starts from: the OpenAPI document of a running server, and requests
// whose answers are held against it.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { sha256 } from "../runners/scenario.mjs";
import { mayAskThisMachine, Receiver } from "../runners/receiver.mjs";
import { ServerProcess } from "../runners/server_process.mjs";

const folder = process.env.TUNDISH_AJV;
if (!folder) throw new Error("set TUNDISH_AJV to the folder where the packages of tests/proofs are installed");
export const packageOf = createRequire(join(folder, "package.json"));
const Ajv = packageOf("ajv/dist/2020").default;

const id = "https://tundish.example/openapi.json";
let visitors = 0;
/** Headers of a page of ours, each time from another address: start the server with `trusting`. */
export const ours = () => {
  visitors += 1;
  const address = `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`;
  return { "sec-fetch-site": "same-origin", "x-tundish": "1", "x-forwarded-for": address };
};
export const trusting = ["--trusted-proxy", "127.0.0.1"];

/** Requests with a body that change nothing, so nobody has to answer for them. */
const computations = ["POST /api/v1/imports"];
const methods = ["get", "post", "put", "patch", "delete"];

export class Api {
  #ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });

  constructor(server, document) {
    this.server = server;
    this.document = document;
    this.#ajv.addSchema(document, id);
  }

  static async of(server) {
    const answer = await fetch(`${server.origin}/api/v1/openapi.json`);
    assert.equal(answer.status, 200);
    return new Api(server, await answer.json());
  }

  /** Every {method, path, operation} of the document. */
  operations() {
    return Object.entries(this.document.paths).flatMap(([path, item]) =>
      methods.filter((method) => item[method]).map((method) => ({ method, path, operation: item[method] })),
    );
  }

  schema(name) {
    return this.document.components.schemas[name];
  }

  /** Follows `$ref`s as long as there is one. */
  resolve(schema) {
    const name = /^#\/components\/schemas\/(.+)$/.exec(schema?.$ref ?? "")?.[1];
    return name ? this.resolve(this.schema(name)) : schema;
  }

  /** What is wrong with a value of that schema of the document; empty: nothing. */
  faults(schema, value) {
    const name = /^#\/components\/schemas\/(.+)$/.exec(schema.$ref)[1];
    const validate = this.#ajv.getSchema(`${id}#/components/schemas/${name}`);
    return validate(value) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`);
  }

  /** The operation that takes a request to that path: words go before names. */
  find(method, path) {
    const wanted = path.split("?")[0].split("/");
    const fits = (pattern) => {
      const parts = pattern.split("/");
      const isRest = pattern.endsWith("{path}") && wanted.length >= parts.length;
      return (isRest || parts.length === wanted.length) && parts.every((part, i) => part.startsWith("{") || part === wanted[i]);
    };
    const names = (pattern) => pattern.split("{").length;
    const found = Object.keys(this.document.paths)
      .filter((pattern) => fits(pattern) && this.document.paths[pattern][method.toLowerCase()])
      .sort((left, right) => names(left) - names(right));
    assert.ok(found.length > 0, `the document knows no ${method} ${path}`);
    return this.document.paths[found[0]][method.toLowerCase()];
  }

  /**
   * One request; `body` is sent as it is when it is text or bytes. Fails when the document does not know the
   * answer. Gives {status, headers, body}.
   */
  async ask(method, path, { bearer = this.server.token, headers = {}, body } = {}) {
    const all = { "content-type": "application/json", ...headers };
    const isText = typeof body === "string" || Buffer.isBuffer(body);
    if (bearer) all.authorization = `Bearer ${bearer}`;
    const response = await fetch(this.server.origin + path, {
      method,
      headers: all,
      body: body === undefined || isText ? body : JSON.stringify(body),
      redirect: "manual",
    });
    const text = await response.text();
    await this.#audited(method, path, response, bearer);
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    const value = isJson && text ? JSON.parse(text) : text;
    this.#judge(`${method} ${path} → ${response.status}`, this.find(method, path), response, value);
    return { status: response.status, headers: response.headers, body: value };
  }

  /** What whoever has a role changed is in the audit log, once, under the request's id. */
  async #audited(method, path, response, bearer) {
    const access = this.find(method, path)["x-access"];
    if (method === "GET" || computations.includes(`${method} ${path}`)) return;
    if (!response.ok || ["open", "contact"].includes(access)) return;
    if (response.headers.has("idempotency-replayed")) return;
    const headers = { authorization: `Bearer ${this.server.token}` };
    const log = await (await fetch(`${this.server.origin}/api/v1/audit?limit=20`, { headers })).json();
    const request = response.headers.get("x-request-id");
    const lines = log.audit.filter((line) => line.request === request);
    assert.equal(lines.length, 1, `${method} ${path} wrote ${lines.length} lines of the audit log`);
    if (bearer) assert.equal(lines[0].actor_kind, "token");
  }

  #judge(what, operation, response, value) {
    const said = operation.responses[response.status];
    assert.ok(said, `${what} is not in the document: ${JSON.stringify(value).slice(0, 300)}`);
    const type = (response.headers.get("content-type") ?? "").split(";")[0];
    if (!said.content) return assert.equal(value, "", `${what} has a body`);
    const content = said.content[type] ?? said.content["*/*"];
    assert.ok(content, `${what} is ${type}`);
    if (content.schema.$ref) assert.deepEqual(this.faults(content.schema, value), [], what);
  }
}

/** A server that may ask this machine, and somebody there who answers; `stop` ends both. */
export async function serverWithReceiver() {
  const server = await ServerProcess.start(["--log-requests", ...mayAskThisMachine]);
  const receiver = await Receiver.start();
  const stop = () => Promise.all([receiver.stop(), server.stop()]);
  return { server, receiver, api: await Api.of(server), stop };
}

/** What a text may look like in a file: as it is, or within Base64, which begins anywhere. */
export function tracesOf(text) {
  const within = [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]).toString("base64");
    return whole.slice(before === 0 ? 0 : 4, whole.length - 4);
  });
  return [text, ...within];
}

const pieceBytes = 131072;
/** Hands in a file for an input of a session, in pieces from `offset` on; gives every answer. */
export async function upload(api, { path, bearer }, bytes, { input, offset = 0, name = sha256(bytes), most = Infinity }) {
  const answers = [];
  do {
    const body = bytes.subarray(offset, offset + pieceBytes);
    const range = bytes.length === 0 ? "bytes */0" : `bytes ${offset}-${offset + body.length - 1}/${bytes.length}`;
    const headers = { "content-type": "application/octet-stream", "content-range": range };
    answers.push(await api.ask("PUT", `${path}/uploads/${name}?input=${input}`, { bearer, headers, body }));
    offset += pieceBytes;
  } while (offset < bytes.length && answers.length < most && answers.at(-1).status === 200);
  return answers;
}

/** Asks until the answer is as wanted; for half a minute. */
export async function eventually(look, isWanted, tries = 600) {
  for (let n = 0; ; n += 1) {
    const seen = await look();
    if (isWanted(seen)) return seen;
    assert.ok(n < tries, `it never came: ${JSON.stringify(seen)?.slice(0, 300)}`);
    await wait(50);
  }
}
