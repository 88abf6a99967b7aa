#include "service/outside_performer.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <utility>

#include "service/deliveries.hpp"
#include "service/endpoint_call.hpp"
#include "service/inbox.hpp"
#include "service/proofs.hpp"
#include "store/outside.hpp"
#include "store/proofs.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::int64_t kMinuteInMs = 60 * std::int64_t{1000};
/// After the time of a call itself: so long nobody else begins it.
constexpr std::int64_t kCallLeaseMs = 15'000;
constexpr std::int64_t kFirstRetryMs = 500;
constexpr std::int64_t kLastRetryMs = 30'000;
constexpr std::int64_t kBusyMs = 1000;
constexpr int kTooManyRequests = 429;
constexpr int kOutOfTime = 408;

Value asked_of(const store::Effect& effect) {
  Result<Value> asked = parse_value(effect.text);
  if (!asked) throw std::runtime_error("a stored effect does not parse");
  return *std::move(asked);
}

std::string text_in(const Value& asked, std::string_view name) {
  const Value* member = asked.find(name);
  return member ? member->text() : std::string();
}

std::int64_t number_in(const Value& asked, std::string_view name, std::int64_t otherwise) {
  const Value* member = asked.find(name);
  return member ? static_cast<std::int64_t>(member->number()) : otherwise;
}

Performed failed_with(int status) {
  Performed performed;
  performed.kind = Performed::Kind::settled;
  performed.result.outcome = EffectOutcome::failed;
  performed.result.status = status;
  return performed;
}

EndpointQuestion question_of(const store::Effect& effect) {
  const Value asked = asked_of(effect);
  EndpointQuestion question;
  if (const Value* request = asked.find("request")) question.request = *request;
  question.timeout_ms = static_cast<int>(number_in(asked, "timeout_ms", question.timeout_ms));
  question.key = effect.effect;
  return question;
}

EndpointAnswer unknown_endpoint() {
  EndpointAnswer answer;
  answer.why = "unknown_endpoint";
  return answer;
}

EffectResult result_of(const EndpointAnswer& answer) {
  EffectResult result;
  const bool is_done = answer.kind == EndpointAnswer::Kind::done;
  result.outcome = is_done ? EffectOutcome::done : EffectOutcome::failed;
  result.status = answer.status;
  if (is_done) result.data = answer.data;
  return result;
}

/// The row as long as it is to be done.
std::optional<store::Effect> find_open(store::Reader& reader, const store::Effect& effect) {
  auto row = store::find<store::Effect>(reader, effect.session, effect.effect);
  if (!row || row->is_done) return std::nullopt;
  return row;
}

ProofWish proof_wish(const Value& asked, AuthKind method) {
  ProofWish wish;
  const bool is_link = method == AuthKind::magic_link;
  wish.kind = is_link ? ProofWish::Kind::link : ProofWish::Kind::code;
  wish.channel = method == AuthKind::otp_sms ? "sms" : "email";
  wish.receiver = text_in(asked, "identity");
  wish.valid_ms = kMinuteInMs * std::max<std::int64_t>(number_in(asked, "expires_minutes", 10), 1);
  wish.most_tries =
      number_in(asked, is_link ? "max_visits" : "max_attempts", is_link ? 1 : kMostCodeTries);
  wish.most_tries = std::max<std::int64_t>(wish.most_tries, 1);
  return wish;
}

}  // namespace

Performed OutsidePerformer::perform(const store::Effect& effect, std::int64_t now_ms) {
  EffectKind kind = EffectKind::say;
  if (!from_text(effect.kind, kind)) throw std::runtime_error("a stored effect does not parse");
  switch (kind) {
    case EffectKind::call:
      return call(effect, now_ms);
    case EffectKind::authenticate:
      return authenticate(effect, now_ms);
    case EffectKind::send:
      return send(effect, now_ms);
    case EffectKind::emit:
      return emit(effect, now_ms);
    case EffectKind::wait:
    case EffectKind::say:
      break;
  }
  return sandbox_.perform(effect, now_ms);
}

/// The attempt is noted before it begins, so that it is not begun twice at one time.
Performed OutsidePerformer::call(const store::Effect& effect, std::int64_t now_ms) {
  const std::int64_t lease = question_of(effect).timeout_ms + kCallLeaseMs;
  std::int64_t attempt = 0;
  world_.store.write([&](store::Writer& writer) {
    attempt = 0;
    auto row = find_open(writer, effect);
    if (!row || row->due_ms > now_ms) return;
    attempt = ++row->attempts;
    row->due_ms = now_ms + lease;
    put(writer, *row);
  });
  const Performed elsewhere{Performed::Kind::elsewhere, {}, 0};
  if (attempt == 0) return elsewhere;
  const JobThreads::Entry entry = calls_.add([this, effect, attempt] { ask(effect, attempt); });
  if (entry == JobThreads::Entry::taken) return elsewhere;
  world_.store.write([&](store::Writer& writer) {
    auto row = find_open(writer, effect);
    if (!row) return;
    --row->attempts;
    row->due_ms = now_ms + kBusyMs;
    put(writer, *row);
  });
  return elsewhere;
}

void OutsidePerformer::ask(const store::Effect& effect, std::int64_t attempt) {
  try {
    const Value asked = asked_of(effect);
    std::optional<store::Endpoint> endpoint;
    world_.store.read([&](store::Reader& reader) {
      endpoint = store::find<store::Endpoint>(reader, text_in(asked, "endpoint"));
    });
    const EndpointAnswer answer =
        endpoint ? ask_endpoint(*endpoint, world_.sealer, world_.outgoing, question_of(effect))
                 : unknown_endpoint();
    const bool is_tried_again =
        answer.kind == EndpointAnswer::Kind::try_again && attempt <= number_in(asked, "retries", 0);
    if (!answer.why.empty() && world_.unanswered) {
      world_.unanswered(text_in(asked, "endpoint"), answer.why);
    }
    world_.store.write([&](store::Writer& writer) {
      auto row = find_open(writer, effect);
      if (!row) return;
      row->why = answer.why;
      put(writer, *row);
      if (!is_tried_again) {
        settle_effect(writer, world_.funnels, effect.session, effect.effect, result_of(answer),
                      world_.now_ms());
        return;
      }
      const std::int64_t pause = std::max(kFirstRetryMs << (attempt - 1), answer.retry_after_ms);
      row->due_ms = world_.now_ms() + std::min(pause, kLastRetryMs);
      put(writer, *row);
    });
  } catch (const std::exception& error) {
    world_.failed(error.what());  // it is due again when its time is over
  }
}

Performed OutsidePerformer::authenticate(const store::Effect& effect, std::int64_t now_ms) {
  const Value asked = asked_of(effect);
  AuthKind method = AuthKind::otp_sms;
  if (!from_text(text_in(asked, "method"), method)) {
    throw std::runtime_error("a stored effect does not parse");
  }
  // Whether a password is right somebody else says.
  if (method == AuthKind::password) return sandbox_.perform(effect, now_ms);
  const ProofWish wish = proof_wish(asked, method);
  std::int64_t until = 0;
  ProofSent sent = ProofSent::before;
  world_.store.write([&](store::Writer& writer) {
    until = 0;
    sent = ProofSent::before;
    if (!find_open(writer, effect)) return;  // the session was removed meanwhile
    sent = send_proof(writer, world_.sealer, effect, wish, now_ms);
    const auto proof = store::find<store::Proof>(writer, effect.session, effect.effect);
    until = proof ? proof->expires_at_ms : 0;
    if (now_ms >= until) end_proof(writer, effect.session, effect.effect);
  });
  if (sent == ProofSent::too_often) return failed_with(kTooManyRequests);
  if (now_ms >= until) return failed_with(kOutOfTime);
  return {Performed::Kind::later, {}, until};
}

Performed OutsidePerformer::send(const store::Effect& effect, std::int64_t now_ms) {
  const Value asked = asked_of(effect);
  const Performed done{Performed::Kind::done, {}, 0};
  // Nothing begins journeys yet.
  if (!text_in(asked, "journey").empty()) return done;
  const LeavingMessage message{effect.effect, text_in(asked, "channel"), text_in(asked, "to"),
                               text_in(asked, "text"), effect.session};
  world_.store.write([&](store::Writer& writer) {
    if (find_open(writer, effect)) lay_into_inbox(writer, world_.sealer, message, now_ms);
  });
  return done;
}

Performed OutsidePerformer::emit(const store::Effect& effect, std::int64_t now_ms) {
  const Value asked = asked_of(effect);
  Occurrence occurrence;
  occurrence.type = text_in(asked, "name");
  occurrence.key = effect.effect;
  occurrence.at_ms = now_ms;
  occurrence.data.set("session", effect.session);
  if (const Value* data = asked.find("data")) occurrence.data.set("data", *data);
  bool is_wanted = false;
  world_.store.read([&](store::Reader& reader) {
    is_wanted = is_anybody_told(reader, occurrence.type);
    const std::optional<store::Session> session = reader.find_session(effect.session);
    if (session) occurrence.data.set("funnel", session->funnel);
  });
  if (is_wanted) {
    world_.store.write([&](store::Writer& writer) {
      if (find_open(writer, effect)) announce(writer, occurrence);
    });
  }
  return {Performed::Kind::done, {}, 0};
}

}  // namespace tundish::service
