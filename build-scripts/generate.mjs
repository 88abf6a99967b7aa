// generate.mjs [--check]: writes what the JSON Schemas of engine/schema say a second time: the C++
// enums, the shape tables of the parser and the TypeScript types; and the colours of themes.json.
// --check writes nothing and fails when a file is not what would be written.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./files.mjs";
import { enumsHeader, enumsSource } from "./generate/enums.mjs";
import { readSchemas } from "./generate/schemas.mjs";
import { shapeHeader, shapeSource } from "./generate/shapes.mjs";
import { pageStyles, themesHeader, themeStyles } from "./generate/themes.mjs";
import { typesModule } from "./generate/types.mjs";

const schemas = readSchemas(join(root, "engine/schema"), ["funnel", "event", "view", "sync"]);
const themes = JSON.parse(readFileSync(join(root, "engine/themes.json"), "utf8"));
const files = {
  "engine/include/tundish/enums.gen.hpp": enumsHeader(schemas),
  "engine/src/support/enums.gen.cpp": enumsSource(schemas),
  "engine/src/parse/funnel_shape.gen.hpp": shapeHeader(schemas, "funnel"),
  "engine/src/parse/funnel_shape.gen.cpp": shapeSource(schemas, "funnel"),
  "web/src/engine/types.gen.ts": typesModule(schemas),
  "engine/src/analyze/themes.gen.hpp": themesHeader(themes),
};
for (const [name, theme] of Object.entries(themes.themes)) {
  if (!name) continue;
  files[`web/src/player/themes/${name}.gen.css`] = themeStyles(name, theme);
  files[`server/hosted/theme_${name}.gen.css`] = pageStyles(theme);
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

const changed = Object.entries(files).filter(([name, text]) => read(join(root, name)) !== text);
if (process.argv.includes("--check")) {
  for (const [name] of changed) console.error(`${name} is not what the schemas say: run node build-scripts/generate.mjs`);
  if (changed.length > 0) process.exit(1);
  console.log(`generated: ${Object.keys(files).length} files in order`);
} else {
  for (const [name, text] of changed) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
    console.log(`wrote ${name}`);
  }
}
