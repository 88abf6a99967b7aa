// Texts for the strict JSON front: the public parsing suite, and what a text in a JavaScript package
// cannot hold, bytes that are not UTF-8.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The suite as its package carries it: {name, bytes}; where bytes were lost, `lost` is true. */
export async function packagedSuite(path) {
  const { parsing } = await import(pathToFileURL(path));
  return parsing.map(({ name, input }) => ({
    name,
    bytes: Buffer.from(input),
    lost: input.includes("\ufffd"),
  }));
}

/** Every y_, n_ and i_ file below a folder. */
export function suiteInFolder(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => /(^|[\\/])[yni]_[^\\/]*\.json$/.test(name))
    .sort()
    .map((name) => ({ name: name.split(/[\\/]/).at(-1), bytes: readFileSync(join(folder, name)), lost: false }));
}

// What is no UTF-8, by its rules (RFC 3629): a byte that begins nothing, a sequence that is cut, one
// that is longer than it need be, a surrogate, a number above the last code point.
const brokenBytes = {
  lone_continuation: "80",
  last_continuation: "bf",
  byte_fe: "fe",
  byte_ff: "ff",
  cut_two: "c3",
  cut_three_after_one: "e2",
  cut_three_after_two: "e282",
  cut_four_after_one: "f0",
  cut_four_after_two: "f09f",
  cut_four_after_three: "f09f98",
  continuation_too_many: "c3a9a9",
  second_is_no_continuation: "c328",
  third_is_no_continuation: "e28228",
  overlong_slash_two: "c0af",
  overlong_c1: "c1bf",
  overlong_slash_three: "e080af",
  overlong_slash_four: "f08080af",
  overlong_nul: "c080",
  overlong_five: "f8808080af",
  overlong_six: "fc80808080af",
  first_surrogate: "eda080",
  last_surrogate: "edbfbf",
  surrogate_pair: "eda0bdedb880",
  above_last: "f4908080",
  far_above_last: "f7bfbfbf",
  five_bytes: "f888808080",
  latin_1: "e9",
  windows_quotes: "93",
};

const places = {
  alone: (bytes) => [bytes],
  as_value: (bytes) => ["[", bytes, "]"],
  in_text: (bytes) => ['["', bytes, '"]'],
  between_letters: (bytes) => ['["a', bytes, 'b"]'],
  after_backslash: (bytes) => ['["\\', bytes, '"]'],
  in_escape: (bytes) => ['["\\u00', bytes, '9"]'],
  in_name: (bytes) => ['{"', bytes, '":1}'],
  before_name: (bytes) => ["{", bytes, '"a":1}'],
  after_number: (bytes) => ["[1", bytes, "]"],
  in_exponent: (bytes) => ["[1e", bytes, "5]"],
  in_word: (bytes) => ["[tr", bytes, "ue]"],
  before_all: (bytes) => [bytes, "[]"],
  after_all: (bytes) => ["[]", bytes],
};

const other_encodings = {
  utf16_le: (text) => Buffer.from(text, "utf16le"),
  utf16_le_marked: (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  utf16_be: (text) => Buffer.from(text, "utf16le").swap16(),
  utf16_be_marked: (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
  utf32_le: (text) => Buffer.concat([...text].map((c) => Buffer.from([c.codePointAt(0), 0, 0, 0]))),
  utf32_be: (text) => Buffer.concat([...text].map((c) => Buffer.from([0, 0, 0, c.codePointAt(0)]))),
  utf8_marked: (text) => Buffer.from(`\ufeff${text}`),
  utf8_marked_twice: (text) => Buffer.from(`\ufeff\ufeff${text}`),
};

/** Texts that are no UTF-8, or not plain UTF-8; all must be refused. */
export function brokenEncodings() {
  const broken = Object.entries(brokenBytes).flatMap(([fault, hex]) =>
    Object.entries(places).map(([place, around]) => ({
      name: `${fault} ${place}`,
      bytes: Buffer.concat(around(Buffer.from(hex, "hex")).map((part) => Buffer.from(part))),
    })),
  );
  const encoded = Object.entries(other_encodings).flatMap(([encoding, encode]) =>
    ["[]", "{}", '["a"]', "1", "true"].map((text) => ({ name: `${text} in ${encoding}`, bytes: encode(text) })),
  );
  return [...broken, ...encoded];
}

/** Every cut of some texts, and one byte put in at every place: verdicts are compared only. */
export function cutsAndInsertions() {
  const texts = [
    '{"a":[1.5e3,"\u00e9\\u00e9\\n",true],"b":{"c":null}}',
    '[-0,0.1,1E+2,"\\ud83d\\ude00",{"":""},false]',
    ' [ 9007199254740991 , 1e400 , 1e-400 , 9007199254740993 ] ',
    '{"a":1,"b":{"a":2,"a":3},"a":"\\u0000"}',
    '["x" "y",,]',
  ].map((text) => Buffer.from(text));
  const inserted = [0, 9, 10, 0x20, 0x22, 0x2c, 0x2d, 0x2e, 0x30, 0x3a, 0x5b, 0x5c, 0x5d, 0x65, 0x7b, 0x7d, 0x7f, 0x80, 0xff];
  const cases = [];
  texts.forEach((text, number) => {
    for (let at = 0; at <= text.length; at += 1) {
      cases.push({ name: `text ${number} cut at ${at}`, bytes: text.subarray(0, at) });
      cases.push({ name: `text ${number} from ${at}`, bytes: text.subarray(at) });
      for (const byte of inserted) {
        const bytes = Buffer.concat([text.subarray(0, at), Buffer.from([byte]), text.subarray(at)]);
        cases.push({ name: `text ${number} with ${byte} at ${at}`, bytes });
      }
    }
  });
  return cases;
}
