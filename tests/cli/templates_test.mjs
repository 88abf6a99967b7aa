// The templates that the studio offers to begin with (server/templates): nothing is found in them, every
// text is there in every language, and visitors come to every layer on every channel and in every language.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { tests, tundish } from "./kit.mjs";

const folder = join(tests, "..", "server", "templates");
const categories = ["leads", "feedback", "sales", "service", "lifecycle"];
const channels = ["web", "web_chat", "whatsapp", "sms"];
const letters = { ar: /\p{Script=Arabic}/u };

const templates = readdirSync(folder).map((file) => {
  const path = join(folder, file);
  return { file, path, funnel: JSON.parse(readFileSync(path, "utf8")) };
});
const each = (what, check) => {
  for (const one of templates) test(`${one.file}: ${what}`, () => check(one));
};
const components = ({ layers }) => layers.flatMap((layer) => (layer.components ?? []).map((component) => ({ layer, component })));

each("nothing is found in it", ({ path }) => {
  const run = tundish(["check", "--json", path]);
  assert.equal(run.status, 0, run.err);
  assert.deepEqual(JSON.parse(run.out)[0].diagnostics, []);
});

each("the gallery can show it", ({ file, funnel }) => {
  assert.equal(file, `${funnel.slug}.json`);
  assert.ok(funnel.languages.length >= 3, "three languages or more");
  assert.deepEqual([...funnel.channels].sort(), [...channels].sort());
  const { category, title, about } = funnel.x_template;
  assert.ok(categories.includes(category), category);
  for (const texts of [title, about]) {
    assert.deepEqual(Object.keys(texts), funnel.languages);
    for (const text of Object.values(texts)) assert.ok(text.length > 2);
  }
});

test("there are ten, and at least three of them are in Arabic", () => {
  const slugs = ["abandoned-cart", "appointment", "lead-form", "nps", "onboarding", "order-tracking", "post-purchase", "quiz", "re-engagement", "support-triage"];
  assert.deepEqual(templates.map(({ funnel }) => funnel.slug).sort(), slugs);
  assert.ok(templates.filter(({ funnel }) => funnel.languages.includes("ar")).length >= 3);
});

// Where it is shared, its address is shown with words that are the same for everybody.
each("its first words can be shared", ({ funnel }) => {
  const start = funnel.layers.find(({ type }) => type === "start");
  for (const language of funnel.languages) {
    const said = start.components.flatMap(({ id }) => ["title", "subtitle", "text"].map((part) => funnel.content[language][`${start.id}.${id}.${part}`]));
    assert.ok(said.some((text) => text && !text.includes("{{")), language);
  }
});

/** What a text takes from the answers, in the order of the alphabet. */
const names = (text) => (text.match(/\{\{[^}]*\}\}/g) ?? []).sort();

each("every language says the same, in its own words", ({ funnel }) => {
  const [first, ...others] = funnel.languages.map((language) => [language, funnel.content[language]]);
  const keys = Object.keys(first[1]).sort();
  for (const [language, texts] of others) {
    assert.deepEqual(Object.keys(texts).sort(), keys, language);
    for (const key of keys) {
      assert.deepEqual(names(texts[key]), names(first[1][key]), `${language} ${key}`);
      const words = texts[key].replace(/\{\{[^}]*\}\}|\S+[@/.]\S+|^\p{Lu}+$/gu, "");
      if (/\p{L}{2}/u.test(words)) assert.match(words, letters[language] ?? /\p{L}/u, `${language} ${key}`);
      if (/\p{L}.* .*\p{L}.* .*\p{L}/u.test(words)) assert.notEqual(texts[key], first[1][key], `${language} ${key}`);
    }
  }
});

// A name in Latin letters would turn the whole line around, unless something to its right says otherwise.
each("what is written from the right begins on the right", ({ funnel }) => {
  for (const [key, text] of Object.entries(funnel.content.ar ?? {})) {
    if (!/^\{\{[^{}]*\}\}$/.test(text)) assert.doesNotMatch(text, /^(\{\{[^#^]|[A-Za-z]+ )/, key);
  }
});

each("its texts are calm and whole", ({ funnel }) => {
  for (const texts of Object.values(funnel.content)) {
    for (const [key, text] of Object.entries(texts)) {
      assert.doesNotMatch(text, /[!¡！]|TODO|Lorem/, key);
      assert.equal(text, text.trim(), key);
      // Whoever takes a template calls it what they like.
      assert.doesNotMatch(text, /funnel\.title/, key);
    }
  }
});

each("whoever gives an address has agreed to it", ({ funnel }) => {
  for (const { layer, component } of components(funnel)) {
    const isContact = component.type === "input" && /^contact\.(email|phone)$/.test(component.save_to ?? "");
    if (!isContact) continue;
    const consent = layer.components.find(({ appearance, mandatory }) => appearance === "consent" && mandatory);
    assert.ok(consent, `${layer.id}.${component.id}`);
  }
});

each("what is wrong is said in words that say how to mend it", ({ funnel }) => {
  for (const { layer, component } of components(funnel)) {
    if (component.type !== "input" || component.is_hidden || !component.mandatory) continue;
    assert.ok(funnel.content[funnel.default_language][`${layer.id}.${component.id}.error`], `${layer.id}.${component.id}`);
  }
});

/** The titles of the choice as a channel shows them. */
function titles(texts, layer, component, channel) {
  const form = component.alternatives?.[channel] ?? component;
  if (form.input_type !== "choice" || (form.max_selected ?? 1) > 1 || form.appearance === "ranking") return [];
  const key = `${layer.id}.${component.id}`;
  return form.options.map(({ value }) => texts[`${key}.${channel}.options.${value}`] ?? texts[`${key}.options.${value}`]);
}

// Longer ones would be sent as numbered lines.
each("a choice can be tapped on WhatsApp", ({ funnel }) => {
  for (const { layer, component } of components(funnel)) {
    for (const language of funnel.languages) {
      const shown = titles(funnel.content[language], layer, component, "whatsapp");
      assert.ok(shown.length <= 10, `${layer.id}.${component.id}`);
      for (const title of shown) assert.ok([...title].length <= 24, `${language} ${layer.id}.${component.id}: ${title}`);
    }
  }
});

each("every layer is reached on every channel and in every language, and nobody is stuck", ({ path, funnel }) => {
  for (const channel of funnel.channels) {
    for (const language of funnel.languages) {
      const run = tundish(["simulate", path, "--json", "--sessions", "200", "--channel", channel, "--language", language]);
      assert.equal(run.status, 0, run.err);
      const { layers, endings } = JSON.parse(run.out);
      const where = `${channel} ${language}`;
      // A page has no wrong replies to be asked again, after which a conversation is given up.
      const given = channel === "web" ? funnel.config.fatalistic_layer : "";
      const never = layers.filter(({ layer, sessions, scouted }) => layer !== given && sessions === 0 && !scouted);
      assert.deepEqual(never.map(({ layer }) => layer), [], where);
      const lost = endings.filter(({ ending, sessions, scouted }) => /^(stuck|cut)$/.test(ending) && (sessions > 0 || scouted));
      assert.deepEqual(lost, [], where);
    }
  }
});
