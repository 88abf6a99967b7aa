#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "store/jobs.hpp"
#include "store/store.hpp"
#include "tundish/value.hpp"

namespace tundish::service {

/// How long a server may believe to have a job that it has said nothing about.
inline constexpr std::int64_t kJobLeaseMs = 60'000;
/// How often a job is begun that ends with an exception each time.
inline constexpr std::int64_t kMostJobAttempts = 10;

/// Somebody else has the job now, because nothing was heard of it for too long.
class JobLost : public std::exception {
 public:
  const char* what() const noexcept override { return "another server has the job now"; }
};

/// This server stops: the job is given back, for another one or for when it is started again.
class JobGivenBack : public std::exception {
 public:
  const char* what() const noexcept override { return "this server stops"; }
};

/// A job while it is done here.
class JobRun {
 public:
  JobRun(
      store::Store& store, store::Job job, std::function<std::int64_t()> now_ms,
      std::function<bool()> is_ending = [] { return false; })
      : store_(store),
        job_(std::move(job)),
        now_ms_(std::move(now_ms)),
        is_ending_(std::move(is_ending)) {}

  store::Store& store() const { return store_; }
  const store::Job& job() const { return job_; }
  std::int64_t now_ms() const { return now_ms_(); }

  /// Tells how far it has come, and that it is still done here: more often than `kJobLeaseMs`.
  /// Throws `JobLost`, and `JobGivenBack` when this server stops.
  void tell(std::int64_t done, std::int64_t total);
  /// Does that in one transaction with the check that the job is still had here. Throws `JobLost`.
  void write(const std::function<void(store::Writer&)>& work);

 private:
  store::Store& store_;
  store::Job job_;
  std::function<std::int64_t()> now_ms_;
  std::function<bool()> is_ending_;
};

/// What becomes of a job at the end of a turn. It is asked in the transaction that ends the turn.
struct JobTurn {
  /// When it goes on; nothing: it is done.
  std::function<std::optional<std::int64_t>(store::Reader&)> next_ms{};
  Value result{};
};
/// Does some of a job. What it throws ends the turn; it is tried again later, and given up at last.
using JobHandler = std::function<JobTurn(JobRun&)>;
/// By kinds of jobs.
using JobHandlers = std::map<std::string, JobHandler, std::less<>>;

/// Keeps a job; one of the same id that is not done yet stays as it is.
void add_job(store::Writer& writer, store::Job job);
/// Sees to it that the job is done by then at the latest, whatever became of it before.
void wake_job(store::Writer& writer, store::Job job);

/// Takes one that is due and of a kind that is known here.
std::optional<store::Job> claim_job(store::Store& store, const JobHandlers& handlers,
                                    std::int64_t now_ms);
/// Does a turn of a job that was taken; one that takes long ends early when `is_ending` says so.
void run_job(
    store::Store& store, const JobHandlers& handlers, const store::Job& job,
    const std::function<std::int64_t()>& now_ms,
    const std::function<bool()>& is_ending = [] { return false; });

}  // namespace tundish::service
