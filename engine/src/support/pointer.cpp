#include "support/pointer.hpp"

#include <utility>

namespace tundish {

namespace {

std::string unescape(std::string_view escaped) {
  std::string token;
  for (std::size_t at = 0; at < escaped.size(); ++at) {
    const bool escape = escaped[at] == '~' && at + 1 < escaped.size();
    if (escape && (escaped[at + 1] == '0' || escaped[at + 1] == '1')) {
      token += escaped[++at] == '0' ? '~' : '/';
    } else {
      token += escaped[at];
    }
  }
  return token;
}

}  // namespace

std::string child_pointer(std::string_view parent, std::string_view name) {
  std::string pointer(parent);
  pointer += '/';
  for (const char character : name) {
    if (character == '~') {
      pointer += "~0";
    } else if (character == '/') {
      pointer += "~1";
    } else {
      pointer += character;
    }
  }
  return pointer;
}

std::string child_pointer(std::string_view parent, std::size_t index) {
  return std::string(parent) + '/' + std::to_string(index);
}

std::vector<std::string> pointer_tokens(std::string_view pointer) {
  std::vector<std::string> tokens;
  while (!pointer.empty() && pointer.front() == '/') {
    pointer.remove_prefix(1);
    const std::string_view escaped = pointer.substr(0, pointer.find('/'));
    tokens.push_back(unescape(escaped));
    pointer.remove_prefix(escaped.size());
  }
  return tokens;
}

std::optional<std::size_t> pointer_index(std::string_view token) {
  constexpr std::size_t kMaxDigits = 9;
  const bool leading_zero = token.size() > 1 && token.front() == '0';
  if (token.empty() || token.size() > kMaxDigits || leading_zero) return std::nullopt;
  std::size_t index = 0;
  for (const char digit : token) {
    if (digit < '0' || digit > '9') return std::nullopt;
    index = index * 10 + static_cast<std::size_t>(digit - '0');
  }
  return index;
}

}  // namespace tundish
