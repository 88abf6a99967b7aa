#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/consequences.hpp"
#include "service/statistics.hpp"
#include "service/submission.hpp"
#include "tundish/advance.hpp"

namespace tundish::service {

/// The beginning of a log, played before its transaction: while one thread writes, the others play.
/// It holds for a session that is not here yet.
struct Rehearsal {
  std::vector<Consequences> consequences;  ///< of each event
  State state;                             ///< after the last one
  std::string state_text;
  SessionTallies tallies;
};

/// Nothing unless the submission begins the log of that root and all of it fits; what is wrong with
/// it then, the transaction says.
std::optional<Rehearsal> rehearse(const Funnel& funnel, const Submission& submission,
                                  std::string_view root);

}  // namespace tundish::service
