#include "service/attachment.hpp"

#include <stdexcept>
#include <utility>

#include "tundish/sync.hpp"

namespace tundish::service {
namespace {

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

State state_behind(store::Reader& reader, const Funnel& funnel, const Attachment& attachment) {
  if (attachment.lineage.back().last < attachment.parent.head_seq) {
    return replay(reader, funnel, attachment.lineage);
  }
  Result<State> state = parse_state(funnel, attachment.parent.state);
  if (!state) throw std::runtime_error("the stored state of a session does not parse");
  return std::move(*state);
}

}  // namespace

std::optional<Attachment> find_attachment(store::Reader& reader,
                                          const std::optional<Funnel>& funnel,
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
  if (funnel && attachment.parents <= kMaxParents && goes_on(submission, attachment)) {
    attachment.state = state_behind(reader, *funnel, attachment);
  }
  return attachment;
}

}  // namespace tundish::service
