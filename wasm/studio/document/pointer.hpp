#pragma once

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

#include "document/edit.hpp"

namespace tundish::studio {

/// Whether a text is a JSON Pointer (RFC 6901) whose numbers a list can have: the library makes
/// one of any text, and gives up on others.
inline bool is_pointer(std::string_view text) {
  if (text.empty()) return true;
  if (text.front() != '/') return false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '~' && (at + 1 == text.size() || (text[at + 1] != '0' && text[at + 1] != '1')))
      return false;
  }
  constexpr std::size_t kMostDigits = 9;
  for (std::size_t first = 1; first <= text.size();) {
    const std::size_t last = std::min(text.find('/', first), text.size());
    const std::string_view token = text.substr(first, last - first);
    const bool is_number = token.find_first_not_of("0123456789") == std::string_view::npos;
    if (is_number && token.size() > kMostDigits) return false;
    first = last + 1;
  }
  return true;
}

/// The value there; null where nothing is. The library's own search gives up on names that no item
/// of a list can have.
inline const Json* value_at(const Json& document, const Json::json_pointer& pointer) {
  if (pointer.empty()) return &document;
  const Json* holder = value_at(document, pointer.parent_pointer());
  if (!holder || !holder->is_structured()) return nullptr;
  const std::string& token = pointer.back();
  if (holder->is_object()) {
    const auto found = holder->find(token);
    return found == holder->end() ? nullptr : &*found;
  }
  std::size_t index = 0;
  const char* end = token.data() + token.size();
  const auto [last, error] = std::from_chars(token.data(), end, index);
  const bool is_index = error == std::errc() && last == end && std::to_string(index) == token;
  return is_index && index < holder->size() ? &(*holder)[index] : nullptr;
}

}  // namespace tundish::studio
