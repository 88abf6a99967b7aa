#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "simulate/plan.hpp"
#include "simulate/stepper.hpp"

namespace tundish {

/// Adds up what sessions do. What scouts do is noted, not counted.
class Counts {
 public:
  Counts(const Plan& plan, const Edges& edges);

  void begin(Channel channel);
  /// After a move of the session; `at` is the layer that it was made at.
  void add(const Outcome& outcome, LayerIndex at);
  void add_options(const std::vector<int>& options);
  void add_option(int option);
  /// The number of an ending; `stopped` says why the visitor went when the session has not ended
  /// itself.
  int ending_of(const State& state, std::string_view stopped, std::string_view reason);
  void end(int ending, int steps);
  void begin_scouting() { scouting_ = true; }

  bool has_layer(LayerIndex layer) const;
  bool has_edge(int edge) const;
  bool has_option(int option) const;

  Simulation report(const SimulateOptions& options, int scouts) const;

 private:
  struct Layer {
    std::int64_t visits = 0, sessions = 0, left = 0, skipped = 0, dropped = 0, refused = 0,
                 asked_again = 0;
    std::int64_t last_session = -1, last_left = -1;
    bool scouted = false;
  };
  struct Count {
    std::int64_t count = 0;
    bool scouted = false;
  };
  using EndingKey = std::pair<std::pair<std::string, std::string>, LayerIndex>;

  Layer& layer(LayerIndex index) { return layers_[static_cast<std::size_t>(index)]; }
  Count& edge(int index);
  SimulatedSteps measure_steps() const;

  const Plan& plan_;
  const Edges& edges_;
  std::vector<Layer> layers_;
  std::vector<Count> edge_counts_, options_;
  std::map<EndingKey, int> endings_;
  std::vector<Count> ending_counts_;
  std::vector<LayerIndex> dropped_at_;  ///< by ending: where the session was left
  std::vector<std::int64_t> refusals_, channels_, steps_;
  std::int64_t sessions_ = 0, gestures_ = 0;
  bool scouting_ = false;
};

}  // namespace tundish
