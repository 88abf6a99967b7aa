#include "service/attachment.hpp"

#include <stdexcept>
#include <utility>

#include "tundish/sync.hpp"

namespace tundish::service {
namespace {

constexpr int kEventsAtOnce = 64;

/// Goes up from a parent that itself shares the event at `at` with its own parent.
std::optional<store::Session> find_holder(store::Reader& reader, const Submission& submission,
                                          std::string_view root) {
  std::optional<store::Session> holder = reader.find_session(submission.parent);
  while (holder && !holder->parent.empty() && submission.at <= holder->at) {
    holder = reader.find_session(holder->parent);
  }
  if (!holder || holder->root != root || submission.at > holder->head_seq) return std::nullopt;
  return holder;
}

bool goes_on_in_parent(store::Reader& reader, const Submission& submission,
                       const store::Session& parent) {
  if (submission.at >= parent.head_seq) return false;
  const std::vector<std::string> next =
      reader.list_event_hashes(log_of(parent), Lane::c, submission.at + 1, 1);
  return !next.empty() && branch_session(parent.root, next.front()) == submission.session;
}

/// Whether the submission holds an honest first event of the branch, so that it is worth finding
/// out what state it is played on.
bool goes_on(const Submission& submission, const Attachment& attachment) {
  const SubmittedEvent* first = find_submitted(submission, submission.at + 1);
  return first != nullptr && !first->fault && first->event->prev == attachment.hash &&
         submission.release == attachment.parent.release;
}

/// How many events of its parent's server lane a branch shares that leaves it behind `at`: those
/// that were committed before the parent went on.
std::int64_t count_shared(store::Reader& reader, const Lineage& server, std::int64_t at) {
  std::int64_t count = 0;
  while (true) {
    const std::vector<store::Event> rows = list_events(reader, server, count, kEventsAtOnce);
    for (const store::Event& row : rows) {
      const Result<Event> event = parse_event(row.text);
      if (!event) throw std::runtime_error("a stored event does not parse");
      if (event->c_seen > at + 1) return count;
      ++count;
    }
    if (rows.size() < static_cast<std::size_t>(kEventsAtOnce)) return count;
  }
}

/// The part of the server's lane that the branch shares with its parent: of accepted events what
/// the first of them knew. Nothing when it knew more than there is.
std::optional<Lineage> shared_server_lane(store::Reader& reader, const Submission& submission,
                                          const store::Session& parent) {
  const std::int64_t known = find_submitted(submission, submission.at + 1)->event->s_seen;
  Lineage lineage = server_lineage_of(reader, parent);
  const std::int64_t shared = count_shared(reader, lineage, submission.at);
  if (known > shared) return std::nullopt;
  const bool is_accepted = submission.purpose == Purpose::acceptance;
  return cut_behind(std::move(lineage), (is_accepted ? known : shared) - 1);
}

State state_behind(store::Reader& reader, const Funnel& funnel, const Attachment& attachment) {
  if (attachment.lineage.back().last == attachment.parent.head_seq) {
    Result<State> state = parse_state(funnel, attachment.parent.state);
    if (!state) throw std::runtime_error("the stored state of a session does not parse");
    if (state->server_events == attachment.server.back().last + 1) return std::move(*state);
  }
  return replay(reader, funnel, attachment.lineage, attachment.server);
}

}  // namespace

void attach(store::Session& session, const Attachment& attachment) {
  session.parent = attachment.parent.session;
  session.at = session.head_seq = attachment.lineage.back().last;
  if (!attachment.server.empty()) session.s_at = attachment.server.back().last;
  session.release = attachment.parent.release;
  session.siblings = attachment.parent.siblings;
  session.head_hash = attachment.hash;
}

std::optional<Attachment> find_attachment(store::Reader& reader, FunnelCache& funnels,
                                          const Submission& submission, std::string_view root) {
  std::optional<store::Session> holder = find_holder(reader, submission, root);
  if (!holder) return std::nullopt;
  Attachment attachment;
  attachment.parent = std::move(*holder);
  attachment.is_in_parent = goes_on_in_parent(reader, submission, attachment.parent);
  if (attachment.is_in_parent) return attachment;
  Lineage whole = lineage_of(reader, attachment.parent);
  attachment.parents = whole.size();
  attachment.lineage = cut_behind(std::move(whole), submission.at);
  attachment.hash = hash_at(reader, attachment.lineage, submission.at);
  if (attachment.parents <= kMaxParents && goes_on(submission, attachment)) {
    std::optional<Lineage> server = shared_server_lane(reader, submission, attachment.parent);
    if (!server) return attachment;
    attachment.server = std::move(*server);
    attachment.state = state_behind(reader, funnels.of(reader, attachment.parent), attachment);
  }
  return attachment;
}

}  // namespace tundish::service
