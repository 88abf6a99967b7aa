#include "values/choices.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "support/decimal.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

// Between the last two of several, in the ten languages of the player.
constexpr std::string_view kAnd[] = {"and", "&", "+", "y", "e", "et", "und", "و", "और", "と", "和"};

/// So many parts between commas are tried as one title.
constexpr std::size_t kMaxJoined = 4;

bool is_digit(char character) { return character >= '0' && character <= '9'; }

/// The number of a line: digits of any script, and what stands behind them in a numbered list.
std::optional<double> parse_index(std::string_view word) {
  const std::string digits = utf8::ascii_digits(word);
  std::string_view rest = digits;
  if (!rest.empty() && (rest.back() == '.' || rest.back() == ')')) rest.remove_suffix(1);
  if (rest.empty() || !std::all_of(rest.begin(), rest.end(), is_digit)) return std::nullopt;
  while (rest.size() > 1 && rest.front() == '0') rest.remove_prefix(1);
  return parse_decimal(rest);
}

bool is_conjunction(std::string_view word) {
  return std::find(std::begin(kAnd), std::end(kAnd), word) != std::end(kAnd);
}

/// The parts between separators, without white space around them and empty ones.
template <class IsSeparator>
std::vector<std::string_view> split(std::string_view text, IsSeparator is_separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto end = std::find_if(text.begin(), text.end(), is_separator);
    const auto length = static_cast<std::size_t>(end - text.begin());
    const std::string_view part = utf8::trim(text.substr(0, length));
    if (!part.empty()) parts.push_back(part);
    text.remove_prefix(std::min(length + 1, text.size()));
  }
  return parts;
}

/// `213` of three choices: every digit is one of them. Nothing when that cannot be meant.
std::vector<std::string> split_digits(const std::vector<Choice>& choices, std::string_view typed) {
  std::vector<std::string> values;
  const std::string digits = utf8::ascii_digits(typed);
  if (digits.size() < 2 || choices.size() > 9 || digits.size() > choices.size()) return values;
  for (const char digit : digits) {
    const auto index = static_cast<std::size_t>(digit - '1');
    if (!is_digit(digit) || digit == '0' || index >= choices.size()) return {};
    values.push_back(choices[index].value);
  }
  return values;
}

/// A part without commas that means several choices in words or digits; nothing when a word means
/// none.
std::vector<std::string> split_words(const std::vector<Choice>& choices, std::string_view typed) {
  std::vector<std::string> values;
  for (const std::string_view word : split(typed, [](char c) { return c == ' ' || c == '\t'; })) {
    const Choice* choice = find_choice(choices, word);
    if (choice) values.push_back(choice->value);
    if (!choice && !is_conjunction(utf8::fold_case(word))) return split_digits(choices, typed);
  }
  return values;
}

/// `red and blue`, whose two sides may have several words; nothing when a side means none.
std::vector<std::string> split_sides(const std::vector<Choice>& choices, std::string_view typed) {
  for (const std::string_view word : kAnd) {
    const std::string between = " " + std::string(word) + " ";
    const std::size_t at = typed.find(between);
    if (at == std::string_view::npos) continue;
    const Choice* left = find_choice(choices, typed.substr(0, at));
    const Choice* right = find_choice(choices, typed.substr(at + between.size()));
    if (left && right) return {left->value, right->value};
  }
  return {};
}

void append_part(const std::vector<Choice>& choices, std::string_view part,
                 std::vector<std::string>& values) {
  if (const Choice* choice = find_choice(choices, part)) {
    values.push_back(choice->value);
    return;
  }
  std::vector<std::string> several = split_sides(choices, part);
  if (several.empty()) several = split_words(choices, part);
  if (several.empty()) several.emplace_back(part);
  values.insert(values.end(), several.begin(), several.end());
}

}  // namespace

const Choice* find_choice(const std::vector<Choice>& choices, std::string_view typed) {
  const std::string word(utf8::trim(typed));
  for (const Choice& choice : choices) {
    if (choice.value == word) return &choice;
  }
  const std::optional<double> index = parse_index(word);
  for (std::size_t i = 0; index && i < choices.size(); ++i) {
    if (*index == static_cast<double>(i + 1)) return &choices[i];
  }
  for (const Choice& choice : choices) {
    if (utf8::trim(choice.title) == word) return &choice;
  }
  const std::string folded = utf8::fold_case(word);
  for (const Choice& choice : choices) {
    if (utf8::fold_case(utf8::trim(choice.title)) == folded ||
        utf8::fold_case(choice.value) == folded) {
      return &choice;
    }
    for (const std::string& keyword : choice.keywords) {
      if (utf8::fold_case(utf8::trim(keyword)) == folded) return &choice;
    }
  }
  return nullptr;
}

std::vector<std::string> split_choices(const std::vector<Choice>& choices, std::string_view typed) {
  std::vector<std::string> values;
  const auto is_separator = [](char c) { return c == ',' || c == ';' || c == '\n' || c == '>'; };
  const std::vector<std::string_view> parts = split(typed, is_separator);
  for (std::size_t from = 0; from < parts.size();) {
    // A title may have commas of its own.
    std::size_t count = std::min(kMaxJoined, parts.size() - from);
    std::string_view joined;
    for (; count > 1; --count) {
      const std::string_view last = parts[from + count - 1];
      joined = {parts[from].data(),
                static_cast<std::size_t>(last.data() + last.size() - parts[from].data())};
      if (find_choice(choices, joined)) break;
    }
    append_part(choices, count > 1 ? joined : parts[from], values);
    from += count;
  }
  return values;
}

}  // namespace tundish
