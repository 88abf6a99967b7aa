// `tundish export whatsapp-flow`: which part of a screen each component becomes, and what is told.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { file, tests, tundish } from "./kit.mjs";

const end = { id: "end", type: "result", components: [{ id: "bye", type: "message", text: "Bye" }] };
const input = (slug, input_type, more) => ({ id: slug, type: "input", input_type, slug, ...more });
const options = (count) => Array.from({ length: count }, (_, i) => ({ value: `o${i}` }));
const when = (slug, operator, value) => ({ slug, operator, value });

/** The Flow of a funnel whose first layer has these members and components. */
function exported(components, more = { next: "end" }, layers = []) {
  const definition = { tundish: 1, slug: "f", title: "F", layers: [{ id: "a", type: "start", components, ...more }, ...layers, end] };
  const run = tundish(["export", "whatsapp-flow", file("x.json", definition), "--json"]);
  const { exported: flow, diagnostics } = JSON.parse(run.out);
  const [screen] = flow?.screens ?? [];
  return { status: run.status, diagnostics, flow, parts: screen?.layout.children[0].children ?? [] };
}

const told = ({ diagnostics }) => diagnostics.map(({ code, pointer, sentence }) => [code, pointer, sentence]);
const at = (index) => `/layers/0/components/${index}`;

test("an image is left out and an address is a text, and both are told", () => {
  const made = exported([
    { id: "m", type: "message", appearance: "image", image: "https://example.com/a.png", text: "Look" },
    { id: "l", type: "message", appearance: "hyperlink", url: "https://example.com/${x}", text: "There" },
  ]);
  assert.deepEqual(told(made), [
    ["not_carried", at(0), "A Flow shows pictures that are inside it only, not from an address; this one is left out."],
    ["not_carried", at(1), "The address is shown as a text."],
  ]);
  assert.deepEqual(made.parts.slice(0, 3).map(({ text }) => text), ["Look", "There", "https://example.com/$ {x}"]);
});

test("times when a funnel may be opened are told", () => {
  const config = { availability: { from: "2026-01-01T00:00:00Z" } };
  const definition = { tundish: 1, slug: "f", title: "F", config, layers: [{ id: "a", type: "start", next: "end" }, end] };
  const { diagnostics } = JSON.parse(tundish(["export", "whatsapp-flow", file("x.json", definition), "--json"]).out);
  assert.deepEqual(told({ diagnostics })[0], [
    "not_carried", "/config/availability", "A Flow can be opened at any time: when it may be is for whoever sends it.",
  ]);
});

test("a label that is too long stands above its field", () => {
  const label = "How many people will live in the house?";
  const { parts, diagnostics } = exported([input("people", "numeric", { label })]);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(parts[0], { type: "TextBody", text: label });
  assert.deepEqual(parts[1], { type: "TextInput", "input-type": "number", name: "people", label: "people", required: false });
});

test("bounds of numbers are told, long texts keep theirs up to what an area holds, which is told", () => {
  const { parts, diagnostics } = exported([
    input("age", "numeric", { label: "Age", validations: { min: 18 } }),
    input("story", "text", { appearance: "long", label: "Story", validations: { max_length: 900 } }),
    input("note", "text", { appearance: "long", label: "Note", validations: { max_length: 90 } }),
  ]);
  assert.deepEqual(told({ diagnostics }), [
    ["not_carried", at(0), "A Flow does not check bounds of numbers: they are judged when the answers come back."],
    ["not_carried", at(1), "An area of a Flow holds 600 characters."],
  ]);
  assert.deepEqual(parts.slice(1, 3).map((part) => [part.type, part["max-length"]]), [["TextArea", 600], ["TextArea", 90]]);
});

test("several options keep how many, many options are a dropdown", () => {
  const { parts } = exported([
    input("some", "choice", { label: "Some", options: options(5), validations: { min_selected: 2, max_selected: 3 } }),
    input("one", "choice", { label: "One", options: options(200) }),
  ]);
  const [some, one] = parts;
  assert.deepEqual([some.type, some["min-selected-items"], some["max-selected-items"]], ["CheckboxGroup", 2, 3]);
  assert.deepEqual([one.type, one["data-source"].length], ["Dropdown", 200]);
});

test("pictures and documents have a picker each, which says how many", () => {
  const picker = (more) => exported([input("f", "file", { label: "File", ...more })]);
  const pictures = picker({ validations: { media_types: ["image/*"], max_files: 3 }, mandatory: true, help: "Up to three" });
  assert.deepEqual(pictures.parts[0], {
    type: "PhotoPicker", name: "f", label: "File", description: "Up to three", "min-uploaded-photos": 1, "max-uploaded-photos": 3,
  });
  assert.deepEqual(pictures.diagnostics, []);
  const kinds = ["not_carried", at(0), "Which kinds of files may be is judged when the answers come back."];
  assert.deepEqual(told(picker({ media_types: ["image/png"] })), [kinds]);
  assert.equal(picker({ appearance: "camera" }).parts[0].type, "PhotoPicker");
  const papers = picker({ validations: { media_types: ["image/png", "application/pdf"], max_files: 12 } });
  assert.deepEqual(papers.parts[0], {
    type: "DocumentPicker", name: "f", label: "File", "min-uploaded-documents": 0, "max-uploaded-documents": 10,
  });
  assert.deepEqual(told(papers), [kinds, ["not_carried", at(0), "A Flow sends at most 10 files with its answers."]]);
});

test("a bound that moves with the day is told", () => {
  const made = exported([input("day", "datetime", { label: "Day", min: "today", max: "2030-01-31" })]);
  assert.deepEqual(told(made), [["not_carried", at(0), "A Flow knows written dates only: this bound is judged when the answers come back."]]);
  assert.deepEqual([made.parts[0]["min-date"], made.parts[0]["max-date"]], [undefined, "2030-01-31"]);
});

test("conditions that nest are expressions of an If", () => {
  const hello = (visible_if) => ({ id: "m", type: "message", text: "Hello", visible_if });
  const shown = (visible_if) => exported([input("x", "text"), input("n", "numeric"), input("y", "text"), hello(visible_if)]).parts[3];
  const x = when("x", "==", "a");
  const n = when("n", ">=", 3);
  assert.deepEqual(shown([x]), { type: "If", condition: "(${form.x} == 'a')", then: [{ type: "TextBody", text: "Hello" }] });
  assert.equal(shown([x, n]).condition, "(${form.x} == 'a') && (${form.n} >= 3)");
  assert.equal(shown([{ any: [x, { all: [n, when("x", "!=", { slug: "y" })] }] }]).condition,
    "((${form.x} == 'a') || ((${form.n} >= 3) && (${form.x} != ${form.y})))");
  assert.equal(shown([{ not: [x, n] }]).condition, "(!(((${form.x} == 'a') && (${form.n} >= 3))))");
});

test("what no part of a screen can be is refused with its place", () => {
  const x = input("x", "text");
  const message = (visible_if) => ({ id: "m", type: "message", text: "Hello", visible_if: [visible_if] });
  for (const [components, index, reason] of [
    [[input("o", "choice", { options: options(201) })], 0, /at most 200 options, this input has 201/],
    [[input("t", "datetime", { appearance: "time" })], 0, /not for times/],
    [[input("l", "location")], 0, /cannot ask for a place/],
    [[x, message(when("x", "==", "it's"))], 1, /simple comparisons/],
    [[x, message({ not: [when("x", "contains", "a")] })], 1, /simple comparisons/],
    [[x, message({ logic: { "==": [{ var: "x" }, 1] } })], 1, /simple comparisons/],
    [[input("f", "file", { label: "f" }), input("g", "file", { label: "g" })], 1, /one picker/],
    [[{ id: "go", type: "button", kind: "jump", jumps: [{ target: "end", conditions: [when("x", "==", "a")] }] }, x], 0, /no `target`/],
    [["go", "on"].map((id) => ({ id, type: "button", kind: "jump", text: id, target: "end" })), 1, /one button/],
  ]) {
    const made = exported(components);
    assert.deepEqual([made.status, made.flow], [1, null], String(reason));
    const error = made.diagnostics.find(({ severity }) => severity === "error");
    assert.equal(error.pointer, at(index), String(reason));
    assert.match(error.sentence, reason);
  }
});

test("what no screen can be is refused with its layer", () => {
  const full = Array.from({ length: 50 }, (_, i) => ({ id: `m${i}`, type: "message", text: "Hello" }));
  const crowded = exported(full);
  assert.deepEqual(told(crowded), [["not_expressible", "/layers/0", "A screen has at most 50 parts, this one has 51."]]);
  assert.deepEqual(told(exported([], {})), [
    ["not_expressible", "/layers/0", "This layer leads nowhere."],
    ["not_expressible", "/layers/1", "No way leads to this screen, which a Flow refuses."],
  ]);
  const action = { id: "act", type: "action", actions: [{ id: "c", kind: "checkpoint", name: "here" }], next: "end" };
  const [first] = exported([], { next: "act" }, [action]).diagnostics;
  assert.equal(first.pointer, "/layers/1");
  assert.match(first.sentence, /this layer is of the type action\.$/);
});

test("a screen's button goes on under its own name; another kind is told", () => {
  const made = exported([
    { id: "call", type: "button", kind: "call", phone: "+34 600 000 000", text: "Call" },
    { id: "go", type: "button", kind: "jump", text: "Continue", target: "end" },
  ], {});
  assert.deepEqual(told(made), [["not_carried", at(0), "A screen has one button, which goes on."]]);
  assert.deepEqual([made.parts[0].type, made.parts[0].label], ["Footer", "Continue"]);
});

test("what actions and endpoints make may be anything in the schema of the answers", () => {
  const definition = { tundish: 1, slug: "f", title: "F", layers: [
    { id: "a", type: "start", next: "act" },
    { id: "act", type: "action", next: "end", actions: [
      { id: "s", kind: "set", slug: "total", logic: { "+": [1, 2] } },
      { id: "e", kind: "endpoint", endpoint: "crm", response: [{ from: "kind", to: "kind" }], offline: "fallback", fallback: { tier: "none" } },
    ] },
    end,
  ] };
  const { exported: schema } = JSON.parse(tundish(["export", "json-schema", file("made.json", definition), "--json"]).out);
  assert.deepEqual(schema.properties, { kind: true, tier: true, total: true });
});

/** Every name that a Flow leads to: of its routing model and of its buttons. */
function targetsOf(flow) {
  const found = Object.entries(flow.routing_model).flatMap(([from, to]) => [from, ...to]);
  JSON.stringify(flow, (_, value) => {
    if (value?.name === "navigate") found.push(value.next.name);
    return value;
  });
  return found;
}

test("a fatalistic layer that a way leads to is a screen that ends the Flow without success", () => {
  const closed = { id: "human", type: "fatalistic", components: [{ id: "sorry", type: "message", text: "Somebody calls you" }] };
  const jumps = (target, other) => ({ next: { jumps: [{ target, conditions: [when("x", "==", "a")] }], target: other } });
  for (const next of [jumps("human", "end"), jumps("end", "human")]) {
    const { flow, diagnostics, status } = exported([input("x", "text")], next, [closed]);
    assert.deepEqual([status, diagnostics], [0, []]);
    const screen = flow.screens.find(({ id }) => id.startsWith("HUMAN"));
    assert.deepEqual([screen.terminal, screen.success, screen.layout.children[0].children[0].text], [true, false, "Somebody calls you"]);
    assert.deepEqual(flow.routing_model[screen.id], []);
    assert.ok(targetsOf(flow).includes(screen.id));
  }
  const unused = exported([input("x", "text")], { next: "end" }, [closed]);
  assert.equal(unused.flow.screens.length, 2);
});

test("every Flow leads to its own screens only", () => {
  const folders = [join(tests, "definitions", "valid"), join(tests, "..", "server", "demos", "funnels")];
  let made = 0;
  for (const folder of folders) {
    for (const name of readdirSync(folder).filter((one) => one.endsWith(".json"))) {
      const { exported: flow } = JSON.parse(tundish(["export", "whatsapp-flow", join(folder, name), "--json"]).out);
      if (!flow) continue;
      made += 1;
      const screens = flow.screens.map(({ id }) => id);
      assert.deepEqual([...new Set(targetsOf(flow))].filter((one) => !screens.includes(one)), [], name);
      assert.deepEqual(Object.keys(flow.routing_model).sort(), [...screens].sort(), name);
    }
  }
  assert.ok(made > 0);
});

test("what a Flow has no place for is told with its place", () => {
  const two = (more) => [{ value: "p", ...more }, { value: "q" }];
  const x = input("x", "text");
  for (const [component, reason] of [
    [{ id: "m", type: "message", appearance: "quick_reply", text: "Hi", items: [{ value: "i", target: "end" }] }, /items that lead elsewhere/],
    [{ id: "m", type: "message", appearance: "location", latitude: 1, longitude: 2, title: "Here" }, /no map/],
    [input("h", "text", { is_hidden: true, autofill_source: ["constant:1"] }), /no hidden fields/],
    [input("h", "text", { autofill_source: ["contact.h"] }), /fills in nothing/],
    [input("h", "text", { allow_overwrite: false, autofill_source: ["contact.h"] }), /keep an older answer/],
    [input("h", "text", { allowed_values: ["a", "b"] }), /takes any text/],
    [input("h", "numeric", { appearance: "nps" }), /no scale/],
    [input("h", "file", { max_bytes: 10 }), /How large/],
    [input("h", "choice", { options: two({ visible_if: [when("x", "==", "a")] }) }), /shows all options/],
    [input("h", "choice", { options: two({ image: "a.png" }) }), /those of the options/],
    [input("h", "choice", { shuffle: true, options: two() }), /in the order/],
    [input("h", "choice", { options: two({ score: 2 }) }), /counts no score/],
    [input("h", "text", { save_to: "contact.h" }), /about a contact/],
    [input("h", "text", { placeholder: "Ann" }), /the placeholder is left out/],
    [input("h", "text", { error: "No" }), /in its own words/],
    [input("h", "boolean", { mandatory: true }), /not ticked means no/],
    [input("h", "text", { appearance: "long", min_length: 9 }), /no shortest length/],
    [input("h", "text", { appearance: "markdown" }), /no tools to format/],
    [input("h", "text", { appearance: "long", help: "One a", reg_ex: "a" }), /of a plain text with a help only/],
    [input("h", "text", { appearance: "email", help: "One a", reg_ex: ".*a" }), /of a plain text with a help only/],
    [input("h", "text", { reg_ex: "a" }), /of a plain text with a help only/],
    [input("h", "text", { appearance: "url" }), /whether it is an address/],
    [input("h", "numeric", { appearance: "integer" }), /whether it is a whole one/],
    [input("h", "file", { media_types: ["application/pdf"] }), /Which kinds of files/],
    [{ id: "m", type: "message", appearance: "media", url: "a.ogg" }, /attaches no file/],
  ]) {
    const found = exported([x, component]).diagnostics.filter(({ sentence }) => reason.test(sentence));
    assert.deepEqual(found.map(({ severity, pointer }) => [severity, pointer]), [["warning", at(1)]], String(reason));
  }
  const first = (more) => told(exported([x], { next: "end", ...more })).map(([code, pointer]) => [code, pointer]);
  for (const [name, value] of [
    ["initial_data", [{ slug: "z", input_type: "text", source: "url" }]], ["on_error", "end"], ["requires_auth", true],
  ]) {
    assert.deepEqual(first({ [name]: value }), [["not_carried", `/layers/0/${name}`]]);
  }
});

test("a button that is not always there or not always on is told, and so are those of an ending", () => {
  const web = [{ source: "channel", operator: "==", value: "web" }];
  const go = (more) => exported([{ id: "go", type: "button", kind: "jump", target: "end", ...more }], {});
  assert.deepEqual(told(go({ enabled_if: web })), [["not_carried", at(0), "The button of a Flow can always be pressed."]]);
  assert.deepEqual(told(go({ visible_if: web })), [["not_carried", at(0), "The button of a Flow is always there."]]);
  const link = { id: "l", type: "button", kind: "link", url: "a.html", text: "More" };
  const sorry = { id: "sorry", type: "fatalistic", components: [link] };
  const ways = { target: "end", jumps: [{ target: "sorry", conditions: [when("x", "==", "a")] }] };
  assert.deepEqual(told(exported([input("x", "text")], { next: ways }, [sorry])), [
    ["not_carried", "/layers/1/components/0", "The last screen of a Flow has one button, which ends it."],
  ]);
});

test("what stands on WhatsApp instead is what the screen has, with its own texts and its component's condition", () => {
  const shown = {
    id: "m", type: "message", text: "Web", visible_if: [when("x", "==", "a")],
    alternatives: { whatsapp: { type: "message", title: "Short", text: "Chat" } },
  };
  const { parts, diagnostics } = exported([input("x", "text"), shown]);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(parts[1].condition, "(${form.x} == 'a')");
  assert.deepEqual(parts[1].then.map(({ type, text }) => [type, text]), [["TextHeading", "Short"], ["TextBody", "Chat"]]);
});

test("a text that a language lacks is that of the default language", () => {
  const definition = {
    tundish: 1, slug: "f", title: "F", languages: ["en", "es"], content: { es: { "a.x.label": "Nombre" } },
    layers: [{ id: "a", type: "start", next: "end", components: [input("x", "text", { label: "Name", help: "In full" })] }, end],
  };
  const run = tundish(["export", "whatsapp-flow", file("x.json", definition), "--language", "es"]);
  const [field] = JSON.parse(run.out).screens[0].layout.children[0].children;
  assert.deepEqual([field.label, field["helper-text"]], ["Nombre", "In full"]);
});

test("helps stand where a field has room for them, and a text above its label", () => {
  const { parts, diagnostics } = exported([
    input("n", "numeric", { label: "N", help: "Years" }),
    input("one", "choice", { label: "One", help: "Pick", options: options(2) }),
    input("drop", "choice", { appearance: "dropdown", label: "Drop", help: "Scroll", options: options(2) }),
    input("ok", "boolean", { label: "OK", help: "Tick", text: "Please" }),
    input("code", "text", { label: "Code", help: "Two digits", reg_ex: "[0-9]{2}" }),
  ]);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(parts.slice(0, -1).map((part) => [part.type, part["helper-text"] ?? part.description ?? part.text ?? ""]), [
    ["TextInput", "Years"], ["RadioButtonsGroup", "Pick"], ["Dropdown", ""], ["TextCaption", "Scroll"],
    ["TextBody", "Please"], ["OptIn", ""], ["TextCaption", "Tick"], ["TextInput", "Two digits"],
  ]);
  assert.equal(parts[7].pattern, "[0-9]{2}");
});

test("a box must be ticked for a consent alone", () => {
  const required = (appearance) => exported([input("ok", "boolean", { label: "OK", mandatory: true, appearance })]).parts[0].required;
  assert.deepEqual([required("consent"), required("checkbox")], [true, false]);
});
