#pragma once

#include <string_view>

#include "tundish/expression.hpp"
#include "tundish/funnel.hpp"
#include "tundish/state.hpp"

namespace tundish {

/// What conditions, templates and logic can read of a session: valid answers on the path taken, and
/// below `score`, `reference_code` (`ReferenceCode`), `funnel`, `initial`, `contact`, `device`,
/// `auth`, `channel` and `language` what those names say. In a subfunnel the answers are its own.
class Operands {
 public:
  Operands(const Funnel& funnel, const State& state) : funnel_(funnel), state_(state) {}

  /// The operand, or null when it is absent; lives until the next call.
  const Value* find(OperandSource source, std::string_view slug);
  /// A name of a template or of logic.
  const Value* find_name(std::string_view name);

 private:
  const Value* keep(Value value);
  const Value* find_answered(std::string_view slug) const;
  const Value* find_wide(OperandSource source, std::string_view slug);
  const Value* find_wide_name(std::string_view name);

  const Funnel& funnel_;
  const State& state_;
  Value kept_;
};

}  // namespace tundish
