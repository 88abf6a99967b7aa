#pragma once

#include <optional>
#include <string>

#include "service/funnel_cache.hpp"
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
  Lineage server;              ///< the shared part of the server's lane, when `state` is there
  std::string hash;            ///< of the event at `at`
  std::optional<State> state;  ///< after that event; when the submission goes on from there
  std::size_t parents = 0;     ///< how many chains the branch would lead through
  /// The parent itself goes on as the branch would: what is sent to the branch belongs there. So it
  /// is when a request that was long under way reached a restored server.
  bool is_in_parent = false;
};

/// Makes the session a branch there.
void attach(store::Session& session, const Attachment& attachment);

/// Nothing when the parent, or its event at `at`, is not here.
std::optional<Attachment> find_attachment(store::Reader& reader, FunnelCache& funnels,
                                          const Submission& submission, std::string_view root);

}  // namespace tundish::service
