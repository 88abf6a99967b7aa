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

/// Takes in what is written of a release but for its texts and those of its subfunnels; what is
/// left of it begins at `from` then.
void add_structure(Sha256& hash, const json::Node& release, const char*& from) {
  constexpr std::string_view kName = "\"content\":";
  for (const json::Member& member : release.members) {
    if (!kLean && member.name == "subfunnels") {
      for (const json::Node& one : member.node.items) add_structure(hash, one, from);
    }
    if (member.name != "content") continue;
    // With one comma: the one before it or, where it comes first, behind it.
    const std::string_view written = member.node.written;
    const char* begin = written.data() - kName.size();
    const char* end = written.data() + written.size();
    if (begin[-1] == ',') {
      --begin;
    } else if (*end == ',') {
      ++end;
    }
    hash.add({from, static_cast<std::size_t>(begin - from)});
    from = end;
  }
}

std::string structure_of(const json::Node& release) {
  Sha256 hash;
  hash.add("tundish:structure:1\n");
  const char* from = release.written.data();
  add_structure(hash, release, from);
  const char* end = release.written.data() + release.written.size();
  return hash.add({from, static_cast<std::size_t>(end - from)}).hex();
}

void take_hashes(Definition& definition, const json::Node& release) {
  for (Content& content : definition.content) {
    content.release = Sha256().add("tundish:release:1\n").add(release.written).hex();
  }
  definition.structure = structure_of(release);
  for (std::size_t i = 0; !kLean && i < definition.subfunnels.size(); ++i) {
    take_hashes(definition.subfunnels[i], release.find("subfunnels")->node.items[i]);
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
  if (definition.content.size() != 1 || !reading.document->is_canonical) {
    findings.error("no_funnel", root, "");
  }
  if (!findings.empty()) return unexpected(findings.take(&root));
  take_hashes(definition, root);
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
