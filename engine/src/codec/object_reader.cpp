#include "codec/object_reader.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "support/join.hpp"
#include "support/pointer.hpp"
#include "support/terse.hpp"

namespace tundish {

namespace {

constexpr double kMaxInteger = 9007199254740991.0;
[[maybe_unused]] constexpr std::size_t kUsualMembers = 24;

}  // namespace

ObjectReader::ObjectReader(const Value& value, std::string pointer, Diagnostics& diagnostics)
    : value_(value), pointer_(std::move(pointer)), diagnostics_(diagnostics) {
  if constexpr (!kTerse) asked_.reserve(kUsualMembers);
  if (value_.is_object()) return;
  Diagnostic diagnostic;
  diagnostic.code = "wrong_type";
  diagnostic.place.pointer = pointer_;
  diagnostic.sentence = "This must be an object.";
  diagnostics_.push_back(std::move(diagnostic));
}

std::string ObjectReader::pointer_to(std::string_view name) const {
  if constexpr (kTerse) return {};
  return child_pointer(pointer_, name);
}

void ObjectReader::fault(std::string_view code, std::string_view name,
                         std::initializer_list<std::string_view> sentence) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.place.pointer = pointer_to(name);
  diagnostic.sentence = tundish::sentence(sentence);
  diagnostics_.push_back(std::move(diagnostic));
}

const Value* ObjectReader::member(std::string_view name, Presence presence) {
  asked_.push_back(name);
  const Value* value = value_.find(name);
  if (!value && presence == Presence::required && value_.is_object()) {
    fault("missing_property", name, {"The property ", name, " is missing."});
  }
  return value;
}

std::string ObjectReader::text(std::string_view name, Presence presence) {
  const Value* value = member(name, presence);
  if (!value) return {};
  if (!value->is_text()) fault("wrong_type", name, {"This must be a text."});
  return value->text();
}

double ObjectReader::number(std::string_view name, Presence presence) {
  const Value* value = member(name, presence);
  if (!value) return 0;
  if (!value->is_number()) fault("wrong_type", name, {"This must be a number."});
  return value->number();
}

std::int64_t ObjectReader::integer(std::string_view name, std::int64_t least, Presence presence) {
  const Value* value = member(name, presence);
  if (!value) return 0;
  const double number = value->number();
  if (!value->is_number() || number != std::floor(number) || std::fabs(number) > kMaxInteger) {
    fault("wrong_type", name, {"This must be a whole number."});
    return 0;
  }
  const auto read = static_cast<std::int64_t>(number);
  if (read < least)
    fault("too_small", name, {"This must be at least ", std::to_string(least), "."});
  return read;
}

int ObjectReader::small_integer(std::string_view name, Presence presence) {
  constexpr std::int64_t kMost = std::numeric_limits<int>::max();
  const std::int64_t read = integer(name, 0, presence);
  if (read <= kMost) return static_cast<int>(read);
  fault("too_large", name, {"This must be at most ", std::to_string(kMost), "."});
  return 0;
}

bool ObjectReader::boolean(std::string_view name) {
  const Value* value = member(name, Presence::optional);
  if (!value) return false;
  if (!value->is_boolean()) fault("wrong_type", name, {"This must be true or false."});
  return value->boolean();
}

const Value::List& ObjectReader::list(std::string_view name, Presence presence) {
  const Value* value = member(name, presence);
  if (!value) return Value().list();
  if (!value->is_list()) fault("wrong_type", name, {"This must be a list."});
  return value->list();
}

void ObjectReader::finish() {
  for (const Value::Member& member : value_.object()) {
    if (std::find(asked_.begin(), asked_.end(), member.name) != asked_.end()) continue;
    fault("unknown_property", member.name, {"The property ", member.name, " is not known here."});
  }
}

}  // namespace tundish
