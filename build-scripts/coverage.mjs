// coverage.mjs LCOV...: prints how many lines of engine/src ran, by folder and in all, and those that
// did not and are not explained in tests/uncovered.txt. Explanations name lines by their text:
//
//   engine/src/run/flow.cpp: why no test runs it
//     if (is_it()) {
//   >   return;
//
// Marked lines did not run; the others say where. What is explained must be there once, and must
// not have run.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFiles, root } from "./files.mjs";

const leastPercent = 95;
const explanationsFile = "tests/uncovered.txt";
// Compiled for WebAssembly only: the lean engine's twins, which `tests/runners/wasm_players.mjs` plays
// every scenario and valid definition with, and what its linker wraps. The shape tables are data.
const elsewhere = /_absent\.cpp$|\/wrapped_libc\.cpp$|\/funnel_shape\.gen\.cpp$/;

/** Adds to file → Map of line number → times it ran. */
function addCounts(files, text) {
  let lines;
  for (const record of text.split("\n")) {
    const [kind, rest] = [record.slice(0, record.indexOf(":")), record.slice(record.indexOf(":") + 1)];
    if (kind === "SF") {
      const name = /engine\/src\/.*$/.exec(rest)?.[0];
      lines = name && (files.get(name) ?? new Map());
      if (name) files.set(name, lines);
    } else if (kind === "DA" && lines) {
      const [line, times] = rest.split(",").map(Number);
      lines.set(line, (lines.get(line) ?? 0) + times);
    }
  }
}

/** [{file, reason, lines: [{text, missed}]}] */
function readExplanations(text) {
  return text.split(/\n{2,}/).filter((block) => block.trim() && !block.startsWith("#")).map((block) => {
    const [head, ...rest] = block.trimEnd().split("\n");
    const [, file, reason] = /^(\S+): (.+)$/.exec(head) ?? [];
    const lines = rest.map((line) => ({ missed: line.startsWith(">"), text: line.replace(/^>/, "").trim() }));
    if (!file || !lines.some(({ missed }) => missed)) throw new Error(`${explanationsFile}: not an explanation: ${head}`);
    return { file, reason, lines };
  });
}

const source = new Map();
function linesOf(file) {
  if (!source.has(file)) source.set(file, readFileSync(join(root, file), "utf8").split("\n"));
  return source.get(file);
}

/** Not a brace alone, to which nothing comes behind `return`, a comment, or what the preprocessor reads. */
const isCode = (line) => /\w/.test(line) && !/^\s*(\/\/|#)/.test(line);

/** Takes the explained lines out of `missed`; gives what is wrong with the explanation. */
function explain({ file, lines }, missed) {
  const all = linesOf(file);
  const starts = all.flatMap((_, at) => (lines.every(({ text }, n) => all[at + n]?.trim() === text) ? [at] : []));
  const what = `${explanationsFile}: ${file}: ${lines.find(({ missed }) => missed).text}`;
  if (starts.length !== 1) return [`${what}: is there ${starts.length} times`];
  const ran = lines.filter((line, n) => line.missed && !missed.get(file)?.delete(starts[0] + n + 1));
  return ran.map(({ text }) => `${what}: ran, or is explained already: ${text}`);
}

const percent = (ran, all) => `${((100 * ran) / all).toFixed(2).padStart(6)} %`;

const counts = new Map();
for (const file of process.argv.slice(2)) addCounts(counts, readFileSync(file, "utf8"));
const folders = new Map();
const missed = new Map();
for (const [file, lines] of counts) {
  const folder = file.split("/").slice(0, -1).join("/");
  const sum = folders.get(folder) ?? { ran: 0, all: 0 };
  folders.set(folder, sum);
  for (const [line, times] of lines) {
    if (!isCode(linesOf(file)[line - 1])) continue;
    sum.all += 1;
    if (times > 0) sum.ran += 1;
    else missed.set(file, (missed.get(file) ?? new Map()).set(line, true));
  }
}
let [ran, all] = [0, 0];
for (const [folder, sum] of [...folders].sort()) {
  ran += sum.ran;
  all += sum.all;
  console.log(`${percent(sum.ran, sum.all)}  ${String(sum.ran).padStart(6)} of ${String(sum.all).padStart(6)} lines  ${folder}`);
}
console.log(`${percent(ran, all)}  ${String(ran).padStart(6)} of ${String(all).padStart(6)} lines  in all`);

const faults = [];
for (const file of projectFiles(/^engine\/src\/.*\.cpp$/)) {
  if (!counts.has(file) && !elsewhere.test(file)) faults.push(`${file} is not in the measured programs`);
}
const explanations = readExplanations(readFileSync(join(root, explanationsFile), "utf8"));
for (const explanation of explanations) faults.push(...explain(explanation, missed));
for (const [file, lines] of missed) {
  const numbers = [...lines.keys()].sort((a, b) => a - b);
  for (const [n, line] of numbers.entries()) {
    if (numbers[n - 1] !== line - 1) faults.push(`${file}:${line} did not run and is not explained:`);
    faults.push(`> ${linesOf(file)[line - 1]}`);
  }
}
if ((100 * ran) / all < leastPercent) faults.push(`${percent(ran, all).trim()} of the lines ran, ${leastPercent} % is the least`);
for (const fault of faults) console.error(fault);
const explained = explanations.reduce((sum, { lines }) => sum + lines.filter(({ missed }) => missed).length, 0);
console.log(`${all - ran} lines did not run, ${explained} of them explained`);
process.exit(faults.length > 0 ? 1 : 0);
