// The form of E3 and E4, 200 layers with 1,000 components, the same for everybody: as our
// definition, as a SurveyJS model and as an xstate machine, and what a visitor of it does.
//
// A layer has a text, a number, a choice, a yes or no, and a button that goes on; who chooses `b`
// with a number above 50 passes the next layer over.

const kLayers = 200;
const choices = ["a", "b", "c", "d"];

export const componentCount = kLayers * 5;
const numbers = Array.from({ length: kLayers }, (_, layer) => layer);
const id = (layer) => `layer_${layer}`;
const slug = (name, layer) => `${name}_${layer}`;

const isPassing = (answers) => answers.choice === "b" && answers.number > 50;

/** What is answered on a layer. */
export const answersOn = (layer) => ({
  text: `Answer ${layer}`,
  number: (layer * 37) % 100,
  choice: choices[layer % choices.length],
  boolean: layer % 3 === 0,
});

/** The layers that a visitor who answers so comes to with that many steps. */
export function visited(steps) {
  const layers = [0];
  while (layers.length <= steps) {
    const layer = layers.at(-1);
    layers.push(layer + (isPassing(answersOn(layer)) ? 2 : 1));
  }
  return layers;
}

function ourLayer(layer) {
  const last = kLayers - 1;
  const type = layer === 0 ? "start" : layer === last ? "result" : "intermediate";
  const input = (name, more) => ({ id: name, type: "input", slug: slug(name, layer), label: `Question ${name} of ${layer}?`, ...more });
  const button = {
    id: "on",
    type: "button",
    kind: "jump",
    text: "Go on",
    target: id(Math.min(layer + 1, last)),
    jumps: [
      {
        target: id(Math.min(layer + 2, last)),
        conditions: [
          { slug: slug("choice", layer), operator: "==", value: "b" },
          { slug: slug("number", layer), operator: ">", value: 50 },
        ],
      },
    ],
  };
  if (layer === last) {
    const messages = ["one", "two", "three", "four", "five"];
    return { id: id(layer), type, components: messages.map((name) => ({ id: name, type: "message", text: `The end, ${name}.` })) };
  }
  return {
    id: id(layer),
    type,
    components: [
      input("text", { input_type: "text", mandatory: true, max_length: 80 }),
      input("number", { input_type: "numeric", mandatory: true, min: 0, max: 100 }),
      input("choice", { input_type: "choice", mandatory: true, options: choices.map((value) => ({ value, title: `Choice ${value}` })) }),
      input("boolean", { input_type: "boolean", mandatory: true }),
      button,
    ],
  };
}

export const definition = () => ({ tundish: 1, slug: "large", title: "Large", layers: numbers.map(ourLayer) });

function surveyPage(layer) {
  const before = (name) => `{${slug(name, layer - 1)}}`;
  const question = (name, more) => ({ name: slug(name, layer), title: `Question ${name} of ${layer}?`, isRequired: true, ...more });
  if (layer === kLayers - 1) {
    const messages = ["one", "two", "three", "four", "five"];
    return { name: id(layer), elements: messages.map((name) => ({ type: "html", name, html: `The end, ${name}.` })) };
  }
  return {
    name: id(layer),
    ...(layer > 0 ? { visibleIf: `!(${before("choice")} = 'b' and ${before("number")} > 50)` } : {}),
    elements: [
      question("text", { type: "text", maxLength: 80 }),
      question("number", { type: "text", inputType: "number", min: 0, max: 100 }),
      question("choice", { type: "radiogroup", choices: choices.map((value) => ({ value, text: `Choice ${value}` })) }),
      question("boolean", { type: "boolean" }),
      { type: "html", name: slug("on", layer), html: "Go on" },
    ],
  };
}

export const surveyModel = () => ({ pages: numbers.map(surveyPage) });

/** `answer` writes a field; `next` leaves the layer when it is whole. */
function machineState(layer) {
  const last = kLayers - 1;
  if (layer === last) return [id(layer), { type: "final" }];
  const on = {
    answer: { actions: "keep" },
    next: [
      { guard: { type: "passes", params: { layer } }, target: id(Math.min(layer + 2, last)) },
      { guard: { type: "complete", params: { layer } }, target: id(layer + 1) },
    ],
  };
  return [id(layer), { on, meta: { components: ourLayer(layer).components } }];
}

export const machineConfig = () => ({
  id: "large",
  initial: id(0),
  context: { answers: {} },
  states: Object.fromEntries(numbers.map(machineState)),
});

const isText = (value) => typeof value === "string" && value.length > 0 && value.length <= 80;
const isWhole = ({ answers }, layer) =>
  isText(answers[slug("text", layer)]) &&
  answers[slug("number", layer)] >= 0 &&
  answers[slug("number", layer)] <= 100 &&
  choices.includes(answers[slug("choice", layer)]) &&
  typeof answers[slug("boolean", layer)] === "boolean";

/** What the machine is told to do; `assign` is xstate's. */
export const machineParts = (assign) => ({
  actions: {
    keep: assign({ answers: ({ context, event }) => ({ ...context.answers, [event.slug]: event.value }) }),
  },
  guards: {
    complete: ({ context }, { layer }) => isWhole(context, layer),
    passes: ({ context }, { layer }) =>
      isWhole(context, layer) &&
      isPassing({ choice: context.answers[slug("choice", layer)], number: context.answers[slug("number", layer)] }),
  },
});

export const slugOf = slug;
export const layerOf = id;
