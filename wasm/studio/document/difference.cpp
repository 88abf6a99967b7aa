#include "document/difference.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace tundish::studio {
namespace {

using Pointer = Json::json_pointer;
using Edits = std::vector<Edit>;

void append(Edits& edits, Edits more) {
  std::move(more.begin(), more.end(), std::back_inserter(edits));
}

/// Whether members that stay stand in the same order.
bool keeps_order(const Json& before, const Json& after) {
  auto next = before.begin();
  for (const auto& [name, value] : after.items()) {
    if (!before.contains(name)) continue;
    while (!after.contains(next.key())) ++next;
    if (next.key() != name) return false;
    ++next;
  }
  return true;
}

Edits between_objects(const Json& before, const Json& after, const Pointer& place) {
  Edits edits;
  std::size_t index = 0;
  for (const auto& [name, value] : before.items()) {
    if (after.contains(name)) {
      ++index;
    } else {
      edits.push_back({(place / name).to_string(), index, value, std::nullopt});
    }
  }
  index = 0;
  for (const auto& [name, value] : after.items()) {
    const auto known = before.find(name);
    if (known == before.end()) {
      edits.push_back({(place / name).to_string(), index, std::nullopt, value});
    } else {
      append(edits, difference(*known, value, place / name));
    }
    ++index;
  }
  return edits;
}

/// What is alike at both ends stays.
Edits between_lists(const Json& before, const Json& after, const Pointer& place) {
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t first = 0, last = 0;
  while (first < shorter && before[first] == after[first]) ++first;
  while (last < shorter - first &&
         before[before.size() - 1 - last] == after[after.size() - 1 - last])
    ++last;
  Edits edits;
  const std::size_t gone = before.size() - first - last;
  const std::size_t come = after.size() - first - last;
  const std::size_t both = std::min(gone, come);
  for (std::size_t index = first; index < first + both; ++index)
    append(edits, difference(before[index], after[index], place / index));
  for (std::size_t index = first + gone; index > first + both; --index)
    edits.push_back(
        {(place / (index - 1)).to_string(), index - 1, before[index - 1], std::nullopt});
  for (std::size_t index = first + both; index < first + come; ++index)
    edits.push_back({(place / index).to_string(), index, std::nullopt, after[index]});
  return edits;
}

}  // namespace

std::vector<Edit> difference(const Json& before, const Json& after, const Pointer& place) {
  if (before == after) return {};
  if (before.is_object() && after.is_object() && keeps_order(before, after))
    return between_objects(before, after, place);
  if (before.is_array() && after.is_array()) return between_lists(before, after, place);
  return {{place.to_string(), 0, before, after}};
}

}  // namespace tundish::studio
