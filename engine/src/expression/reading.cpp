#include "expression/reading.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "expression/iso_date.hpp"
#include "support/decimal.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

using Kind = Reading::Kind;

/// 1 of the words for true, 0 of those for false, else -1.
std::int8_t truth_of(std::string_view text) {
  constexpr std::size_t kLongest = 5;
  if (text.size() > kLongest) return -1;
  const std::string word = utf8::fold_case(text);
  if (word == "true" || word == "yes" || word == "sí" || word == "1") return 1;
  if (word == "false" || word == "no" || word == "0") return 0;
  return -1;
}

void read_text(Reading& reading, std::string_view text) {
  text = utf8::trim(text);
  reading.truth = truth_of(text);
  if (const auto number = parse_decimal(text)) {
    reading.has_number = true;
    reading.number = *number;
  } else if (const auto date = parse_iso_date(text)) {
    reading.has_date = true;
    reading.date = *date;
  }
}

Kind kind_of(const Value& value) {
  if (value.is_text() && !value.text().empty()) return Kind::text;
  if (value.is_list() && !value.list().empty()) return Kind::list;
  if (value.is_object() && !value.object().empty()) return Kind::object;
  return Kind::nothing;
}

/// The reading as one text; nothing of a list or an object.
std::optional<std::string> as_text(const Reading& reading) {
  if (reading.kind == Kind::text) return reading.value->text();
  if (reading.kind == Kind::number) return decimal_text(reading.number);
  if (reading.kind == Kind::boolean) return reading.truth == 1 ? "true" : "false";
  return std::nullopt;
}

bool equals(const Reading& a, const Reading& b);

bool equal_values(const Value& a, const Value& b) { return equals(Reading(a), Reading(b)); }

bool equals(const Reading& a, const Reading& b) {
  if (a.is_empty() || b.is_empty()) return a.is_empty() && b.is_empty();
  if (a.kind == Kind::boolean || b.kind == Kind::boolean) {
    return a.truth >= 0 && a.truth == b.truth;
  }
  if (a.has_number && b.has_number) return a.number == b.number;
  if (a.kind != b.kind || a.kind == Kind::number) return false;
  if (a.kind != Kind::list) return *a.value == *b.value;
  const Value::List& left = a.value->list();
  const Value::List& right = b.value->list();
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), equal_values);
}

/// Negative, zero or positive by number, else by date; nothing when neither fits both.
std::optional<int> order(const Reading& a, const Reading& b) {
  if (a.has_number && b.has_number) return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
  if (a.has_date && b.has_date) return a.date < b.date ? -1 : a.date > b.date ? 1 : 0;
  return std::nullopt;
}

bool is_member(const Reading& list, const Reading& sought) {
  if (list.kind != Kind::list) return false;
  const Value::List& items = list.value->list();
  return std::any_of(items.begin(), items.end(),
                     [&sought](const Value& item) { return equals(Reading(item), sought); });
}

bool contains(const Reading& subject, const Reading& sought) {
  if (subject.kind == Kind::list) return is_member(subject, sought);
  const std::optional<std::string> text = as_text(subject);
  const std::optional<std::string> part = as_text(sought);
  return text && part && text->find(*part) != std::string::npos;
}

bool starts_with(const Reading& subject, const Reading& sought) {
  const std::optional<std::string> text = as_text(subject);
  const std::optional<std::string> part = as_text(sought);
  return text && part && text->compare(0, part->size(), *part) == 0;
}

bool ends_with(const Reading& subject, const Reading& sought) {
  const std::optional<std::string> text = as_text(subject);
  const std::optional<std::string> part = as_text(sought);
  return text && part && text->size() >= part->size() &&
         text->compare(text->size() - part->size(), part->size(), *part) == 0;
}

bool matches_pattern(const Reading& subject, const Reading& reg_ex, const Pattern* pattern) {
  const std::optional<std::string> text = as_text(subject);
  if (!text || reg_ex.kind != Kind::text) return false;
  if (pattern) return matches(*pattern, *text);
  const Result<Pattern> parsed = parse_pattern(reg_ex.value->text());
  return parsed && matches(*parsed, *text);
}

bool is_before(const Reading& a, const Reading& b) {
  return a.has_date && b.has_date && a.date < b.date;
}

/// The word of an answer's kind: a list is an answer of several choices.
std::string_view kind_word(Kind kind) {
  if (kind == Kind::text) return "text";
  if (kind == Kind::number) return "numeric";
  if (kind == Kind::boolean) return "boolean";
  return kind == Kind::list ? "list" : "file";
}

/// The operators that are false without a subject. A negation is its twin's business.
bool compare_given(Operator operation, const Reading& subject, const Reading& value,
                   const Pattern* pattern) {
  switch (operation) {
    case Operator::greater:
      return order(subject, value).value_or(0) > 0;
    case Operator::greater_or_equal:
      return order(subject, value).value_or(-1) >= 0;
    case Operator::less:
      return order(subject, value).value_or(0) < 0;
    case Operator::less_or_equal:
      return order(subject, value).value_or(1) <= 0;
    case Operator::contains:
      return contains(subject, value);
    case Operator::starts_with:
      return starts_with(subject, value);
    case Operator::ends_with:
      return ends_with(subject, value);
    case Operator::in_:
      return is_member(value, subject);
    case Operator::matches:
      return matches_pattern(subject, value, pattern);
    case Operator::input_type:
      return value.kind == Kind::text && value.value->text() == kind_word(subject.kind);
    case Operator::before:
      return is_before(subject, value);
    case Operator::after:
      return is_before(value, subject);
    default:
      return false;
  }
}

}  // namespace

Reading::Reading(const Value& read) : value(&read) {
  if (read.is_number()) {
    *this = of_number(read.number());
  } else if (read.is_boolean()) {
    *this = of_boolean(read.boolean());
  } else {
    kind = kind_of(read);
    if (kind == Kind::text) read_text(*this, read.text());
  }
}

Reading Reading::of_number(double number) {
  Reading reading;
  reading.kind = Kind::number;
  reading.has_number = true;
  reading.number = number;
  if (number == 1 || number == 0) reading.truth = number == 1 ? 1 : 0;
  return reading;
}

Reading Reading::of_boolean(bool boolean) {
  Reading reading;
  reading.kind = Kind::boolean;
  reading.truth = boolean ? 1 : 0;
  return reading;
}

bool compare(Operator operation, const Reading& subject, const Reading& value,
             const Pattern* pattern) {
  switch (operation) {
    case Operator::equal:
      return equals(subject, value);
    case Operator::not_equal:
      return !equals(subject, value);
    case Operator::empty:
      return subject.is_empty();
    case Operator::not_empty:
      return !subject.is_empty();
    case Operator::not_contains:
      return !compare(Operator::contains, subject, value);
    case Operator::not_in:
      return !compare(Operator::in_, subject, value);
    case Operator::must_be_true:
      return subject.truth == 1;
    case Operator::must_be_false:
      return subject.truth == 0;
    default:
      return !subject.is_empty() && !value.is_empty() &&
             compare_given(operation, subject, value, pattern);
  }
}

}  // namespace tundish
