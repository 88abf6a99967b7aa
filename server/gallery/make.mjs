// make.mjs OUTPUT: writes the gallery, which the server carries: a funnel for everything that the
// player can show, a page for each in both looks, landing pages as examples, and an index of them all.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { entries } from "./entries.mjs";
import { examples } from "./examples.mjs";
import { funnelOf } from "./funnels.mjs";
import { looksOf } from "./looks.mjs";
import { addressOf, entryPage, examplePage, indexPage } from "./pages.mjs";

const [output] = process.argv.slice(2);
if (!output) throw new Error("make.mjs: name the folder to write to");
// Nothing of an entry that is no more may stay.
rmSync(output, { recursive: true, force: true });
mkdirSync(join(output, "funnels"), { recursive: true });
const write = (name, text) => writeFileSync(join(output, name), text);

for (const entry of entries) {
  write(`funnels/${entry.slug}.json`, JSON.stringify(funnelOf(entry), undefined, 2));
  for (const look of looksOf(entry)) write(addressOf(entry, look), entryPage(entry, look));
}
for (const example of examples) write(`${example.slug}.html`, examplePage(example));

const groups = [...new Set(entries.map(({ group }) => group))];
const grouped = groups.map((name) => ({ name, entries: entries.filter(({ group }) => group === name) }));
write("index.html", indexPage(grouped, examples));
for (const file of ["gallery.css", "gallery.js"]) copyFileSync(join(import.meta.dirname, file), join(output, file));
