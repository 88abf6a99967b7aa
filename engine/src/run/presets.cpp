#include "run/presets.hpp"

#include <algorithm>

#include "support/decimal.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

constexpr std::size_t kMaxEmail = 254;
constexpr std::size_t kMaxLocalPart = 64;
constexpr std::size_t kMaxLabel = 63;

// en es pt fr de ar he hi ja zh
constexpr std::string_view kYes[] = {"yes", "y",   "true", "1",  "sí", "si",   "sim", "oui",
                                     "ja",  "نعم", "כן",   "हाँ", "हां", "はい", "是"};
constexpr std::string_view kNo[] = {"no",   "n",  "false", "0",   "não",    "nao", "non",
                                    "nein", "لا", "לא",    "नहीं", "いいえ", "否",  "不"};

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
  const bool digits =
      std::all_of(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; });
  return labels >= 2 && last.size() >= 2 && !digits;
}

}  // namespace

bool is_email(std::string_view text) {
  if (text.size() > kMaxEmail) return false;
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos) return false;
  return is_local_part(text.substr(0, at)) && is_domain(text.substr(at + 1));
}

std::string phone_digits(std::string_view text) {
  const std::string ascii = utf8::ascii_digits(text);
  std::string digits;
  for (char c : ascii) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

std::optional<double> parse_typed_number(std::string_view text) {
  const std::string ascii = utf8::ascii_digits(text);
  std::string_view rest = utf8::trim(ascii);
  std::string number;
  if (!rest.empty() && (rest.front() == '+' || rest.front() == '-')) {
    if (rest.front() == '-') number = "-";
    rest.remove_prefix(1);
  }
  while (rest.size() > 1 && rest[0] == '0' && rest[1] >= '0' && rest[1] <= '9') {
    rest.remove_prefix(1);
  }
  if (!rest.empty() && (rest[0] == '.' || rest[0] == ',')) number += '0';
  const std::size_t comma = rest.find(',');
  const bool decimal_comma = comma != std::string_view::npos && rest.size() - comma != 4;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    number += decimal_comma && i == comma ? '.' : rest[i];
  }
  return parse_decimal(number);
}

std::optional<bool> parse_yes_no(std::string_view text) {
  const std::string ascii = utf8::ascii_digits(text);
  const std::string word = utf8::fold_case(utf8::trim(ascii));
  if (std::find(std::begin(kYes), std::end(kYes), word) != std::end(kYes)) return true;
  if (std::find(std::begin(kNo), std::end(kNo), word) != std::end(kNo)) return false;
  return std::nullopt;
}

}  // namespace tundish
