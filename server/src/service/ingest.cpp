#include "service/ingest.hpp"

#include <memory>
#include <utility>

#include "service/intake.hpp"
#include "service/ownership.hpp"
#include "service/protection.hpp"
#include "service/quarantine.hpp"
#include "service/secret.hpp"
#include "service/siblings.hpp"
#include "tundish/sync.hpp"

namespace tundish::service {
namespace {

/// Whether the target is the root of the secret, or may be a branch of it. A branch is named by its
/// first own event, so the id is proven by a submission that holds that event.
bool may_be_target(const Submission& submission, std::string_view root) {
  if (equal_in_constant_time(submission.session, root)) {
    return submission.parent.empty() && submission.purpose == Purpose::play;
  }
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
  preparation.funnels = &funnels;
  preparation.funnel = funnels.find(store, submission.release);
  if (submission.session == preparation.root) {
    if (preparation.funnel) {
      preparation.is_proven = proves_work(preparation.root, submission.signs.work,
                                          (*preparation.funnel)->config.protection.proof_of_work);
    }
    if (preparation.funnel && preparation.is_proven) {
      preparation.rehearsal = rehearse(*preparation.funnel, submission, preparation.root);
    }
    if (preparation.rehearsal || !names_others(submission)) return preparation;
  }
  store.read([&](store::Reader& reader) {
    preparation.attachment = std::nullopt;
    if (preparation.funnel) {
      preparation.siblings = named_siblings(reader, funnels, *preparation.funnel, submission);
    }
    if (submission.session == preparation.root || reader.find_session(submission.session)) return;
    preparation.attachment = find_attachment(reader, funnels, submission, preparation.root);
  });
  return preparation;
}

/// A submission on its way. The transaction ends before what it works on goes.
struct Ingestion {
  Ingestion(Submission submission_, std::int64_t now_ms_)
      : submission(std::move(submission_)), now_ms(now_ms_) {}

  const Submission submission;
  const std::int64_t now_ms;
  Preparation preparation;
  IngestAnswer answer;
  std::unique_ptr<store::Write> write;
};

std::function<void(store::Writer&)> work_of(Ingestion& ingestion, std::string root) {
  if (ingestion.submission.purpose == Purpose::quarantine) {
    return [&ingestion, root = std::move(root)](store::Writer& writer) {
      ingestion.answer = quarantine(writer, ingestion.submission, root, ingestion.now_ms);
    };
  }
  return [&ingestion](store::Writer& writer) {
    ingestion.answer =
        take_in(writer, ingestion.preparation, ingestion.submission, ingestion.now_ms);
  };
}

}  // namespace

BegunIngest begin_ingest(store::Store& store, FunnelCache& funnels, Submission submission,
                         std::int64_t now_ms) {
  std::string root = session_of_secret(submission.secret);
  if (!may_be_target(submission, root)) {
    IngestAnswer forbidden;
    forbidden.outcome = IngestOutcome::forbidden;
    return {[forbidden] { return forbidden; }, [](const std::function<void()>& tell) { tell(); }};
  }
  const auto ingestion = std::make_shared<Ingestion>(std::move(submission), now_ms);
  if (ingestion->submission.purpose == Purpose::play) {
    ingestion->preparation = prepare(store, funnels, ingestion->submission, root);
  }
  ingestion->write = store.begin_write(work_of(*ingestion, std::move(root)));
  BegunIngest begun;
  begun.finish = [ingestion] {
    ingestion->write->wait();
    return std::move(ingestion->answer);
  };
  begun.when_ended = [ingestion](std::function<void()> tell) {
    ingestion->write->when_ended(std::move(tell));
  };
  return begun;
}

IngestAnswer ingest(store::Store& store, FunnelCache& funnels, Submission submission,
                    std::int64_t now_ms) {
  return begin_ingest(store, funnels, std::move(submission), now_ms).finish();
}

}  // namespace tundish::service
