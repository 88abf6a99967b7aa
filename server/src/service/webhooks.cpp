#include "service/webhooks.hpp"

#include <algorithm>
#include <utility>

#include "service/deliveries.hpp"
#include "service/endpoint_check.hpp"
#include "service/secret.hpp"
#include "service/version_match.hpp"
#include "service/web_address.hpp"
#include "service/words.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::string_view kSecretPrefix = "whsec_";
constexpr std::size_t kSecretBytes = 32;
constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kMostLabel = 200;
constexpr std::size_t kMostTypes = 50;
constexpr std::size_t kMostType = 64;
constexpr std::int64_t kFormerMs = 24 * 60 * 60 * std::int64_t{1000};
constexpr int kMostSeen = 200;

std::string webhook_purpose(std::string_view id) { return "webhook:" + std::string(id); }

std::string new_secret() {
  return std::string(kSecretPrefix) + to_base64(random_bytes(kSecretBytes));
}

bool is_type(std::string_view text) {
  return !text.empty() && text.size() <= kMostType &&
         (text == "*" || std::all_of(text.begin(), text.end(), [](char letter) {
            return letter > ' ' && letter <= '~' && letter != '*';
          }));
}

void check_url(const std::string& url, const Outgoing& outgoing, Diagnostics& faults) {
  const std::optional<WebAddress> address = parse_web_address(url);
  if (!address || url.find_first_of("{}") != url.npos) {
    faults.push_back(fault_at("invalid_url", "/url", "Write https://host/path of plain letters."));
  } else if (!outgoing.may_use(address->scheme)) {
    faults.push_back(fault_at("scheme_forbidden", "/url", std::string(kHttpsOnly)));
  }
}

void check_types(const std::vector<std::string>& types, Diagnostics& faults) {
  if (types.empty() || types.size() > kMostTypes) {
    faults.push_back(fault_at("out_of_range", "/types", "Between 1 and 50 types."));
  }
  for (std::size_t i = 0; i < std::min(types.size(), kMostTypes); ++i) {
    if (is_type(types[i])) continue;
    faults.push_back(fault_at("invalid", "/types/" + std::to_string(i),
                              "A type is the name of a domain event, or `*`."));
  }
}

void check_label(const std::string& label, Diagnostics& faults) {
  if (label.size() <= kMostLabel) return;
  faults.push_back(fault_at("too_long", "/label", "A label has at most 200 bytes."));
}

std::string types_text(const std::vector<std::string>& types) {
  std::string text;
  for (const std::string& type : types) text += (text.empty() ? "" : " ") + type;
  return text;
}

Deed webhook_deed(std::string action, const store::Webhook& webhook) {
  Deed deed{std::move(action), "webhook", webhook.id, Value(Value::Object{})};
  deed.details.set("label", webhook.label);
  deed.details.set("url", webhook.url);
  return deed;
}

void apply(store::Webhook& row, const WebhookChange& change) {
  if (change.label) row.label = *change.label;
  if (change.url) row.url = *change.url;
  if (change.types) row.types = types_text(*change.types);
  if (!change.is_enabled) return;
  row.is_enabled = *change.is_enabled;
  row.disabled_why.clear();
  row.failing_since_ms = 0;
}

}  // namespace

Result<MadeWebhook> create_webhook(store::Store& store, const Sealer& sealer,
                                   const Outgoing& outgoing, const WebhookWish& wish,
                                   const Actor& actor) {
  Diagnostics faults;
  check_label(wish.label, faults);
  check_url(wish.url, outgoing, faults);
  check_types(wish.types, faults);
  if (!faults.empty()) return tl::unexpected(std::move(faults));
  MadeWebhook made;
  made.secret = new_secret();
  made.row.id = random_hex(kIdBytes);
  made.row.label = wish.label;
  made.row.url = wish.url;
  made.row.types = types_text(wish.types);
  made.row.secret = sealer.seal(made.secret, webhook_purpose(made.row.id));
  made.row.created_at_ms = actor.at_ms;
  made.row.updated_at_ms = actor.at_ms;
  made.row.revision = 1;
  bool is_full = false;
  store.write([&](store::Writer& writer) {
    is_full =
        store::list<store::Webhook>(writer, store::by_index("webhooks_by_age").limit(kMostSeen))
            .size() >= kMostWebhooks;
    if (is_full) return;
    put(writer, made.row);
    note_deed(writer, actor, webhook_deed("webhook.create", made.row));
  });
  if (!is_full) return made;
  faults.push_back(fault_at("too_many", "", "There are 100 webhooks already: remove one first."));
  return tl::unexpected(std::move(faults));
}

ChangedWebhook change_webhook(store::Store& store, const Outgoing& outgoing, std::string_view id,
                              std::string_view etag, const WebhookChange& change,
                              const Actor& actor) {
  Diagnostics faults;
  if (change.label) check_label(*change.label, faults);
  if (change.url) check_url(*change.url, outgoing, faults);
  if (change.types) check_types(*change.types, faults);
  ChangedWebhook changed;
  store.write([&](store::Writer& writer) {
    changed = ChangedWebhook{};
    const auto row = store::find<store::Webhook>(writer, id);
    if (!row || !means_version(etag, etag_of(*row))) {
      changed.outcome = row ? WebhookOutcome::stale : WebhookOutcome::unknown;
      return;
    }
    changed.webhook = *row;
    changed.faults = faults;
    if (!faults.empty()) return;
    apply(changed.webhook, change);
    changed.webhook.updated_at_ms = actor.at_ms;
    ++changed.webhook.revision;
    put(writer, changed.webhook);
    if (changed.webhook.is_enabled) wake_deliveries(writer, changed.webhook.id, actor.at_ms);
    note_deed(writer, actor, webhook_deed("webhook.change", changed.webhook));
  });
  return changed;
}

WebhookOutcome remove_webhook(store::Store& store, std::string_view id, std::string_view etag,
                              const Actor& actor) {
  WebhookOutcome outcome = WebhookOutcome::done;
  store.write([&](store::Writer& writer) {
    outcome = WebhookOutcome::done;
    const auto row = store::find<store::Webhook>(writer, id);
    if (!row || !means_version(etag, etag_of(*row))) {
      outcome = row ? WebhookOutcome::stale : WebhookOutcome::unknown;
      return;
    }
    store::remove<store::Webhook>(writer, id);
    note_deed(writer, actor, webhook_deed("webhook.remove", *row));
  });
  return outcome;
}

std::optional<MadeWebhook> renew_webhook_secret(store::Store& store, const Sealer& sealer,
                                                std::string_view id, const Actor& actor) {
  std::optional<MadeWebhook> made;
  const std::string secret = new_secret();
  store.write([&](store::Writer& writer) {
    made.reset();
    auto row = store::find<store::Webhook>(writer, id);
    if (!row) return;
    row->former_secret = row->secret;
    row->former_until_ms = actor.at_ms + kFormerMs;
    row->secret = sealer.seal(secret, webhook_purpose(id));
    row->updated_at_ms = actor.at_ms;
    ++row->revision;
    put(writer, *row);
    note_deed(writer, actor, webhook_deed("webhook.renew_secret", *row));
    made = MadeWebhook{secret, *row};
  });
  return made;
}

std::string etag_of(const store::Webhook& webhook) {
  return '"' + sha256_hex(webhook.id + ':' + std::to_string(webhook.revision)).substr(0, 32) + '"';
}

bool wants(const store::Webhook& webhook, std::string_view type) {
  const std::vector<std::string> types = split_words(webhook.types);
  return std::any_of(types.begin(), types.end(),
                     [type](const std::string& wanted) { return wanted == "*" || wanted == type; });
}

std::optional<std::string> webhook_signature(const std::vector<std::string>& secrets,
                                             std::string_view message, std::int64_t at_s,
                                             std::string_view body) {
  std::string text(message);
  text.append(".").append(std::to_string(at_s)).append(".").append(body);
  std::string signatures;
  for (const std::string& secret : secrets) {
    if (secret.substr(0, kSecretPrefix.size()) != kSecretPrefix) return std::nullopt;
    const auto key = from_base64(std::string_view(secret).substr(kSecretPrefix.size()));
    if (!key) return std::nullopt;
    signatures += (signatures.empty() ? "v1," : " v1,") + to_base64(hmac_sha256(*key, text));
  }
  return signatures;
}

std::optional<std::vector<std::string>> signing_secrets(const store::Webhook& webhook,
                                                        const Sealer& sealer, std::int64_t now_ms) {
  std::vector<std::string> secrets;
  std::vector<std::string> sealed = {webhook.secret};
  if (now_ms < webhook.former_until_ms) sealed.push_back(webhook.former_secret);
  for (const std::string& one : sealed) {
    std::optional<std::string> secret = sealer.open(one, webhook_purpose(webhook.id));
    if (!secret) return std::nullopt;
    secrets.push_back(*std::move(secret));
  }
  return secrets;
}

}  // namespace tundish::service
