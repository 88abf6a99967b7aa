#include "service/handed_in.hpp"

#include <algorithm>
#include <utility>

#include "service/ownership.hpp"

namespace tundish::service {
namespace {

Diagnostic fault(std::string code, std::string pointer, std::string sentence) {
  Diagnostic made;
  made.code = std::move(code);
  made.place.pointer = std::move(pointer);
  made.sentence = std::move(sentence);
  return made;
}

std::string text_of(const Value& value, std::string_view name) {
  const Value* member = value.find(name);
  return member == nullptr ? std::string() : member->text();
}

bool is_secret(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

/// What each submission of the session has in common.
Submission beginning_of(const Value& session) {
  Submission submission;
  submission.secret = text_of(session, "secret");
  submission.session = session_of_secret(submission.secret);
  submission.release = text_of(session, "release");
  submission.signs.work = text_of(session, "work");
  const Value* trapped = session.find("trapped");
  submission.signs.is_trapped = trapped != nullptr && trapped->boolean();
  const Value* events = session.find("events");
  if (events == nullptr || events->list().empty()) return submission;
  const Value* header = events->list().front().find("input");
  const Value* rules = header == nullptr ? nullptr : header->find("rules");
  if (rules != nullptr) submission.rules = static_cast<std::int64_t>(rules->number());
  return submission;
}

/// Why the server did not take it, in words; empty when it did.
Diagnostic refusal_of(const IngestAnswer& answer, const std::string& pointer) {
  const std::string event = pointer + "/events/" + std::to_string(answer.seq);
  switch (answer.outcome) {
    case IngestOutcome::accepted:
      return {};
    case IngestOutcome::refused:
      return fault(std::string(to_text(answer.refused.code)), event,
                   answer.refused.sentence + " It is in quarantine, with what follows it.");
    case IngestOutcome::fork:
      return fault("fork", pointer + "/events/" + std::to_string(answer.at),
                   "The server has another event there: the session went on elsewhere.");
    case IngestOutcome::unknown_release:
      return fault("unknown_release", pointer + "/release",
                   "The server has no such release: publish the funnel as it was bundled first.");
    case IngestOutcome::removed:
      return fault("removed", pointer, "The session was erased here.");
    case IngestOutcome::unproven:
      return fault("work_missing", pointer + "/work", "The funnel wants a proof of work.");
    case IngestOutcome::quarantine_full:
      return fault("quarantine_full", event, "So much of this session was refused before.");
    case IngestOutcome::other_epoch:
      return fault("epoch", pointer, "The session goes on on another device.");
    default:
      return fault("not_taken", pointer, "The session does not begin here, or has a hole.");
  }
}

HandedIn take(store::Store& store, FunnelCache& funnels, const Value& session,
              const std::string& pointer, std::int64_t now_ms) {
  HandedIn taken;
  const Value* list = session.find("events");
  if (!is_secret(text_of(session, "secret")) || list == nullptr || list->list().empty()) {
    taken.faults.push_back(fault("not_a_session", pointer,
                                 "A session has a secret of 64 hexadecimal digits and events."));
    return taken;
  }
  const Value::List& events = list->list();
  const Submission common = beginning_of(session);
  taken.session = common.session;
  taken.events = static_cast<std::int64_t>(events.size());
  for (std::size_t from = 0; from < events.size(); from += kMaxSubmittedEvents) {
    Submission submission = common;
    submission.from = static_cast<std::int64_t>(from);
    if (from > 0) submission.prev = text_of(events[from - 1], "hash");
    const std::size_t end = std::min(events.size(), from + kMaxSubmittedEvents);
    for (std::size_t at = from; at < end; ++at) submission.events.push_back(submitted(events[at]));
    const IngestAnswer answer = ingest(store, funnels, std::move(submission), now_ms);
    taken.accepted = std::max(taken.accepted, answer.ack_to + 1);
    if (answer.outcome == IngestOutcome::accepted) continue;
    taken.faults.push_back(refusal_of(answer, pointer));
    break;
  }
  return taken;
}

}  // namespace

Result<std::vector<HandedIn>> take_handed_in(store::Store& store, FunnelCache& funnels,
                                             const Value& file, std::int64_t now_ms) {
  const Value* version = file.find("tundish_sessions");
  const Value* sessions = file.find("sessions");
  if (version == nullptr || version->number() != 1 || sessions == nullptr || !sessions->is_list()) {
    return unexpected(Diagnostics{
        fault("not_sessions", "", "This is no file of sessions that a page has saved.")});
  }
  std::vector<HandedIn> all;
  for (std::size_t at = 0; at < sessions->list().size(); ++at) {
    all.push_back(
        take(store, funnels, sessions->list()[at], "/sessions/" + std::to_string(at), now_ms));
  }
  return all;
}

}  // namespace tundish::service
