#include "service/rehearsal.hpp"

#include <utility>

namespace tundish::service {
namespace {

/// Whether the event is the honest one of that seq behind that hash.
bool follows(const SubmittedEvent& submitted, std::int64_t seq, std::string_view hash) {
  return !submitted.fault && submitted.event->seq == seq && submitted.event->prev == hash;
}

bool is_header_of(const Event& event, std::string_view root) {
  const Started* header = std::get_if<Started>(&event.input);
  return header != nullptr && header->session == root;
}

}  // namespace

std::optional<Rehearsal> rehearse(const Funnel& funnel, const Submission& submission,
                                  std::string_view root) {
  if (submission.session != root || submission.from != 0 || submission.events.empty()) {
    return std::nullopt;
  }
  Rehearsal rehearsal;
  std::string_view hash;
  std::int64_t seq = 0;
  for (const SubmittedEvent& submitted : submission.events) {
    if (!follows(submitted, seq, hash)) return std::nullopt;
    const Event& event = *submitted.event;
    if (seq == 0 && !is_header_of(event, root)) return std::nullopt;
    Transition step = seq == 0 ? start(funnel, event) : advance(funnel, rehearsal.state, event);
    if (step.refused) return std::nullopt;
    rehearsal.tallies.add(funnel, rehearsal.state, step);
    rehearsal.state = std::move(step.state);
    rehearsal.consequences.push_back(consequences_of(funnel, rehearsal.state, std::move(step)));
    hash = submitted.hash;
    ++seq;
  }
  rehearsal.state_text = to_json(funnel, rehearsal.state);
  return rehearsal;
}

}  // namespace tundish::service
