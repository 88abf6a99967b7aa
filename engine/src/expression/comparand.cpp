#include "expression/comparand.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "expression/iso_date.hpp"
#include "support/decimal.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

using Kind = Comparand::Kind;

/// 1 of the words for true, 0 of those for false, else -1.
std::int8_t truth_of(std::string_view text) {
  constexpr std::size_t kLongest = 5;
  if (text.empty() || text.size() > kLongest) return -1;
  // Most texts are no such word, and their first letter tells.
  if (std::string_view("tTyYsSfFnN10").find(text[0]) == std::string_view::npos) return -1;
  const std::string word = utf8::fold_case(text);
  if (word == "true" || word == "yes" || word == "sí" || word == "1") return 1;
  if (word == "false" || word == "no" || word == "0") return 0;
  return -1;
}

void read_text(Comparand& comparand, std::string_view text) {
  text = utf8::trim(text);
  comparand.truth = truth_of(text);
  if (const auto number = parse_decimal(text)) {
    comparand.has_number = true;
    comparand.number = *number;
  } else if (const auto date = parse_iso_date(text)) {
    comparand.has_date = true;
    comparand.date = *date;
  }
}

Kind kind_of(const Value& value) {
  if (value.is_text() && !value.text().empty()) return Kind::text;
  if (value.is_list() && !value.list().empty()) return Kind::list;
  if (value.is_object() && !value.object().empty()) return Kind::object;
  return Kind::nothing;
}

/// The comparand as one text; nothing of a list or an object.
std::optional<std::string> as_text(const Comparand& comparand) {
  if (comparand.kind == Kind::text) return comparand.value->text();
  if (comparand.kind == Kind::number) return decimal_text(comparand.number);
  if (comparand.kind == Kind::boolean) return comparand.truth == 1 ? "true" : "false";
  return std::nullopt;
}

bool equals(const Comparand& a, const Comparand& b);

bool equal_values(const Value& a, const Value& b) { return equals(Comparand(a), Comparand(b)); }

bool equals(const Comparand& a, const Comparand& b) {
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
std::optional<int> order(const Comparand& a, const Comparand& b) {
  if (a.has_number && b.has_number) return a.number < b.number ? -1 : a.number > b.number ? 1 : 0;
  if (a.has_date && b.has_date) return a.date < b.date ? -1 : a.date > b.date ? 1 : 0;
  return std::nullopt;
}

bool is_member(const Comparand& list, const Comparand& sought) {
  if (list.kind != Kind::list) return false;
  const Value::List& items = list.value->list();
  return std::any_of(items.begin(), items.end(),
                     [&sought](const Value& item) { return equals(Comparand(item), sought); });
}

bool contains(const Comparand& subject, const Comparand& sought) {
  if (subject.kind == Kind::list) return is_member(subject, sought);
  const std::optional<std::string> text = as_text(subject);
  const std::optional<std::string> part = as_text(sought);
  return text && part && text->find(*part) != std::string::npos;
}

bool starts_with(const Comparand& subject, const Comparand& sought) {
  const std::optional<std::string> text = as_text(subject);
  const std::optional<std::string> part = as_text(sought);
  return text && part && text->compare(0, part->size(), *part) == 0;
}

bool ends_with(const Comparand& subject, const Comparand& sought) {
  const std::optional<std::string> text = as_text(subject);
  const std::optional<std::string> part = as_text(sought);
  return text && part && text->size() >= part->size() &&
         text->compare(text->size() - part->size(), part->size(), *part) == 0;
}

bool matches_pattern(const Comparand& subject, const Comparand& reg_ex, const Pattern* pattern) {
  const std::optional<std::string> text = as_text(subject);
  if (!text || reg_ex.kind != Kind::text) return false;
  return fits_pattern(reg_ex.value->text(), *text, pattern);
}

bool is_before(const Comparand& a, const Comparand& b) {
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
bool compare_given(Operator operation, const Comparand& subject, const Comparand& value,
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
    default:  // after: compare knows the others
      return is_before(value, subject);
  }
}

}  // namespace

Comparand::Comparand(const Value& read) : value(&read) {
  if (read.is_number()) {
    *this = of_number(read.number());
  } else if (read.is_boolean()) {
    *this = of_boolean(read.boolean());
  } else {
    kind = kind_of(read);
    if (kind == Kind::text) read_text(*this, read.text());
  }
}

Comparand Comparand::of_number(double number) {
  Comparand comparand;
  comparand.kind = Kind::number;
  comparand.has_number = true;
  comparand.number = number;
  if (number == 1 || number == 0) comparand.truth = number == 1 ? 1 : 0;
  return comparand;
}

Comparand Comparand::of_boolean(bool boolean) {
  Comparand comparand;
  comparand.kind = Kind::boolean;
  comparand.truth = boolean ? 1 : 0;
  return comparand;
}

bool compare(Operator operation, const Comparand& subject, const Comparand& value,
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
