// A valid definition whose release is about 20 KB: twenty-five layers with what forms usually hold.
const layers = 25;

function layer(number) {
  const last = number === layers - 1;
  const id = `step${number}`;
  return {
    id,
    type: number === 0 ? "start" : last ? "result" : "intermediate",
    components: [
      { id: "intro", type: "message", title: `Step ${number + 1}`, text: "Tell us a little more, it helps us to help you." },
      ...(last
        ? []
        : [
            {
              id: "name", type: "input", input_type: "text", slug: `name${number}`, mandatory: true, min_length: 2,
              max_length: 80, label: "What should we call this?", help: "A few words are enough.", placeholder: "My answer",
            },
            {
              id: "kind", type: "input", input_type: "choice", slug: `kind${number}`, label: "Which of these fits best?",
              options: ["first", "second", "third"].map((value) => ({ value, title: `The ${value} of them` })),
            },
            { id: "go", type: "button", kind: "jump", text: "Continue", target: `step${number + 1}` },
          ]),
    ],
  };
}

/** The text that an author would send. */
export function longDefinition() {
  return JSON.stringify({
    tundish: 1,
    slug: "bench-long",
    title: "A long form",
    layers: Array.from({ length: layers }, (_, number) => layer(number)),
  });
}
