#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/proportions.hpp"
#include "service/statistics.hpp"

namespace tundish::service {

/// What a variant is to bring about: a session counts once, however often it does it.
enum class Goal { conversion, completion };
std::string_view to_text(Goal goal);
bool from_text(std::string_view text, Goal& goal);

/// What can be said of a variant beside the control.
enum class Verdict {
  too_few,  ///< not enough sessions yet
  open,     ///< the difference may be chance
  better,
  worse
};
std::string_view to_text(Verdict verdict);

/// How a variant does beside the control.
struct Comparison {
  double difference = 0;  ///< its rate less the control's
  Interval interval;      ///< of that
  double chance = 1;      ///< of such a difference where there is none, for so many comparisons
  Verdict verdict = Verdict::too_few;
};

struct VariantResult {
  std::string variant;
  Statistics statistics;
  Proportion reached;  ///< the goal, of the sessions that met it
  std::optional<Interval> interval;
  std::optional<Comparison> comparison;  ///< nothing of the control, and where nobody met either
};

struct ExperimentResult {
  std::string experiment;
  std::string control;  ///< the variant that the others are compared with
  std::vector<VariantResult> variants;
};

/// Of all experiments that somebody met, by name. `control` is a variant's name; where there is
/// none of it, and where it is empty, the first by name is the control.
///
/// The method: a pooled z test of two proportions, both sides, whose chance is multiplied by how
/// many variants are compared with the control (Bonferroni). Below 0.05 there is a difference.
/// Rates have Wilson's interval of 95 %, differences Newcombe's, made as much wider.
std::vector<ExperimentResult> read_experiments(store::Store& store,
                                               const store::CounterQuery& query, Goal goal,
                                               const std::string& control);

}  // namespace tundish::service
