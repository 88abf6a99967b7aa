#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/contacts.hpp"
#include "store/store.hpp"
#include "tundish/state.hpp"

namespace tundish::service {

/// What a session had told of its visitor before.
struct ToldBefore {
  Value contact;
  std::optional<Authentication> auth;
};

/// Keeps what events have told of the visitor since, in the transaction that keeps the events: what
/// answers save to the contact, and who somebody has proven to be. A session that tells nothing
/// costs nothing.
///
/// Saved answers make a contact of the session's own. A proven identity leads to the contact that
/// has proven it before; what the session had made by itself until then is merged into that one.
void keep_belonging(store::Writer& writer, std::string_view root, const ToldBefore& before,
                    const State& after, std::int64_t now_ms);

/// Whose session it is, for a root or a branch's root.
std::optional<store::SessionContact> find_belonging(store::Reader& reader, std::string_view root);

}  // namespace tundish::service
