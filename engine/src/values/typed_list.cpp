#include "values/typed_list.hpp"

#include <algorithm>
#include <utility>

#include "support/utf8.hpp"
#include "values/kinds.hpp"
#include "values/typed_number.hpp"
#include "values/values.hpp"

namespace tundish {

namespace {

/// So many parts between commas are tried as one element: `Friday, March 6, 2026, 10:00`.
constexpr std::size_t kMaxJoined = 4;

constexpr std::pair<std::string_view, std::string_view> kSemicolons[] = {{"\u061b", ";"},
                                                                         {"\uff1b", ";"}};
constexpr std::pair<std::string_view, std::string_view> kCommas[] = {
    {"\u060c", ", "}, {"\uff0c", ", "}, {"\u3001", ", "}};

template <class Signs>
std::string replaced(std::string text, const Signs& signs) {
  for (const auto& [sign, plain] : signs) {
    for (std::size_t at = text.find(sign); at != std::string::npos; at = text.find(sign, at)) {
      text.replace(at, sign.size(), plain);
    }
  }
  return text;
}

using Parts = std::vector<std::string_view>;

/// Without white space around them and without empty ones.
template <class FindEnd>
Parts cut(std::string_view text, FindEnd find_end) {
  Parts parts;
  while (!text.empty()) {
    const std::size_t end = std::min(find_end(text), text.size());
    const std::string_view part = utf8::trim(text.substr(0, end));
    if (!part.empty()) parts.push_back(part);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

Parts cut_at_commas(std::string_view text) {
  return cut(text, [](std::string_view rest) { return rest.find(','); });
}

Parts cut_at_spaced_commas(std::string_view text) {
  return cut(text, [](std::string_view rest) { return rest.find(", "); });
}

bool has_commas(const Input& element) {
  return element.input_type == InputType::location ||
         element.appearance == InputAppearance::long_ ||
         element.appearance == InputAppearance::markdown ||
         element.appearance == InputAppearance::full_formatted;
}

/// Whether people who write this language write `1.5`. Unknown ones may write `1,5`.
bool has_decimal_point(std::string_view language) {
  const std::string tag = utf8::fold_case(language);
  const std::string primary = tag.substr(0, tag.find('-'));
  constexpr std::string_view kPoint[] = {"en", "he", "hi", "ja", "ko", "zh"};
  return std::find(std::begin(kPoint), std::end(kPoint), primary) != std::end(kPoint);
}

/// Whether the last comma stands before exactly three digits, as one of thousands does.
bool ends_in_group(std::string_view text) {
  const std::string digits = utf8::ascii_signs(text);
  const std::string_view behind = std::string_view(digits).substr(digits.rfind(',') + 1);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::find_if_not(behind.begin(), behind.end(), is_digit) - behind.begin() == 3;
}

/// Whether a text with commas may be a number.
bool may_be_number(const Input& element, std::string_view text, std::string_view language) {
  if (!parse_typed_number(text) && !parse_typed_number(text, Numbers::whole)) return false;
  const bool fraction = !wants_integer(element.appearance) && !has_decimal_point(language);
  return fraction || ends_in_group(text);
}

void append(TypedList& list, const Parts& parts) {
  list.elements.insert(list.elements.end(), parts.begin(), parts.end());
}

/// `alone`: no semicolon and no line is in what was typed.
void append_numbers(TypedList& list, const Input& element, std::string_view line, bool alone,
                    std::string_view language) {
  const Parts spaced = cut_at_spaced_commas(line);
  for (const std::string_view part : spaced) {
    const Parts tight = cut_at_commas(part);
    const bool one = tight.size() < 2 || !alone || may_be_number(element, part, language);
    if (one && tight.size() > 1 && alone && spaced.size() == 1) {
      list.ambiguous = true;
      return append(list, tight);
    }
    append(list, one ? Parts{part} : tight);
  }
}

/// A comma before what begins as an address does, or before a space.
void append_addresses(TypedList& list, std::string_view line) {
  const auto find_end = [](std::string_view rest) {
    for (std::size_t at = rest.find(','); at != std::string_view::npos;
         at = rest.find(',', at + 1)) {
      const std::string_view next = rest.substr(at + 1);
      const std::string scheme = utf8::fold_case(next.substr(0, 8));
      for (const std::string_view begin : {" ", "http:", "https:", "mailto:", "tel:"}) {
        if (scheme.compare(0, begin.size(), begin) == 0) return at;
      }
    }
    return std::string_view::npos;
  };
  append(list, cut(line, find_end));
}

/// Whether it is one such value, be it one that is too early or too late.
bool is_element(const Input& element, std::string_view text, const Moment& moment) {
  const std::optional<Reading> reading = read_answer(element, Value(text), moment);
  return reading && std::all_of(reading->problems.begin(), reading->problems.end(),
                                [](const Problem& problem) {
                                  return problem.code == ProblemCode::too_early ||
                                         problem.code == ProblemCode::too_late;
                                });
}

/// The most parts that are one value with the commas between them: `March 6, 2026`.
void append_longest(TypedList& list, const Input& element, std::string_view line,
                    const Moment& moment) {
  const Parts parts = cut_at_commas(line);
  for (std::size_t from = 0; from < parts.size();) {
    std::size_t count = std::min(kMaxJoined, parts.size() - from);
    std::string_view joined;
    for (; count > 0; --count) {
      const std::string_view last = parts[from + count - 1];
      const char* const begin = parts[from].data();
      joined = {begin, static_cast<std::size_t>(last.data() + last.size() - begin)};
      if (count == 1 || is_element(element, joined, moment)) break;
    }
    list.elements.emplace_back(joined);
    from += count;
  }
}

}  // namespace

std::string with_plain_separators(std::string_view typed) {
  return replaced(replaced(std::string(typed), kSemicolons), kCommas);
}

TypedList split_typed_list(const Input& element, std::string_view typed, const Moment& moment) {
  const bool prose = has_commas(element);
  const std::string plain =
      prose ? replaced(std::string(typed), kSemicolons) : with_plain_separators(typed);
  const std::string_view text = utf8::trim(plain);
  const bool alone = text.find_first_of(";\n") == std::string_view::npos;
  TypedList list;
  const Parts lines = cut(text, [](std::string_view rest) { return rest.find_first_of(";\n"); });
  for (const std::string_view line : lines) {
    if (prose) {
      list.elements.emplace_back(line);
    } else if (element.input_type == InputType::numeric) {
      append_numbers(list, element, line, alone, moment.language);
    } else if (element.appearance == InputAppearance::url) {
      append_addresses(list, line);
    } else if (element.input_type == InputType::datetime ||
               !element.validations.allowed_values.empty()) {
      append_longest(list, element, line, moment);
    } else {
      append(list, cut_at_commas(line));
    }
  }
  return list;
}

}  // namespace tundish
