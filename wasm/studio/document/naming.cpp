#include "document/naming.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "document/components.hpp"
#include "document/draft.hpp"
#include "document/layers.hpp"
#include "document/pointer.hpp"
#include "document/read.hpp"

namespace tundish::studio {
namespace {

using Pointer = Json::json_pointer;
using Names = std::vector<std::string>;

/// Where the texts of what a list holds stand in the content, under the list's part.
struct Texts {
  std::string_view list, name;
};
constexpr Texts kTexts[] = {{"options", "options"},
                            {"rows", "rows"},
                            {"columns", "columns"},
                            {"items", "items"},
                            {"items", "descriptions"}};

Names names_of(Pointer place) {
  Names names;
  for (; !place.empty(); place.pop_back()) names.push_back(place.back());
  std::reverse(names.begin(), names.end());
  return names;
}

/// The value is of that one, and not of another one that is called so, too.
bool is_first(const Json& definition, const Pointer& place, const std::string& id) {
  const Json& list = definition.at(place.parent_pointer().parent_pointer());
  return index_by_id(list, id) &&
         place.parent_pointer().back() == std::to_string(*index_by_id(list, id));
}

/// Texts by these names get others, in every language.
void rename_texts(Draft& draft, const std::vector<std::pair<std::string, std::string>>& names) {
  std::vector<std::pair<std::string, std::string>> found;
  const Json content = draft.document().value("content", Json());
  if (!content.is_object()) return;
  for (const auto& [language, texts] : content.items())
    for (const auto& [from, to] : names)
      if (texts.is_object() && texts.contains(from))
        found.emplace_back((Pointer("/content") / language / from).to_string(), to);
  draft.rename(found);
}

/// The names of the texts of what has its name at the place, up to that name: `who.kind.options.`.
Names prefixes_of(const Json& definition, const Names& names) {
  constexpr std::size_t kInPart = 4;
  if (names.size() <= kInPart || names[0] != "layers") return {};
  const Pointer layer = Pointer() / names[0] / names[1];
  const Json* part = value_at(definition, layer / names[2] / names[3]);
  const Json* holder = value_at(definition, layer);
  if (!part || !holder) return {};
  std::string prefix = text_of(*holder, "id") + ".";
  if (names.size() == kInPart + 1) return names[2] == "actions" ? Names{prefix} : Names{};
  prefix += text_of(*part, "id") + ".";
  std::size_t at = kInPart;
  for (; names[at] == "alternatives" && at + 2 < names.size(); at += 2)
    prefix += names[at + 1] + ".";
  Names found;
  if (at + 3 != names.size()) return found;
  for (const Texts& texts : kTexts)
    if (texts.list == names[at]) found.push_back(prefix + std::string(texts.name) + ".");
  return found;
}

}  // namespace

bool is_taken_beside(const Json& definition, const Pointer& place, const std::string& name) {
  const Pointer item = place.parent_pointer();
  const Json* list = item.empty() ? nullptr : value_at(definition, item.parent_pointer());
  if (!list || !list->is_array()) return false;
  for (std::size_t index = 0; index < list->size(); ++index)
    if (std::to_string(index) != item.back() && text_of((*list)[index], place.back()) == name)
      return true;
  return false;
}

Command give_name(const Json& definition, const Pointer& place, const std::string& name) {
  const Names names = names_of(place);
  const Json& known = definition.at(place);
  const std::string from = known.is_string() ? known.get<std::string>() : "";
  const bool is_id = names.back() == "id" && names[0] == "layers";
  if (is_id && names.size() == 3 && is_first(definition, place, from))
    return rename_layer(definition, from, name);
  Draft draft(definition);
  if (is_id && names.size() == 5 && names[2] == "components" && is_first(definition, place, from)) {
    const Json& layer = definition.at(Pointer() / names[0] / names[1]);
    if (is_first(definition, Pointer() / names[0] / names[1] / "id", text_of(layer, "id")))
      return rename_component(definition, {text_of(layer, "id"), from}, name);
  }
  draft.set(place.to_string(), name);
  std::vector<std::pair<std::string, std::string>> texts;
  for (const std::string& prefix : prefixes_of(definition, names)) {
    const std::string rest = is_id ? ".text" : "";
    texts.emplace_back(prefix + from + rest, prefix + name + rest);
  }
  rename_texts(draft, texts);
  return std::move(draft).command("Rename");
}

}  // namespace tundish::studio
