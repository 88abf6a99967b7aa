// What can be typed besides replies, and every kind of input, proof, endpoint and action.
import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { test } from "node:test";
import { file, tundish } from "./kit.mjs";

const dates = ["date", "time", "datetime", "range"].map((appearance) => ({
  id: appearance, type: "input", input_type: "datetime", appearance, slug: appearance, label: `${appearance}?`,
  ...(appearance === "date" ? { validations: { min: "today", max: "today+30" } } : {}),
}));
const matrix = (appearance, slug) => ({
  id: slug, type: "input", input_type: "matrix", appearance, slug, label: "Rate",
  rows: [{ value: "price" }, { value: "staff" }], columns: [{ value: "good" }, { value: "bad" }],
});

const everyKind = file("kinds.json", {
  tundish: 1, slug: "kinds", title: "Kinds",
  layers: [
    {
      id: "a", type: "start",
      components: [
        { id: "hi", type: "message", appearance: "compound", title: "Hello", text: "Two\nlines", items: [{ value: "x", url: "https://x.example" }] },
        ...dates,
        { id: "place", type: "input", input_type: "location", appearance: "default", slug: "place" },
        { id: "city", type: "input", input_type: "location", appearance: "city", slug: "city" },
        matrix("single", "one"),
        matrix("multiple", "many"),
        { id: "rank", type: "input", input_type: "choice", appearance: "ranking", slug: "rank", options: [{ value: "a" }, { value: "b" }, { value: "c" }] },
        { id: "ages", type: "input", input_type: "numeric", appearance: "integer", slug: "ages", is_array: true },
        { id: "doc", type: "input", input_type: "file", appearance: "file", slug: "doc" },
        { id: "ok", type: "input", input_type: "boolean", appearance: "consent", slug: "ok", mandatory: true },
        { id: "site", type: "button", kind: "link", url: "https://example.org", text: "Site" },
        { id: "call", type: "button", kind: "call", phone: "+34600111222", text: "Call" },
        { id: "never", type: "button", kind: "jump", target: "z", text: "Never", enabled_if: [{ slug: "ok", operator: "must_be_false" }] },
        { id: "go", type: "button", kind: "jump", target: "b", text: "Go" },
      ],
    },
    {
      id: "b", type: "intermediate",
      components: [
        { id: "who", type: "auth", method: "otp_email", slug: "mail", label: "Your e-mail" },
        { id: "crm", type: "endpoint", endpoint: "crm", request: [{ from: "mail", to: "m" }], response: [{ from: "name", to: "name" }], run: "on_submit", offline: "queue", pending: "Looking" },
        { id: "ahead", type: "button", kind: "jump", target: "w", text: "Ahead" },
        { id: "back", type: "button", kind: "previous", text: "Back" },
      ],
    },
    {
      id: "w", type: "action", pending: "Working", next: "z",
      actions: [
        { id: "tell", kind: "emit", event: "told", data: [{ from: "name", to: "who" }] },
        { id: "say", kind: "send", channel: "sms", to: "mail", text: "Hello {{name}}" },
        { id: "ask", kind: "endpoint", endpoint: "erp", response: [{ from: "id", to: "order" }], on_error: "z" },
      ],
    },
    { id: "z", type: "result", components: [{ id: "bye", type: "message", text: "Bye {{name}} {{order}}" }] },
  ],
});

const answers = [
  "2026-02-10", "12:30", "2026-02-10T12:30", "2026-02-01 - 2026-02-09", "Madrid", "Oslo", "price=good, staff=2", "good+bad, 1",
  "c,a,b", "3, 4", "/file photo.pdf 200", "yes", "Go",
];
const data = {
  date: "2026-02-10", time: "12:30", datetime: "2026-02-10T12:30", range: { from: "2026-02-01", to: "2026-02-09" },
  place: { text: "Madrid" }, city: { city: "Oslo" }, one: { price: "good", staff: "bad" }, many: { price: ["good", "bad"], staff: ["good"] },
  rank: ["c", "a", "b"], ages: [3, 4], doc: { name: "photo.pdf", media_type: "application/pdf", size: 200 }, ok: true,
};

const texts = {
  en: {
    "a.hi.text": "Welcome", "a.age.label": "Age?", "a.age.error": "In whole years.", "a.plan.label": "Plan?", "b.who.label": "Number?",
    "b.crm.pending": "Looking", "b.go.text": "Go on", "b.back.text": "Back", "z.bye.text": "Bye {{name}}, {{plan}}",
  },
  es: {
    "a.hi.text": "Hola", "a.age.label": "¿Edad?", "a.age.error": "En años.", "a.plan.label": "¿Plan?", "b.who.label": "¿Número?",
    "b.crm.pending": "Buscando", "b.go.text": "Seguir", "b.back.text": "Volver", "z.bye.text": "Adiós {{name}}, {{plan}}",
  },
};
const chat = file("chat.json", {
  tundish: 1, slug: "chat", title: "Chat", channel: "web_chat", channels: ["web", "web_chat", "whatsapp", "sms"], languages: ["en", "es"],
  layers: [
    {
      id: "a", type: "start", next: "b",
      components: [
        { id: "hi", type: "message", appearance: "simple" },
        { id: "age", type: "input", input_type: "numeric", appearance: "integer", slug: "age", validations: { min: 18 } },
        { id: "plan", type: "input", input_type: "choice", appearance: "buttons", slug: "plan", options: [{ value: "s" }, { value: "m" }] },
      ],
    },
    {
      id: "b", type: "intermediate",
      components: [
        { id: "who", type: "auth", method: "otp_sms", slug: "phone" },
        { id: "crm", type: "endpoint", endpoint: "crm", response: [{ from: "name", to: "name" }] },
        { id: "go", type: "button", kind: "jump", target: "z" },
        { id: "back", type: "button", kind: "previous" },
      ],
    },
    { id: "z", type: "result", components: [{ id: "bye", type: "message" }] },
  ],
  content: texts,
});

function played(funnel, lines, ...options) {
  const run = tundish(["play", funnel, ...options], lines.join("\n"));
  assert.equal(run.status, 0, run.err);
  return run.out;
}
const summaryOf = (funnel, lines, ...options) =>
  JSON.parse(tundish(["play", funnel, "--json", ...options], lines.join("\n")).lines.at(-1)).summary;

function inOrder(text, parts) {
  let at = 0;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    assert.ok(found >= 0, `${part}\nis missing after\n${text.slice(Math.max(0, at - 200), at)}`);
    at = found + part.length;
  }
}

test("every kind of input is answered with words, every effect with its result", () => {
  const lines = [...answers, "no address", "someone@example.org", "/failed", "/done", "Ahead", '/done {"name":"Ada"}', '/done {"id":7}'];
  const summary = summaryOf(everyKind, lines, "--at", "2026-02-02T10:00");
  assert.deepEqual(summary, {
    status: "completed", layer: "z", path: ["a", "b", "w", "z"], refused: [],
    data: { ...data, mail: "someone@example.org", name: "Ada", order: 7 },
  });
  inOrder(played(everyKind, lines, "--at", "2026-02-02T10:00"), [
    "Hello\n  Two\n  lines\n    1. x [https://x.example]", "(date, from 2026-02-02, to 2026-03-04)", "rows: 1. price, 2. staff",
    "columns: 1. good, 2. bad", "[1 Site -> https://example.org]", "[2 Call -> +34600111222]", "[3 Never, not now]", "--- Kinds / b ---",
    "! it is no e-mail address", "* wants a proof (otp_email) of someone@example.org, good for 10 minutes and 5 tries",
    "[auth who: waiting, otp_email, 5 tries left]", "/done when the proof was right", "4 tries left", "[auth who: done",
    '* asks the endpoint crm with {"m":"someone@example.org"}', "Looking", "/done DATA, /failed STATUS, /offline",
    '* raises the event told with {"who":"Ada"}', "* sends sms to someone@example.org: Hello Ada", "Working",
    "Bye Ada 7",
  ]);
});

test("an effect may fail, be offline or late; nothing is settled twice", () => {
  const until = [...answers, "someone@example.org", "/done", "Ahead"];
  const at = ["--at", "2026-02-02T10:00"];
  assert.equal(summaryOf(everyKind, [...until, "/offline", "/failed 500"], ...at).layer, "z");
  assert.equal(summaryOf(everyKind, [...until, "/failed 503"], ...at).status, "closed");
  assert.equal(summaryOf(everyKind, [...until, "/offline", '/done crm {"name":"Late"}'], ...at).data.name, "Late");
  assert.match(played(everyKind, ["/done"]), /nothing is awaited/);
});

test("time passes when it is said", () => {
  const wait = file("wait.json", {
    tundish: 1, slug: "w", title: "W", channel: "web_chat",
    layers: [
      { id: "a", type: "start", next: "rest", components: [{ id: "hi", type: "message", text: "One" }] },
      { id: "rest", type: "action", pending: "A moment", actions: [{ id: "nap", kind: "wait", seconds: 3600 }], next: "z" },
      { id: "z", type: "result", components: [{ id: "bye", type: "message", text: "Two" }] },
    ],
  });
  inOrder(played(wait, ["/later 10", "/later"]), ["One", "A moment", "over in 3599 s (/later)", "(10 s later)", "Two", "completed"]);
  assert.equal(summaryOf(wait, ["/later 3000"]).status, "in_progress");
  assert.match(played(wait, ["/later -5"]), /does not go back/);
});

test("a wrong reply is asked again with the sentence of the engine and the author's, on every channel", () => {
  for (const channel of ["web_chat", "whatsapp", "sms"]) {
    const out = played(chat, ["ten", "12", "20", "3"], "--channel", channel);
    inOrder(out, [
      "Welcome", "Age?", "! it cannot be read", "In whole years.", "! 18 or more is wanted", "In whole years.", "Plan?",
      "! it is none of the answers to choose from",
    ]);
    assert.equal(out.split("In whole years.").length, 3, out);
  }
});

test("a conversation has proofs and endpoints, too", () => {
  const lines = ["20", "m", "no number", "600 123 456 7", "123456", "/done", '/done {"name":"Ada"}', "Go on"];
  for (const channel of ["web_chat", "sms"]) {
    const summary = summaryOf(chat, lines, "--channel", channel);
    assert.deepEqual([summary.status, summary.data.name], ["completed", "Ada"]);
    assert.deepEqual(summary.refused.map(({ code }) => code), ["waiting"]);
  }
  const implicit = summaryOf(chat, ["20", "m", '/done {"name":"Ada"}', "Go on"], "--channel", "whatsapp");
  assert.equal(implicit.status, "completed");
});

test("back, edit, another language, another channel, why", () => {
  const out = played(chat, ["20", "/language es", "2", "/edit age", "31", "1", "600 123 456 7", "/back", "/channel web", "/why", "/show"]);
  inOrder(out, ["Plan?", "¿Plan?", "¿Número?", "¿Edad?", "¿Plan?", "¿Número?", "wants a proof", "¿Edad?", "--- Chat / a ---", "Hola", "fact channel_changed"]);
  const { data: kept } = summaryOf(chat, ["20", "2", "/edit age", "31", "1"]);
  assert.deepEqual(kept, { age: 31, plan: "s" });
  const edited = summaryOf(everyKind, [...answers, "/edit ages", "5", "Go"], "--at", "2026-02-02T10:00");
  assert.deepEqual([edited.data.ages, edited.path], [[5], ["a", "b", "a", "b"]]);
  assert.match(played(chat, ["/edit", "/edit nothing", "/language fr", "/channel fax", "/dance"]), /wants a slug[^]*nobody has answered[^]*no language fr[^]*no channel fax[^]*no \/dance/);
});

test("help names every command, and two slashes are words", () => {
  const help = played(chat, ["/help"]);
  for (const name of ["back", "edit", "language", "channel", "file", "press", "request", "done", "failed", "offline", "later", "close", "show", "view", "why", "save", "quit"]) {
    assert.match(help, new RegExp(`/${name}\\b`));
  }
  assert.match(played(chat, ["//help"]), /> \/help\n {4}! it cannot be read/);
  assert.equal(summaryOf(chat, ["/close"]).reason, "by_user");
  assert.equal(summaryOf(chat, ["20", "/quit", "1"]).data.plan, undefined);
});

test("a session is kept in its log and goes on", () => {
  const log = file("kept.json", "");
  rmSync(log);
  assert.equal(summaryOf(chat, ["20", "wrong"], "--log", log).status, "in_progress");
  const first = JSON.parse(readFileSync(log, "utf8")).length;
  const rest = summaryOf(chat, ["m", "600 123 456 7", "/done", '/done {"name":"Ada"}', "Go on"], "--log", log);
  assert.deepEqual([rest.status, rest.data.age, rest.data.plan], ["completed", 20, "m"]);
  assert.ok(JSON.parse(readFileSync(log, "utf8")).length > first);
  assert.equal(tundish(["replay", chat, log]).status, 0);
  const other = tundish(["play", everyKind, "--log", log], "");
  assert.equal(other.status, 1);
  assert.equal(tundish(["play", chat, "--log", file("broken.json", "[{]")], "").status, 1);
  const saved = file("saved.json", "");
  assert.match(played(chat, ["20", `/save ${saved}`]), /2 events are in /);
  assert.equal(tundish(["replay", chat, saved]).status, 0);
  assert.ok(existsSync(saved));
});

test("what the host knows, and when it begins", () => {
  const funnel = file("known.json", {
    tundish: 1, slug: "k", title: "K",
    config: { fatalistic_layer: "closed", availability: { from: "2026-01-01T00:00:00Z", until: "2027-01-01T00:00:00Z" } },
    layers: [
      { id: "a", type: "start", next: "z", initial_data: [{ slug: "campaign", input_type: "text", source: "url", default: "none" }], components: [{ id: "hi", type: "message", text: "From {{campaign}}" }] },
      { id: "z", type: "result" },
      { id: "closed", type: "fatalistic" },
    ],
  });
  assert.match(played(funnel, [], "--at", "2026-05-01", "--known", '{"initial":{"campaign":"spring"}}'), /From spring/);
  assert.match(played(funnel, [], "--at", "2026-05-01T10:00:00Z"), /From none/);
  assert.equal(summaryOf(funnel, []).reason, "unavailable");
  assert.equal(tundish(["play", funnel, "--at", "soon"]).status, 2);
  for (const wrong of ["{", '{"session":"x"}', '{"initial":5}']) assert.equal(tundish(["play", funnel, "--known", wrong]).status, 2);
});

test("a channel that cannot show the funnel says what is in the way", () => {
  const none = tundish(["play", file("form.json", {
    tundish: 1, slug: "f", title: "F", channels: ["web", "sms"],
    layers: [{ id: "a", type: "start", next: "z", components: [{ id: "when", type: "input", input_type: "datetime", slug: "when" }] }, { id: "z", type: "result" }],
  }), "--channel", "sms"]);
  assert.equal(none.status, 2);
  assert.match(none.err, /wrong_channel[^]*a\.when: input_type datetime/);
});
