#include "service/submission.hpp"

#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kHashDigits = 64;

Refused refused(RefusalCode code, std::string sentence, std::string pointer) {
  return Refused{code, std::move(sentence), std::move(pointer)};
}

/// The hash that even an event which cannot be read may claim.
std::string claimed_hash(const Value& value) {
  const Value* hash = value.find("hash");
  if (hash == nullptr || hash->text().size() != kHashDigits) return {};
  if (hash->text().find_first_not_of("0123456789abcdef") != std::string::npos) return {};
  return hash->text();
}

}  // namespace

SubmittedEvent submitted(Event event) {
  SubmittedEvent result;
  result.hash = event.hash;
  result.text = to_json(event);
  if (result.text.size() > kMaxEventBytes) {
    result.fault = refused(RefusalCode::malformed, "An event has at most 64 KiB.", "");
  } else if (event.lane != Lane::c) {
    result.fault =
        refused(RefusalCode::wrong_lane, "Only the server writes its lane of the log.", "/lane");
  } else if (event_hash_of_text(result.text) != event.hash) {
    result.fault =
        refused(RefusalCode::wrong_hash, "The event's hash is not the hash of the event.", "/hash");
  }
  result.event = std::move(event);
  return result;
}

SubmittedEvent submitted(const Value& value) {
  Result<Event> event = parse_event_value(value);
  if (event) return submitted(std::move(*event));
  const Diagnostic& fault = event.error().front();
  SubmittedEvent result;
  result.text = to_json(value);
  result.hash = claimed_hash(value);
  if (result.hash.empty()) result.hash = sha256_hex(result.text);
  result.fault = refused(RefusalCode::malformed, fault.sentence, fault.place.pointer);
  return result;
}

std::int64_t end_of(const Submission& submission) {
  return submission.from + static_cast<std::int64_t>(submission.events.size());
}

const SubmittedEvent* find_submitted(const Submission& submission, std::int64_t seq) {
  if (seq < submission.from || seq >= end_of(submission)) return nullptr;
  return &submission.events[static_cast<std::size_t>(seq - submission.from)];
}

}  // namespace tundish::service
