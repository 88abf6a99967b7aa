#include "rules/read_condition.hpp"

#include <utility>

#include "support/pointer.hpp"
#include "tundish/logic.hpp"
#include "tundish/pattern.hpp"

namespace tundish {

void ConditionReader::report(std::string_view code, std::string pointer,
                             std::string_view sentence) {
  Diagnostic fault;
  fault.code = code;
  fault.place.pointer = std::move(pointer);
  fault.sentence = sentence;
  faults_.push_back(std::move(fault));
}

Condition ConditionReader::read(const Value& written, const std::string& pointer) {
  Condition condition;
  if (written.is_list()) {
    condition.kind = ConditionKind::all;
    read_group(written, pointer, condition);
  } else if (!written.is_object()) {
    report("wrong_type", pointer, "A condition is an object, or a list that means all.");
  } else if (const Value* all = written.find("all")) {
    condition.kind = ConditionKind::all;
    read_group(*all, child_pointer(pointer, "all"), condition);
  } else if (const Value* any = written.find("any")) {
    condition.kind = ConditionKind::any;
    read_group(*any, child_pointer(pointer, "any"), condition);
  } else if (const Value* denied = written.find("not")) {
    condition.kind = ConditionKind::not_;
    condition.children.push_back(read(*denied, child_pointer(pointer, "not")));
  } else if (const Value* rule = written.find("logic")) {
    condition.kind = ConditionKind::logic;
    read_logic(*rule, child_pointer(pointer, "logic"), condition);
  } else {
    return read_comparison(written, pointer, condition), condition;
  }
  if (written.object().size() > 1) {
    report("unknown_property", pointer, "A group of conditions, or `logic`, has one property.");
  }
  return condition;
}

void ConditionReader::read_group(const Value& written, const std::string& pointer,
                                 Condition& condition) {
  if (!written.is_list()) report("wrong_type", pointer, "This must be a list of conditions.");
  for (std::size_t at = 0; at < written.list().size(); ++at) {
    condition.children.push_back(read(written.list()[at], child_pointer(pointer, at)));
  }
}

void ConditionReader::read_logic(const Value& rule, const std::string& pointer,
                                 Condition& condition) {
  condition.logic.rule = rule;
  for (Diagnostic& fault : check_logic(rule)) {
    fault.place.pointer = pointer + fault.place.pointer;
    faults_.push_back(std::move(fault));
  }
}

void ConditionReader::read_comparison(const Value& written, const std::string& pointer,
                                      Condition& condition) {
  bool has_operator = false;
  for (const Value::Member& member : written.object()) {
    const std::string place = child_pointer(pointer, member.name);
    const std::string& text = member.value.text();
    if (member.name == "slug") {
      condition.slug = text;
      if (text.empty()) report("wrong_type", place, "A slug is a text.");
    } else if (member.name == "source") {
      if (!from_text(text, condition.source)) {
        report("unknown_word", place, "There is no such source.");
      }
    } else if (member.name == "operator") {
      has_operator = from_text(text, condition.operation);
      if (!has_operator) report("unknown_word", place, "There is no such operator.");
    } else if (member.name == "value") {
      read_value(member.value, place, condition);
    } else {
      report("unknown_property", place, "A comparison has no such property.");
    }
  }
  if (!written.find("operator")) {
    report("missing_property", pointer, "A comparison needs an `operator`.");
  }
  if (condition.source == OperandSource::session && condition.slug.empty()) {
    report("missing_property", pointer, "A comparison needs the `slug` of a field.");
  }
  const bool is_pattern = has_operator && condition.operation == Operator::matches &&
                          condition.value_slug.empty() && condition.value.is_text();
  if (is_pattern && !parse_pattern(condition.value.text())) {
    report("reg_ex", child_pointer(pointer, "value"), "This is no pattern.");
  }
}

void ConditionReader::read_value(const Value& value, const std::string& pointer,
                                 Condition& condition) {
  if (!value.is_object()) {
    condition.value = value;
    return;
  }
  const Value* slug = value.find("slug");
  if (slug && value.object().size() == 1) condition.value_slug = slug->text();
  if (condition.value_slug.empty()) {
    report("wrong_type", pointer, "An object here names another field: {\"slug\": …}.");
  }
}

}  // namespace tundish
