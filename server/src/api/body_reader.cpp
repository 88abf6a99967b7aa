#include "api/body_reader.hpp"

#include <algorithm>
#include <cmath>

#include "tundish/analyze.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {

BodyReader::BodyReader(std::string_view json) : json_(json) { take(parse_value(json)); }

BodyReader BodyReader::of(Result<Value> body) {
  BodyReader reader;
  reader.take(std::move(body));
  return reader;
}

void BodyReader::take(Result<Value> body) {
  if (!body) {
    faults_ = body.error();
  } else if (!body->is_object()) {
    add_fault("wrong_type", "", "The body must be a JSON object.");
  } else {
    body_ = std::move(*body);
    is_readable_ = true;
  }
}

const Value* BodyReader::find(std::string_view name) {
  known_.emplace_back(name);
  return body_.find(name);
}

const Value* BodyReader::require(std::string_view name) {
  const Value* value = find(name);
  if (value == nullptr && is_readable_) {
    add_fault("missing_property", "", "`" + std::string(name) + "` is missing.");
  }
  return value;
}

void BodyReader::add_unknown_word(std::string_view name, std::string_view words) {
  add_fault("unknown_word", name, "`" + std::string(name) + "` is " + std::string(words) + ".");
}

void BodyReader::add_fault(std::string_view code, std::string_view name, std::string sentence) {
  Diagnostic fault;
  fault.code = code;
  if (!name.empty()) fault.place.pointer = "/" + std::string(name);
  fault.sentence = std::move(sentence);
  faults_.push_back(std::move(fault));
}

std::string BodyReader::text(std::string_view name) {
  const Value* value = require(name);
  if (value == nullptr) return {};
  if (!value->is_text()) {
    add_fault("wrong_type", name, "`" + std::string(name) + "` must be a text.");
  }
  return value->text();
}

std::string BodyReader::text_or(std::string_view name, std::string_view fallback) {
  if (body_.find(name) != nullptr) return text(name);
  known_.emplace_back(name);
  return std::string(fallback);
}

std::int64_t BodyReader::integer(std::string_view name) {
  const Value* value = require(name);
  if (value == nullptr) return 0;
  constexpr double kLargest = 9007199254740991.0;  // 2^53 - 1
  const double number = value->number();
  if (!value->is_number() || std::floor(number) != number || std::abs(number) > kLargest) {
    add_fault("wrong_type", name, "`" + std::string(name) + "` must be a whole number.");
    return 0;
  }
  return static_cast<std::int64_t>(number);
}

std::int64_t BodyReader::integer_or(std::string_view name, std::int64_t fallback) {
  if (body_.find(name) != nullptr) return integer(name);
  known_.emplace_back(name);
  return fallback;
}

bool BodyReader::boolean(std::string_view name) {
  const Value* value = find(name);
  if (value == nullptr) return false;
  if (!value->is_boolean()) {
    add_fault("wrong_type", name, "`" + std::string(name) + "` must be true or false.");
  }
  return value->boolean();
}

Value BodyReader::any(std::string_view name) {
  const Value* value = find(name);
  return value == nullptr ? Value() : *value;
}

Value BodyReader::object(std::string_view name) {
  const Value* value = require(name);
  if (value == nullptr) return Value(Value::Object{});
  if (!value->is_object()) {
    add_fault("wrong_type", name, "`" + std::string(name) + "` must be an object.");
  }
  return *value;
}

Value BodyReader::object_or_none(std::string_view name) {
  if (body_.find(name) != nullptr) return object(name);
  known_.emplace_back(name);
  return Value(Value::Object{});
}

const Value::List& BodyReader::list(std::string_view name) {
  const Value* value = require(name);
  if (value == nullptr) return Value().list();  // the empty list, which is always there
  if (!value->is_list()) {
    add_fault("wrong_type", name, "`" + std::string(name) + "` must be a list.");
  }
  return value->list();
}

Diagnostics BodyReader::faults() {
  for (const Value::Member& member : body_.object()) {
    if (std::find(known_.begin(), known_.end(), member.name) == known_.end()) {
      add_fault("unknown_property", member.name,
                "`" + member.name.substr(0, 64) + "` is not known here.");
    }
  }
  if (is_readable_ && !faults_.empty() && !json_.empty()) locate(faults_, json_);
  return faults_;
}

}  // namespace tundish::api
