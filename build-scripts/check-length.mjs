// A source that does not fit the eye is two sources: 400 lines, public headers of the engine 200.
import { readFileSync } from "node:fs";
import { projectFiles, report, root } from "./files.mjs";

const sources = projectFiles(
  /\.(hpp|h|cpp|ts|mjs|js|css|sql|sh)$|(^|\/)CMakeLists\.txt$|^build-scripts\/[a-z-]+$/,
).filter((file) => !/\.gen\./.test(file));

const faults = [];
for (const file of sources) {
  const lines = readFileSync(`${root}/${file}`, "utf8").split("\n").length - 1;
  const limit = /^engine\/include\//.test(file) ? 200 : 400;
  if (lines > limit) faults.push(`${file}: ${lines} lines, ${limit} is the limit`);
}
report("length", faults, sources.length);
