#include "document/references.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "document/read.hpp"

namespace tundish::studio {
namespace {

using Pointer = Json::json_pointer;

/// Members whose text is a layer's id wherever the format has them.
constexpr std::array<std::string_view, 10> kNaming = {"start_layer",
                                                      "fatalistic_layer",
                                                      "next",
                                                      "target",
                                                      "on_error",
                                                      "on_fatalistic",
                                                      "on_failure",
                                                      "offline_target",
                                                      "authenticated_target_layer",
                                                      "unauthenticated_target_layer"};

/// Members that hold anything: nothing in there names a layer. Targets are read with their weights.
constexpr std::array<std::string_view, 7> kFree = {"data",       "logic",    "default", "content",
                                                   "subfunnels", "fallback", "targets"};

bool is_one_of(const auto& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Where the variants of an experiment lead.
void walk_variants(const Json& jump, const Pointer& place, std::vector<Reference>& found) {
  const Json targets = jump.value("targets", Json::object());
  for (const auto& [variant, weight] : jump["weights"].items()) {
    const auto said = targets.find(variant);
    const bool is_said = said != targets.end() && said->is_string();
    found.push_back({(place / "targets" / variant).to_string(),
                     is_said ? said->get<std::string>() : variant, !is_said});
  }
}

void walk(const Json& value, const Pointer& place, std::vector<Reference>& found) {
  if (value.is_array()) {
    for (std::size_t index = 0; index < value.size(); ++index)
      walk(value[index], place / index, found);
    return;
  }
  if (!value.is_object()) return;
  const bool asks_visited = text_of(value, "source") == "visited";
  for (const auto& [name, member] : value.items()) {
    if (is_one_of(kFree, name) || name.starts_with("x_")) continue;
    const bool names = is_one_of(kNaming, name) || (asks_visited && name == "slug");
    if (names && member.is_string()) {
      found.push_back({(place / name).to_string(), member.get<std::string>()});
    } else if (name == "weights" && member.is_object()) {
      walk_variants(value, place, found);
    } else {
      walk(member, place / name, found);
    }
  }
}

}  // namespace

std::vector<Reference> references_to_layers(const Json& definition) {
  std::vector<Reference> found;
  walk(definition, Pointer(), found);
  return found;
}

std::vector<std::string> texts_below(const Json& definition, const std::string& name) {
  std::vector<std::string> found;
  const auto content = definition.find("content");
  if (content == definition.end() || !content->is_object()) return found;
  for (const auto& [language, texts] : content->items()) {
    if (!texts.is_object()) continue;
    for (const auto& [text, words] : texts.items())
      if (text.starts_with(name + "."))
        found.push_back((Pointer("/content") / language / text).to_string());
  }
  return found;
}

}  // namespace tundish::studio
