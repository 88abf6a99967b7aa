#include "compare/rule_words.hpp"

#include "support/join.hpp"
#include "support/utf8.hpp"
#include "tundish/codec.hpp"

namespace tundish {

namespace {

constexpr std::size_t kLongText = 80;
constexpr std::size_t kLongRule = 240;

std::string cut(std::string_view text, std::size_t length) {
  const std::string_view first = utf8::first_code_points(text, length);
  return first.size() == text.size() ? std::string(text) : join({first, "…"});
}

std::string_view text_in(const Value& object, std::string_view name) {
  const Value* found = object.find(name);
  return found == nullptr ? std::string_view() : std::string_view(found->text());
}

std::string listed(const Value::List& parts, std::string_view between,
                   std::string (*words)(const Value&)) {
  std::string text;
  for (const Value& part : parts) {
    if (!text.empty()) text += between;
    text += words(part);
  }
  return text;
}

std::string one_condition(const Value& condition);

std::string grouped(const Value& list, std::string_view between) {
  return join({"(", listed(list.list(), between, one_condition), ")"});
}

/// What is compared: `age`, or of another source `device language`.
std::string operand_words(const Value& condition) {
  const std::string_view source = text_in(condition, "source");
  const std::string_view slug = text_in(condition, "slug");
  if (source.empty() || source == "session") return std::string(slug);
  return slug.empty() ? std::string(source) : join({source, " ", slug});
}

std::string compared_words(const Value& value) {
  if (const Value* other = value.find("slug")) return other->text();
  return value.is_text() ? text_words(value.text()) : cut(to_json(value), kLongText);
}

std::string plain_words(std::string_view operation) {
  std::string words(operation);
  for (char& letter : words) {
    if (letter == '_') letter = ' ';
  }
  return words;
}

std::string one_condition(const Value& condition) {
  if (const Value* all = condition.find("all")) return grouped(*all, " and ");
  if (const Value* any = condition.find("any")) return grouped(*any, " or ");
  if (const Value* no = condition.find("not")) return join({"not ", condition_words(*no)});
  if (const Value* logic = condition.find("logic")) return cut(to_json(*logic), kLongText);
  const std::string_view operation = text_in(condition, "operator");
  const std::string left = operand_words(condition);
  if (operation == "empty" || operation == "not_empty") {
    return join({left, " is ", plain_words(operation)});
  }
  const Value* value = condition.find("value");
  const std::string words = join({left, " ", plain_words(operation)});
  return value == nullptr ? words : join({words, " ", compared_words(*value)});
}

std::string one_jump(const Value& jump) {
  if (const Value* experiment = jump.find("experiment")) {
    const Value* weights = jump.find("weights");
    const Value* targets = jump.find("targets");
    return join({"by the experiment ", experiment->text(), " ", weights ? to_json(*weights) : "",
                 targets ? " to " : "", targets ? to_json(*targets) : ""});
  }
  const std::string words = join({"to ", text_in(jump, "target")});
  const Value* conditions = jump.find("conditions");
  if (conditions == nullptr) return words;
  return join({words, " if ", condition_words(*conditions)});
}

bool has_conditions(std::string_view name) {
  return name == "conditions" || name == "skip_conditions" || name == "visible_if" ||
         name == "enabled_if";
}

}  // namespace

std::string text_words(std::string_view text) { return join({"“", cut(text, kLongText), "”"}); }

std::string condition_words(const Value& conditions) {
  if (!conditions.is_list()) return one_condition(conditions);
  return cut(listed(conditions.list(), " and ", one_condition), kLongRule);
}

std::string ways_words(const Value& ways) {
  if (ways.is_text()) return join({"to ", ways.text()});
  std::string words;
  const Value* jumps = ways.is_list() ? &ways : ways.find("jumps");
  if (jumps != nullptr) words = listed(jumps->list(), ", else ", one_jump);
  if (const Value* target = ways.find("target")) {
    words = join({words, words.empty() ? "to " : ", else to ", target->text()});
  }
  return cut(words.empty() ? to_json(ways) : words, kLongRule);
}

std::string value_words(std::string_view name, const Value* value) {
  if (value == nullptr) return "none";
  if (has_conditions(name)) return condition_words(*value);
  if (name == "next" || name == "jumps") return ways_words(*value);
  if (value->is_text()) return text_words(value->text());
  if (value->is_boolean()) return value->boolean() ? "yes" : "no";
  return cut(to_json(*value), kLongRule);
}

}  // namespace tundish
