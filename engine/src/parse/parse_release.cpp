#include <string>
#include <utility>

#include "json/parse.hpp"
#include "parse/findings.hpp"
#include "parse/lowering.hpp"
#include "parse/reading.hpp"
#include "support/json_writer.hpp"
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

/// What is written of a release: all of it, or not its texts and those of its subfunnels.
enum class Part { whole, structure };

void write(JsonWriter& json, const json::Node& node, Part part) {
  switch (node.kind) {
    case json::Kind::null:
      return json.null();
    case json::Kind::boolean:
      return json.boolean(node.boolean);
    case json::Kind::number:
      return json.number(node.number);
    case json::Kind::text:
      return json.string(node.text);
    case json::Kind::list:
      json.begin_list();
      for (const json::Node& item : node.items) write(json, item, part);
      return json.end_list();
    case json::Kind::object:
      break;
  }
  json.begin_object();
  for (const json::Member& member : node.members) {
    if (part == Part::structure && member.name == "content") continue;
    const bool has_parts = part == Part::structure && !kLean && member.name == "subfunnels";
    json.key(member.name);
    write(json, member.node, has_parts ? Part::structure : Part::whole);
  }
  json.end_object();
}

std::string text_of(const json::Node& release, Part part) {
  JsonWriter json;
  write(json, release, part);
  return json.take();
}

void take_hashes(Definition& definition, const json::Node& release, std::string_view text) {
  for (Content& content : definition.content) {
    content.release = hash_of("tundish:release:1", text);
  }
  definition.structure = hash_of("tundish:structure:1", text_of(release, Part::structure));
  for (std::size_t i = 0; !kLean && i < definition.subfunnels.size(); ++i) {
    const json::Node& subfunnel = release.find("subfunnels")->node.items[i];
    take_hashes(definition.subfunnels[i], subfunnel, text_of(subfunnel, Part::whole));
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
  if (definition.content.size() != 1 || text_of(root, Part::whole) != text) {
    findings.error("no_funnel", root, "");
  }
  if (!findings.empty()) return unexpected(findings.take(&root));
  take_hashes(definition, root, text);
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
