#pragma once

#include <string_view>
#include <vector>

#include "tundish/funnel.hpp"
#include "tundish/state.hpp"

namespace tundish {

class Operands;

/// The value that a way with dots leads to (`items.0.price`: names of members, places in lists), or
/// null. The empty way is the whole value.
const Value* find_by_way(const Value& value, std::string_view way);
/// The same from a name that a text could use.
const Value* find_named(Operands& operands, std::string_view way);
/// Puts a value where a way leads to; objects are made where there are none. The empty way is the
/// whole value.
void set_by_way(Value& value, std::string_view way, Value put);

/// What is handed over to a server: from names that a text could use, to ways into an object. Null
/// when nothing is. What is absent is left out.
Value gathered(const Funnel& funnel, const State& state, const std::vector<Mapping>& mappings);

}  // namespace tundish
