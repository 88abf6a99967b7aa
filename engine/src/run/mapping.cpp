#include "run/mapping.hpp"

#include <algorithm>
#include <utility>

#include "run/operands.hpp"

namespace tundish {

namespace {

struct Parts {
  std::string_view first, rest;
};

/// Before and behind the first dot.
Parts split(std::string_view way) {
  const std::size_t dot = way.find('.');
  if (dot == way.npos) return {way, {}};
  return {way.substr(0, dot), way.substr(dot + 1)};
}

/// The place in a list that a part names; -1 when it names none.
int place_of(std::string_view part) {
  constexpr std::size_t kMaxDigits = 6;
  if (part.empty() || part.size() > kMaxDigits) return -1;
  int place = 0;
  for (char c : part) {
    if (c < '0' || c > '9') return -1;
    place = place * 10 + (c - '0');
  }
  return place;
}

const Value* child_of(const Value& value, std::string_view part) {
  if (!value.is_list()) return value.find(part);
  const int place = place_of(part);
  const Value::List& items = value.list();
  return place >= 0 && place < static_cast<int>(items.size())
             ? &items[static_cast<std::size_t>(place)]
             : nullptr;
}

}  // namespace

const Value* find_by_way(const Value& value, std::string_view way) {
  const Value* found = &value;
  while (found && !way.empty()) {
    const Parts parts = split(way);
    found = child_of(*found, parts.first);
    way = parts.rest;
  }
  return found;
}

const Value* find_named(Operands& operands, std::string_view way) {
  const Parts parts = split(way);
  const Value* found = operands.find_name(parts.first);
  return found ? find_by_way(*found, parts.rest) : nullptr;
}

void set_by_way(Value& value, std::string_view way, Value put) {
  if (way.empty()) {
    value = std::move(put);
    return;
  }
  const Parts parts = split(way);
  const Value* there = value.find(parts.first);
  Value child = there ? *there : Value();
  set_by_way(child, parts.rest, std::move(put));
  value.set(parts.first, std::move(child));
}

Value gathered(const Funnel& funnel, const State& state, const std::vector<Mapping>& mappings) {
  Value all;
  Operands operands(funnel, state);
  for (const Mapping& one : mappings) {
    const Value* found = find_named(operands, one.from);
    if (found) set_by_way(all, one.to.empty() ? one.from : one.to, *found);
  }
  return all;
}

}  // namespace tundish
