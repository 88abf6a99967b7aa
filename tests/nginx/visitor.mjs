// Visitors of nginx: one who speaks HTTP/2 as browsers do, and one who sends whatever bytes it likes.
import { once } from "node:events";
import { connect as connectHttp2, constants } from "node:http2";
import { connect as connectTls } from "node:tls";
import { name } from "./kit.mjs";

function tlsOptions({ ports, certificate }, options) {
  return { host: "127.0.0.1", port: ports.tls, servername: name, ca: certificate, ...options };
}

export class Visitor {
  #session;

  /** `localAddress` is where it comes from, such as 127.0.0.9. */
  static async enter(nginx, options = {}) {
    const visitor = new Visitor();
    const createConnection = () => connectTls({ ...tlsOptions(nginx, options), ALPNProtocols: ["h2"] });
    visitor.#session = connectHttp2(`https://${name}`, { createConnection });
    visitor.#session.on("error", () => {}); // each request tells of it
    await once(visitor.#session, "connect");
    return visitor;
  }

  /** The stream of one request, for those who want to write its body slowly or to leave. */
  begin(method, path, headers = {}, options = {}) {
    return this.#session.request({ ":method": method, ":path": path, ...headers }, options);
  }

  /** Gives {status, headers, body}, the body as it came; `body` of the request may be a value. */
  async ask(method, path, { headers = {}, bearer, body } = {}) {
    const all = { ...headers };
    if (bearer) all.authorization = `Bearer ${bearer}`;
    const isRaw = body === undefined || typeof body === "string" || Buffer.isBuffer(body);
    const bytes = Buffer.from(isRaw ? (body ?? "") : JSON.stringify(body));
    if (body !== undefined) all["content-length"] = bytes.length;
    const stream = this.begin(method, path, all, { endStream: body === undefined });
    if (body !== undefined) stream.end(bytes);
    return answerOf(stream);
  }

  leave() {
    this.#session.destroy();
  }

  async close() {
    this.#session.close();
    if (!this.#session.destroyed) await once(this.#session, "close");
  }
}

/** The whole answer of a stream. */
export async function answerOf(stream) {
  const chunks = [];
  stream.on("data", (chunk) => chunks.push(chunk));
  const [headers] = await once(stream, "response");
  if (!stream.readableEnded) await once(stream, "end");
  const body = Buffer.concat(chunks);
  return { status: headers[constants.HTTP2_HEADER_STATUS], headers, body };
}

export const json = ({ body }) => JSON.parse(body.toString());

/** A connection without HTTP's own rules: {socket, received}; `received` holds all that came so far. */
export async function connectRaw(nginx, protocol = "http/1.1") {
  const socket = connectTls({ ...tlsOptions(nginx), ALPNProtocols: [protocol] });
  const chunks = [];
  socket.on("data", (data) => chunks.push(data));
  socket.on("error", () => {}); // what came until then is the answer
  await once(socket, "secureConnect");
  return { socket, received: () => Buffer.concat(chunks) };
}

/** Sends these bytes over HTTP/1.1; gives all that comes back until nginx ends it. */
export async function sendRaw(nginx, bytes) {
  const { socket, received } = await connectRaw(nginx);
  socket.write(bytes, "latin1");
  if (!socket.closed) await once(socket, "close");
  return received().toString("latin1");
}
