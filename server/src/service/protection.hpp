#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "service/submission.hpp"
#include "store/store.hpp"
#include "tundish/funnel.hpp"
#include "tundish/state.hpp"

namespace tundish::service {

/// Whether the number was found by trying: SHA-256 of `tundish:work:1`, a line feed, the session, a
/// line feed and the number begins with so many bits that are 0.
bool proves_work(std::string_view session, std::string_view number, int bits);

/// Marks a session that a submission with these signs brings to that state; `session` is the row as
/// it was before.
void keep_suspicions(store::Writer& writer, const Funnel& funnel, const store::Session& session,
                     const State& state, const Signs& signs, std::int64_t now_ms);

/// Why the session may not be a person's: nothing, or some of `too_fast` and `trap`.
std::vector<std::string> suspicions_of(store::Reader& reader, const std::string& session);

}  // namespace tundish::service
