#include "service/jobs.hpp"

#include <algorithm>
#include <exception>
#include <utility>
#include <vector>

#include "service/secret.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr int kLookedAt = 64;
constexpr std::size_t kOwnerBytes = 12;
constexpr std::int64_t kFirstPauseMs = 1000;
constexpr std::int64_t kLongestPauseMs = 60 * 60 * 1000;

/// The row, if the turn that has this owner still has it.
std::optional<store::Job> find_own(store::Reader& reader, const store::Job& job) {
  std::optional<store::Job> row = store::find<store::Job>(reader, job.id);
  if (!row || !row->is_open || row->owner != job.owner) return std::nullopt;
  return row;
}

void end(store::Job& row, std::int64_t now_ms) {
  row.is_open = false;
  row.ended_at_ms = now_ms;
}

void end_turn(store::Store& store, const store::Job& job, const JobTurn& turn,
              std::int64_t now_ms) {
  store.write([&](store::Writer& writer) {
    std::optional<store::Job> row = find_own(writer, job);
    if (!row) return;
    row->owner.clear();
    row->attempts = 0;
    row->why.clear();
    const std::optional<std::int64_t> next =
        turn.next_ms ? turn.next_ms(writer) : std::optional<std::int64_t>();
    if (next) {
      row->due_ms = *next;
    } else {
      end(*row, now_ms);
      if (!turn.result.is_null()) row->result = to_json(turn.result);
    }
    put(writer, *row);
  });
}

void note_failure(store::Store& store, const store::Job& job, std::int64_t now_ms) {
  store.write([&](store::Writer& writer) {
    std::optional<store::Job> row = find_own(writer, job);
    if (!row) return;
    row->owner.clear();
    row->why = "failed";
    if (row->attempts >= kMostJobAttempts) {
      end(*row, now_ms);
    } else {
      row->due_ms = now_ms + std::min(kFirstPauseMs << row->attempts, kLongestPauseMs);
    }
    put(writer, *row);
  });
}

void give_back(store::Store& store, const store::Job& job, std::int64_t now_ms) {
  store.write([&](store::Writer& writer) {
    std::optional<store::Job> row = find_own(writer, job);
    if (!row) return;
    row->owner.clear();
    --row->attempts;
    row->due_ms = now_ms;
    put(writer, *row);
  });
}

std::optional<store::Job> take(store::Store& store, const std::string& id, std::int64_t now_ms) {
  const std::string owner = random_hex(kOwnerBytes);
  std::optional<store::Job> taken;
  store.write([&](store::Writer& writer) {
    taken = store::find<store::Job>(writer, id);
    if (!taken || !taken->is_open || taken->due_ms > now_ms) {
      taken.reset();
      return;
    }
    taken->owner = owner;
    taken->due_ms = now_ms + kJobLeaseMs;
    ++taken->attempts;
    put(writer, *taken);
  });
  return taken;
}

}  // namespace

void JobRun::tell(std::int64_t done, std::int64_t total) {
  if (is_ending_()) throw JobGivenBack();
  write([&](store::Writer& writer) {
    std::optional<store::Job> row = store::find<store::Job>(writer, job_.id);
    row->done = done;
    row->total = total;
    row->due_ms = now_ms_() + kJobLeaseMs;
    put(writer, *row);
  });
}

void JobRun::write(const std::function<void(store::Writer&)>& work) {
  bool is_lost = false;
  store_.write([&](store::Writer& writer) {
    is_lost = !find_own(writer, job_);
    if (!is_lost) work(writer);
  });
  if (is_lost) throw JobLost();
}

void add_job(store::Writer& writer, store::Job job) {
  const std::optional<store::Job> row = store::find<store::Job>(writer, job.id);
  if (!row || !row->is_open) put(writer, job);
}

void wake_job(store::Writer& writer, store::Job job) {
  const std::optional<store::Job> row = store::find<store::Job>(writer, job.id);
  if (!row || !row->is_open) return put(writer, job);
  // Whoever does it now looks again when the turn ends.
  if (!row->owner.empty() || row->due_ms <= job.due_ms) return;
  store::Job sooner = *row;
  sooner.due_ms = job.due_ms;
  put(writer, sooner);
}

std::optional<store::Job> claim_job(store::Store& store, const JobHandlers& handlers,
                                    std::int64_t now_ms) {
  std::vector<store::Job> open;
  store.read([&](store::Reader& reader) {
    open =
        store::list<store::Job>(reader, store::by_index("jobs_to_do").equal(true).limit(kLookedAt));
  });
  for (const store::Job& job : open) {
    if (job.due_ms > now_ms) break;
    if (handlers.find(job.kind) == handlers.end()) continue;
    if (std::optional<store::Job> taken = take(store, job.id, now_ms)) return taken;
  }
  return std::nullopt;
}

void run_job(store::Store& store, const JobHandlers& handlers, const store::Job& job,
             const std::function<std::int64_t()>& now_ms, const std::function<bool()>& is_ending) {
  JobRun run(store, job, now_ms, is_ending);
  try {
    const JobTurn turn = handlers.find(job.kind)->second(run);
    end_turn(store, job, turn, now_ms());
  } catch (const JobLost&) {
    // Whoever has it now does it again.
  } catch (const JobGivenBack&) {
    give_back(store, job, now_ms());
  } catch (const store::StoreError&) {
    throw;  // the lease runs out by itself
  } catch (const std::exception&) {
    note_failure(store, job, now_ms());
  }
}

}  // namespace tundish::service
