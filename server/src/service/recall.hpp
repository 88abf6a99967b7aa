#pragma once

#include <string_view>

#include "service/funnel_cache.hpp"
#include "store/store.hpp"
#include "tundish/value.hpp"

namespace tundish::service {

/// What somebody takes into the session that they begin next: `contact` and `prior` of its header.
struct Recalled {
  Value contact{Value::Object{}};  ///< the contact's attributes
  Value prior{Value::Object{}};    ///< answers of their last session of the funnel, by slug
};

/// What is known of whoever has proven in that session who they are. The last session is the one
/// that was linked last, of those that have proven it too, that are completed or in progress; the
/// session itself may be it. Of a session and its branches, the one that was played last counts.
///
/// Nothing is known of somebody who only says who they are.
Recalled recall(store::Store& store, FunnelCache& funnels, const store::Session& session,
                std::string_view funnel);

}  // namespace tundish::service
