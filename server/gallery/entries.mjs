// Everything that the player can show, from the format's own schema: one entry for each appearance
// of a message, of every type of input, each kind of button, policy of endpoints, method of proving
// who one is, and ending. What an appearance needs besides its name stands in `fillings.mjs`.
import { readFileSync } from "node:fs";
import { endingsOf, fillAuth, fillButton, fillEndpoint, fillInput, fillMessage, formatted, variants } from "./fillings.mjs";

const schema = new URL("../../engine/schema/funnel.schema.json", import.meta.url);
const { $defs } = JSON.parse(readFileSync(schema, "utf8"));

const words = (name) => $defs[name].enum;
const slugOf = (...parts) => parts.join("-").replaceAll("_", "-");
const appearancesOf = (type) => $defs[`${type}_input`].properties.appearance.enum;

/** `{ group, slug, name, component, endings }`: what stands on the page's one layer. */
export const entries = [
  ...words("message_appearance").map((appearance) => ({
    group: "Messages",
    slug: slugOf("message", appearance),
    name: appearance,
    component: { type: "message", appearance, ...fillMessage(appearance) },
  })),
  {
    group: "Messages",
    slug: "message-formatted",
    name: "formatted",
    component: { type: "message", ...formatted },
  },
  ...words("input_type").flatMap((type) =>
    appearancesOf(type).map((appearance) => ({
      group: `Inputs: ${type}`,
      slug: slugOf(type, appearance),
      name: appearance,
      component: { type: "input", input_type: type, appearance, slug: "answer", ...fillInput(type, appearance) },
    })),
  ),
  ...variants.map(({ name, ...component }) => ({
    group: "Inputs: what any of them may be",
    slug: slugOf("input", name),
    name,
    component: { type: "input", slug: "answer", ...component },
  })),
  ...words("button_kind").map((kind) => ({
    group: "Buttons",
    slug: slugOf("button", kind),
    name: kind,
    component: { type: "button", kind, ...fillButton(kind) },
  })),
  ...words("offline_policy").map((offline) => ({
    group: "Endpoints",
    slug: slugOf("endpoint", offline),
    name: offline,
    component: { type: "endpoint", offline, ...fillEndpoint(offline) },
  })),
  ...words("auth_kind").map((method) => ({
    group: "Proving who one is",
    slug: slugOf("auth", method),
    name: method,
    component: { type: "auth", method, slug: "identity", ...fillAuth(method) },
  })),
  ...endingsOf(words("layer_type")).map(({ name, layers }) => ({
    group: "Endings",
    slug: slugOf("ending", name),
    name,
    layers,
  })),
];
