#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/effects.hpp"
#include "store/store.hpp"

namespace tundish::service {

// What was sent because of a session is found by what asked for it.

/// The id of the message that webhooks are told an intent by.
std::string message_of(const store::Intent& intent);
/// The same of an effect; nothing when it tells webhooks nothing.
std::optional<std::string> message_of(const store::Effect& effect);

/// All that a session's own events have triggered.
std::vector<store::Intent> intents_of(store::Reader& reader, const store::Session& session);

}  // namespace tundish::service
