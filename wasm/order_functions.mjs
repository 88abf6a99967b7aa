// order_functions.mjs FILE: puts the functions of a .wasm file into an order that packs better, and
// changes nothing else. gzip only sees the last 32 KB, so functions that are alike stand together:
// each is followed by the one of which most was seen shortly before. How much counts as shortly is
// tried: which packs best depends on the order that the linker left.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const [file] = process.argv.slice(2);
const codeSection = 10;
const wordLength = 5; // bytes that are compared as one
const windows = [14_000, 18_000, 21_000, 24_000, 27_000, 30_000];

/** The bodies of the functions, in the order of the file. */
function readBodies(bytes) {
  let at = 8;
  const number = () => {
    let result = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      result += (byte & 127) * 2 ** shift;
      if (byte < 128) return result;
    }
  };
  while (at < bytes.length) {
    const section = bytes[at++];
    const end = number() + at;
    if (section === codeSection) {
      return Array.from({ length: number() }, () => {
        const size = number();
        at += size;
        return bytes.subarray(at - size, at);
      });
    }
    at = end;
  }
  throw new Error(`${file} has no code`);
}

/** The different words of every body, numbered: `{words, count}`. */
function readWords(bodies) {
  const numbers = new Map();
  const words = bodies.map((body) => {
    const found = new Set();
    for (let at = 0; at + wordLength <= body.length; ++at) {
      const word = body.latin1Slice(at, at + wordLength);
      if (!numbers.has(word)) numbers.set(word, numbers.size);
      found.add(numbers.get(word));
    }
    return Int32Array.from(found);
  });
  return { words, count: numbers.size };
}

/** An order of the bodies, the largest first. */
function order(bodies, { words, count }, window) {
  const seen = new Uint16Array(count); // in how many bodies of the window
  const left = new Set(bodies.keys());
  const ordered = [];
  let first = 0; // of the window
  let size = 0;
  const likeness = (index) => {
    let known = 0;
    for (const word of words[index]) known += seen[word] > 0 ? 1 : 0;
    return known / (words[index].length + 20); // a few bytes in common mean little
  };
  const take = (index) => {
    left.delete(index);
    ordered.push(index);
    for (const word of words[index]) ++seen[word];
    for (size += bodies[index].length; size > window && first + 1 < ordered.length; ++first) {
      for (const word of words[ordered[first]]) --seen[word];
      size -= bodies[ordered[first]].length;
    }
  };
  take([...left].reduce((a, b) => (bodies[b].length > bodies[a].length ? b : a)));
  while (left.size > 0) {
    let best = -1;
    let most = -1;
    for (const index of left) {
      const alike = likeness(index);
      if (alike > most) [best, most] = [index, alike];
    }
    take(best);
  }
  return ordered;
}

// In the text form functions call each other by name, so that only the blocks have to move.
const functions = /^ \(func .*\n(?:  .*\n)* \)\n/gm;
const text = execFileSync("wasm-dis", [file], { encoding: "utf8", maxBuffer: 2 ** 30 });
const blocks = text.match(functions);
const bodies = readBodies(readFileSync(file));
if (blocks?.length !== bodies.length) throw new Error(`${file}: a function has no text`);
const features = ["nontrapping-float-to-int", "bulk-memory", "sign-ext"];
const assembler = ["--mvp-features", ...features.map((name) => `--enable-${name}`), "-o", "-", "-"];
const read = readWords(bodies);
const tried = windows.map((window) => {
  const ordered = order(bodies, read, window);
  let next = 0;
  const input = text.replace(functions, () => blocks[ordered[next++]]);
  const bytes = execFileSync("wasm-as", assembler, { input, maxBuffer: 2 ** 30 });
  return { bytes, packed: gzipSync(bytes, { level: 9 }).length };
});
writeFileSync(file, tried.reduce((a, b) => (b.packed < a.packed ? b : a)).bytes);
