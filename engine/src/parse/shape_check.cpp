#include "parse/shape_check.hpp"

#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "parse/near_word.hpp"
#include "parse/text_rule.hpp"
#include "support/decimal.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

using json::Kind;
using Names = std::vector<std::string_view>;

// Alternatives by kind of JSON are named by these words in the tables.
std::string_view kind_word(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "boolean";
    case Kind::number:
      return "number";
    case Kind::text:
      return "text";
    case Kind::list:
      return "list";
    case Kind::object:
      return "object";
  }
  return "null";
}

std::string_view in_plain_words(std::string_view kind) {
  if (kind == "boolean") return "true or false";
  if (kind == "number") return "a number";
  if (kind == "list") return "a list";
  if (kind == "object") return "an object";
  return kind;
}

class ShapeCheck {
 public:
  ShapeCheck(const ShapeTables& tables, Findings& findings)
      : tables_(tables), findings_(findings) {}

  // `subject` begins the sentences: a property's name, or "This".
  void check(const At& at, std::size_t index, const std::string& subject);

 private:
  std::span<const ShapeProperty> rows(const Shape& shape) const {
    return tables_.properties.subspan(shape.first, shape.count);
  }
  Names names_of(const Shape& shape) const;
  bool is_kind(const At& at, Kind kind, const std::string& subject);
  void check_text(const At& at, const Shape& shape, const std::string& subject);
  void check_word(const At& at, const Shape& shape, const std::string& subject);
  void check_number(const At& at, const Shape& shape, const std::string& subject);
  void check_list(const At& at, const Shape& shape, const std::string& subject);
  void check_object(const At& at, const Shape& shape);
  void report_unknown(const At& at, const json::Member& member, const Shape& shape);
  void check_map(const At& at, const Shape& shape);
  void check_tagged(const At& at, const Shape& shape);
  void check_by_member(const At& at, const Shape& shape);
  void check_by_kind(const At& at, const Shape& shape, const std::string& subject);

  const ShapeTables& tables_;
  Findings& findings_;
};

void ShapeCheck::check(const At& at, std::size_t index, const std::string& subject) {
  const Shape& shape = tables_.shapes[index];
  switch (shape.form) {
    case Form::text:
      return check_text(at, shape, subject);
    case Form::number:
    case Form::integer:
      return check_number(at, shape, subject);
    case Form::boolean:
      is_kind(at, Kind::boolean, subject);
      return;
    case Form::null:
      is_kind(at, Kind::null, subject);
      return;
    case Form::list:
      return check_list(at, shape, subject);
    case Form::object:
      if (is_kind(at, Kind::object, subject)) check_object(at, shape);
      return;
    case Form::map:
      if (is_kind(at, Kind::object, subject)) check_map(at, shape);
      return;
    case Form::tagged:
      if (is_kind(at, Kind::object, subject)) check_tagged(at, shape);
      return;
    case Form::by_member:
      return check_by_member(at, shape);
    case Form::by_kind:
      return check_by_kind(at, shape, subject);
  }
}

Names ShapeCheck::names_of(const Shape& shape) const {
  Names names;
  for (const ShapeProperty& row : rows(shape)) names.push_back(row.name);
  return names;
}

bool ShapeCheck::is_kind(const At& at, Kind kind, const std::string& subject) {
  if (at->kind == kind) return true;
  findings_.error("wrong_type", at,
                  subject + " must be " + std::string(in_plain_words(kind_word(kind))) + ", not " +
                      std::string(in_plain_words(kind_word(at->kind))) + ".");
  return false;
}

void ShapeCheck::check_text(const At& at, const Shape& shape, const std::string& subject) {
  if (!is_kind(at, Kind::text, subject)) return;
  if (shape.count > 0) return check_word(at, shape, subject);
  const std::size_t length = utf8::count_code_points(at->text);
  if (length == 0 && shape.min > 0) {
    findings_.error("too_short", at, subject + " must not be empty.");
  } else if (static_cast<double>(length) < shape.min) {
    findings_.error("too_short", at,
                    subject + " must have at least " + decimal_text(shape.min) + " characters.");
  } else if (static_cast<double>(length) > shape.max) {
    findings_.error("too_long", at,
                    subject + " must have at most " + decimal_text(shape.max) +
                        " characters; it has " + std::to_string(length) + ".");
  } else if (!follows(shape.rule, at->text)) {
    findings_.error("pattern", at,
                    subject + " is " + quoted(at->text) + "; it must be " +
                        std::string(describe(shape.rule)) + ".");
  }
}

void ShapeCheck::check_word(const At& at, const Shape& shape, const std::string& subject) {
  const auto words = tables_.words.subspan(shape.first, shape.count);
  const Names names(words.begin(), words.end());
  for (const std::string_view word : names) {
    if (word == at->text) return;
  }
  findings_.error("unknown_word", at,
                  subject + " must be " + listed(names) + ", not " + quoted(at->text) + "." +
                      did_you_mean(at->text, names));
}

void ShapeCheck::check_number(const At& at, const Shape& shape, const std::string& subject) {
  if (!is_kind(at, Kind::number, subject)) return;
  const double number = at->number;
  if (shape.form == Form::integer && std::floor(number) != number) {
    findings_.error("wrong_type", at, subject + " must be a whole number.");
  } else if (shape.min == shape.max && number != shape.min) {
    findings_.error(number < shape.min ? "too_small" : "too_large", at,
                    subject + " must be " + decimal_text(shape.min) + ".");
  } else if (number < shape.min || (shape.flag && number == shape.min)) {
    findings_.error("too_small", at,
                    subject + (shape.flag ? " must be greater than " : " must be at least ") +
                        decimal_text(shape.min) + ".");
  } else if (number > shape.max) {
    findings_.error("too_large", at, subject + " must be at most " + decimal_text(shape.max) + ".");
  }
}

void ShapeCheck::check_list(const At& at, const Shape& shape, const std::string& subject) {
  if (!is_kind(at, Kind::list, subject)) return;
  const auto count = static_cast<double>(at->items.size());
  if (count < shape.min) {
    findings_.error("too_few", at,
                    subject + " must have at least " + decimal_text(shape.min) + " item" +
                        (shape.min == 1 ? "." : "s."));
  }
  if (count > shape.max) {
    findings_.error("too_many", at,
                    subject + " must have at most " + decimal_text(shape.max) + " items; it has " +
                        std::to_string(at->items.size()) + ".");
  }
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < at->items.size(); ++i) {
    const At item = at.item(i);
    check(item, shape.first, "This item");
    if (shape.flag && item->kind == Kind::text && !seen.insert(item->text).second) {
      findings_.error("duplicate_value", item, quoted(item->text) + " is in this list twice.");
    }
  }
}

void ShapeCheck::check_object(const At& at, const Shape& shape) {
  for (const ShapeProperty& row : rows(shape)) {
    if (!row.required || at->find(row.name)) continue;
    findings_.error(
        "missing_property", at,
        "The property " + quoted(row.name) + " of " + std::string(shape.label) + " is missing.");
  }
  for (const json::Member& member : at->members) {
    const ShapeProperty* known = nullptr;
    for (const ShapeProperty& row : rows(shape)) {
      if (row.name == member.name) known = &row;
    }
    if (known) {
      check(at.member(member), known->shape, quoted(member.name));
    } else if (!shape.flag || member.name.rfind("x_", 0) != 0) {
      report_unknown(at, member, shape);
    }
  }
}

void ShapeCheck::report_unknown(const At& at, const json::Member& member, const Shape& shape) {
  const Names names = names_of(shape);
  std::string sentence =
      quoted(member.name) + " is no property of " + std::string(shape.label) + ".";
  const std::string meant = did_you_mean(member.name, names);
  if (!meant.empty()) {
    sentence += meant;
  } else if (member.name.rfind("x_", 0) == 0) {
    sentence +=
        " Properties that begin with x_ may stand on the funnel, its config, layers and "
        "components.";
  } else {
    sentence += " It has " + listed(names, "and") + ".";
  }
  findings_.error("unknown_property", place_of_name(member, at.pointer), std::move(sentence));
}

void ShapeCheck::check_map(const At& at, const Shape& shape) {
  for (const json::Member& member : at->members) {
    json::Node name;
    name.kind = Kind::text;
    name.text = member.name;
    name.position = member.position;
    const At entry = at.member(member);
    check(At{&name, entry.pointer}, shape.first, "This name");
    check(entry, shape.count, quoted(member.name));
  }
}

void ShapeCheck::check_tagged(const At& at, const Shape& shape) {
  const auto tag = at.find(shape.label);
  const Names words = names_of(shape);
  if (!tag) {
    findings_.error(
        "missing_property", at,
        "The property " + quoted(shape.label) + " is missing; it must be " + listed(words) + ".");
    return;
  }
  if (!is_kind(*tag, Kind::text, quoted(shape.label))) return;
  for (const ShapeProperty& row : rows(shape)) {
    if (row.name == (*tag)->text) return check(at, row.shape, "This");
  }
  findings_.error("unknown_word", *tag,
                  quoted(shape.label) + " must be " + listed(words) + ", not " +
                      quoted((*tag)->text) + "." + did_you_mean((*tag)->text, words));
}

void ShapeCheck::check_by_member(const At& at, const Shape& shape) {
  const auto alternatives = rows(shape);
  for (const ShapeProperty& row : alternatives) {
    if (at->find(row.name)) return check(at, row.shape, "This");
  }
  check(at, alternatives.back().shape, "This");
}

void ShapeCheck::check_by_kind(const At& at, const Shape& shape, const std::string& subject) {
  const std::string_view kind = kind_word(at->kind);
  Names allowed;
  for (const ShapeProperty& row : rows(shape)) {
    if (row.name == kind) return check(at, row.shape, subject);
    allowed.push_back(in_plain_words(row.name));
  }
  findings_.error(
      "wrong_type", at,
      subject + " must be " + listed(allowed) + ", not " + std::string(in_plain_words(kind)) + ".");
}

}  // namespace

void check_shape(const ShapeTables& tables, const At& root, Findings& findings) {
  ShapeCheck(tables, findings).check(root, tables.root, "This");
}

}  // namespace tundish
