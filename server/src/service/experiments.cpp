#include "service/experiments.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace tundish::service {
namespace {

constexpr double kChance = 0.05;

Proportion proportion_of(const Statistics& statistics, Goal goal) {
  const std::int64_t part =
      goal == Goal::conversion ? statistics.converted : statistics.completions;
  // Whoever completes twice counts once; who met it on an earlier day is no session of this one.
  return {std::min(part, statistics.sessions), statistics.sessions};
}

Comparison compare(const Proportion& control, const Proportion& variant, double comparisons) {
  const double deviations = deviations_of(kChance / comparisons);
  Comparison found;
  found.difference =
      *share_of(variant.part, variant.whole) - *share_of(control.part, control.whole);
  found.interval = newcombe_interval(control, variant, deviations);
  found.chance = std::min(1.0, comparisons * chance_of_difference(control, variant));
  if (!is_enough(control, variant)) return found;
  found.verdict = Verdict::open;
  if (found.chance < kChance) {
    found.verdict = found.difference > 0 ? Verdict::better : Verdict::worse;
  }
  return found;
}

void compare_all(ExperimentResult& experiment) {
  std::vector<VariantResult>& variants = experiment.variants;
  const auto control = std::find_if(
      variants.begin(), variants.end(),
      [&experiment](const VariantResult& one) { return one.variant == experiment.control; });
  const auto comparisons = static_cast<double>(variants.size() - 1);
  for (VariantResult& one : variants) {
    if (one.reached.whole == 0) continue;
    one.interval = wilson_interval(one.reached, deviations_of(kChance));
    if (&one == &*control || control->reached.whole == 0) continue;
    one.comparison = compare(control->reached, one.reached, comparisons);
  }
}

}  // namespace

std::string_view to_text(Goal goal) {
  return goal == Goal::conversion ? "conversion" : "completion";
}

bool from_text(std::string_view text, Goal& goal) {
  for (const Goal one : {Goal::conversion, Goal::completion}) {
    if (to_text(one) != text) continue;
    goal = one;
    return true;
  }
  return false;
}

std::string_view to_text(Verdict verdict) {
  constexpr std::string_view kWords[] = {"too_few", "open", "better", "worse"};
  return kWords[static_cast<int>(verdict)];
}

std::vector<ExperimentResult> read_experiments(store::Store& store,
                                               const store::CounterQuery& query, Goal goal,
                                               const std::string& control) {
  store::CounterQuery all = query;
  all.of_layers = false;
  all.experiment.clear();
  all.variant.clear();
  all.by = store::CountedBy::experiment;
  std::vector<ExperimentResult> experiments;
  for (const Statistics& met : read_statistics(store, all)) {
    ExperimentResult experiment;
    experiment.experiment = met.value;
    store::CounterQuery arms = all;
    arms.by = store::CountedBy::variant;
    arms.experiment = met.value;
    for (Statistics& one : read_statistics(store, arms)) {
      VariantResult variant;
      variant.variant = one.value;
      variant.reached = proportion_of(one, goal);
      variant.statistics = std::move(one);
      if (variant.variant == control) experiment.control = control;
      experiment.variants.push_back(std::move(variant));
    }
    if (experiment.variants.empty()) continue;  // they were erased meanwhile
    if (experiment.control.empty()) experiment.control = experiment.variants.front().variant;
    compare_all(experiment);
    experiments.push_back(std::move(experiment));
  }
  return experiments;
}

}  // namespace tundish::service
