#include "document/merge.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "document/layers.hpp"
#include "document/references.hpp"

namespace tundish::studio {
namespace {

using Pointer = Json::json_pointer;
using Names = std::vector<std::string>;

/// What things in lists are known by, the first that all of them have.
constexpr std::array<std::string_view, 4> kNames = {"id", "value", "slug", "name"};

/// Where a value is, for the page and for people.
struct Place {
  Pointer pointer;
  std::string name;
  Place within(const std::string& token, const std::string& called) const {
    return {pointer / token, name.empty() ? called : name + " › " + called};
  }
};

/// What there is of one value; null where nothing is.
struct Three {
  const Json *base, *mine, *theirs;
};

bool is_same(const Json* one, const Json* other) {
  return one == other || (one && other && *one == *other);
}

bool has(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The names of an object's members or of a list's items, each once; nothing where some have none.
std::optional<Names> names_in(const Json& value, std::string_view key) {
  Names names;
  if (value.is_object()) {
    for (const auto& [name, member] : value.items()) names.push_back(name);
    return names;
  }
  for (const Json& item : value) {
    // Conditions are one decision together.
    if (item.is_object() && item.contains("operator")) return std::nullopt;
    const auto found = item.is_object() ? item.find(key) : item.end();
    if (!item.is_object() || found == item.end() || !found->is_string()) return std::nullopt;
    if (has(names, found->get<std::string>())) return std::nullopt;
    names.push_back(found->get<std::string>());
  }
  return names;
}

/// Names of the three that are known by the same.
struct Known {
  Names base, mine, theirs;
};

std::optional<Known> known_by_name(const Three& of) {
  const bool are_objects = of.base->is_object() && of.mine->is_object() && of.theirs->is_object();
  const bool are_lists = of.base->is_array() && of.mine->is_array() && of.theirs->is_array();
  if (!are_objects && !are_lists) return std::nullopt;
  for (const std::string_view key : kNames) {
    auto base = names_in(*of.base, key), mine = names_in(*of.mine, key);
    auto theirs = names_in(*of.theirs, key);
    if (base && mine && theirs)
      return Known{*std::move(base), *std::move(mine), *std::move(theirs)};
  }
  return std::nullopt;
}

Names shared(const Names& names, const Names& others) {
  Names found;
  std::copy_if(names.begin(), names.end(), std::back_inserter(found),
               [&](const std::string& name) { return has(others, name); });
  return found;
}

bool keeps_order(const Names& before, const Names& now) {
  return shared(before, now) == shared(now, before);
}

/// All names of both in one order; what the other one has more stands behind what it stands behind
/// there.
Names in_order(const Known& known) {
  const bool is_mine = !keeps_order(known.base, known.mine);
  Names order = is_mine ? known.mine : known.theirs;
  const Names& other = is_mine ? known.theirs : known.mine;
  auto at = order.begin();
  for (const std::string& name : other) {
    const auto found = std::find(order.begin(), order.end(), name);
    at = found == order.end() ? order.insert(at, name) : found;
    ++at;
  }
  return order;
}

class Merger {
 public:
  std::vector<Clash> clashes;

  /// Nothing: it goes.
  std::optional<Json> value(const Three& of, const Place& place) {
    if (is_same(of.mine, of.theirs) || is_same(of.theirs, of.base)) return copy(of.mine);
    if (is_same(of.mine, of.base)) return copy(of.theirs);
    if (of.mine && of.theirs) {
      // What both brought began with nothing.
      const Json nothing(of.mine->type());
      const Three whole{of.base ? of.base : &nothing, of.mine, of.theirs};
      if (const auto known = known_by_name(whole)) return members(whole, *known, place);
    }
    clash(place);
    return copy(of.mine);
  }

  void clash(const Place& place) { clashes.push_back({place.pointer.to_string(), place.name}); }

 private:
  static std::optional<Json> copy(const Json* value) {
    return value ? std::optional<Json>(*value) : std::nullopt;
  }

  /// The one of that name.
  static const Json* one_of(const Json& holder, const Names& names, const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return nullptr;
    return &*std::next(holder.begin(), std::distance(names.begin(), found));
  }

  Json members(const Three& of, const Known& known, const Place& place) {
    const bool is_list = of.mine->is_array();
    // Members of an object stand in some order; items of a list in one that means something.
    const bool are_moved = !keeps_order(known.base, known.mine) &&
                           !keeps_order(known.base, known.theirs) &&
                           !keeps_order(known.mine, known.theirs);
    if (is_list && are_moved) clash(place);
    Json made = is_list ? Json::array() : Json::object();
    for (const std::string& name : in_order(known)) {
      const auto at = std::find(known.mine.begin(), known.mine.end(), name);
      const std::string number = std::to_string(std::distance(known.mine.begin(), at));
      const Three inner{one_of(*of.base, known.base, name), one_of(*of.mine, known.mine, name),
                        one_of(*of.theirs, known.theirs, name)};
      std::optional<Json> merged = value(inner, place.within(is_list ? number : name, name));
      if (!merged) continue;
      if (is_list) {
        made.push_back(*std::move(merged));
      } else {
        made[name] = *std::move(merged);
      }
    }
    return made;
  }
};

}  // namespace

Merged merge(const Json& base, const Json& mine, const Json& theirs) {
  Merger merger;
  Json document = *merger.value({&base, &mine, &theirs}, {Pointer(), ""});
  for (const Reference& named : references_to_layers(document)) {
    if (layer_index(document, named.layer)) continue;
    const bool was_there = layer_index(mine, named.layer) || layer_index(theirs, named.layer);
    if (was_there) merger.clash({Pointer("/layers"), "layers › " + named.layer});
  }
  return {std::move(document), std::move(merger.clashes)};
}

}  // namespace tundish::studio
