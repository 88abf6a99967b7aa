#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "json/parse.hpp"
#include "parse/at.hpp"
#include "parse/reading.hpp"
#include "support/pointer.hpp"
#include "tundish/analyze.hpp"

namespace tundish {

namespace {

// What stands before the first dot, and behind it.
std::pair<std::string_view, std::string_view> cut(std::string_view text) {
  const std::size_t dot = std::min(text.find('.'), text.size());
  return {text.substr(0, dot), text.substr(std::min(dot + 1, text.size()))};
}

// Follows pointers of the canonical form through a text that may say the same in another way: a
// group as `{"all": …}`, a rule on the input itself, a text written inline.
class Follower {
 public:
  explicit Follower(const At& root) : root_(root) {}

  At follow(std::string_view pointer) const;

 private:
  std::optional<At> step(const At& from, const std::string& token) const;
  std::optional<At> find_inline(const At& funnel, std::string_view key) const;
  std::optional<At> find_part(const At& component, std::string_view part) const;
  std::optional<At> find_by(const At& at, std::string_view list, std::string_view name,
                            std::string_view word) const;

  const At& root_;
};

std::optional<At> Follower::step(const At& from, const std::string& token) const {
  if (const auto member = from.find(token)) return member;
  if (const auto index = pointer_index(token)) {
    const auto group = from.find("all");
    const At& list = group ? *group : from;
    if (*index < list->items.size()) return list.item(*index);
  }
  if (token == "validations") return from;
  return std::nullopt;
}

At Follower::follow(std::string_view pointer) const {
  const std::vector<std::string> tokens = pointer_tokens(pointer);
  std::optional<At> funnel;  // that the text belongs to, when it is one
  At at = root_;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i + 3 == tokens.size() && tokens[i] == "content") funnel = at;
    auto next = step(at, tokens[i]);
    if (!next) {
      const auto text = funnel ? find_inline(*funnel, tokens.back()) : std::nullopt;
      return text ? *text : at;
    }
    at = std::move(*next);
  }
  return at;
}

// The text with a key where the layer, the action or the component itself carries it.
std::optional<At> Follower::find_inline(const At& funnel, std::string_view key) const {
  const auto [layer_id, rest] = cut(key);
  const auto layer = find_by(funnel, "layers", "id", layer_id);
  if (!layer) return std::nullopt;
  const auto [id, part] = cut(rest);
  if (part.empty()) return layer->find(id);
  if (const auto component = find_by(*layer, "components", "id", id)) {
    const auto [channel, own] = cut(part);
    const auto alternatives = component->find("alternatives");
    const auto alternative = alternatives ? alternatives->find(channel) : std::nullopt;
    return alternative ? find_part(*alternative, own) : find_part(*component, part);
  }
  const auto action = find_by(*layer, "actions", "id", id);
  return action ? action->find(part) : std::nullopt;
}

std::optional<At> Follower::find_part(const At& component, std::string_view part) const {
  const auto [kind, value] = cut(part);
  if (value.empty()) return component.find(part);
  const bool is_description = kind == "descriptions";
  const auto item = find_by(component, is_description ? "items" : kind, "value", value);
  return item ? item->find(is_description ? "description" : "title") : std::nullopt;
}

std::optional<At> Follower::find_by(const At& at, std::string_view list, std::string_view name,
                                    std::string_view word) const {
  const auto items = at.find(list);
  if (!items) return std::nullopt;
  for (std::size_t i = 0; i < items->node->items.size(); ++i) {
    if (text_in(items->node->items[i], name) == word) return items->item(i);
  }
  return std::nullopt;
}

}  // namespace

void locate(Diagnostics& diagnostics, std::string_view json) {
  const json::Reading reading = json::read(json);
  if (!reading.document) return;
  const At root{&reading.document->root, ""};
  const Follower follower(root);
  for (Diagnostic& one : diagnostics) {
    one.place = follower.follow(one.place.pointer).place();
    for (RelatedPlace& other : one.related) {
      other.place = follower.follow(other.place.pointer).place();
    }
  }
}

}  // namespace tundish
