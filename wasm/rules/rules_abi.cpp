// Rules as a C interface: conditions over named fields, for web pages of one's own. Texts go in as
// pointer and length in memory from `tundish_alloc`; answers are JSON in one response buffer that
// lives until the next call. A field is set without JSON when it is a number, a boolean or a text.

#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tundish/codec.hpp"
#include "tundish/rules.hpp"

using namespace tundish;

namespace {

// A handle is the place in this table plus one; places are not used again.
std::vector<std::unique_ptr<Rules>> all_rules;
std::string response;

std::string_view view_of(const char* text, std::uint32_t size) { return {text, size}; }

Rules* find(std::uint32_t handle) {
  return handle == 0 || handle > all_rules.size() ? nullptr : all_rules[handle - 1].get();
}

std::uint32_t refuse(const Diagnostics& diagnostics) {
  response = "{\"diagnostics\":" + to_json(diagnostics) + "}";
  return 0;
}

std::uint32_t changed(std::size_t verdicts) { return static_cast<std::uint32_t>(verdicts); }

}  // namespace

extern "C" {

char* tundish_alloc(std::uint32_t size) { return static_cast<char*>(std::malloc(size)); }

void tundish_free(char* memory) { std::free(memory); }

const char* tundish_response() { return response.data(); }

std::uint32_t tundish_response_size() { return static_cast<std::uint32_t>(response.size()); }

/// Compiles a list of conditions; the response says the fields by number. 0: it was refused.
std::uint32_t tundish_rules(const char* text, std::uint32_t size) {
  const Result<Value> conditions = parse_value(view_of(text, size));
  if (!conditions) return refuse(conditions.error());
  Result<Rules> rules = parse_rules(*conditions);
  if (!rules) return refuse(rules.error());
  Value::List fields;
  for (const std::string& name : rules->fields()) fields.push_back(Value(name));
  response = "{\"count\":" + std::to_string(rules->count()) +
             ",\"fields\":" + to_json(Value(std::move(fields))) + "}";
  all_rules.push_back(std::make_unique<Rules>(std::move(*rules)));
  return static_cast<std::uint32_t>(all_rules.size());
}

/// Where the verdicts lie, a byte each: 0 fails, 1 holds, 2 its JsonLogic failed.
const Verdict* tundish_rules_verdicts(std::uint32_t handle) {
  const Rules* rules = find(handle);
  return rules ? rules->verdicts() : nullptr;
}

/// The number of a field; -1 when no rule reads it.
std::int32_t tundish_rules_field(std::uint32_t handle, const char* text, std::uint32_t size) {
  Rules* rules = find(handle);
  return rules ? rules->find_field(view_of(text, size)) : -1;
}

// Each of these sets one field and gives how many verdicts changed.

std::uint32_t tundish_rules_set_number(std::uint32_t handle, std::int32_t field, double number) {
  Rules* rules = find(handle);
  return rules ? changed(rules->set(field, number)) : 0;
}

std::uint32_t tundish_rules_set_boolean(std::uint32_t handle, std::int32_t field,
                                        std::uint32_t boolean) {
  Rules* rules = find(handle);
  return rules ? changed(rules->set(field, boolean != 0)) : 0;
}

std::uint32_t tundish_rules_set_text(std::uint32_t handle, std::int32_t field, const char* text,
                                     std::uint32_t size) {
  Rules* rules = find(handle);
  return rules ? changed(rules->set(field, Value(view_of(text, size)))) : 0;
}

/// Keeps a text that may be set often; its number, or -1 when there are too many already.
std::int32_t tundish_rules_remember(std::uint32_t handle, const char* text, std::uint32_t size) {
  Rules* rules = find(handle);
  return rules ? rules->remember(view_of(text, size)) : -1;
}

std::uint32_t tundish_rules_set_remembered(std::uint32_t handle, std::int32_t field,
                                           std::int32_t text) {
  Rules* rules = find(handle);
  return rules ? changed(rules->set_remembered(field, text)) : 0;
}

/// Any other value as JSON; what is no JSON clears the field.
std::uint32_t tundish_rules_set_json(std::uint32_t handle, std::int32_t field, const char* text,
                                     std::uint32_t size) {
  Rules* rules = find(handle);
  if (!rules) return 0;
  Result<Value> value = parse_value(view_of(text, size));
  return changed(value ? rules->set(field, std::move(*value)) : rules->clear(field));
}

std::uint32_t tundish_rules_clear(std::uint32_t handle, std::int32_t field) {
  Rules* rules = find(handle);
  return rules ? changed(rules->clear(field)) : 0;
}

/// Evaluates every rule anew.
std::uint32_t tundish_rules_evaluate(std::uint32_t handle) {
  Rules* rules = find(handle);
  return rules ? changed(rules->evaluate_all()) : 0;
}

void tundish_rules_release(std::uint32_t handle) {
  if (find(handle)) all_rules[handle - 1].reset();
}

}  // extern "C"
