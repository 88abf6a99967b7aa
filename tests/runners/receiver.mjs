// Somebody else's server, on a free port of this machine: keeps what it is sent, answers as told.
import { once } from "node:events";
import { createServer } from "node:http";

export class Receiver {
  #server;
  /** Every request: {method, path, headers, body}. */
  requests = [];
  /** Gives {status, headers, body} for a request; `body` becomes JSON unless it is a text. */
  answer = () => ({ status: 200, body: {} });

  static async start() {
    const receiver = new Receiver();
    receiver.#server = createServer(async (request, response) => {
      let body = "";
      for await (const part of request) body += part;
      const { method, url: path, headers } = request;
      receiver.requests.push({ method, path, headers, body });
      const answer = await receiver.answer(receiver.requests.at(-1));
      const text = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body ?? {});
      response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers }).end(text);
    });
    receiver.#server.listen(0, "127.0.0.1");
    await once(receiver.#server, "listening");
    return receiver;
  }

  get origin() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  async stop() {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}

/** How a server is started that may ask this machine. */
export const mayAskThisMachine = ["--outgoing-http", "--outgoing-network", "127.0.0.1"];
