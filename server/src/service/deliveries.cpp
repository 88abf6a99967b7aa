#include "service/deliveries.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <iterator>
#include <utility>
#include <vector>

#include "service/secret.hpp"
#include "service/webhooks.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::int64_t kSecondMs = 1000;
constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;
// As Standard Webhooks has them: after 0 s, 5 s, 5 min, …
constexpr std::int64_t kPauses[] = {5 * kSecondMs, 5 * kMinuteMs, 30 * kMinuteMs,
                                    2 * kHourMs,   5 * kHourMs,   10 * kHourMs,
                                    14 * kHourMs,  20 * kHourMs,  24 * kHourMs};
constexpr std::int64_t kDisabledAfterMs = 5 * 24 * kHourMs;
constexpr std::int64_t kPauseAfterFailureMs = 5 * kSecondMs;
constexpr int kTimeoutMs = 15'000;
constexpr std::size_t kMostAnswerBytes = 64 * 1024;
constexpr std::size_t kMostBody = 20 * 1024;
constexpr int kSentAtOnce = 50;
constexpr int kGone = 410;

std::string time_text(std::int64_t at_ms) {
  const std::time_t seconds = static_cast<std::time_t>(at_ms / 1000);
  std::tm date{};
  ::gmtime_r(&seconds, &date);
  char text[32];
  return std::string(text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &date));
}

/// What does not fit is left out: the receiver may ask for it.
std::string message_body(const Occurrence& occurrence) {
  Value body{Value::Object{}};
  body.set("type", occurrence.type);
  body.set("timestamp", time_text(occurrence.at_ms));
  body.set("data", occurrence.data);
  std::string text = to_json(body);
  if (text.size() <= kMostBody) return text;
  Value left{Value::Object{}};
  for (const char* name : {"funnel", "session"}) {
    if (const Value* member = occurrence.data.find(name)) left.set(name, *member);
  }
  left.set("too_large", true);
  body.set("data", std::move(left));
  return to_json(body);
}

store::Job job_of(const std::string& webhook, std::int64_t now_ms) {
  store::Job job;
  job.id = std::string(kWebhookJob) + ':' + webhook;
  job.kind = kWebhookJob;
  job.subject = webhook;
  job.input = "{}";
  job.due_ms = now_ms;
  job.created_at_ms = now_ms;
  return job;
}

std::optional<store::Delivery> next_delivery(store::Reader& reader, const std::string& webhook) {
  std::vector<store::Delivery> first = store::list<store::Delivery>(
      reader, store::by_index("deliveries_due").equal(webhook, true).limit(1));
  if (first.empty()) return std::nullopt;
  return std::move(first.front());
}

std::vector<store::Webhook> list_webhooks(store::Reader& reader) {
  return store::list<store::Webhook>(
      reader, store::by_index("webhooks_by_age").limit(static_cast<int>(kMostWebhooks)));
}

/// Up to a tenth more, so that messages which failed together do not come back together.
std::int64_t with_jitter(std::int64_t pause_ms) {
  const std::string random = random_bytes(2);
  const int number =
      static_cast<unsigned char>(random[0]) * 256 + static_cast<unsigned char>(random[1]);
  return pause_ms + pause_ms * number / (10 * 65536);
}

/// Attempts are numbered on when a message is sent once more.
std::int64_t next_number(store::Reader& reader, const store::Delivery& row) {
  const std::vector<store::DeliveryAttempt> last = store::list<store::DeliveryAttempt>(
      reader, store::by_key().equal(row.webhook, row.message).descending().limit(1));
  return last.empty() ? 1 : last.front().number + 1;
}

/// One turn of a webhook's job.
class Sending {
 public:
  Sending(JobRun& run, const Sealer& sealer, Outgoing& outgoing)
      : run_(run), sealer_(sealer), outgoing_(outgoing) {}

  JobTurn operator()() {
    for (int sent = 0; sent < kSentAtOnce && find_next(); ++sent) {
      run_.tell(sent, 0);
      const std::int64_t began = run_.now_ms();
      const OutgoingAnswer answer = send();
      const bool has_arrived = answer.outcome == OutgoingOutcome::answered &&
                               answer.status >= 200 && answer.status < 300;
      run_.write([&](store::Writer& writer) { note(writer, answer, began); });
      if (has_arrived) continue;
      pause_until_ =
          run_.now_ms() + std::max(kPauseAfterFailureMs, std::min(answer.retry_after_ms, kHourMs));
      break;
    }
    JobTurn turn;
    turn.next_ms = [webhook = run_.job().subject,
                    pause = pause_until_](store::Reader& reader) -> std::optional<std::int64_t> {
      const auto row = store::find<store::Webhook>(reader, webhook);
      const auto next = next_delivery(reader, webhook);
      if (!row || !row->is_enabled || !next) return std::nullopt;
      return std::max(next->due_ms, pause);
    };
    return turn;
  }

 private:
  bool find_next() {
    bool is_there = false;
    run_.store().read([&](store::Reader& reader) {
      const auto row = store::find<store::Webhook>(reader, run_.job().subject);
      const auto next = next_delivery(reader, run_.job().subject);
      is_there = row && row->is_enabled && next && next->due_ms <= run_.now_ms();
      if (!is_there) return;
      webhook_ = *row;
      delivery_ = *next;
    });
    return is_there;
  }

  OutgoingAnswer send() {
    const std::int64_t now = run_.now_ms();
    const auto secrets = signing_secrets(webhook_, sealer_, now);
    const auto signature =
        secrets ? webhook_signature(*secrets, delivery_.message, now / 1000, delivery_.body)
                : std::nullopt;
    why_ = signature ? "" : "secret_unreadable";
    if (!signature) return OutgoingAnswer{};
    OutgoingRequest request;
    request.url = webhook_.url;
    request.timeout_ms = kTimeoutMs;
    request.most_bytes = kMostAnswerBytes;
    request.body = delivery_.body;
    request.headers = {{"Content-Type", "application/json"},
                       {"webhook-id", delivery_.message},
                       {"webhook-timestamp", std::to_string(now / 1000)},
                       {"webhook-signature", *signature}};
    OutgoingAnswer answer = outgoing_.send(request);
    // What the answer consists of does not matter.
    if (answer.outcome != OutgoingOutcome::answered) {
      why_ = to_text(answer.outcome);
    } else if (answer.status < 200 || answer.status > 299) {
      why_ = "status";
    }
    return answer;
  }

  void note(store::Writer& writer, const OutgoingAnswer& answer, std::int64_t began) {
    const std::int64_t now = run_.now_ms();
    auto row = store::find<store::Delivery>(writer, delivery_.webhook, delivery_.message);
    auto webhook = store::find<store::Webhook>(writer, delivery_.webhook);
    if (!row || !row->is_waiting || !webhook) return;
    ++row->attempts;
    row->status = answer.status;
    row->why = why_;
    const bool has_arrived = why_.empty();
    if (has_arrived) {
      row->is_waiting = false;
      row->delivered_at_ms = now;
      webhook->failing_since_ms = 0;
    } else {
      note_failure(*row, *webhook, answer, now);
    }
    put(writer, *row);
    put(writer, *webhook);
    put(writer, store::DeliveryAttempt{row->webhook, row->message, next_number(writer, *row), began,
                                       now - began, answer.status, why_});
  }

  static void note_failure(store::Delivery& row, store::Webhook& webhook,
                           const OutgoingAnswer& answer, std::int64_t now) {
    if (webhook.failing_since_ms == 0) webhook.failing_since_ms = now;
    const std::optional<std::int64_t> pause = pause_after(row.attempts);
    if (pause) {
      row.due_ms = now + std::max(with_jitter(*pause), answer.retry_after_ms);
    } else {
      row.is_waiting = false;
    }
    const bool is_gone = answer.status == kGone;
    if (!is_gone && now - webhook.failing_since_ms < kDisabledAfterMs) return;
    webhook.is_enabled = false;
    webhook.disabled_why = is_gone ? "gone" : "failing";
    ++webhook.revision;
    if (is_gone) row.is_waiting = false;
  }

  JobRun& run_;
  const Sealer& sealer_;
  Outgoing& outgoing_;
  store::Webhook webhook_;
  store::Delivery delivery_;
  std::string why_;
  std::int64_t pause_until_ = 0;
};

}  // namespace

std::string message_id(const Occurrence& occurrence) {
  constexpr std::size_t kDigits = 32;
  return "msg_" + sha256_hex("tundish:message:1\n" + occurrence.type + '\n' + occurrence.key)
                      .substr(0, kDigits);
}

void announce_to(store::Writer& writer, const store::Webhook& webhook,
                 const Occurrence& occurrence) {
  store::Delivery delivery;
  delivery.webhook = webhook.id;
  delivery.message = message_id(occurrence);
  delivery.type = occurrence.type;
  delivery.body = message_body(occurrence);
  delivery.due_ms = occurrence.at_ms;
  delivery.created_at_ms = occurrence.at_ms;
  if (store::add(writer, delivery) != store::Added::yes) return;
  if (webhook.is_enabled) wake_deliveries(writer, webhook.id, occurrence.at_ms);
}

bool is_anybody_told(store::Reader& reader, std::string_view type) {
  const std::vector<store::Webhook> webhooks = list_webhooks(reader);
  return std::any_of(webhooks.begin(), webhooks.end(), [type](const store::Webhook& webhook) {
    return webhook.is_enabled && wants(webhook, type);
  });
}

void announce(store::Writer& writer, const Occurrence& occurrence) {
  for (const store::Webhook& webhook : list_webhooks(writer)) {
    if (webhook.is_enabled && wants(webhook, occurrence.type)) {
      announce_to(writer, webhook, occurrence);
    }
  }
}

void wake_deliveries(store::Writer& writer, const std::string& webhook, std::int64_t now_ms) {
  wake_job(writer, job_of(webhook, now_ms));
}

std::optional<store::Delivery> send_again(store::Writer& writer, std::string_view webhook,
                                          std::string_view message, std::int64_t now_ms) {
  auto row = store::find<store::Delivery>(writer, webhook, message);
  if (!row) return std::nullopt;
  row->is_waiting = true;
  row->due_ms = now_ms;
  row->attempts = 0;
  put(writer, *row);
  wake_deliveries(writer, row->webhook, now_ms);
  return row;
}

std::optional<std::int64_t> pause_after(std::int64_t attempts) {
  if (attempts < 1 || attempts > static_cast<std::int64_t>(std::size(kPauses))) {
    return std::nullopt;
  }
  return kPauses[attempts - 1];
}

JobHandler webhook_handler(const Sealer& sealer, Outgoing& outgoing) {
  return [&sealer, &outgoing](JobRun& run) { return Sending(run, sealer, outgoing)(); };
}

}  // namespace tundish::service
