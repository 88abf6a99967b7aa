#include <array>
#include <utility>

#include "import/members.hpp"
#include "import/typebot_making.hpp"
#include "parse/sentence.hpp"
#include "support/utf8.hpp"

namespace tundish::typebot {

namespace {

Value name_of(std::string_view name) {
  Value made;
  made.set("var", name);
  return made;
}

struct Known {
  std::string_view type, name;
};

/// Values that a session has by itself.
constexpr std::array<Known, 6> kKnown = {{{"Environment name", "channel"},
                                          {"User ID", "reference_code"},
                                          {"Result ID", "reference_code"},
                                          {"Random ID", "reference_code"},
                                          {"Phone number", "contact.phone"},
                                          {"Contact name", "contact.name"}}};

std::optional<Value> expression_logic(const At& options, Making& making) {
  const std::string text(utf8::trim(text_at(options, "expressionToEvaluate")));
  if (text.empty()) return Value();
  const KindsOf kinds_of = [&making](std::string_view slug) { return making.kinds.of(slug); };
  if (const std::optional<Script> script = read_script(text, making.slugs.reader(), kinds_of)) {
    if (!script->doubt.empty()) {
      making.notes.warn("not_translated", place_at(options, "expressionToEvaluate"),
                        "This code gives the same as in Typebot for some values only: " +
                            script->doubt + ": " + quoted(text));
    }
    return logic_of(script->formula);
  }
  if (!flag_at(options, "isCode") && !may_be_script(text)) {
    return logic_of(read_placeholders(text, making.slugs.reader()));
  }
  making.notes.warn("not_translated", place_at(options, "expressionToEvaluate"),
                    "This code is more than can be translated to JsonLogic; the variable is not "
                    "set: " +
                        quoted(text));
  return std::nullopt;
}

/// The logic of every variable that a block sets, in order.
class Sets {
 public:
  Sets(const At& options, Making& making) : options_(options), making_(making) {}

  void append();
  void take_away(bool from_front);
  void map_item();
  void put(const std::string& slug, Value logic);
  std::string target() { return making_.slugs.written(text_at(options_, "variableId")); }
  Value::List take() { return std::move(actions_); }

 private:
  const At& options_;
  Making& making_;
  Value::List actions_;
};

void Sets::put(const std::string& slug, Value logic) {
  if (slug.empty()) return;
  Value action;
  action.set("kind", "set");
  action.set("slug", slug);
  action.set("logic", std::move(logic));
  actions_.push_back(std::move(action));
}

void Sets::append() {
  const std::string list = making_.slugs.read(text_at(options_, "variableId"));
  const Formula item = read_placeholders(text_at(options_, "item"), making_.slugs.reader());
  Value made;
  made.set("merge", Value(Value::List{name_of(list), logic_of(item)}));
  put(target(), std::move(made));
}

/// The last or the first element of a list goes to another variable.
void Sets::take_away(bool from_front) {
  const std::string list = making_.slugs.read(text_at(options_, "variableId"));
  const std::string item = making_.slugs.written(text_at(options_, "saveItemInVariableId"));
  const Formula whole = formula_name(list);
  put(item, logic_of(formula_element(whole, from_front ? 0 : -1)));
  std::vector<Formula> parts{whole, formula_value(from_front ? 1 : 0)};
  if (!from_front) parts.push_back(formula_value(-1));
  put(target(), logic_of(formula_call("slice", std::move(parts))));
}

/// The element of one list that stands where a value stands in another one.
void Sets::map_item() {
  const std::optional<At> params = object_at(options_, "mapListItemParams");
  const auto slug_of = [&](std::string_view member) {
    return params ? making_.slugs.read(text_at(*params, member)) : std::string();
  };
  const std::string item = slug_of("baseItemVariableId");
  const std::string from = slug_of("baseListVariableId");
  const std::string to = slug_of("targetListVariableId");
  if (item.empty() || from.empty() || to.empty()) {
    return making_.notes.warn("unknown_variable", options_.place(),
                              "This block needs a value and two lists; the variable is not set.");
  }
  const auto value_at = [](Value::List way) {
    Value made;
    made.set("val", Value(std::move(way)));
    return made;
  };
  const Value index = value_at({Value(Value::List{1}), "index"});
  const Value outside(Value::List{2});
  Value equal;
  equal.set("==", Value::List{value_at({outside, from, index}), value_at({outside, item})});
  Value found;
  found.set("filter", Value::List{name_of(to), equal});
  Formula list;
  list.value = std::move(found);
  put(target(), logic_of(formula_element(std::move(list), 0)));
}

std::optional<Value> known_value(const std::string& type, const At& options, Making& making) {
  for (const Known& known : kKnown) {
    if (known.type != type) continue;
    if (known.name == "reference_code") {
      making.notes.warn("not_carried", place_at(options, "type"),
                        quoted(type) + " is the session's reference code here.");
    }
    return name_of(known.name);
  }
  const bool is_time = type == "Now" || type == "Today" || type == "Yesterday" ||
                       type == "Tomorrow" || type == "Moment of the day";
  making.notes.warn("not_translated", place_at(options, "type"),
                    is_time ? quoted(type) + " cannot be computed here: rules know no clock; " +
                                  "compare with the source `now` in a condition instead."
                            : quoted(type) + " has no counterpart; the variable is not set.");
  return std::nullopt;
}

}  // namespace

Value::List actions_of_set(const At& options, Making& making) {
  const std::string type = text_at(options, "type");
  Sets sets(options, making);
  if (type == "Append value(s)") {
    sets.append();
  } else if (type == "Pop" || type == "Shift") {
    sets.take_away(type == "Shift");
  } else if (type == "Map item with same index") {
    sets.map_item();
  } else {
    std::optional<Value> logic;
    if (type.empty() || type == "Custom") {
      logic = expression_logic(options, making);
    } else {
      logic = type == "Empty" ? Value() : known_value(type, options, making);
    }
    if (logic) sets.put(sets.target(), std::move(*logic));
  }
  return sets.take();
}

}  // namespace tundish::typebot
