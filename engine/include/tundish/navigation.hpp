#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tundish/enums.gen.hpp"
#include "tundish/value.hpp"

namespace tundish {

/// Position of a layer in `Definition::layers`.
using LayerIndex = int;
inline constexpr LayerIndex kNoLayer = -1;

struct LogicProgram;

/// JsonLogic, as it is written, and compiled when it was read from a definition.
struct Logic {
  Value rule;
  std::shared_ptr<const LogicProgram> program;
  bool operator==(const Logic& other) const { return rule == other.rule; }
};

/// One test, or a group of tests. A `compare` reads the operand `slug` from `source` and compares
/// it with `value`, or with the operand `value_slug` when that is set.
struct Condition {
  ConditionKind kind = ConditionKind::compare;
  OperandSource source = OperandSource::session;
  std::string slug;
  Operator operation = Operator::equal;
  Value value;
  std::string value_slug;
  std::vector<Condition> children;  ///< of `all` and `any`; exactly one of `not_`
  Logic logic;                      ///< of `logic`
  bool operator==(const Condition&) const = default;
};

/// A variant of an experiment, and the layer that it leads to.
struct Variant {
  std::string name;
  std::int64_t weight = 0;
  LayerIndex target = kNoLayer;
  bool operator==(const Variant&) const = default;
};

/// A way onward that is taken when all its conditions hold: to `target`, or, when `experiment` is
/// not empty, to the layer of the session's variant.
struct Jump {
  LayerIndex target = kNoLayer;
  std::string experiment;
  std::vector<Variant> variants;  ///< sorted by name
  std::vector<Condition> conditions;
  bool operator==(const Jump&) const = default;
};

/// Ways onward in order: the first jump whose conditions all hold, else `target`.
struct Navigation {
  std::vector<Jump> jumps;
  LayerIndex target = kNoLayer;
  bool operator==(const Navigation&) const = default;

  bool leads_nowhere() const { return jumps.empty() && target == kNoLayer; }
};

}  // namespace tundish
