#pragma once

#include <optional>
#include <string>
#include <vector>

#include "board/plan.hpp"
#include "document/edit.hpp"

namespace tundish::studio::board {

/// What is known of a layer besides what it is.
struct CardNotice {
  int errors = 0, warnings = 0;
  std::optional<double> reached, dropped, converted;  ///< sessions
};

/// What is known of a funnel besides what it is: findings of the analysis, numbers of visitors, of
/// real ones or simulated.
struct Notices {
  std::vector<CardNotice> cards;               ///< of each card
  std::vector<std::optional<double>> traffic;  ///< of each way: its share of the layer's visitors
  double most = 0;                             ///< visitors of the layer that most came to
};

/// `told` is `{findings: [{pointer, severity}], layers: {<id>: {reached, dropped, converted}},
/// ways: [{from, to, count} or {pointer, count}]}`; whatever is missing is not known. Several ways
/// between the same layers that no pointer tells apart share their visitors.
Notices notices_of(const Json& told, const Plan& plan);

}  // namespace tundish::studio::board
