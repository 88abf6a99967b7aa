// A visitor who tries everything: gestures made from a view and a number, the same ones every time.

const words = ["", "Ada", "a@b.example", "+34 600 123 456", "12", "12,5", "2026-03-01", "sí", "no", "\u{1f600} é"];
const values = [null, true, false, 0, 1, 7.5, 1e21, [], ["a", "b"], { a: 1 }];
const file = { name: "roof.png", media_type: "image/png", size: 2048 };

/** Numbers from 0 to below `bound`, the same for the same seed. */
function lots(seed) {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

function answerTo(component, draw) {
  const options = (component.options ?? []).map(({ value }) => value);
  const { min = 0, max = 100 } = component.validations ?? {};
  const fitting = [
    ...options.flatMap((option) => [option, [option]]),
    ...(options.length > 0 ? [options.slice(0, 2), options] : []),
    ...(component.input_type === "numeric" ? [min, max, (min + max) / 2, max + 1] : []),
    ...(component.input_type === "file" ? [file, [file, file]] : []),
  ];
  const from = draw(4) === 0 || fitting.length === 0 ? [...words, ...values] : fitting;
  return from[draw(from.length)];
}

function onAPage(view, draw) {
  const components = view.components ?? [];
  const inputs = components.filter(({ type }) => type === "input");
  const buttons = components.filter(({ type }) => type === "button").map(({ id }) => id);
  if (inputs.length > 0 && draw(3) > 0) {
    const { slug, ...rest } = inputs[draw(inputs.length)];
    const value = answerTo(rest, draw);
    return { kind: "answered", input: value === null ? { slug } : { slug, value } };
  }
  if (draw(12) === 0) return { kind: "went_back" };
  const pressed = [...buttons, "next"];
  return { kind: "pressed", input: { button: pressed[draw(pressed.length)] } };
}

function inAChat(view, draw) {
  const options = (view.components ?? []).flatMap(({ id, options: own = [] }) => [id, ...own.map(({ value }) => value)]);
  if (options.length > 0 && draw(3) > 0) {
    const option = options[draw(options.length)];
    return { kind: "replied", input: draw(2) === 0 ? { option } : { text: option } };
  }
  if (draw(12) === 0) return { kind: "went_back" };
  if (draw(8) === 0) return { kind: "replied", input: { file } };
  return { kind: "replied", input: { text: words[draw(words.length)] } };
}

/** `gestureAt(view)`: what this visitor does next. */
export function visitor(seed) {
  const draw = lots(seed);
  return (view) => (view.channel === "web" ? onAPage(view, draw) : inAChat(view, draw));
}
