// The world that the sessions of scenarios ask: one endpoint server for all of them, which answers a
// call when the scenario comes to its result, and not before.
import { Receiver } from "./receiver.mjs";

const nothing = { status: 200, body: "" };

/** Every `endpoint` with what its callers send, over the given definitions: Map of name → Set. */
function endpointsOf(definitions) {
  const found = new Map();
  const visit = (part) => {
    if (typeof part !== "object" || part === null) return;
    if (typeof part.endpoint === "string") {
      const names = found.get(part.endpoint) ?? found.set(part.endpoint, new Set()).get(part.endpoint);
      for (const { to } of part.request ?? []) names.add(to.split(".")[0]);
    }
    Object.values(part).forEach(visit);
  };
  definitions.forEach(visit);
  return found;
}

export class AskedWorld {
  #receiver;
  #isOurs = () => false;
  #answers = new Map();
  #held = new Map();

  static async start() {
    const world = new AskedWorld();
    world.#receiver = await Receiver.start();
    world.#receiver.answer = ({ headers }) => world.#answer(headers["idempotency-key"]);
    return world;
  }

  /** Makes the endpoints that these definitions name. */
  async connect(server, definitions) {
    for (const [name, parameters] of endpointsOf(definitions)) {
      const body = {
        name,
        url: `${this.#receiver.origin}/asked`,
        parameters: [...parameters].map((one) => ({ name: one, kind: "exposed", in: "body", value: "none" })),
        exposes: ["*"],
      };
      const { status, body: problem } = await server.ask("POST", "/api/v1/endpoints", { body });
      // A name that funnels may say need not be one that a server can have.
      if (status !== 201 && !name.includes("/")) throw new Error(JSON.stringify(problem));
    }
  }

  /** From here on calls with these keys wait for `answer`; all others are answered at once. */
  hold(isOurs) {
    for (const give of this.#held.values()) give(nothing);
    this.#held.clear();
    this.#answers.clear();
    this.#isOurs = isOurs;
  }

  /** What the call of that key is answered, however often it comes. */
  answer(key, answer) {
    this.#answers.set(key, answer);
    this.#held.get(key)?.(answer);
    this.#held.delete(key);
  }

  async stop() {
    this.hold(() => false);
    await this.#receiver.stop();
  }

  #answer(key) {
    if (this.#answers.has(key)) return this.#answers.get(key);
    if (!this.#isOurs(key)) return nothing;
    return new Promise((give) => this.#held.set(key, give));
  }
}
