#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "tundish/state.hpp"
#include "tundish/view.hpp"

namespace tundish {

/// Why an event changed nothing. `pointer` names the part of the event's input; `problems` says per
/// slug what a layer still lacks.
struct Refused {
  RefusalCode code = RefusalCode::malformed;
  std::string sentence;
  std::string pointer;
  bool operator==(const Refused&) const = default;
};

/// What happened in one step, in order: what statistics, page events and traces are made of.
struct Fact {
  FactKind kind = FactKind::entered;
  std::string layer;      ///< all kinds
  std::string component;  ///< of `answered`, `pressed`, `asked_again`
  std::string slug;       ///< of `answered`
  std::string name;       ///< of `closed`: the reason; of `triggered`: the domain event
  bool operator==(const Fact&) const = default;
};

/// Something that the engine asks its host to show in a one-at-a-time channel: what the funnel
/// said (`component`), or asks again with what was wrong (`problems` in it).
struct Say {
  ViewComponent component;
  bool again = false;
  bool operator==(const Say&) const = default;
};

/// Something that the engine asks its host to do.
using Effect = Say;

/// What one event leads to. When `refused` is set, `state` is the state before.
struct Transition {
  State state;
  std::optional<Refused> refused;
  std::vector<Fact> facts;
  std::vector<Effect> effects;
  bool operator==(const Transition&) const = default;
};

std::string to_json(const Refused& refused);
std::string to_json(const Fact& fact);
std::string to_json(const Effect& effect);

}  // namespace tundish
