// `tundish export whatsapp-flow` loses nothing silently: whatever the schema of funnels names is
// carried into the Flow, told as a finding, or stands here with the reason why a Flow needs it not.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { file, tests, tundish } from "./kit.mjs";

const schema = JSON.parse(readFileSync(join(tests, "..", "engine", "schema", "funnel.schema.json"), "utf8")).$defs;
const end = { id: "end", type: "result" };

const funnel = (more) => ({ tundish: 1, slug: "f", title: "F", layers: [{ id: "a", type: "start", next: "end" }, end], ...more });
const layers = (first, ...others) => funnel({ layers: [{ id: "a", type: "start", next: "end", ...first }, ...others, end] });
const components = (...all) => layers({ components: all.map((one, i) => ({ id: `c${i}`, ...one })) });
const message = (more) => components({ type: "message", text: "Hi", ...more });
const input = (input_type, more) => components({ type: "input", input_type, slug: "x", label: "X", ...more });
const choice = (more) => input("choice", { options: [{ value: "p" }, { value: "q" }], ...more });
const option = (more) => choice({ options: [{ value: "p", ...more }, { value: "q" }] });
const button = (kind, more) => layers({ next: undefined, components: [{ id: "b", type: "button", kind, text: "Go", ...more }] });
const jump = (more) => button("jump", { target: "end", ...more });
const late = { id: "b", type: "intermediate", next: "end" };
const sorry = { id: "sorry", type: "fatalistic" };
const between = (more) => layers({ next: "b" }, { ...late, ...more });
const action = (kind, more) => between({ type: "action", actions: [{ id: "d", kind, ...more }] });
const when = { slug: "x", operator: "==", value: "p" };
const shown = (condition) => components(
  { type: "input", input_type: "text", slug: "x" },
  { type: "input", input_type: "text", slug: "y" },
  { type: "message", text: "Hi", visible_if: [condition] },
);
const to = (next, ...others) => layers({ next, components: [{ id: "x", type: "input", input_type: "text", slug: "x" }] }, ...others);
const asking = (ways, ...others) => layers({
  next: undefined,
  components: [{ id: "x", type: "input", input_type: "text", slug: "x" }, { id: "b", type: "button", kind: "jump", ...ways }],
}, ...others);
const forked = { target: "end", jumps: [{ target: "b", conditions: [when] }] };
const plain = funnel();
const text = (more) => input("text", more);
const number = (more) => input("numeric", more);
const upload = (more) => input("file", more);
const subfunnel = (more) => ({ ...between({ type: "subfunnel", next: undefined, subfunnel: { funnel: "s", next: "end", ...more } }), subfunnels: [{ ...plain, slug: "s" }] });

/** By property: two funnels whose Flows differ, and none of which gives more findings. */
const carried = {
  "funnel.title": [plain, funnel({ title: "G" })],
  "funnel.layers": [plain, between({})],
  "funnel.content": [plain, { ...message({ text: undefined }), content: { en: { "a.c0.text": "Hi" } } }],
  "layer.id": [plain, layers({ id: "z" })],
  "layer.type": [to(forked, { ...late, type: "result", next: undefined }), to(forked, { ...sorry, id: "b" })],
  "layer.components": [plain, message({})],
  "layer.next": [to("end"), to({ target: "sorry", jumps: [{ target: "end", conditions: [when] }] }, sorry)],
  "navigation.jumps": [to({ target: "end" }), to({ target: "end", jumps: [{ target: "sorry", conditions: [when] }] }, sorry)],
  "navigation.target": [to({ target: "end" }), to({ target: "b" }, late)],
  "target_jump.target": [to(forked, late), to({ ...forked, jumps: [{ target: "sorry", conditions: [when] }] }, sorry)],
  "target_jump.conditions": [to(forked, late), to({ ...forked, jumps: [{ target: "b", conditions: [{ ...when, value: "z" }] }] }, late)],
  "all_condition.all": [shown(when), shown({ all: [when, { ...when, slug: "y" }] })],
  "any_condition.any": [shown(when), shown({ any: [when, { ...when, slug: "y" }] })],
  "not_condition.not": [shown(when), shown({ not: when })],
  "comparison.slug": [shown(when), shown({ ...when, slug: "y" })],
  "comparison.operator": [shown(when), shown({ ...when, operator: "!=" })],
  "comparison.value": [shown(when), shown({ ...when, value: "q" })],
  "slug_reference.slug": [shown(when), shown({ ...when, value: { slug: "y" } })],
  "message.text": [plain, message({})],
  "message.title": [message({}), message({ title: "T" })],
  "message.subtitle": [message({}), message({ subtitle: "S" })],
  "message.visible_if": [shown(when), shown({ ...when, value: "other" })],
  "message.alternatives": [message({}), message({ alternatives: { whatsapp: { type: "message", text: "Hello" } } })],
  "jump_button.jumps": [asking({ target: "end" }), asking(forked, late)],
  "jump_button.target": [asking({ target: "end" }), asking({ target: "b" }, late)],
  "jump_button.text": [jump({}), jump({ text: "On" })],
  "jump_button.alternatives": [jump({}), jump({ alternatives: { whatsapp: { type: "button", kind: "jump", target: "end", text: "On" } } })],
  "input_base.type": [message({}), text({})],
  "input_base.slug": [text({}), text({ slug: "y" })],
  "input_base.mandatory": [text({}), text({ mandatory: true })],
  "input_base.text": [text({}), text({ text: "Above" })],
  "input_base.label": [text({}), text({ label: "Y" })],
  "input_base.help": [text({}), text({ help: "Help" })],
  "input_base.visible_if": [shown(when), components(...shown(when).layers[0].components.slice(0, 1), { type: "input", input_type: "text", slug: "y", visible_if: [when] })],
  "input_base.alternatives": [text({}), text({ alternatives: { whatsapp: { type: "input", input_type: "numeric", slug: "x", label: "Number" } } })],
  "text_input.input_type": [text({}), number({})],
  "text_input.appearance": [text({}), text({ appearance: "long" })],
  "text_input.validations": [text({}), text({ validations: { max_length: 7 } })],
  "text_validations.min_length": [text({}), text({ min_length: 7 })],
  "text_validations.max_length": [text({}), text({ max_length: 7 })],
  "text_validations.reg_ex": [text({ help: "One a" }), text({ help: "One a", reg_ex: "a" })],
  "numeric_input.input_type": [text({}), number({})],
  "boolean_input.input_type": [text({}), input("boolean")],
  "boolean_input.appearance": [input("boolean"), input("boolean", { appearance: "consent", mandatory: true })],
  "choice_input.input_type": [text({}), choice({})],
  "choice_input.appearance": [choice({}), choice({ appearance: "dropdown" })],
  "choice_input.options": [choice({}), choice({ options: [{ value: "p" }] })],
  "choice_input.validations": [choice({}), choice({ validations: { max_selected: 2 } })],
  "choice_validations.min_selected": [choice({ max_selected: 2 }), choice({ max_selected: 2, min_selected: 1 })],
  "choice_validations.max_selected": [choice({}), choice({ max_selected: 2 })],
  "option.value": [option({}), option({ value: "r" })],
  "option.title": [option({}), option({ title: "P" })],
  "file_input.input_type": [text({}), upload({})],
  "file_input.appearance": [upload({}), upload({ appearance: "camera" })],
  "file_input.validations": [upload({}), upload({ validations: { max_files: 2 } })],
  "file_validations.max_files": [upload({}), upload({ max_files: 2 })],
  "datetime_input.input_type": [text({}), input("datetime")],
  "datetime_input.validations": [input("datetime"), input("datetime", { validations: { min: "2026-01-01" } })],
  "datetime_validations.min": [input("datetime"), input("datetime", { min: "2026-01-01" })],
  "datetime_validations.max": [input("datetime"), input("datetime", { max: "2026-01-01" })],
};

/** By property: a funnel without and one with it, which gives a finding more. */
const told = {
  "funnel.subfunnels": [plain, subfunnel()],
  "config.start_layer": [plain, { ...layers({}, { id: "b", type: "start", next: "end" }), config: { start_layer: "b" } }],
  "config.theme": [plain, funnel({ config: { theme: { radius: 3 } } })],
  "config.availability": [plain, funnel({ config: { availability: { until: "2026-01-01T00:00:00Z" } } })],
  "layer.on_error": [plain, layers({ on_error: "end" })],
  "layer.conversion": [plain, funnel({ layers: [plain.layers[0], { ...end, conversion: true }] })],
  "layer.trigger": [plain, funnel({ layers: [plain.layers[0], { ...end, trigger: "done" }] })],
  "layer.requires_auth": [plain, layers({ requires_auth: true })],
  "layer.unauthenticated_target_layer": [plain, layers({ requires_auth: true, unauthenticated_target_layer: "end" })],
  "layer.authenticated_target_layer": [plain, layers({ authenticated_target_layer: "end" })],
  "layer.allow_skip": [between({}), between({ allow_skip: true })],
  "layer.skip_conditions": [between({}), between({ allow_skip: true, auto_fill: true, skip_conditions: [{ source: "channel", operator: "==", value: "web" }] })],
  "layer.initial_data": [plain, layers({ initial_data: [{ slug: "z", input_type: "text", source: "url" }] })],
  "layer.calculations": [plain, layers({ calculations: [{ slug: "z", logic: 1 }] })],
  "layer.actions": [between({}), action("close", {})],
  "layer.subfunnel": [between({}), subfunnel()],
  "comparison.source": [shown(when), shown({ source: "score", operator: ">", value: 1 })],
  "message.image": [message({}), message({ appearance: "image", image: "a.png" })],
  "message.markup": [message({}), message({ markup: "markdown", text: "**Hi**" })],
  "message.url": [message({}), message({ appearance: "hyperlink", url: "a.html" })],
  "message.media_type": [message({}), message({ appearance: "media", url: "a", media_type: "audio/ogg" })],
  "message.latitude": [message({}), message({ appearance: "location", latitude: 1, longitude: 2 })],
  "message.longitude": [message({}), message({ appearance: "location", latitude: 1, longitude: 2 })],
  "message.items": [message({}), message({ appearance: "quick_reply", items: [{ value: "p" }] })],
  "jump_button.visible_if": [jump({}), jump({ visible_if: [{ source: "channel", operator: "==", value: "web" }] })],
  "jump_button.enabled_if": [jump({}), jump({ enabled_if: [{ source: "channel", operator: "==", value: "web" }] })],
  "input_base.placeholder": [text({}), text({ placeholder: "P" })],
  "input_base.error": [text({}), text({ error: "E" })],
  "input_base.save_to": [text({}), text({ save_to: "contact.x" })],
  "input_base.allow_overwrite": [text({}), text({ allow_overwrite: false })],
  "input_base.is_hidden": [text({}), text({ is_hidden: true })],
  "input_base.is_array": [text({}), text({ is_array: true })],
  "input_base.autofill_source": [text({}), text({ autofill_source: ["contact.x"] })],
  "text_validations.allowed_values": [text({}), text({ allowed_values: ["p"] })],
  "numeric_input.appearance": [number({}), number({ appearance: "integer" })],
  "numeric_input.validations": [number({}), number({ validations: { min: 1 } })],
  "numeric_validations.min": [number({}), number({ min: 1 })],
  "numeric_validations.max": [number({}), number({ max: 1 })],
  "numeric_validations.step": [number({}), number({ step: 1 })],
  "numeric_validations.equal": [number({}), number({ equal: 1 })],
  "choice_input.allow_other": [choice({}), choice({ allow_other: true })],
  "choice_input.shuffle": [choice({}), choice({ shuffle: true })],
  "option.image": [option({}), option({ image: "a.png" })],
  "option.score": [option({}), option({ score: 1 })],
  "option.visible_if": [option({}), option({ visible_if: [{ source: "channel", operator: "==", value: "web" }] })],
  "file_validations.max_bytes": [upload({}), upload({ max_bytes: 10 })],
  "file_validations.media_types": [upload({}), upload({ media_types: ["application/pdf"] })],
  "datetime_input.appearance": [input("datetime"), input("datetime", { appearance: "time" })],
};

/** What is told as a whole, with everything that is in it. */
const whole = {
  theme: funnel({ config: { theme: { logo: "a.png" } } }),
  availability: funnel({ config: { availability: { from: "2026-01-01T00:00:00Z" } } }),
  weekly_window: funnel({ config: { availability: { windows: [{ days: ["mon"], from: "08:00", to: "09:00" }] } } }),
  named_window: funnel({ config: { availability: { windows: [{ publishing_window: "office" }] } } }),
  initial_datum: layers({ initial_data: [{ slug: "z", input_type: "text", source: "url" }] }),
  calculation: layers({ calculations: [{ slug: "z", logic: 1 }] }),
  subfunnel: subfunnel(),
  mapping: action("emit", { event: "e", data: [{ from: "x", to: "x" }] }),
  answer_mapping: subfunnel({ out: [{ from: "x", to: "y" }] }),
  endpoint_action: action("endpoint", { endpoint: "e" }),
  authenticate_action: action("authenticate", { method: "otp_sms", identity: "x" }),
  checkpoint_action: action("checkpoint", { name: "n" }),
  set_action: action("set", { slug: "z", logic: 1 }),
  emit_action: action("emit", { event: "e" }),
  message_action: action("send", { text: "Hi" }),
  wait_action: action("wait", { seconds: 1 }),
  close_action: action("close", {}),
  experiment_jump: to({ target: "end", jumps: [{ experiment: "e", weights: { b: 1 } }] }, late),
  logic_condition: shown({ logic: { "==": [{ var: "x" }, 1] } }),
  message_item: message({ appearance: "list", items: [{ value: "p", title: "P", section: "s" }] }),
  restart_button: components({ type: "button", kind: "restart" }),
  link_button: components({ type: "button", kind: "link", url: "a.html" }),
  call_button: components({ type: "button", kind: "call", phone: "+34 600" }),
  event_button: components({ type: "button", kind: "event", event: "e" }),
  matrix_value: input("matrix", { rows: [{ value: "r" }], columns: [{ value: "c", score: 1 }] }),
  matrix_input: input("matrix", { rows: [{ value: "r" }], columns: [{ value: "c" }] }),
  location_validations: input("location", { search_radius_km: 1 }),
  location_input: input("location"),
  endpoint: components({ type: "endpoint", endpoint: "e" }),
  auth: components({ type: "auth", method: "otp_sms", slug: "z" }),
};

/** What a Flow has no need of, or what says nothing that another property does not. */
const needless = {
  "funnel.tundish": "the version of this format",
  "funnel.slug": "a Flow is named where it is uploaded",
  "funnel.description": "visitors do not see it",
  "funnel.channel": "a Flow is for WhatsApp",
  "funnel.channels": "a Flow is for WhatsApp",
  "funnel.config": "each of its properties is judged",
  "funnel.languages": "there is a Flow for each language, by --language",
  "funnel.default_language": "there is a Flow for each language, by --language",
  "config.fatalistic_layer": "what would lead there is told; a way of its own to it is carried",
  "config.abandon_after_minutes": "when a session counts as abandoned is for whoever takes the answers",
  "config.max_reasks": "a screen asks for everything at once and again by itself",
  "config.protection": "WhatsApp knows who answers; what keeps programs out is the player's and the server's",
  "protection.*": "the same",
  "config.forget_on_end": "a Flow leaves nothing in a browser",
  "layer.auto_fill": "it follows the autofill_source of inputs, which is told",
  "layer.pending": "shown while an effect is awaited: layers with effects are refused",
  "layer.max_visits": "screens lead onward only: each is entered once",
  "message.id": "a name inside the funnel",
  "message.type": "a message is a text",
  "message.alt": "it stands for the picture, which is told",
  "message.appearance": "each appearance is judged",
  "jump_button.id": "a name inside the funnel",
  "jump_button.type": "a button is the screen's own",
  "jump_button.kind": "each kind is judged",
  "previous_button.*": "WhatsApp has a way back of its own",
  "input_base.id": "a name inside the funnel: the slug names the field",
  "option.keywords": "options are tapped",
};

function exported(definition) {
  const run = tundish(["export", "whatsapp-flow", file("x.json", definition), "--json"]);
  assert.ok(run.out, `${JSON.stringify(definition)}: ${run.err}`);
  const { exported: flow, diagnostics } = JSON.parse(run.out);
  return { flow: JSON.stringify(flow), findings: diagnostics.map(({ code, pointer, sentence }) => `${code} ${pointer} ${sentence}`) };
}

function compared([without, having]) {
  const before = exported(without);
  const after = exported(having);
  return { before, after, more: after.findings.filter((one) => !before.findings.includes(one)) };
}

const properties = Object.entries(schema).flatMap(([name, { properties: all = {} }]) => Object.keys(all).map((one) => `${name}.${one}`));

test("every property of a funnel is carried, told or needless, and each of them once", () => {
  const tables = [carried, told, whole, needless].map((one) => Object.keys(one));
  const homes = (property) => {
    const [name] = property.split(".");
    return tables.flat().filter((one) => one === property || one === name || one === `${name}.*`);
  };
  for (const property of properties) assert.equal(homes(property).length, 1, `${property}: ${homes(property)}`);
  for (const entry of tables.flat()) {
    assert.ok(properties.some((one) => homes(one).includes(entry)), `the schema has no ${entry}`);
  }
});

test("what is carried changes the Flow and gives no finding", () => {
  for (const [property, funnels] of Object.entries(carried)) {
    const { before, after, more } = compared(funnels);
    assert.deepEqual(more, [], property);
    assert.notEqual(after.flow, "null", `${property}: ${after.findings}`);
    assert.notEqual(after.flow, before.flow, property);
  }
});

test("what is told gives a finding that is not there without it", () => {
  for (const [property, funnels] of Object.entries(told)) {
    assert.notDeepEqual(compared(funnels).more, [], property);
  }
  for (const [name, definition] of Object.entries(whole)) {
    assert.notDeepEqual(compared([plain, definition]).more, [], name);
  }
});

// Each value of what can be chosen among: how it is carried, or told, as properties are.
const kinds = {
  message_appearance: {
    silent: { simple: {}, compound: {}, text: {} },
    told: {
      image: { image: "a.png" }, hyperlink: { url: "a.html" }, asset: { url: "a.pdf" }, media: { url: "a.ogg" },
      quick_reply: { items: [{ value: "p" }] }, list: { items: [{ value: "p" }] }, location: { latitude: 1, longitude: 2 },
    },
    make: (appearance, more) => message({ appearance, ...more }),
  },
  button_kind: {
    silent: { jump: { target: "end" }, previous: {} },
    told: { restart: {}, link: { url: "a.html" }, call: { phone: "+34 600" }, event: { event: "e" } },
    make: (kind, more) => components({ type: "button", kind, text: "Go", ...more }),
  },
  layer_type: {
    silent: { start: {}, intermediate: {}, result: { next: undefined }, fatalistic: { next: undefined } },
    told: { action: { actions: [] }, subfunnel: { next: undefined, subfunnel: { funnel: "s", next: "end" } } },
    make: (type, more) => (type === "start" ? plain : to(forked, { ...late, type, ...more })),
  },
  input_type: {
    silent: { text: {}, numeric: {}, boolean: {}, choice: { options: [{ value: "p" }] }, datetime: {}, file: {} },
    told: { matrix: { rows: [{ value: "r" }], columns: [{ value: "c" }] }, location: {} },
    make: input,
  },
  operand_source: {
    silent: { session: { slug: "x" } },
    told: {
      initial: { slug: "x" }, contact: { slug: "x" }, auth: { slug: "method" }, device: { slug: "os" }, channel: {}, language: {},
      endpoint: { slug: "e" }, visited: { slug: "end" }, experiment: { slug: "e" }, score: {}, now: {},
    },
    make: (source, more) => shown({ source, operator: "==", value: "p", ...more }),
  },
  operator: {
    silent: { "==": {}, "!=": {}, ">": { value: 1 }, ">=": { value: 1 }, "<": { value: 1 }, "<=": { value: 1 } },
    told: {
      contains: {}, not_contains: {}, starts_with: {}, ends_with: {}, in: { value: ["p"] }, not_in: { value: ["p"] }, matches: {},
      empty: { value: undefined }, not_empty: { value: undefined }, must_be_true: { value: undefined }, must_be_false: { value: undefined },
      input_type: { value: "text" }, before: { value: "2026-01-01" }, after: { value: "2026-01-01" },
    },
    make: (operator, more) => shown({ ...when, operator, ...more }),
  },
};

test("every kind that a funnel can choose among is carried or told", () => {
  for (const [name, { silent, told: heard, make }] of Object.entries(kinds)) {
    assert.deepEqual([...Object.keys(silent), ...Object.keys(heard)].sort(), [...schema[name].enum].sort(), name);
    for (const [kind, more] of Object.entries(silent)) assert.deepEqual(exported(make(kind, more)).findings, [], `${name} ${kind}`);
    for (const [kind, more] of Object.entries(heard)) assert.notDeepEqual(exported(make(kind, more)).findings, [], `${name} ${kind}`);
  }
});

// How a field looks is WhatsApp's own; what it takes is not.
const appearances = {
  text: { silent: ["short", "long", "phone", "email", "otp_code"], told: ["markdown", "full_formatted", "url", "list", "dropdown"] },
  numeric: { silent: ["number", "spinner", "slider"], told: ["integer", "rating", "nps"] },
  boolean: { silent: ["checkbox", "toggle", "like_dislike", "consent"], told: [] },
  choice: { silent: ["list", "dropdown", "buttons", "cards"], told: ["ranking"] },
  matrix: { silent: [], told: ["single", "multiple"] },
  datetime: { silent: ["date"], told: ["time", "datetime", "range"] },
  location: { silent: [], told: ["default", "city", "postal_code", "full"] },
  file: { silent: ["file", "dropzone", "camera", "media"], told: ["signature"] },
};

test("every appearance of an input is carried or told", () => {
  for (const [input_type, { silent, told: heard }] of Object.entries(appearances)) {
    assert.deepEqual([...silent, ...heard].sort(), [...schema[`${input_type}_input`].properties.appearance.enum].sort());
    const make = (appearance) => input(input_type, {
      appearance,
      ...(input_type === "choice" && { options: [{ value: "p" }, { value: "q" }] }),
      ...(input_type === "matrix" && { rows: [{ value: "r" }], columns: [{ value: "c" }] }),
      ...(input_type === "text" && ["list", "dropdown"].includes(appearance) && { allowed_values: ["p"] }),
    });
    for (const one of silent) assert.deepEqual(exported(make(one)).findings, [], one);
    for (const one of heard) assert.notDeepEqual(exported(make(one)).findings, [], one);
  }
});
