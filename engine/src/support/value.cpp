#include "tundish/value.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "support/stable_order.hpp"
#include "support/terse.hpp"

namespace tundish {

namespace {

/// Up to here looking at each is quicker than dividing.
constexpr std::size_t kFewMembers = kTerse ? 0 : 16;

[[maybe_unused]] bool is_finite(double number) { return number - number == 0; }

auto find_member(auto& object, std::string_view name) {
  return std::lower_bound(object.begin(), object.end(), name,
                          [](const Value::Member& member, std::string_view sought) {
                            return member.name.compare(sought) < 0;
                          });
}

bool name_before(const Value::Member& a, const Value::Member& b) { return a.name < b.name; }

/// Sorts by name; of several members with one name the last stays.
void normalise(Value::Object& object) {
  const auto not_before = [](const Value::Member& a, const Value::Member& b) {
    return !name_before(a, b);
  };
  if (std::adjacent_find(object.begin(), object.end(), not_before) == object.end()) return;
  sort_stably(object,
              [](const Value::Member& a, const Value::Member& b) { return name_before(a, b); });
  std::size_t kept = 0;
  for (std::size_t at = 0; at < object.size(); ++at) {
    const bool repeated = at + 1 < object.size() && object[at + 1].name == object[at].name;
    if (repeated) continue;
    if (kept != at) object[kept] = std::move(object[at]);
    ++kept;
  }
  object.erase(object.begin() + static_cast<std::ptrdiff_t>(kept), object.end());
}

template <class T, class Held>
const T& held_or_empty(const Held& held) {
  static const T kEmpty{};
  const T* found = std::get_if<T>(&held);
  return found ? *found : kEmpty;
}

}  // namespace

Value::Value() = default;
Value::Value(bool boolean) : held_(boolean) {}
Value::Value(int number) : held_(static_cast<double>(number)) {}
Value::Value(double number) : held_(number) { assert(is_finite(number)); }
Value::Value(const char* text) : held_(std::string(text)) {}
Value::Value(std::string text) : held_(std::move(text)) {}
Value::Value(std::string_view text) : held_(std::string(text)) {}
Value::Value(List list) : held_(std::move(list)) {}
Value::Value(Object object) : held_(std::move(object)) { normalise(*std::get_if<Object>(&held_)); }
Value::Value(const Value& other) = default;
Value::Value(Value&& other) noexcept = default;
Value& Value::operator=(const Value& other) { return *this = Value(other); }
Value& Value::operator=(Value&& other) noexcept = default;
Value::~Value() = default;

bool Value::is_null() const { return std::holds_alternative<std::monostate>(held_); }
bool Value::is_boolean() const { return std::holds_alternative<bool>(held_); }
bool Value::is_number() const { return std::holds_alternative<double>(held_); }
bool Value::is_text() const { return std::holds_alternative<std::string>(held_); }
bool Value::is_list() const { return std::holds_alternative<List>(held_); }
bool Value::is_object() const { return std::holds_alternative<Object>(held_); }

bool Value::boolean() const { return held_or_empty<bool>(held_); }
double Value::number() const { return held_or_empty<double>(held_); }
const std::string& Value::text() const { return held_or_empty<std::string>(held_); }
const Value::List& Value::list() const { return held_or_empty<List>(held_); }
const Value::Object& Value::object() const { return held_or_empty<Object>(held_); }

const Value* Value::find(std::string_view name) const {
  const Object& members = object();
  if (members.size() <= kFewMembers) {
    for (const Member& member : members) {
      if (member.name.size() == name.size() && member.name == name) return &member.value;
    }
    return nullptr;
  }
  const auto place = find_member(members, name);
  return place != members.end() && place->name == name ? &place->value : nullptr;
}

void Value::set(std::string_view name, Value value) {
  if (!is_object()) held_ = Object{};
  Object& members = *std::get_if<Object>(&held_);
  const auto place = find_member(members, name);
  if (place != members.end() && place->name == name) {
    place->value = std::move(value);
  } else {
    members.insert(place, Member{std::string(name), std::move(value)});
  }
}

void Value::push(Value value) {
  if (!is_list()) held_ = List{};
  std::get_if<List>(&held_)->push_back(std::move(value));
}

bool Value::operator==(const Value& other) const { return held_ == other.held_; }

}  // namespace tundish
