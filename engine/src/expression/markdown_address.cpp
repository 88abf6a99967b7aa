#include "expression/markdown_address.hpp"

#include "expression/markdown_signs.hpp"

namespace tundish::markdown {

namespace {

constexpr std::string_view kMail = "mailto:";
constexpr std::string_view kTelephone = "tel:";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool begins_with(std::string_view url, std::string_view scheme) {
  if (url.size() < scheme.size()) return false;
  for (std::size_t i = 0; i < scheme.size(); ++i) {
    if (lower(url[i]) != scheme[i]) return false;
  }
  return true;
}

/// The `@` of a mail address and the `+` of a telephone number may come with a value, too.
bool stays(char c, std::string_view url) {
  const bool is_word = is_letter(c) && c != kValueMark && static_cast<unsigned char>(c) < 0x80;
  if (is_word || c == '-' || c == '.' || c == '_' || c == '~') return true;
  return (c == '@' && begins_with(url, kMail)) || (c == '+' && begins_with(url, kTelephone));
}

void add_value(std::string& url, std::string_view value) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (const char c : value) {
    if (stays(c, url)) {
      url += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    url += '%';
    url += kDigits[byte >> 4];
    url += kDigits[byte & 15];
  }
}

bool is_foreign(char c) {
  constexpr std::string_view kForeign = "[]<>\"\\^`{|}";
  return static_cast<unsigned char>(c) <= ' ' || c == '\x7f' ||
         kForeign.find(c) != std::string_view::npos;
}

}  // namespace

std::optional<Address> read_address(std::string_view text, std::size_t at) {
  Address address;
  int depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == kValueMark) {
      const std::size_t end = end_of_value(text, at);
      add_value(address.url, text.substr(at + 1, end - at - 1));
      at = end + 1;
      continue;
    }
    if (is_escape(text, at)) {
      if (is_foreign(text[at + 1])) return std::nullopt;
      address.url += text[at + 1];
      at += 2;
      continue;
    }
    if (is_foreign(c)) return std::nullopt;
    if (c == '(') ++depth;
    if (c == ')' && depth-- == 0) {
      address.end = at + 1;
      return address;
    }
    address.url += c;
    ++at;
  }
  return std::nullopt;
}

bool is_allowed(std::string_view url) {
  for (const std::string_view scheme : {kMail, kTelephone}) {
    if (begins_with(url, scheme)) return url.size() > scheme.size();
  }
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (begins_with(url, scheme)) return url.size() > scheme.size() && url[scheme.size()] != '/';
  }
  return false;
}

std::string_view readable(std::string_view url) {
  for (const std::string_view scheme : {kMail, kTelephone}) {
    if (begins_with(url, scheme)) return url.substr(scheme.size());
  }
  return url;
}

}  // namespace tundish::markdown
