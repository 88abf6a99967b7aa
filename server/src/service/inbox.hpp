#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/sealing.hpp"
#include "store/outside.hpp"
#include "store/store.hpp"

namespace tundish::service {

/// A message that is to leave the server.
struct LeavingMessage {
  std::string key;  ///< the same however often it is sent: told twice it is kept once
  std::string channel;
  std::string receiver;
  std::string text;
  std::string session;
};

/// Lays a message into the inbox that stands in for channels which are not connected. Its text may
/// hold a code, so it is sealed.
void lay_into_inbox(store::Writer& writer, const Sealer& sealer, const LeavingMessage& message,
                    std::int64_t now_ms);
/// The id of the message that is known by that key.
std::string inbox_id(std::string_view session, std::string_view key);
/// Nothing when it was sealed with another key.
std::optional<std::string> text_of(const store::InboxMessage& message, const Sealer& sealer);

}  // namespace tundish::service
