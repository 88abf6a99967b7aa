#include "service/ingest.hpp"

#include <utility>

#include "service/intake.hpp"
#include "service/ownership.hpp"
#include "service/quarantine.hpp"
#include "service/secret.hpp"
#include "tundish/sync.hpp"

namespace tundish::service {
namespace {

/// Whether the target is the root of the secret, or may be a branch of it. A branch is named by its
/// first own event, so the id is proven by a submission that holds that event.
bool may_be_target(const Submission& submission, std::string_view root) {
  if (equal_in_constant_time(submission.session, root)) return submission.parent.empty();
  if (submission.parent.empty()) return false;
  const SubmittedEvent* first = find_submitted(submission, submission.at + 1);
  return first == nullptr || branch_session(root, first->hash) == submission.session;
}

/// What the transaction needs and would keep others waiting for.
Preparation prepare(store::Store& store, FunnelCache& funnels, const Submission& submission,
                    std::string root) {
  Preparation preparation;
  preparation.root = std::move(root);
  preparation.secret_hash = stored_secret_hash(submission.secret);
  preparation.funnel = funnels.find(store, submission.release);
  if (submission.session == preparation.root) return preparation;
  store.read([&](store::Reader& reader) {
    preparation.attachment = std::nullopt;
    if (reader.find_session(submission.session)) return;
    preparation.attachment =
        find_attachment(reader, preparation.funnel, submission, preparation.root);
  });
  return preparation;
}

}  // namespace

IngestAnswer ingest(store::Store& store, FunnelCache& funnels, const Submission& submission,
                    std::int64_t now_ms) {
  IngestAnswer answer;
  std::string root = session_of_secret(submission.secret);
  if (!may_be_target(submission, root)) {
    answer.outcome = IngestOutcome::forbidden;
    return answer;
  }
  if (submission.purpose == Purpose::quarantine) {
    store.write(
        [&](store::Writer& writer) { answer = quarantine(writer, submission, root, now_ms); });
    return answer;
  }
  const Preparation preparation = prepare(store, funnels, submission, std::move(root));
  store.write(
      [&](store::Writer& writer) { answer = take_in(writer, preparation, submission, now_ms); });
  return answer;
}

}  // namespace tundish::service
