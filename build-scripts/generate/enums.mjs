// The enums of the formats in C++: an enumerator is the wire word.
import { banner, enums } from "./schemas.mjs";

/** Breaks a comma separated list into lines of at most 100 columns. */
export function wrapped(items, indent) {
  const lines = [];
  let line = indent;
  for (const item of items) {
    if (line.length + item.length + 1 > 99 && line !== indent) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${item}, `;
  }
  return [...lines, line.trimEnd()].join("\n");
}

const comment = (text) => {
  const lines = [];
  let line = "///";
  for (const word of text.split(" ")) {
    if (line.length + word.length + 1 > 100) {
      lines.push(line);
      line = "///";
    }
    line += ` ${word}`;
  }
  return [...lines, line].join("\n");
};

export function enumsHeader(definitions) {
  const parts = enums(definitions).map(
    ({ name, description, enumerators }) => `${comment(description)}
enum class ${name} {
${wrapped(enumerators, "  ")}
};
std::string_view to_text(${name} word);
bool from_text(std::string_view text, ${name}& word);
`,
  );
  return `// ${banner}
// clang-format off
#pragma once

#include <string_view>

// Words of the formats. \`to_text\` gives the wire word; \`from_text\` reads it, or leaves \`word\` as it
// is and returns false.
namespace tundish {

${parts.join("\n")}
}  // namespace tundish
`;
}

export function enumsSource(definitions) {
  const parts = enums(definitions).map(
    ({ name, words }) => `constexpr std::string_view k${name}[] = {
${wrapped(words.map((word) => JSON.stringify(word)), "    ")}
};
std::string_view to_text(${name} word) { return k${name}[static_cast<int>(word)]; }
bool from_text(std::string_view text, ${name}& word) {
  const int at = find_word(k${name}, std::size(k${name}), text);
  if (at >= 0) word = static_cast<${name}>(at);
  return at >= 0;
}
`,
  );
  return `// ${banner}
// clang-format off
#include "tundish/enums.gen.hpp"

#include <cstddef>
#include <iterator>

namespace tundish {
namespace {

int find_word(const std::string_view* words, std::size_t count, std::string_view text) {
  for (std::size_t i = 0; i < count; ++i) {
    if (words[i] == text) return static_cast<int>(i);
  }
  return -1;
}

}  // namespace

${parts.join("\n")}
}  // namespace tundish
`;
}
