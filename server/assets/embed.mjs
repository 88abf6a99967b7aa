// embed.mjs OUTPUT NAME=PATH...: writes OUTPUT/assets.cpp, a table of every file of the folders as
// `NAME/<path>`, and of single files as `NAME`, with gzip and brotli forms made once, here. The files themselves lie beside
// it under names made of their content, so that the compiler sees every change.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliForm, gzipForm } from "./forms.mjs";

const [output, ...folders] = process.argv.slice(2);
const blobs = join(output, "blobs");
mkdirSync(blobs, { recursive: true });

function files(folder, below = "") {
  return readdirSync(join(folder, below))
    .sort()
    .flatMap((name) => {
      const path = below ? `${below}/${name}` : name;
      if (name.startsWith(".") || name.endsWith(".map")) return [];
      return statSync(join(folder, path)).isDirectory() ? files(folder, path) : [path];
    });
}

const isCompressible = (path) => /\.(css|html|js|json|mjs|svg|txt|wasm|webmanifest)$/.test(path);

// A form is kept only where it is smaller, and made only when the content is new.
function form(hash, suffix, make) {
  const path = join(blobs, `${hash}${suffix}`);
  if (!existsSync(path)) writeFileSync(path, make());
  return path;
}

function forms(path, content, hash) {
  const identity = form(hash, "", () => content);
  if (!isCompressible(path)) return { identity };
  const gzip = form(hash, ".zopfli.gz", () => gzipForm(identity));
  const brotli = form(hash, ".br", () => brotliForm(content));
  const smaller = (candidate) => (statSync(candidate).size < content.length ? candidate : undefined);
  return { identity, gzip: smaller(gzip), brotli: smaller(brotli) };
}

const symbols = [];
function symbol(path) {
  if (!path) return "std::string_view()";
  const name = `tundish_asset_${symbols.length}`;
  symbols.push({ name, path });
  return `text(${name}_begin, ${name}_end)`;
}

const rows = [];
for (const folder of folders) {
  const [prefix, path] = folder.split("=");
  if (!existsSync(path)) {
    console.error(`embed.mjs: ${path} is missing, the server is built without /${prefix}`);
    continue;
  }
  for (const file of statSync(path).isDirectory() ? files(path) : [""]) {
    const content = readFileSync(join(path, file));
    const hash = createHash("sha256").update(content).digest("hex");
    const asset = file ? `${prefix}/${file}` : prefix;
    const { identity, gzip, brotli } = forms(asset, content, hash);
    const name = JSON.stringify(asset);
    rows.push(
      `      {${name}, "${hash.slice(0, 32)}", ${symbol(identity)}, ${symbol(gzip)}, ${symbol(brotli)}},`,
    );
  }
}

const incbin = ({ name, path }) => `__asm__(
    ".section .rodata\\n"
    ".balign 16\\n"
    ".global ${name}_begin\\n${name}_begin:\\n"
    ".incbin \\"${path}\\"\\n"
    ".global ${name}_end\\n${name}_end:\\n"
    ".byte 0\\n.text\\n");
extern "C" const char ${name}_begin[];
extern "C" const char ${name}_end[];
`;

const source = `// Written by server/assets/embed.mjs while building.
#include "http/assets.hpp"

${symbols.map(incbin).join("")}
namespace tundish::http {
namespace {

[[maybe_unused]] std::string_view text(const char* begin, const char* end) {
  return std::string_view(begin, static_cast<std::size_t>(end - begin));
}

}  // namespace

const std::vector<Asset>& embedded_assets() {
  static const std::vector<Asset> kAssets = {
${rows.join("\n")}
  };
  return kAssets;
}

}  // namespace tundish::http
`;
const target = join(output, "assets.cpp");
if (!existsSync(target) || readFileSync(target, "utf8") !== source) writeFileSync(target, source);
