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

// Follows pointers of the canonical form through a text that may say the same in another way: a
// group as `{"all": …}`, a rule on the input itself, a text written inline.
class Follower {
 public:
  explicit Follower(const At& root) : root_(root) {}

  At follow(std::string_view pointer) const;

 private:
  std::optional<At> step(const At& from, const std::string& token) const;
  std::optional<At> find_inline(const std::string& key) const;
  std::optional<At> find_by_id(const At& list, std::string_view name, std::string_view id) const;

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
  At at = root_;
  for (const std::string& token : tokens) {
    auto next = step(at, token);
    if (next) {
      at = std::move(*next);
      continue;
    }
    const bool is_text = tokens.size() == 3 && tokens[0] == "content";
    if (!is_text) return at;
    const auto text = find_inline(tokens[2]);
    return text ? *text : at;
  }
  return at;
}

// The text of `<layer>.<component>.<part>` where the component itself carries it.
std::optional<At> Follower::find_inline(const std::string& key) const {
  const std::string_view whole = key;
  const std::size_t dot = whole.find('.');
  const std::size_t second = dot == std::string::npos ? dot : whole.find('.', dot + 1);
  if (second == std::string::npos) return std::nullopt;
  const auto layer = find_by_id(root_, "layers", whole.substr(0, dot));
  if (!layer) return std::nullopt;
  const auto component = find_by_id(*layer, "components", whole.substr(dot + 1, second - dot - 1));
  if (!component) return std::nullopt;
  const std::string_view part = whole.substr(second + 1);
  constexpr std::string_view kOptions = "options.";
  if (part.substr(0, kOptions.size()) != kOptions) return component->find(part);
  const auto options = component->find("options");
  if (!options) return std::nullopt;
  for (std::size_t i = 0; i < options->node->items.size(); ++i) {
    const At option = options->item(i);
    if (text_in(*option, "value") == part.substr(kOptions.size())) {
      return option.find("title");
    }
  }
  return std::nullopt;
}

std::optional<At> Follower::find_by_id(const At& list, std::string_view name,
                                       std::string_view id) const {
  const auto items = list.find(name);
  if (!items) return std::nullopt;
  for (std::size_t i = 0; i < items->node->items.size(); ++i) {
    if (text_in(items->node->items[i], "id") == id) return items->item(i);
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
