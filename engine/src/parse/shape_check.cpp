#include "parse/shape_check.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "parse/reading.hpp"
#include "parse/sentence.hpp"
#include "parse/text_rule.hpp"
#include "support/decimal.hpp"
#include "support/stable_order.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

using json::Kind;
using json::Node;

// How the tables name a kind, and what it is called in a sentence.
struct KindWords {
  std::string_view name, sentence;
};

constexpr KindWords kKinds[] = {{"null", "null"},       {"boolean", "true or false"},
                                {"number", "a number"}, {"text", "text"},
                                {"list", "a list"},     {"object", "an object"}};

const KindWords& words_of(Kind kind) { return kKinds[static_cast<int>(kind)]; }

/// The tables name no other kinds.
std::string_view in_plain_words(std::string_view name) {
  const auto is_it = [name](const KindWords& words) { return words.name == name; };
  return std::find_if(std::begin(kKinds), std::end(kKinds), is_it)->sentence;
}

class ShapeCheck {
 public:
  ShapeCheck(const ShapeTables& tables, Findings& findings)
      : tables_(tables), findings_(findings) {}

  // `name` is that of the member, or empty.
  void check(const Node& at, std::size_t index, std::string_view name);

 private:
  std::span<const ShapeProperty> rows(const Shape& shape) const {
    return tables_.properties.subspan(shape.first, shape.count);
  }
  Words names_of(const Shape& shape) const;
  void report(std::string_view code, const Node& at, std::string_view name,
              std::string_view sentence, std::initializer_list<std::string_view> words = {});
  bool is_kind(const Node& at, Kind kind, std::string_view name);
  void check_text(const Node& at, const Shape& shape, std::string_view name);
  void check_word(const Node& at, const Words& words, std::string_view name);
  void check_number(const Node& at, const Shape& shape, std::string_view name);
  void check_list(const Node& at, const Shape& shape, std::string_view name);
  void check_unique(const Node& list);
  void check_object(const Node& at, const Shape& shape);
  void report_unknown(const json::Member& member, const Shape& shape);
  void check_map(const Node& at, const Shape& shape);
  void check_tagged(const Node& at, const Shape& shape);
  void check_by_member(const Node& at, const Shape& shape);
  void check_by_kind(const Node& at, const Shape& shape, std::string_view name);

  const ShapeTables& tables_;
  Findings& findings_;
};

void ShapeCheck::check(const Node& at, std::size_t index, std::string_view name) {
  const Shape& shape = tables_.shapes[index];
  switch (shape.form) {
    case Form::text:
      return check_text(at, shape, name);
    case Form::number:
    case Form::integer:
      return check_number(at, shape, name);
    case Form::boolean:
      is_kind(at, Kind::boolean, name);
      return;
    case Form::null:
      is_kind(at, Kind::null, name);
      return;
    case Form::list:
      return check_list(at, shape, name);
    case Form::object:
      if (is_kind(at, Kind::object, name)) check_object(at, shape);
      return;
    case Form::map:
      if (is_kind(at, Kind::object, name)) check_map(at, shape);
      return;
    case Form::tagged:
      if (is_kind(at, Kind::object, name)) check_tagged(at, shape);
      return;
    case Form::by_member:
      return check_by_member(at, shape);
    case Form::by_kind:
      return check_by_kind(at, shape, name);
    case Form::any:
      return;
  }
}

Words ShapeCheck::names_of(const Shape& shape) const {
  Words names;
  for (const ShapeProperty& row : rows(shape)) names.push_back(row.name);
  return names;
}

// A sentence about the value: "`name` must …", or "This must …".
void ShapeCheck::report(std::string_view code, const Node& at, std::string_view name,
                        std::string_view sentence, std::initializer_list<std::string_view> words) {
  const std::string subject = name.empty() ? "This" : quoted(name);
  findings_.error(code, at, "{} {}", {subject, sentence_of(sentence, words)});
}

bool ShapeCheck::is_kind(const Node& at, Kind kind, std::string_view name) {
  if (at.kind == kind) return true;
  report("wrong_type", at, name, "must be {}, not {}.",
         {words_of(kind).sentence, words_of(at.kind).sentence});
  return false;
}

void ShapeCheck::check_text(const Node& at, const Shape& shape, std::string_view name) {
  if (!is_kind(at, Kind::text, name)) return;
  if (shape.count > 0) {
    const auto words = tables_.words.subspan(shape.first, shape.count);
    return check_word(at, Words(words.begin(), words.end()), name);
  }
  const auto length = static_cast<double>(utf8::count_code_points(at.text));
  if (length == 0 && shape.min > 0) {
    report("too_short", at, name, "must not be empty.");
  } else if (length < shape.min) {
    report("too_short", at, name, "must have at least {} characters.", {decimal_text(shape.min)});
  } else if (length > shape.max) {
    report("too_long", at, name, "must have at most {} characters; it has {}.",
           {decimal_text(shape.max), decimal_text(length)});
  } else if (!follows(shape.rule, at.text)) {
    report("pattern", at, name, "is {q}; it must be {}.", {at.text, describe(shape.rule)});
  }
}

void ShapeCheck::check_word(const Node& at, const Words& words, std::string_view name) {
  if (std::find(words.begin(), words.end(), at.text) != words.end()) return;
  report("unknown_word", at, name, "must be {}, not {q}.{}",
         {listed(words), at.text, did_you_mean(at.text, words)});
}

void ShapeCheck::check_number(const Node& at, const Shape& shape, std::string_view name) {
  if (!is_kind(at, Kind::number, name)) return;
  const bool is_small = shape.flag ? at.number <= shape.min : at.number < shape.min;
  const bool is_large = at.number > shape.max;
  if (shape.form == Form::integer && std::floor(at.number) != at.number) {
    report("wrong_type", at, name, "must be a whole number.");
  } else if (is_small || is_large) {
    const double limit = is_small ? shape.min : shape.max;
    const std::string_view bound = shape.min == shape.max ? ""
                                   : is_large             ? "at most "
                                   : shape.flag           ? "greater than "
                                                          : "at least ";
    report(is_small ? "too_small" : "too_large", at, name, "must be {}{}.",
           {bound, decimal_text(limit)});
  }
}

void ShapeCheck::check_list(const Node& at, const Shape& shape, std::string_view name) {
  if (!is_kind(at, Kind::list, name)) return;
  const auto count = static_cast<double>(at.items.size());
  if (count < shape.min) {
    report("too_few", at, name, "must have at least {} item{}.",
           {decimal_text(shape.min), shape.min == 1 ? "" : "s"});
  } else if (count > shape.max) {
    report("too_many", at, name, "must have at most {} items; it has {}.",
           {decimal_text(shape.max), decimal_text(count)});
  }
  for (const Node& item : at.items) check(item, shape.first, "");
  if (shape.flag) check_unique(at);
}

void ShapeCheck::check_unique(const Node& list) {
  std::vector<const Node*> texts;
  for (const Node& item : list.items) {
    if (item.kind == Kind::text) texts.push_back(&item);
  }
  sort_stably(texts, [](const Node* left, const Node* right) { return left->text < right->text; });
  for (std::size_t i = 1; i < texts.size(); ++i) {
    if (texts[i - 1]->text != texts[i]->text) continue;
    findings_.error("duplicate_value", *texts[i], "{q} is in this list twice.", {texts[i]->text});
  }
}

void ShapeCheck::check_object(const Node& at, const Shape& shape) {
  for (const ShapeProperty& row : rows(shape)) {
    if (!row.required || member(at, row.name)) continue;
    findings_.error("missing_property", at, "The property {q} of {} is missing.",
                    {row.name, shape.label});
  }
  for (const json::Member& one : at.members) {
    const auto properties = rows(shape);
    const auto known = std::find_if(properties.begin(), properties.end(),
                                    [&](const ShapeProperty& row) { return row.name == one.name; });
    if (known != properties.end()) {
      check(one.node, known->shape, one.name);
    } else if (!shape.flag || one.name.rfind("x_", 0) != 0) {
      report_unknown(one, shape);
    }
  }
}

void ShapeCheck::report_unknown(const json::Member& member, const Shape& shape) {
  const Words names = names_of(shape);
  std::string advice = did_you_mean(member.name, names);
  if (advice.empty() && member.name.rfind("x_", 0) == 0) {
    advice =
        " Properties that begin with x_ may stand on the funnel, its config, layers and "
        "components.";
  } else if (advice.empty()) {
    advice = sentence_of(" It has {}.", {listed(names, "and")});
  }
  findings_.error_at_name("unknown_property", member, "{q} is no property of {}.{}",
                          {member.name, shape.label, advice});
}

void ShapeCheck::check_map(const Node& at, const Shape& shape) {
  const Shape& names = tables_.shapes[shape.first];
  const auto known = tables_.words.subspan(names.first, names.count);
  const Words words(known.begin(), known.end());
  for (const json::Member& one : at.members) {
    const auto length = static_cast<double>(utf8::count_code_points(one.name));
    if (length < names.min || length > names.max) {
      findings_.error_at_name(length < names.min ? "too_short" : "too_long", one,
                              "This name must have {} to {} characters.",
                              {decimal_text(names.min), decimal_text(names.max)});
    } else if (!words.empty() && std::find(words.begin(), words.end(), one.name) == words.end()) {
      findings_.error_at_name("unknown_word", one, "This name must be {}, not {q}.{}",
                              {listed(words), one.name, did_you_mean(one.name, words)});
    } else if (!follows(names.rule, one.name)) {
      findings_.error_at_name("pattern", one, "This name is {q}; it must be {}.",
                              {one.name, describe(names.rule)});
    }
    check(one.node, shape.count, one.name);
  }
}

void ShapeCheck::check_tagged(const Node& at, const Shape& shape) {
  if (shape.flag && !member(at, "id")) {
    findings_.error("missing_property", at, "The property {q} of a component is missing.", {"id"});
  }
  const Node* tag = member(at, shape.label);
  const Words words = names_of(shape);
  if (!tag) {
    findings_.error("missing_property", at, "The property {q} is missing; it must be {}.",
                    {shape.label, listed(words)});
    return;
  }
  if (!is_kind(*tag, Kind::text, shape.label)) return;
  for (const ShapeProperty& row : rows(shape)) {
    if (row.name == tag->text) return check(at, row.shape, "");
  }
  check_word(*tag, words, shape.label);
}

void ShapeCheck::check_by_member(const Node& at, const Shape& shape) {
  const auto alternatives = rows(shape);
  for (const ShapeProperty& row : alternatives) {
    if (member(at, row.name)) return check(at, row.shape, "");
  }
  check(at, alternatives.back().shape, "");
}

void ShapeCheck::check_by_kind(const Node& at, const Shape& shape, std::string_view name) {
  const KindWords& kind = words_of(at.kind);
  Words allowed;
  for (const ShapeProperty& row : rows(shape)) {
    if (row.name == kind.name) return check(at, row.shape, name);
    allowed.push_back(in_plain_words(row.name));
  }
  report("wrong_type", at, name, "must be {}, not {}.", {listed(allowed), kind.sentence});
}

}  // namespace

void check_shape(const ShapeTables& tables, const Node& root, Findings& findings) {
  ShapeCheck(tables, findings).check(root, tables.root, "");
}

}  // namespace tundish
