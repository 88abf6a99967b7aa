#include <string>
#include <utility>

#include "json/parse.hpp"
#include "parse/findings.hpp"
#include "parse/lowering.hpp"
#include "parse/reading.hpp"
#include "support/sha256.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"

namespace tundish {

namespace {

constexpr std::string_view kNoRelease = "This is not the text of one release as it was published.";

Diagnostics refusal(std::string_view code) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  if constexpr (!kTerse) diagnostic.sentence = kNoRelease;
  return {std::move(diagnostic)};
}

std::string hash_of(std::string_view kind, std::string_view text) {
  return Sha256().add(kind).add("\n").add(text).hex();
}

/// The release without its texts, and its subfunnels without theirs.
Value structure_of(const Value& release) {
  Value structure;
  for (const Value::Member& member : release.object()) {
    if (member.name == "content") continue;
    if (kLean || member.name != "subfunnels") {
      structure.set(member.name, member.value);
      continue;
    }
    Value::List subfunnels;
    for (const Value& one : member.value.list()) subfunnels.push_back(structure_of(one));
    structure.set(member.name, std::move(subfunnels));
  }
  return structure;
}

void take_hashes(Definition& definition, const Value& release) {
  definition.structure = hash_of("tundish:structure:1", to_json(structure_of(release)));
  for (Content& content : definition.content) {
    content.release = hash_of("tundish:release:1", to_json(release));
  }
  for (std::size_t i = 0; !kLean && i < definition.subfunnels.size(); ++i) {
    take_hashes(definition.subfunnels[i], release.find("subfunnels")->list()[i]);
  }
}

/// For the player's build: nothing is proven again.
Result<Funnel> believe_release(std::string_view text) {
  const json::Reading reading = json::read(text);
  if (!reading.document) return unexpected(refusal("no_funnel"));
  const json::Node& root = reading.document->root;
  Findings findings;
  Lowering lowering(root, findings);
  Definition definition = lowering.lower();
  if (definition.config.start_layer == kNoLayer) findings.error("no_funnel", root, "");
  if (!is_all_read(root)) findings.need_full_engine();
  const Value release = json::to_value(root);
  if (definition.content.size() != 1 || to_json(release) != text) {
    findings.error("no_funnel", root, "");
  }
  if (!findings.empty()) return unexpected(findings.take(&root));
  take_hashes(definition, release);
  return Funnel(std::move(definition));
}

}  // namespace

Result<Funnel> parse_release(std::string_view text) {
  if (kTerse) return believe_release(text);
  Result<Funnel> funnel = parse_funnel(text);
  if (!funnel) return funnel;
  const auto& content = (*funnel)->content;
  const bool is_release = content.size() == 1 && release_json(*funnel, content[0].language) == text;
  if (!is_release) return unexpected(refusal("no_release"));
  return funnel;
}

}  // namespace tundish
