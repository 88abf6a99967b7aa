// The lead form (server/demos/funnels/lead-form.json) as the peers of `bench player` want it, with the
// same questions, the same ways and the same texts.
import { readFileSync } from "node:fs";

const file = new URL("../../server/demos/funnels/lead-form.json", import.meta.url);
export const leadForm = readFileSync(file, "utf8");
const texts = JSON.parse(leadForm).content.en;

/** What a visitor reads of them. */
export const questionsOf = (layer, ids) => ids.map((id) => texts[`${layer}.${id}.label`]);

const options = (input, values) => values.map((value) => ({ value, text: texts[`${input}.options.${value}`] }));
const places = options("welcome.place", ["house", "company", "rented"]);
const plans = options("house.plans", ["car", "heat_pump", "pool"]);

/** What the hand-written page shows, too. */
export const firstLayer = {
  title: texts["welcome.hello.title"],
  subtitle: texts["welcome.hello.subtitle"],
  label: texts["welcome.place.label"],
  options: places,
  button: texts["welcome.begin.text"],
};

const question = (layer, id, more) => ({
  name: more.slug ?? id,
  title: texts[`${layer}.${id}.label`],
  description: texts[`${layer}.${id}.help`],
  isRequired: more.mandatory ?? false,
  ...more.as,
});

/** For survey-core; `picture` is the address of the first layer's. */
export const survey = (picture) => ({
  title: firstLayer.title,
  description: firstLayer.subtitle,
  pages: [
    {
      name: "welcome",
      elements: [
        { type: "image", name: "hello", imageLink: picture },
        question("welcome", "place", { mandatory: true, as: { type: "radiogroup", choices: places } }),
      ],
    },
    {
      name: "house",
      title: texts["house.intro.title"],
      visibleIf: "{place} = 'house'",
      elements: [
        question("house", "bill", { mandatory: true, as: { type: "text", inputType: "number", min: 20, max: 500, step: 10 } }),
        question("house", "plans", { as: { type: "checkbox", choices: plans } }),
        question("house", "photo", { as: { type: "file", acceptedTypes: "image/*", maxSize: 10485760 } }),
      ],
    },
    {
      name: "company",
      title: texts["company.intro.title"],
      visibleIf: "{place} = 'company'",
      elements: [
        question("company", "name", { slug: "company", mandatory: true, as: { type: "text", maxLength: 80 } }),
        question("company", "people", { mandatory: true, as: { type: "text", inputType: "number", min: 1, max: 100000 } }),
        question("company", "owned", { as: { type: "boolean" } }),
      ],
    },
    {
      name: "contact",
      title: texts["contact.intro.title"],
      visibleIf: "{place} <> 'rented'",
      elements: [
        question("contact", "given_name", { mandatory: true, as: { type: "text", maxLength: 60 } }),
        question("contact", "email", { mandatory: true, as: { type: "text", inputType: "email" } }),
        question("contact", "phone", { as: { type: "text", inputType: "tel" } }),
        question("contact", "consent", { mandatory: true, as: { type: "boolean" } }),
      ],
    },
  ],
  completedHtml: texts["thanks.text.title"],
});

const bubble = (id, text) => ({
  id,
  type: "text",
  content: { type: "richText", richText: [{ type: "p", children: [{ text }] }] },
});

const choice = (id, from) => ({
  id,
  type: "choice input",
  options: { isMultipleChoice: false },
  items: from.map(({ value, text }) => ({ id: value, outgoingEdgeId: value, content: text })),
});

/**
 * What Typebot's server answers when the lead form begins, as a bot that says its texts at once: no
 * typing is played, and no font is fetched from somebody else. Its picture is left out, because a bot
 * waits for it before it asks.
 */
export const typebotStart = {
  sessionId: "visit",
  typebot: {
    id: "lead-form",
    version: "6.1",
    theme: { general: { font: { type: "Custom", family: "sans-serif" }, background: { type: "Color", content: "#ffffff" } }, chat: {} },
    settings: {
      general: { isBrandingEnabled: false },
      typingEmulation: { enabled: false, delayBetweenBubbles: 0, isDisabledOnFirstMessage: true },
    },
  },
  messages: [bubble("title", firstLayer.title), bubble("subtitle", firstLayer.subtitle), bubble("place", firstLayer.label)],
  input: choice("places", places),
};

/** What it answers to the first choice. */
export const typebotNext = {
  messages: [bubble("intro", texts["house.intro.title"]), bubble("bill", texts["house.bill.label"])],
  input: { id: "bill_input", type: "number input", options: { labels: { placeholder: "200" } } },
};
