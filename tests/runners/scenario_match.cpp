#include "runners/scenario_match.hpp"

#include "tundish/codec.hpp"

namespace tundish::scenario {
namespace {

using Sentences = std::vector<std::string>;

void append(Sentences& all, Sentences more) {
  for (std::string& sentence : more) all.push_back(std::move(sentence));
}

std::string text_at(const Value& object, const char* name) {
  const Value* member = object.find(name);
  return member ? member->text() : "";
}

const Value& member_or_null(const Value& object, const char* name) {
  static const Value kNull;
  const Value* member = object.find(name);
  return member ? *member : kNull;
}

Sentences expect_equal(const Value& expected, const Value& actual, const std::string& what) {
  if (expected == actual) return {};
  return {what + " is " + to_json(actual) + ", not " + to_json(expected)};
}

/// `kind layer.component name`, the short form of a fact.
std::string fact_in_short(const Value& fact) {
  std::string text = text_at(fact, "kind") + " " + text_at(fact, "layer");
  if (fact.find("component")) text += "." + text_at(fact, "component");
  if (fact.find("name")) text += " " + text_at(fact, "name");
  return text;
}

/// What a visitor reads of something said.
std::string said(const Value& effect) {
  const Value& component = member_or_null(effect, "component");
  for (const char* part : {"text", "label", "title"}) {
    if (component.find(part)) return text_at(component, part);
  }
  return "";
}

enum class Wanted { said, done };

/// The effects that say something, or those that do something.
Value::List effects_of(const Value& effects, Wanted wanted) {
  Value::List found;
  for (const Value& effect : effects.list()) {
    if ((text_at(effect, "kind") == "say") == (wanted == Wanted::said)) found.push_back(effect);
  }
  return found;
}

Sentences check_says(const Value& expected, const Value& all) {
  const Value effects(effects_of(all, Wanted::said));
  Value::List texts;
  for (const Value& effect : effects.list()) texts.push_back(said(effect));
  if (texts.size() != expected.list().size()) {
    return {"says " + to_json(Value(texts)) + ", not " + to_json(expected)};
  }
  Sentences faults;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Value& wanted = expected.list()[i];
    const std::string place = "/says/" + std::to_string(i);
    append(faults, wanted.is_object() ? find_differences(wanted, effects.list()[i], place)
                                      : expect_equal(wanted, texts[i], place));
  }
  return faults;
}

Value problems_of(const Value& view) {
  Value problems{Value::Object{}};
  for (const Value& component : member_or_null(view, "components").list()) {
    const Value* found = component.find("problems");
    if (!found) continue;
    Value codes{Value::List{}};
    for (const Value& problem : found->list()) codes.push(text_at(problem, "code"));
    problems.set(text_at(component, "slug"), codes);
  }
  return problems;
}

Sentences check_member(const Value::Member& wanted, const Response& response) {
  const Value& view = member_or_null(response, "view");
  if (wanted.name == "refused") return {};
  if (wanted.name == "problems") return expect_equal(wanted.value, problems_of(view), "problems");
  if (wanted.name == "says") return check_says(wanted.value, member_or_null(response, "effects"));
  if (wanted.name == "effects") {
    return find_differences(wanted.value,
                            Value(effects_of(member_or_null(response, "effects"), Wanted::done)),
                            "/effects");
  }
  if (wanted.name == "view") return find_differences(wanted.value, view, "/view");
  if (wanted.name == "facts") {
    Value facts{Value::List{}};
    for (const Value& fact : member_or_null(response, "facts").list()) {
      facts.push(fact_in_short(fact));
    }
    return expect_equal(wanted.value, facts, "facts");
  }
  if (wanted.name == "layer" || wanted.name == "status" || wanted.name == "reason") {
    return expect_equal(wanted.value, text_at(view, wanted.name.c_str()), wanted.name);
  }
  return {"`" + wanted.name + "` is nothing that can be expected"};
}

}  // namespace

Sentences find_differences(const Value& expected, const Value& actual, const std::string& pointer) {
  Sentences faults;
  if (expected.is_object() && actual.is_object()) {
    for (const Value::Member& wanted : expected.object()) {
      const Value* found = actual.find(wanted.name);
      append(faults,
             find_differences(wanted.value, found ? *found : Value(), pointer + "/" + wanted.name));
    }
    return faults;
  }
  if (expected.is_list() && actual.is_list() && expected.list().size() == actual.list().size()) {
    for (std::size_t i = 0; i < expected.list().size(); ++i) {
      append(faults, find_differences(expected.list()[i], actual.list()[i],
                                      pointer + "/" + std::to_string(i)));
    }
    return faults;
  }
  return expect_equal(expected, actual, pointer);
}

Sentences check_expectation(const Value& expect, const Response& response) {
  const std::string wanted = text_at(expect, "refused");
  const std::string refused = text_at(member_or_null(response, "refused"), "code");
  if (refused != wanted) {
    const std::string got =
        refused.empty() ? "accepted" : "refused: " + to_json(*response.find("refused"));
    return {got + ", expected " + (wanted.empty() ? "to be accepted" : "the refusal " + wanted)};
  }
  Sentences faults;
  for (const Value::Member& member : expect.object()) {
    append(faults, check_member(member, response));
  }
  return faults;
}

}  // namespace tundish::scenario
