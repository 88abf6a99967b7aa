#pragma once

#include <string>
#include <vector>

#include "simulate/edges.hpp"
#include "simulate/visitor.hpp"
#include "tundish/advance.hpp"
#include "tundish/why.hpp"

namespace tundish {

/// What one move has done, by number.
struct Outcome {
  struct Entering {
    int edge = -1;  ///< -1 of the first layer
    LayerIndex layer = kNoLayer;
    bool is_skipped = false;
  };
  std::vector<Entering> entered;
  std::optional<RefusalCode> refused;
  bool is_asked_again = false;
};

/// Listens to the steps of one session for the ways that they take.
class Listener : public Trace {
 public:
  struct Heard {
    FactKind kind = FactKind::entered;
    bool is_choice = false;
    LayerIndex from = kNoLayer, to = kNoLayer;
    const Navigation* ways = nullptr;
    int jump = -1;
    std::string variant;
    std::string layer;  ///< of a skipped one
  };

  void judged(const Funnel&, const State&, const std::vector<Condition>&) override {}
  void chose(const Funnel& funnel, const State& state, const Navigation& ways, LayerIndex target,
             int jump, std::string_view variant) override;
  void looked(const AutofillSource&, std::string_view, const Value&, bool) override {}
  void happened(const Fact& fact) override;

  std::vector<Heard> heard;
};

/// Plays one session: an engine without log, hashes and texts. The same steps as `advance`.
class Stepper {
 public:
  Stepper(const Plan& plan, Edges& edges);

  void begin(Started header, std::int64_t clock_ms);
  /// Goes on from a state that another session has come to.
  void resume(const State& state) { state_ = state; }
  /// Makes the visitor's move; `wishes` are a scout's.
  void make(const Situation& situation, const Move& move, const Wishes* wishes, Chance& chance);

  const State& state() const { return state_; }
  const Outcome& outcome() const { return outcome_; }

 private:
  void play(LayerIndex before);
  void follow(LayerIndex at, std::size_t known);
  int edge_of(LayerIndex from, LayerIndex to, const Listener::Heard* choice, FactKind cause);

  const Plan& plan_;
  Edges& edges_;
  Listener listener_;
  Funnel funnel_;
  State state_;
  Event event_;
  Outcome outcome_;
};

}  // namespace tundish
