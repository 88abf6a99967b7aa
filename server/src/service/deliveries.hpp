#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/jobs.hpp"
#include "service/outgoing.hpp"
#include "service/sealing.hpp"
#include "store/outside.hpp"
#include "store/store.hpp"
#include "tundish/value.hpp"

namespace tundish::service {

inline constexpr std::size_t kMostWebhooks = 100;
inline constexpr std::string_view kWebhookJob = "webhook";

/// Something that happened.
struct Occurrence {
  std::string type;  ///< the name of the domain event
  std::string key;   ///< the same however often it is told: told twice it is sent once
  Value data;
  std::int64_t at_ms = 0;
};

/// Whether any webhook wants to know of events of that name.
bool is_anybody_told(store::Reader& reader, std::string_view type);
/// Lays a message ready for every webhook that wants to know of it.
void announce(store::Writer& writer, const Occurrence& occurrence);
/// The same for one webhook, whatever it wants.
void announce_to(store::Writer& writer, const store::Webhook& webhook,
                 const Occurrence& occurrence);
/// The id that receivers know a message by.
std::string message_id(const Occurrence& occurrence);

/// Has whatever is due of a webhook sent.
void wake_deliveries(store::Writer& writer, const std::string& webhook, std::int64_t now_ms);
/// Sends a message once more, from the first attempt on; nothing when there is none.
std::optional<store::Delivery> send_again(store::Writer& writer, std::string_view webhook,
                                          std::string_view message, std::int64_t now_ms);

/// When the attempt after so many failed ones is made; nothing: no more.
std::optional<std::int64_t> pause_after(std::int64_t attempts);

/// Sends what is due of the webhook that a job is about: one message after the other, and none soon
/// after one that did not arrive.
JobHandler webhook_handler(const Sealer& sealer, Outgoing& outgoing);

}  // namespace tundish::service
