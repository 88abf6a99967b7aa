#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tundish/logic.hpp"
#include "tundish/value.hpp"

namespace tundish {

enum class LogicOperator : std::uint8_t {
  constant,  // the value at `detail` of the constants
  list,      // the values of its operands
  path,      // var, val or exists with a path that is known: `detail` of the paths
  unknown,
  var,
  val,
  exists,
  missing,
  missing_some,
  if_,
  and_,
  or_,
  not_,
  truthy,
  coalesce,
  try_,
  throw_,
  equal,
  not_equal,
  strict_equal,
  strict_not_equal,
  less,
  less_or_equal,
  greater,
  greater_or_equal,
  plus,
  minus,
  times,
  divide,
  modulo,
  max,
  min,
  cat,
  substr,
  length,
  slice,
  in,
  merge,
  sort,
  map,
  filter,
  reduce,
  all,
  some,
  none,
  preserve,
  log,
};

/// Whether it compares one value with another.
constexpr bool is_comparison(LogicOperator operation) {
  return operation >= LogicOperator::equal && operation <= LogicOperator::greater_or_equal;
}

/// One part of a rule. Its operands stand in `LogicProgram::operands` from `first` on.
struct LogicNode {
  LogicOperator operation = LogicOperator::constant;
  /// The operand was no list: when it gives one, that is the list of operands.
  bool is_bare = false;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  std::uint32_t detail = 0;
};

/// One step down: a member's name, or the place in a list.
struct PathStep {
  std::string name;
  std::int64_t index = -1;  // when the name is a whole number
};

/// Where `var`, `val` and `exists` look.
struct LogicPath {
  /// How far up: 2 is the data around the iterator, 1 besides knows `index` and `key`.
  std::uint32_t climb = 0;
  std::vector<PathStep> steps;  // none: the whole data
  bool asks_presence = false;   // of `exists`
  std::int32_t slot = -1;       // of the first step, where data lie in numbered slots
};

struct LogicProgram {
  std::vector<LogicNode> nodes;
  std::vector<std::uint32_t> operands;
  std::vector<Value> constants;
  std::vector<LogicPath> paths;
  std::uint32_t root = 0;
};

PathStep to_step(std::string name);
/// The steps of a path with dots, `\` before a dot, a slash or itself; `../` at its beginning
/// climb.
LogicPath to_dotted_path(std::string_view text);
/// What names a member: a text, or what is written for another value.
std::string key_text(const Value& key);
/// The path of a key that is a value: null is the whole, a list has a step in each item.
LogicPath path_of_key(const Value& key);

/// The operator of that name, if there is one.
std::optional<LogicOperator> find_operator(std::string_view name);

}  // namespace tundish
