#include "values/typed_number.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "support/decimal.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

constexpr std::size_t kMaxLength = 400;  // longer ones are no numbers that anybody types

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Signs that mean the same in another script or as a finer kind of space.
constexpr std::pair<std::string_view, char> kSigns[] = {
    {"\u2212", '-'}, {"\u066b", '.'}, {"\u066c", '\''}, {"\u00a0", ' '},
    {"\u2009", ' '}, {"\u202f", ' '}, {"\u2019", '\''}};

std::string plain_signs(std::string_view text) {
  std::string plain = utf8::ascii_signs(text);
  for (const auto& [sign, ascii] : kSigns) {
    for (std::size_t at = plain.find(sign); at != std::string::npos; at = plain.find(sign, at)) {
      plain.replace(at, sign.size(), 1, ascii);
    }
  }
  return plain;
}

/// Digits between separators: `parts` has one more than `separators`.
struct Split {
  std::vector<std::string_view> parts;
  std::string separators;
};

std::optional<Split> split_digits(std::string_view text) {
  Split split;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && is_digit(text[at])) continue;
    split.parts.push_back(text.substr(begin, at - begin));
    begin = at + 1;
    if (at == text.size()) break;
    if (std::string_view(",.' ").find(text[at]) == std::string_view::npos) return std::nullopt;
    split.separators += text[at];
  }
  return split;
}

/// Whether the first `count` parts are groups of thousands: 1–3 digits, then three each, or as in
/// India two each and three.
bool are_groups(const std::vector<std::string_view>& parts, std::size_t count) {
  if (parts[0].empty() || parts[0].size() > 3 || parts[0][0] == '0') return false;
  if (parts[count - 1].size() != 3) return false;
  const std::size_t middle = count > 2 ? parts[1].size() : 3;
  if (middle != 3 && (middle != 2 || parts[0].size() > 2)) return false;
  for (std::size_t at = 1; at + 1 < count; ++at) {
    if (parts[at].size() != middle) return false;
  }
  return true;
}

/// How many of the parts belong to the whole number; nothing when nobody can know.
std::optional<std::size_t> count_whole_parts(const Split& split, Numbers wanted) {
  const std::string& separators = split.separators;
  const std::size_t parts = split.parts.size();
  if (parts == 1) return parts;
  const char last = separators.back();
  const bool decimal = last == '.' || last == ',';
  const bool one_kind = separators.find_first_not_of(last) == std::string::npos;
  if (one_kind && (parts > 2 || !decimal)) {
    if (!are_groups(split.parts, parts)) return std::nullopt;
    return parts;
  }
  if (parts == 2) {
    if (!are_groups(split.parts, parts)) return 1;
    if (wanted == Numbers::whole) return parts;
    if (last == '.') return 1;
    return std::nullopt;
  }
  const std::string_view groups = std::string_view(separators).substr(0, parts - 2);
  const bool fits = decimal && groups.find_first_not_of(groups[0]) == std::string_view::npos &&
                    groups[0] != last && are_groups(split.parts, parts - 1);
  if (!fits) return std::nullopt;
  return parts - 1;
}

}  // namespace

std::optional<double> parse_typed_number(std::string_view text, Numbers wanted) {
  if (text.size() > kMaxLength) return std::nullopt;
  const std::string plain = plain_signs(text);
  std::string_view rest = utf8::trim(plain);
  std::string number;
  if (!rest.empty() && (rest.front() == '+' || rest.front() == '-')) {
    if (rest.front() == '-') number = "-";
    rest.remove_prefix(1);
  }
  while (rest.size() > 1 && rest[0] == '0' && is_digit(rest[1])) rest.remove_prefix(1);
  const std::optional<Split> digits = split_digits(rest);
  if (!digits) return parse_decimal(number.append(rest));  // `1e3`, or no number
  const std::optional<std::size_t> whole = count_whole_parts(*digits, wanted);
  if (!whole) return std::nullopt;
  for (std::size_t at = 0; at < *whole; ++at) number += digits->parts[at];
  if (*whole == digits->parts.size()) return parse_decimal(number);
  if (digits->parts[0].empty()) number += '0';
  return parse_decimal(number.append(".").append(digits->parts.back()));
}

}  // namespace tundish
