#include "values/presets.hpp"

#include <algorithm>

#include "support/utf8.hpp"

namespace tundish {

namespace {

constexpr std::size_t kMaxEmail = 254;
constexpr std::size_t kMaxLocalPart = 64;
constexpr std::size_t kMaxLabel = 63;
constexpr std::size_t kMinCode = 4;
constexpr std::size_t kMaxCode = 10;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_alphanumeric(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

bool is_local_part(std::string_view local) {
  constexpr std::string_view kMarks = "!#$%&'*+-/=?^_`{|}~";
  if (local.empty() || local.size() > kMaxLocalPart) return false;
  if (local.front() == '.' || local.back() == '.') return false;
  if (local.find("..") != std::string_view::npos) return false;
  return std::all_of(local.begin(), local.end(), [&](char c) {
    return c == '.' || is_alphanumeric(static_cast<unsigned char>(c)) ||
           kMarks.find(c) != std::string_view::npos;
  });
}

bool is_label(std::string_view label) {
  if (label.empty() || label.size() > kMaxLabel) return false;
  if (label.front() == '-' || label.back() == '-') return false;
  return std::all_of(label.begin(), label.end(), [](char c) {
    return c == '-' || is_alphanumeric(static_cast<unsigned char>(c));
  });
}

}  // namespace

bool is_domain(std::string_view domain) {
  std::size_t labels = 0;
  std::string_view last;
  while (true) {
    const std::size_t dot = domain.find('.');
    last = domain.substr(0, dot);
    if (!is_label(last)) return false;
    ++labels;
    if (dot == std::string_view::npos) break;
    domain.remove_prefix(dot + 1);
  }
  return labels >= 2 && last.size() >= 2 && !std::all_of(last.begin(), last.end(), is_digit);
}

bool is_email(std::string_view text) {
  if (text.size() > kMaxEmail) return false;
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos) return false;
  return is_local_part(text.substr(0, at)) && is_domain(text.substr(at + 1));
}

std::string phone_digits(std::string_view text) {
  const std::string ascii = utf8::ascii_signs(text);
  std::string digits;
  for (char c : ascii) {
    if (is_digit(c)) digits += c;
  }
  return digits;
}

std::string code_digits(std::string_view text) {
  std::string digits;
  for (const char c : utf8::ascii_signs(text)) {
    if (!is_digit(c) && c != ' ' && c != '-') return {};
    if (is_digit(c)) digits += c;
  }
  return digits.size() < kMinCode || digits.size() > kMaxCode ? std::string() : digits;
}

}  // namespace tundish
