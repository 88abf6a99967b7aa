// A rule and its data: evaluating again, and compiling again from the rule's text, gives the same;
// what it gives is bounded, is JSON, and a failure has a type. A list is read as conditions, too:
// set field by field they say what each says alone.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/require.hpp"
#include "rules/read_condition.hpp"
#include "tundish/codec.hpp"
#include "tundish/logic.hpp"
#include "tundish/rules.hpp"

namespace tundish::fuzz {
namespace {

int depth_of(const Value& value) {
  int deepest = 0;
  for (const Value& item : value.list()) deepest = std::max(deepest, depth_of(item));
  for (const Value::Member& member : value.object()) {
    deepest = std::max(deepest, depth_of(member.value));
  }
  return value.is_list() || value.is_object() ? deepest + 1 : 0;
}

/// What a rule reads of its data by name is all that it needs.
void check_reads(const CompiledLogic& logic, const Value& data, const LogicResult& result) {
  const LogicReads reads = reads_of(logic);
  if (reads.everything || !data.is_object()) return;
  Value part{Value::Object()};
  for (const std::string& name : reads.names) {
    if (const Value* value = data.find(name)) part.set(name, *value);
  }
  require("what it does not name it does not read", evaluate(logic, part) == result);
}

void check_rule(const Value& rule, const Value& data) {
  const Result<CompiledLogic> logic = parse_logic(rule);
  require("what is refused is told", logic.has_value() || !check_logic(rule).empty());
  if (!logic) return;
  const LogicResult result = evaluate(*logic, data);
  require("evaluating again gives the same", evaluate(*logic, data) == result);
  const Result<Value> again = parse_value(to_json(rule));
  require("the text of a rule is a rule", again && parse_logic(*again));
  require("and gives the same", evaluate(*parse_logic(*again), data) == result);
  require("a failure is an object with a type", !result.failed || result.value.is_object());
  require("the depth is bounded", depth_of(result.value) <= kMaxLogicValueDepth);
  const std::string text = to_json(result.value);
  const Result<Value> read = parse_value(text);
  require("what it gives is JSON", !read || *read == result.value);
  const NameLookup names = [&data](std::string_view name) {
    return name.empty() ? &data : data.find(name);
  };
  // Hosts have no member without a name: they call the whole so.
  if (data.is_object() && !data.find("")) {
    const LogicResult found = evaluate(*logic, names);
    // What a host finds is copied, which takes steps.
    require("found by a host it is the same",
            found == result || found.value == Value(Value::Object{{"type", "Limit"}}));
  }
  check_reads(*logic, data, result);
}

/// JsonLogic takes other steps within rules, and so may reach its limit elsewhere.
bool has_logic(const Condition& condition) {
  return condition.kind == ConditionKind::logic ||
         std::any_of(condition.children.begin(), condition.children.end(), has_logic);
}

/// What conditions call fields: slugs, and what other sources hold as `contact.email`, `score`.
std::string field_name(OperandSource source, std::string_view slug) {
  if (source == OperandSource::session) return std::string(slug);
  const std::string name(to_text(source));
  return slug.empty() || slug == name ? name : name + "." + std::string(slug);
}

void check_conditions(const Value& written, const Value& data) {
  Result<Rules> rules = parse_rules(written);
  if (!rules) return require("refused conditions have an error", has_errors(rules.error()));
  require("there is a rule for each", rules->count() == written.list().size());
  for (const Value::Member& member : data.object()) {
    rules->set(rules->find_field(member.name), member.value);
  }
  require("what changes is evaluated at once", rules->evaluate_all() == 0);
  const OperandLookup lookup = [&data](OperandSource source, std::string_view slug) {
    return data.find(field_name(source, slug));
  };
  for (std::size_t i = 0; i < rules->count(); ++i) {
    const Condition condition = ConditionReader().read(written.list()[i], "");
    if (has_logic(condition)) continue;
    require("a rule says what its condition says",
            (rules->verdict(i) == Verdict::holds) == holds(condition, lookup));
  }
}

}  // namespace
}  // namespace tundish::fuzz

// The first line is the rule, the rest the data.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(bytes.find('\n'), size);
  const tundish::Result<tundish::Value> rule = tundish::parse_value(bytes.substr(0, end));
  const tundish::Result<tundish::Value> value =
      tundish::parse_value(bytes.substr(std::min(end + 1, size)));
  if (!rule) return 0;
  tundish::fuzz::check_rule(*rule, value ? *value : tundish::Value());
  if (rule->is_list()) tundish::fuzz::check_conditions(*rule, value ? *value : tundish::Value());
  return 0;
}
