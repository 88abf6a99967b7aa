#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "json/node.hpp"
#include "tundish/value.hpp"

namespace tundish {

// Members of an object, read for what they should be. A member of another kind counts as absent: it
// is the shape check's finding, not the reader's.

const json::Node* member(const json::Node& object, std::string_view name);
const json::Node* member(const json::Node& object, std::string_view name, json::Kind kind);

std::string_view text_in(const json::Node& object, std::string_view name,
                         std::string_view otherwise = {});
bool boolean_in(const json::Node& object, std::string_view name);
std::optional<double> number_in(const json::Node& object, std::string_view name);
/// The number of a node when it is whole and within ±2^53.
std::optional<std::int64_t> whole_number(const json::Node* node);

/// Reads a wire word; `word` stays as it is when there is none. One that is not known is
/// marked.
template <class Enum>
Enum word_in(const json::Node& object, std::string_view name, Enum word) {
  const json::Member* found = object.find(name);
  if (!found) return word;
  found->is_read = true;
  found->is_unknown = !from_text(found->node.text, word);
  return word;
}

/// Whether every member was asked for or taken in with its value, but for `x_` properties. What is
/// left was written for an engine that knows more.
bool is_all_read(const json::Node& node);

/// The `x_` properties of an object, or null.
Value extensions_of(const json::Node& object);

}  // namespace tundish
