#pragma once

#include <optional>
#include <string>

#include "service/lineage.hpp"
#include "service/submission.hpp"
#include "store/store.hpp"
#include "tundish/funnel.hpp"

namespace tundish::service {

/// Where a branch that is not stored yet leaves its parent. What it says stays true: logs only
/// grow, so it may be found before the transaction that uses it.
struct Attachment {
  store::Session parent;       ///< the session that holds the event at `at`
  Lineage lineage;             ///< the shared part of the log
  std::string hash;            ///< of the event at `at`
  std::optional<State> state;  ///< after that event; when the submission goes on from there
  std::size_t parents = 0;     ///< how many chains the branch would lead through
};

/// Nothing when the parent, or its event at `at`, is not here.
std::optional<Attachment> find_attachment(store::Reader& reader,
                                          const std::optional<Funnel>& funnel,
                                          const Submission& submission, std::string_view root);

}  // namespace tundish::service
