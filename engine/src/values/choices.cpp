#include "values/choices.hpp"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>

#include "support/decimal.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

// Between the last two of several, in the ten languages of the player.
constexpr std::string_view kAnd[] = {"and", "&", "+", "y", "e", "et", "und", "و", "और"};
// The same where it is written together with what stands beside it.
constexpr std::string_view kJoinedAnd[] = {" ו", "と", "和", "与"};

/// So many parts between commas are tried as one title.
constexpr std::size_t kMaxJoined = 4;

bool is_digit(char character) { return character >= '0' && character <= '9'; }

/// The number of a line: digits of any script, and what stands behind them in a numbered list.
std::optional<double> parse_index(std::string_view word) {
  const std::string digits = utf8::ascii_signs(word);
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
std::vector<std::string_view> split(std::string_view text,
                                    std::initializer_list<std::string_view> separators) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    std::size_t end = text.size();
    std::size_t size = 0;
    for (const std::string_view separator : separators) {
      const std::size_t at = text.find(separator);
      if (at >= end) continue;
      end = at;
      size = separator.size();
    }
    const std::string_view part = utf8::trim(text.substr(0, end));
    if (!part.empty()) parts.push_back(part);
    text.remove_prefix(end + size);
  }
  return parts;
}

/// `213` of three choices: every digit is one of them. Nothing when that cannot be meant.
std::vector<std::string> split_digits(const std::vector<Choice>& choices, std::string_view typed) {
  std::vector<std::string> values;
  const std::string digits = utf8::ascii_signs(typed);
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
  for (const std::string_view word : split(typed, {" ", "\t", "\u3000"})) {
    const Choice* choice = find_choice(choices, word);
    if (choice) values.push_back(choice->value);
    if (!choice && !is_conjunction(utf8::fold_case(word))) return split_digits(choices, typed);
  }
  return values;
}

std::vector<std::string> split_sides(const std::vector<Choice>& choices, std::string_view typed);

/// What stands before the first `between`, and behind it; nothing when a side means none.
std::vector<std::string> split_at(const std::vector<Choice>& choices, std::string_view typed,
                                  std::string_view between) {
  const std::size_t at = typed.find(between);
  if (at == std::string_view::npos) return {};
  const Choice* left = find_choice(choices, typed.substr(0, at));
  if (!left) return {};
  const std::string_view rest = typed.substr(at + between.size());
  if (const Choice* right = find_choice(choices, rest)) return {left->value, right->value};
  std::vector<std::string> values = split_sides(choices, rest);
  if (!values.empty()) values.insert(values.begin(), left->value);
  return values;
}

/// `red and blue`, `赤と青`, whose sides may have several words; nothing when a side means none.
std::vector<std::string> split_sides(const std::vector<Choice>& choices, std::string_view typed) {
  std::vector<std::string> values;
  for (const std::string_view word : kAnd) {
    if (values.empty()) values = split_at(choices, typed, " " + std::string(word) + " ");
  }
  for (const std::string_view between : kJoinedAnd) {
    if (values.empty()) values = split_at(choices, typed, between);
  }
  return values;
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
  const std::vector<std::string_view> parts =
      split(typed, {",", ";", "\n", ">", "\u060c", "\u061b", "\u3001", "\uff0c", "\uff1b"});
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
