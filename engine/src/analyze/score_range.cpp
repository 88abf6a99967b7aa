#include "analyze/score_range.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "analyze/places.hpp"
#include "values/values.hpp"

namespace tundish {

namespace {

constexpr double kRounding = 1e-9;

/// What one answer can add; nothing is 0.
struct Range {
  double low = 0, high = 0;
};

/// What at most so many of these add.
Range of_some(std::vector<double> scores, std::size_t most) {
  Range range;
  std::sort(scores.begin(), scores.end());
  const std::size_t count = std::min(most, scores.size());
  for (std::size_t i = 0; i < count; ++i) {
    range.low += std::min(scores[i], 0.0);
    range.high += std::max(scores[scores.size() - 1 - i], 0.0);
  }
  return range;
}

Range of_input(const Input& input) {
  std::vector<double> scores;
  for (const Option& option : input.options) scores.push_back(option.score.value_or(0));
  for (const Line& column : input.columns) scores.push_back(column.score);
  const bool is_matrix = input.input_type == InputType::matrix;
  const bool is_several = is_matrix && input.appearance == InputAppearance::multiple;
  const int most = is_matrix ? 1 : effective_validations(input).max_selected.value_or(1);
  Range range = of_some(scores, is_several ? scores.size() : static_cast<std::size_t>(most));
  const auto times = static_cast<double>(is_matrix ? input.rows.size() : 1);
  range.low *= times;
  range.high *= times;
  if (!input.is_array) return range;
  if (range.low < 0) range.low = -Domain::kInfinity;
  if (range.high > 0) range.high = Domain::kInfinity;
  return range;
}

void each_input(const Definition& definition, const std::function<void(const Input&)>& visit) {
  for (std::size_t i = 0; i < definition.layers.size(); ++i) {
    each_component(definition.layers[i], i, [&visit](const Component& one, const std::string&) {
      if (one.input()) visit(*one.input());
    });
  }
}

/// Whether what it plays may add to the score.
bool plays_for_score(const Definition& definition) {
  return std::any_of(definition.layers.begin(), definition.layers.end(), [&](const Layer& layer) {
    if (!layer.subfunnel) return false;
    const Definition* played = find_subfunnel(definition, *layer.subfunnel);
    if (!played || plays_for_score(*played)) return true;
    bool counts = false;
    each_input(*played, [&counts](const Input& input) {
      const Range range = of_input(input);
      counts = counts || range.low < 0 || range.high > 0;
    });
    return counts;
  });
}

}  // namespace

Domain score_range(const Definition& whole) {
  Domain domain;
  domain.number = true;
  if (plays_for_score(whole)) return domain;
  // Inputs with one slug share their answer.
  std::map<std::string, Range> ranges;
  each_input(whole, [&ranges](const Input& input) {
    const Range one = of_input(input);
    Range& range = ranges[input.slug];
    range.low = std::min(range.low, one.low);
    range.high = std::max(range.high, one.high);
  });
  domain.low = domain.high = 0;
  bool is_exact = true;
  for (const auto& [slug, range] : ranges) {
    domain.low += range.low;
    domain.high += range.high;
    is_exact =
        is_exact && std::floor(range.low) == range.low && std::floor(range.high) == range.high;
  }
  // Sums of fractions depend on their order in the last digit.
  domain.low -= is_exact ? 0 : kRounding * std::max(1.0, -domain.low);
  domain.high += is_exact ? 0 : kRounding * std::max(1.0, domain.high);
  return domain;
}

}  // namespace tundish
