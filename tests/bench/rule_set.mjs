// The rules of `bench engine`: 100 conditions over 50 fields, the same for everybody, each in the
// language of the one who evaluates it. Everything is made of one seed.

const kFields = 50;
const kRules = 100;
const kTexts = 10; // of the fields, the last ones
const words = ["red", "green", "blue", "small", "large"];

/** Mulberry32. */
function chance(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const isText = (field) => field >= kFields - kTexts;

/** A rule as a tree: {and: […]}, {or: […]}, {not: …} or {field, operator, value}. */
function makeRule(random, number) {
  const test = () => {
    const field = random(kFields);
    if (isText(field)) return { field, operator: random(2) ? "==" : "!=", value: words[random(words.length)] };
    return { field, operator: [">=", "<", "==", "!=", ">", "<="][random(6)], value: random(100) };
  };
  // Every field is read by some rule.
  const first = { ...test(), ...(number < kFields && !isText(number) ? { field: number, operator: ">=", value: random(100) } : {}) };
  switch (number % 5) {
    case 0:
      return first;
    case 1:
      return { and: [first, test()] };
    case 2:
      return { or: [first, { and: [test(), test()] }] };
    case 3:
      return { not: { and: [first, test()] } };
    default:
      return { and: [{ or: [first, test()] }, { not: test() }] };
  }
}

export const name = (field) => `f${field}`;

export function makeRules(seed = 1) {
  const random = chance(seed);
  return Array.from({ length: kRules }, (_, number) => makeRule(random, number));
}

/** The data to begin with, and changes of one field each. */
export function makeChanges(count, seed = 2) {
  const random = chance(seed);
  const valueOf = (field) => (isText(field) ? words[random(words.length)] : random(100));
  const data = Object.fromEntries(Array.from({ length: kFields }, (_, field) => [name(field), valueOf(field)]));
  const changes = Array.from({ length: count }, () => {
    const field = random(kFields);
    return { field, name: name(field), value: valueOf(field) };
  });
  return { data, changes };
}

/** Writes a rule with the signs of an expression language. */
function written(rule, { and, or, not, variable = (field) => field }) {
  const write = (one) => {
    if (one.and) return `(${one.and.map(write).join(` ${and} `)})`;
    if (one.or) return `(${one.or.map(write).join(` ${or} `)})`;
    if (one.not) return not(`(${write(one.not)})`);
    return `${variable(name(one.field))} ${one.operator} ${JSON.stringify(one.value)}`;
  };
  return write(rule);
}

const signs = { and: "&&", or: "||", not: (what) => `!${what}` };

export const languages = {
  condition(rule) {
    const write = (one) => {
      if (one.and) return { all: one.and.map(write) };
      if (one.or) return { any: one.or.map(write) };
      if (one.not) return { not: write(one.not) };
      return { slug: name(one.field), operator: one.operator, value: one.value };
    };
    return write(rule);
  },
  jsonLogic(rule) {
    const write = (one) => {
      if (one.and) return { and: one.and.map(write) };
      if (one.or) return { or: one.or.map(write) };
      if (one.not) return { "!": [write(one.not)] };
      return { [one.operator]: [{ var: name(one.field) }, one.value] };
    };
    return write(rule);
  },
  filtrex: (rule) => written(rule, { and: "and", or: "or", not: (what) => `not ${what}` }),
  cel: (rule) => written(rule, signs),
  jexl: (rule) => written(rule, signs),
  survey: (rule) => written(rule, { and: "and", or: "or", not: (what) => `!${what}`, variable: (field) => `{${field}}` }),
  javaScript: (rule) => written(rule, { ...signs, variable: (field) => `data.${field}` }).replaceAll(/([!=])= /g, "$1== "),
};
