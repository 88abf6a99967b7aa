#pragma once

#include <string_view>

#include "service/audit.hpp"
#include "service/funnel_cache.hpp"
#include "store/store.hpp"

namespace tundish::service {

enum class Erasing { erased, unknown };

/// Removes a session with all its branches, for good: when this returns, nothing of it is in the
/// database, in the file of an export, nor in files that are the store's own. All exports are
/// removed for that.
Erasing erase_session(store::Store& store, FunnelCache& funnels, std::string_view session,
                      const Actor& actor);

/// The same of a contact: its sessions, identities, attributes and consents, and the contacts that
/// were merged into it. When it is broken off, doing it again goes on.
Erasing erase_contact(store::Store& store, FunnelCache& funnels, std::string_view contact,
                      const Actor& actor);

}  // namespace tundish::service
