#pragma once

#include <string_view>

#include "tundish/expression.hpp"
#include "tundish/funnel.hpp"
#include "tundish/state.hpp"

namespace tundish {

/// What conditions and templates can read of a session: valid answers on the path taken, and the
/// built-in values `score`, `reference_code` (`ReferenceCode`) and `funnel`.
class Operands {
 public:
  Operands(const Funnel& funnel, const State& state) : funnel_(funnel), state_(state) {}

  /// The operand, or null when it is absent; lives until the next call.
  const Value* find(OperandSource source, std::string_view slug);
  /// A name of a template.
  const Value* find_name(std::string_view name);

 private:
  const Value* keep(Value value);

  const Funnel& funnel_;
  const State& state_;
  Value kept_;
};

/// Where the ways lead: the target of the first jump whose conditions hold, else the default.
LayerIndex choose_target(const Funnel& funnel, const State& state, const Navigation& navigation);

}  // namespace tundish
