#include "service/tidying.hpp"

#include <optional>
#include <vector>

#include "service/export_jobs.hpp"
#include "service/session_files.hpp"
#include "store/jobs.hpp"
#include "store/outside.hpp"
#include "store/proofs.hpp"
#include "store/records.hpp"

namespace tundish::service {
namespace {

constexpr std::int64_t kHourMs = 60 * 60 * std::int64_t{1000};
constexpr std::int64_t kDayMs = 24 * kHourMs;
constexpr int kRemovedAtOnce = 200;
constexpr int kFilesAtOnce = 10;

/// The oldest of a list, as long as they were made before `before_ms`.
template <class Row>
std::vector<Row> oldest(store::Reader& reader, const store::By& by, std::int64_t Row::*made,
                        std::int64_t before_ms) {
  store::By first = by;
  std::vector<Row> rows = store::list<Row>(reader, first.limit(kRemovedAtOnce));
  while (!rows.empty() && rows.back().*made >= before_ms) rows.pop_back();
  return rows;
}

std::size_t remove_deliveries(store::Writer& writer, std::int64_t now_ms) {
  std::size_t count = 0;
  for (const bool is_waiting : {false, true}) {
    const store::By by = store::by_index("deliveries_by_age").equal(is_waiting);
    for (const store::Delivery& row :
         oldest(writer, by, &store::Delivery::created_at_ms, now_ms - 30 * kDayMs)) {
      store::remove_each<store::DeliveryAttempt>(writer,
                                                 store::by_key().equal(row.webhook, row.message));
      store::remove<store::Delivery>(writer, row.webhook, row.message);
      ++count;
    }
  }
  return count;
}

std::size_t remove_jobs(store::Writer& writer, std::int64_t now_ms) {
  std::size_t count = 0;
  const store::By by = store::by_index("jobs_to_do").equal(false);
  for (const store::Job& row : oldest(writer, by, &store::Job::due_ms, now_ms - 30 * kDayMs)) {
    if (row.kind == kExportJob) {
      drop_export(writer, row, now_ms);
    } else {
      store::remove<store::Job>(writer, row.id);
    }
    ++count;
  }
  return count;
}

std::size_t remove_messages(store::Writer& writer, std::int64_t now_ms) {
  std::size_t count = 0;
  const store::By by = store::by_index("inbox_messages_by_age");
  for (const store::InboxMessage& row :
       oldest(writer, by, &store::InboxMessage::created_at_ms, now_ms - 7 * kDayMs)) {
    store::remove<store::InboxMessage>(writer, row.id);
    ++count;
  }
  return count;
}

std::size_t remove_proofs(store::Writer& writer, std::int64_t now_ms) {
  std::size_t count = 0;
  for (const store::Proof& row : oldest(writer, store::by_index("proofs_by_age"),
                                        &store::Proof::expires_at_ms, now_ms - kDayMs)) {
    store::remove<store::Proof>(writer, row.session, row.effect);
    ++count;
  }
  for (const store::CodeSend& row : oldest(writer, store::by_index("code_sends_by_age"),
                                           &store::CodeSend::at_ms, now_ms - kDayMs)) {
    store::remove<store::CodeSend>(writer, row.receiver, row.id);
    ++count;
  }
  return count;
}

}  // namespace

void begin_tidying(store::Store& store, std::int64_t now_ms) {
  store::Job job;
  job.id = kTidyingJob;
  job.kind = kTidyingJob;
  job.input = "{}";
  job.due_ms = now_ms;
  job.created_at_ms = now_ms;
  store.write([&](store::Writer& writer) { add_job(writer, job); });
}

JobHandler tidying_handler(FunnelCache& funnels) {
  return [&funnels](JobRun& run) {
    const std::int64_t now = run.now_ms();
    std::size_t removed = 0;
    run.write([&](store::Writer& writer) {
      removed = drop_expired_exports(writer, now, kRemovedAtOnce) + remove_deliveries(writer, now) +
                remove_jobs(writer, now) + remove_messages(writer, now) +
                remove_proofs(writer, now) +
                remove_unnamed_uploads(writer, funnels, now, kFilesAtOnce);
    });
    JobTurn turn;
    turn.next_ms = [next = removed == 0 ? now + kHourMs : now](store::Reader&) {
      return std::optional(next);
    };
    return turn;
  };
}

}  // namespace tundish::service
