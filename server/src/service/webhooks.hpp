#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/audit.hpp"
#include "service/outgoing.hpp"
#include "service/sealing.hpp"
#include "store/outside.hpp"
#include "store/store.hpp"
#include "tundish/result.hpp"

namespace tundish::service {

struct WebhookWish {
  std::string label;
  std::string url;
  std::vector<std::string> types;  ///< of what it is told; `*`: all
};
struct MadeWebhook {
  std::string secret;  ///< told this once; what is kept is sealed
  store::Webhook row;
};
Result<MadeWebhook> create_webhook(store::Store& store, const Sealer& sealer,
                                   const Outgoing& outgoing, const WebhookWish& wish,
                                   const Actor& actor);

/// What is to be another; nothing: stays as it is.
struct WebhookChange {
  std::optional<std::string> label;
  std::optional<std::string> url;
  std::optional<std::vector<std::string>> types;
  /// Enabled again, it is sent what waits.
  std::optional<bool> is_enabled;
};
enum class WebhookOutcome { done, unknown, stale };
struct ChangedWebhook {
  WebhookOutcome outcome = WebhookOutcome::done;
  store::Webhook webhook;
  Diagnostics faults;  ///< of `done`: it was not, because of these
};
ChangedWebhook change_webhook(store::Store& store, const Outgoing& outgoing, std::string_view id,
                              std::string_view etag, const WebhookChange& change,
                              const Actor& actor);
WebhookOutcome remove_webhook(store::Store& store, std::string_view id, std::string_view etag,
                              const Actor& actor);
/// Another secret; the one before signs as well for a day. Nothing when there is no such webhook.
std::optional<MadeWebhook> renew_webhook_secret(store::Store& store, const Sealer& sealer,
                                                std::string_view id, const Actor& actor);

std::string etag_of(const store::Webhook& webhook);
bool wants(const store::Webhook& webhook, std::string_view type);

/// The `webhook-signature` of a message that is sent at that time, for each secret: Standard
/// Webhooks 1.0.0. Nothing when one of them is no secret.
std::optional<std::string> webhook_signature(const std::vector<std::string>& secrets,
                                             std::string_view message, std::int64_t at_s,
                                             std::string_view body);
/// The secrets that sign now. Nothing when one does not open.
std::optional<std::vector<std::string>> signing_secrets(const store::Webhook& webhook,
                                                        const Sealer& sealer, std::int64_t now_ms);

}  // namespace tundish::service
