#pragma once

#include <algorithm>
#include <string>
#include <string_view>

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

}  // namespace tundish::studio
