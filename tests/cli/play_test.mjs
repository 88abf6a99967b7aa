import assert from "node:assert/strict";
import { test } from "node:test";
import { file, tundish } from "./kit.mjs";

const definition = {
  tundish: 1,
  slug: "lead",
  title: "Lead",
  channels: ["web", "web_chat"],
  languages: ["en", "es"],
  layers: [
    {
      id: "hello",
      type: "start",
      components: [
        { id: "hi", type: "message" },
        { id: "name", type: "input", input_type: "text", slug: "name", mandatory: true },
        {
          id: "plan", type: "input", input_type: "choice", slug: "plan", mandatory: true, max_selected: 2,
          options: [{ value: "s" }, { value: "m", keywords: ["middle"] }, { value: "l" }],
        },
        { id: "age", type: "input", input_type: "numeric", slug: "age", min: 18 },
        { id: "go", type: "button", kind: "jump", target: "more" },
      ],
    },
    {
      id: "more",
      type: "intermediate",
      components: [
        { id: "photo", type: "input", input_type: "file", appearance: "media", slug: "photo" },
        { id: "send", type: "button", kind: "jump", target: "done" },
        { id: "skip", type: "button", kind: "jump", target: "closed" },
        { id: "back", type: "button", kind: "previous" },
      ],
    },
    { id: "done", type: "result", components: [{ id: "bye", type: "message" }] },
    { id: "closed", type: "fatalistic", components: [{ id: "bye", type: "message" }] },
  ],
  content: {
    en: {
      "hello.hi.text": "Welcome", "hello.name.label": "Name?", "hello.plan.label": "Plans?", "hello.plan.options.s": "Small",
      "hello.plan.options.l": "Large, with all", "hello.age.label": "Age?", "hello.go.text": "Go on", "more.photo.label": "Photo?",
      "more.send.text": "Send", "more.skip.text": "Never mind", "more.back.text": "Back", "done.bye.text": "Bye {{name}}",
      "closed.bye.text": "Closed",
    },
    es: { "hello.hi.text": "Bienvenido", "done.bye.text": "Adiós {{name}}" },
  },
};
const photo = { name: "a.jpg", media_type: "image/jpeg", size: 100 };
const path = file("lead.json", definition);

function play(replies, ...options) {
  const run = tundish(["play", path, "--json", "--replies", file("replies.txt", replies.join("\n")), ...options]);
  assert.equal(run.status, 0, run.err);
  const lines = run.lines.map((line) => JSON.parse(line));
  return { views: lines.slice(0, -1), summary: lines.at(-1).summary };
}

test("on the web a line answers the next input, the only way is taken, of several a line chooses", () => {
  const { views, summary } = play(["Ada", "small, 2", "36", JSON.stringify({ file: photo }), "Send"]);
  assert.deepEqual(summary, {
    status: "completed", layer: "done", path: ["hello", "more", "done"],
    data: { name: "Ada", plan: ["s", "m"], age: 36, photo }, refused: [],
  });
  assert.equal(views[0].layer, "hello");
  assert.equal(views.at(-1).components[0].text, "Bye Ada");
});

test("options are read by value, title with a comma, keyword and tapped id", () => {
  assert.deepEqual(play(["Ada", "large, with all"]).summary.data.plan, ["l"]);
  assert.deepEqual(play(["Ada", "middle,l"]).summary.data.plan, ["m", "l"]);
  assert.deepEqual(play(["Ada", '{"option":"m"}']).summary.data.plan, ["m"]);
});

test("a wrong answer is asked again, an empty line leaves an input out", () => {
  const { views, summary } = play(["Ada", "huge", "1", "17", "20", "", "3"]);
  assert.deepEqual(views[2].components[2].problems, [{ code: "not_allowed" }]);
  assert.deepEqual(views[4].components[3].problems, [{ code: "too_small", limit: 18 }]);
  assert.deepEqual(summary.path, ["hello", "more", "hello"]);
  assert.equal(play(["Ada", "1", "", "", "never MIND"]).summary.layer, "closed");
});

test("a mandatory input that was left out comes back", () => {
  const { summary } = play(["", "1", "", "Ada", "", "1"]);
  assert.equal(summary.refused[0].code, "layer_incomplete");
  assert.equal(summary.status, "completed");
});

test("when replies run out it stops where it is", () => {
  const { summary } = play(["Ada"]);
  assert.deepEqual(summary, { status: "in_progress", layer: "hello", path: ["hello"], data: { name: "Ada" }, refused: [] });
});

test("a chat is a thread of single questions", () => {
  const { views, summary } = play(["Ada", "9", "1,middle", "", "go ON", JSON.stringify({ file: photo })], "--channel", "web_chat");
  assert.deepEqual(summary.data, { name: "Ada", plan: ["s", "m"], photo });
  assert.equal(summary.status, "in_progress");
  assert.deepEqual(views.at(-1).components.map(({ id }) => id), ["send", "skip", "back"]);
  const thread = tundish(["play", path, "--channel", "web_chat"], "Ada\nnine\n");
  assert.match(thread.out, /Welcome\n.*Name\?\n> Ada\n.*Plans\?\n {4}1\. Small\n[^]*> nine\n {4}! it is none of the answers to choose from\n/);
});

test("the language is chosen, and refused when there is none", () => {
  assert.equal(play(["Ada"], "--language", "es").views[0].components[0].text, "Bienvenido");
  const refused = tundish(["play", path, "--language", "xx"]);
  assert.equal(refused.status, 2);
  assert.match(refused.err, /wrong_language/);
  assert.equal(tundish(["play", path, "--channel", "fax"]).status, 2);
});

test("a language without texts of its own is played in the next that has some", () => {
  const lesser = file("lesser.json", { ...definition, languages: ["en", "es", "ar"] });
  const text = (language) =>
    JSON.parse(tundish(["play", lesser, "--json", "--language", language], "").lines[0]).components[0].text;
  assert.deepEqual(["ar", "ar-EG", "es-MX", "es-Latn-MX", "en-GB"].map(text), ["Welcome", "Welcome", "Bienvenido", "Bienvenido", "Welcome"]);
  const { out, status } = tundish(["play", lesser, "--channel", "web_chat"], "/language es-MX\n/language ar\n/language xx\n");
  assert.equal(status, 0);
  assert.match(out, /the funnel has no language xx/);
  assert.doesNotMatch(out, /no language (ar|es-MX)/);
});

test("elements of a list are typed alike on every channel, and counted buttons are those that can be pressed", () => {
  const list = file("list.json", {
    tundish: 1, slug: "list", title: "List", channels: ["web", "web_chat", "whatsapp", "sms"],
    layers: [
      {
        id: "ask", type: "start", next: "done",
        components: [
          { id: "n", type: "input", input_type: "numeric", is_array: true, slug: "n", mandatory: true, label: "Numbers?" },
          { id: "c", type: "input", input_type: "choice", max_selected: 2, slug: "c", mandatory: true, label: "Which?", options: [{ value: "a", title: "Yes, please" }, { value: "b", title: "No" }] },
        ],
      },
      { id: "done", type: "result" },
    ],
  });
  for (const channel of ["web", "web_chat", "whatsapp", "sms"]) {
    for (const typed of ["1,2", "1, 2", "1;2"]) {
      const { out } = tundish(["play", list, "--channel", channel], `1,234\n${typed}\nno; yes, please\n`);
      assert.match(out, /it may be one number or several: write 1; 234 for several/, `${channel} ${typed}`);
      assert.match(out, /n = \[1,2\]/, `${channel} ${typed}`);
      assert.match(out, /c = \["b","a"\]/, `${channel} ${typed}`);
    }
  }
  const shut = file("shut.json", {
    tundish: 1, slug: "shut", title: "Shut", channel: "web_chat",
    layers: [
      {
        id: "ask", type: "start",
        components: [
          { id: "stop", type: "button", kind: "jump", target: "stopped", text: "Stop", enabled_if: [{ slug: "os", source: "device", operator: "not_empty" }] },
          { id: "go", type: "button", kind: "jump", target: "done", text: "Go" },
        ],
      },
      { id: "done", type: "result" }, { id: "stopped", type: "result" },
    ],
  });
  const { out } = tundish(["play", shut], "1\n");
  assert.match(out, /\[- Stop, not now\]\n {2}\[1 Go\][^]*layer {3}done/);
});

test("a page of text shows questions, options, answers, problems and buttons", () => {
  const { out } = tundish(["play", path], "Ada\nhuge\n");
  for (const part of ["Welcome", "Name? *", "1. Small", "> Ada", "! it is none of the answers to choose from", "[1 Go on]", "status  in_progress"]) {
    assert.ok(out.includes(part), part);
  }
});

test("a line may be a gesture", () => {
  const { summary } = play(["Ada", "1", "", '{"went_back":{}}', '{"closed":{"reason":"by_user"}}']);
  assert.deepEqual([summary.status, summary.reason], ["closed", "by_user"]);
  assert.deepEqual(summary.path, ["hello", "more", "hello"]);
});

test("events are played, as a list or one a line; a refused one is told", () => {
  const events = [
    { kind: "answered", input: { slug: "name", value: "Ada" } },
    { kind: "answered", input: { slug: "plan", value: ["s"] } },
    { kind: "pressed", input: { button: "go" } },
  ];
  for (const text of [JSON.stringify(events), events.map((event) => JSON.stringify(event)).join("\n")]) {
    const run = tundish(["play", path, "--json", "--events", "-"], text);
    assert.equal(run.status, 0, run.err);
    assert.equal(JSON.parse(run.lines.at(-1)).summary.layer, "more");
  }
  const skipped = tundish(["play", path, "--json", "--events", "-"], JSON.stringify(events.slice(1)));
  assert.equal(skipped.status, 1);
  assert.equal(JSON.parse(skipped.lines.at(-1)).summary.refused[0].code, "layer_incomplete");
  assert.equal(tundish(["play", path, "--events", "-"], '[{"kind":"danced"}]').status, 1);
  assert.equal(tundish(["play", path, "--events", "-"], "{").status, 1);
});

test("the same replies always give the same screens", () => {
  assert.deepEqual(play(["Ada", "1", "20"]), play(["Ada", "1", "20"]));
});

test("a broken definition is told with its place; standard input is read once", () => {
  const broken = tundish(["play", "-", "--replies", file("none.txt", "")], '{"tundish":1}');
  assert.equal(broken.status, 1);
  assert.match(broken.err, /^-:1:1: error missing_property/);
  assert.equal(tundish(["play", "-"], JSON.stringify(definition)).status, 2);
  assert.equal(tundish(["play", path, "--replies", "/nowhere"]).status, 2);
});

test("a circle of pages without questions ends", () => {
  const circle = file("circle.json", {
    tundish: 1, slug: "c", title: "C",
    layers: [
      { id: "a", type: "start", next: "b" },
      { id: "b", type: "intermediate", next: { jumps: [{ target: "c", conditions: [{ slug: "x", operator: "must_be_true" }] }], target: "a" } },
      { id: "c", type: "result" },
    ],
  });
  const run = tundish(["play", circle, "--json"], "");
  assert.equal(run.status, 0);
  assert.equal(JSON.parse(run.lines.at(-1)).summary.status, "in_progress");
});
