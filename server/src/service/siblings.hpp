#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/funnel_cache.hpp"
#include "service/submission.hpp"

namespace tundish::service {

/// Puts a release to a session's siblings, of which there are at most 32, unless it is one.
void add_sibling(store::Session& session, const std::string& release);

/// Of an accepted event: the release that the session goes on in is one of its siblings.
void note_sibling(store::Session& session, const Event& event);

/// Whether events of the submission name another release than it does.
bool names_others(const Submission& submission);

/// The releases of the structure of `own` that the events name. Others the engine refuses.
std::vector<std::string> named_siblings(store::Reader& reader, FunnelCache& funnels,
                                        const Funnel& own, const Submission& submission);

/// What the session plays when it may go on in these releases too.
Funnel played_with(store::Reader& reader, FunnelCache& funnels, store::Session session,
                   const std::vector<std::string>& named);

}  // namespace tundish::service
