#include <algorithm>
#include <utility>

#include "import/members.hpp"
#include "import/survey_making.hpp"
#include "parse/sentence.hpp"
#include "parse/text_rule.hpp"
#include "support/decimal.hpp"

namespace tundish::survey {

namespace {

struct Kind {
  std::string_view type, appearance;
  bool is_multiple;
};

constexpr Kind kKinds[] = {{"radiogroup", "list", false},     {"dropdown", "dropdown", false},
                           {"checkbox", "list", true},        {"tagbox", "list", true},
                           {"imagepicker", "cards", false},   {"ranking", "ranking", false},
                           {"buttongroup", "buttons", false}, {"imagemap", "cards", true}};

/// A choice is a value, or an object that has one.
std::string value_of(const At& at) {
  if (at->kind == json::Kind::object) {
    const std::optional<At> value = at.find("value");
    return value ? value_of(*value) : std::string();
  }
  if (at->kind == json::Kind::number) return decimal_text(at->number);
  if (at->kind == json::Kind::boolean) return at->boolean ? "true" : "false";
  return std::string(at->text);
}

class Values {
 public:
  Values(std::string key, std::size_t most, Making& making)
      : key_(std::move(key)), most_(most), making_(making) {}

  void add(const At& at, bool are_options);
  void add_numbers(const At& owner);
  void add_word(const At& owner, std::string_view text, const std::string& value);
  Value take() { return std::move(list_); }
  std::size_t size() const { return list_.list().size(); }

 private:
  bool is_taken(const std::string& value, const At& at);

  std::string key_;
  std::size_t most_;
  Making& making_;
  Value list_{Value::List{}};
};

bool Values::is_taken(const std::string& value, const At& at) {
  if (value.empty() || size() >= most_) {
    making_.notes.warn("too_short", at.place(), "A choice without a value is left out.");
    return true;
  }
  for (const Value& one : list_.list()) {
    if (one.find("value")->text() != value) continue;
    making_.notes.warn("duplicate_option", at.place(),
                       "There is a choice " + quoted(value) + " already; this one is left out.");
    return true;
  }
  return false;
}

void Values::add(const At& at, bool are_options) {
  const std::string value = option_value(value_of(at));
  if (is_taken(value, at)) return;
  Value option;
  option.set("value", value);
  if (at->kind == json::Kind::object) {
    making_.add_text(key_ + "." + value, at, "text");
    const std::string image = text_at(at, "imageLink");
    if (are_options && !image.empty() && follows(TextRule::url, image)) option.set("image", image);
    std::optional<Value> shown = making_.conditions(at, "visibleIf");
    if (!shown) shown = making_.conditions(at, "enableIf");
    if (are_options && shown) option.set("visible_if", *shown);
    const std::optional<double> score = number_at(at, "score");
    if (are_options && score) option.set("score", *score);
    making_.notes.warn_of_rest(*at, at.pointer,
                               {"value", "text", "imageLink", "visibleIf", "enableIf", "score"},
                               "a choice");
  }
  list_.push(std::move(option));
}

/// Numbers from the least to the most.
void Values::add_numbers(const At& owner) {
  const std::optional<double> most = number_at(owner, "choicesMax");
  const double step = number_at(owner, "choicesStep").value_or(1);
  if (!most || step <= 0) return;
  double number = number_at(owner, "choicesMin").value_or(0);
  for (; number <= *most && size() < most_; number += step) {
    Value option;
    option.set("value", decimal_text(number));
    if (!is_taken(decimal_text(number), owner)) list_.push(std::move(option));
  }
}

/// A choice that the question offers by a switch, such as "None".
void Values::add_word(const At& owner, std::string_view text, const std::string& value) {
  if (is_taken(value, owner)) return;
  Value option;
  option.set("value", value);
  making_.add_text(key_ + "." + value, owner, text);
  list_.push(std::move(option));
}

bool switched(const At& at, std::string_view old_name, std::string_view name) {
  return flag_at(at, old_name) || flag_at(at, name);
}

void note_unknown_source(const At& at, Making& making) {
  for (const std::string_view source : {"choicesByUrl", "choicesFromQuestion", "carryForward"}) {
    if (!at.find(source)) continue;
    making.notes.warn("not_carried", place_at(at, source),
                      "Choices that come from elsewhere have no counterpart; those that are "
                      "written are offered.");
  }
}

}  // namespace

Value options_of(const At& owner, std::string_view member, const std::string& key, Making& making) {
  Values values(key, 1000, making);
  for (const At& at : items_at(owner, member)) values.add(at, true);
  return values.take();
}

Value lines_of(const At& owner, std::string_view member, const std::string& key, Making& making) {
  Values values(key, 100, making);
  for (const At& at : items_at(owner, member)) values.add(at, false);
  return values.take();
}

bool make_choice(const Part& part, const std::string& type, Value& input, Making& making) {
  const Kind* kind = nullptr;
  for (const Kind& one : kKinds) {
    if (one.type == type) kind = &one;
  }
  if (!kind) return false;
  const std::string key = part.layer + "." + part.id + ".options";
  Values values(key, 1000, making);
  for (const At& at : items_at(part.at, "choices")) values.add(at, true);
  values.add_numbers(part.at);
  if (switched(part.at, "hasNone", "showNoneItem")) values.add_word(part.at, "noneText", "none");
  if (flag_at(part.at, "showRefuseItem")) values.add_word(part.at, "refuseText", "refused");
  if (flag_at(part.at, "showDontKnowItem")) values.add_word(part.at, "dontKnowText", "dontknow");
  note_unknown_source(part.at, making);
  const bool has_other = switched(part.at, "hasOther", "showOtherItem");
  if (values.size() == 0) {
    making.notes.warn("not_carried", part.at.place(),
                      "The question offers nothing that is written here; any text is an answer.");
    input.set("input_type", "text");
    return true;
  }
  const bool is_multiple = kind->is_multiple || flag_at(part.at, "multiSelect");
  const std::size_t count = values.size() + (has_other ? 1 : 0);
  input.set("input_type", "choice");
  input.set("appearance", kind->appearance);
  input.set("options", values.take());
  if (has_other && type != "ranking") input.set("allow_other", true);
  const std::string order = text_at(part.at, "choicesOrder");
  if (order == "random") input.set("shuffle", true);
  if (!order.empty() && order != "random" && order != "none") {
    making.notes.warn("not_carried", place_at(part.at, "choicesOrder"),
                      "Choices stand in the order in which they are written.");
  }
  if (is_multiple && count > 1) input.set("max_selected", static_cast<double>(count));
  return true;
}

}  // namespace tundish::survey
