#pragma once

#include <map>
#include <string>
#include <vector>

#include "simulate/plan.hpp"
#include "tundish/state.hpp"

namespace tundish {

/// What decides where a session can still go: two states with the same key are led to states with
/// the same key by the same move. An answer that no rule reads counts by whether it is there and
/// fits; one that rules compare, by what they say of it.
class StateKeys {
 public:
  explicit StateKeys(const Plan& plan);

  /// Whether that is so: nothing of the clock, the visitor's surroundings, effects or computed
  /// values decides.
  bool are_enough() const { return are_enough_; }
  std::string key_of(const State& state) const;

 private:
  struct Reading {
    std::vector<const Condition*> conditions;
    bool is_whole = false;  ///< every value counts by itself
  };

  void read_conditions(const Layer& layer, std::size_t index);
  void read_condition(const Condition& condition);
  void read_component(const Component& here);
  void read_inputs(const Plan& plan);
  void add_answer(const Answer& answer, std::string& key) const;

  std::map<std::string, Reading> slugs_;
  bool reads_visits_ = false;
  bool reads_score_ = false;
  bool are_enough_ = true;
};

}  // namespace tundish
