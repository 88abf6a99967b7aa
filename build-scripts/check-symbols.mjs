// check-symbols.mjs OBJECT_FOLDER: no engine object may call a clock, a file, the environment, a
// random source, a locale, a stream, a thread or a transcendental function, nor throw.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { projectFiles, report, root } from "./files.mjs";

const folder = process.argv[2];

const banned = [
  ["clock", /^(clock|clock_gettime|gettimeofday|time|localtime(_r)?|gmtime(_r)?|mktime|nanosleep|usleep)$|^_ZNSt6chrono.*(3now|now)Ev$/],
  ["file", /^(_+)?(fopen|open|openat|read|write|fread|fwrite|fputs|fputc|putc|puts|putchar|printf|fprintf|vfprintf|printf_chk|fprintf_chk|perror|remove|rename|stat|mmap)(64)?$|^std(in|out|err)$|filesystem/],
  ["environment", /^(secure_)?getenv$|^(set|put|unset)env$|^system$/],
  ["random", /^(s?rand(om)?(_r)?|[dlm]rand48|getrandom|getentropy|arc4random.*)$|random_device/],
  ["locale", /^(setlocale|localeconv|newlocale|uselocale|strto(f|d|ld)|atof|is(alpha|digit|alnum|space|upper|lower|print|punct|xdigit)|to(upper|lower)|__ctype_.*|_*(v?s?n?printf|v?sprintf)(_chk)?)$|^_ZNSt6locale|St8numpunct|St5ctype/],
  ["stream", /^_ZN?K?S[iod](?![a-z_])|^_ZSt4(cout|cerr|cin|clog)|basic_[io]?stream|basic_(file|string)buf|basic_streambuf|ios_base|basic_ios/],
  ["thread", /^pthread_(create|mutex_lock|join|cond_.*)$|^_ZNSt6thread|condition_variable/],
  ["transcendental function", /^(pow|exp2?|expm1|log(2|10|1p)?|a?(sin|cos|tan)h?|atan2|cbrt|hypot|[tl]gamma|erfc?)[fl]?$/],
];

// std::visit and std::get carry the library's own bad_variant_access: reachable only for a variant
// left without a value, which needs an exception first. Any other type that is thrown is a fault.
const thrown = /^_ZTI(?=.*(exception|error|bad_|failure|expected_access))/;
const tolerated = /^_ZTI(St18bad_variant_access|St9exception)$/;

function objects(from, below = "") {
  return readdirSync(from).flatMap((name) => {
    const path = join(from, name);
    if (statSync(path).isDirectory()) return objects(path, `${below}${name}/`);
    return name.endsWith(".o") ? [{ path, name: below + name }] : [];
  });
}

const faults = [];
const all = objects(folder).filter(({ name }) => !name.startsWith("src/json/"));
for (const { path, name } of all) {
  const symbols = execFileSync("nm", ["--format=posix", path], { encoding: "utf8", maxBuffer: 1 << 28 })
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([symbol, kind]) => symbol && kind);
  for (const [symbol, kind] of symbols) {
    if (kind !== "U" && kind !== "w") continue;
    for (const [what, pattern] of banned) {
      if (pattern.test(symbol)) faults.push(`${name}: ${what}: ${symbol}`);
    }
  }
  if (symbols.some(([symbol]) => symbol === "__cxa_throw")) {
    const types = symbols.map(([symbol]) => symbol).filter((symbol) => thrown.test(symbol));
    const wrong = types.filter((symbol) => !tolerated.test(symbol));
    if (wrong.length > 0 || types.length === 0) faults.push(`${name}: throws ${wrong.join(", ")}`);
  }
}

// The words themselves, which no symbol shows: `.value()` and `.at()` are throwing doors.
const doors = /\b(throw|try|catch)\b(?=[\s({;])|\.value\(\s*\)|\.at\(/g;
const sources = projectFiles(/^engine\/.*\.(hpp|cpp)$/);
for (const file of sources) {
  const text = readFileSync(`${root}/${file}`, "utf8")
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, " "))
    .replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
  for (const match of text.matchAll(doors)) {
    faults.push(`${file}:${text.slice(0, match.index).split("\n").length}: ${match[0]}`);
  }
}
report("symbols", faults, all.length);
