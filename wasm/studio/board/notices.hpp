#pragma once

#include <optional>
#include <string>
#include <vector>

#include "board/plan.hpp"
#include "document/edit.hpp"

namespace tundish::studio::board {

/// A difference of shares as people read it: ↑8%; nothing where there is none to be seen.
std::string change_text(std::optional<double> change);

/// What is known of a layer besides what it is.
struct CardNotice {
  int errors = 0, warnings = 0;
  std::optional<double> reached, dropped, converted;  ///< sessions
  std::optional<double> change;  ///< by how much the share of those who come is another than it was
  bool is_here = false;          ///< the session that is played is there
  bool was_entered = false;      ///< it was there
  std::optional<bool> is_tested;  ///< by a recorded test
};

/// The same of a way.
struct WayNotice {
  std::optional<double> traffic;  ///< its share of the layer's visitors
  std::optional<double> change;   ///< by how much that is another than it was
  bool was_taken = false;
  std::optional<bool> is_tested;
};

/// What is known of a funnel besides what it is: findings of the analysis, numbers of visitors, of
/// real ones or simulated, where the preview is, and what recorded tests take.
struct Notices {
  std::vector<CardNotice> cards;
  std::vector<WayNotice> ways;
  double most = 0;  ///< visitors of the layer that most came to
};

/// `told` is `{findings: [{pointer, severity}], layers: {<id>: {reached, dropped, converted,
/// change}}, ways: [{from, to, count, change} or {pointer, count, change}], playing: {layer,
/// layers: [<id>], ways: [{from, to}]}, tests: {taken: {layers, ways}, missing: {layers, ways}}}`;
/// whatever is missing is not known. Several ways between the same layers that no pointer tells
/// apart share their visitors.
Notices notices_of(const Json& told, const Plan& plan);

}  // namespace tundish::studio::board
