#include "service/jobs.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "server/store_kinds.hpp"
#include "service/job_workers.hpp"
#include "store/records.hpp"

namespace tundish::service {
namespace {

using store::kBegan;

store::Job counting_job(const std::string& id, std::int64_t due_ms = kBegan) {
  store::Job job;
  job.id = id;
  job.kind = "count";
  job.subject = "s";
  job.input = "{}";
  job.due_ms = due_ms;
  job.created_at_ms = kBegan;
  return job;
}

template <class Kind>
class JobsTest : public store::StoreTest<Kind> {
 protected:
  void add(const store::Job& job) {
    this->store().write([&](store::Writer& writer) { add_job(writer, job); });
  }
  std::optional<store::Job> claim() { return claim_job(this->store(), handlers_, now_ms_); }
  void run(const store::Job& job) {
    run_job(this->store(), handlers_, job, [this] { return now_ms_; });
  }
  store::Job row(const std::string& id) {
    return *this->template ask<std::optional<store::Job>>(
        [&](store::Reader& reader) { return store::find<store::Job>(reader, id); });
  }

  std::int64_t now_ms_ = kBegan;
  int turns_ = 0;
  JobHandlers handlers_{{"count", [this](JobRun&) {
                           ++turns_;
                           JobTurn turn;
                           turn.result = Value(turns_);
                           return turn;
                         }}};
};
TYPED_TEST_SUITE(JobsTest, store::Kinds, store::KindNames);

TYPED_TEST(JobsTest, AreDoneOnceWhenTheyAreDue) {
  this->add(counting_job("later", kBegan + 500));
  this->add(counting_job("now"));
  store::Job other = counting_job("other", kBegan - 1);
  other.kind = "nobody knows it";
  this->add(other);
  const auto job = this->claim();
  ASSERT_TRUE(job);
  EXPECT_EQ(job->id, "now");
  EXPECT_FALSE(this->claim()) << "one has it, one is not due";
  this->run(*job);
  const store::Job done = this->row("now");
  EXPECT_FALSE(done.is_open);
  EXPECT_EQ(done.result, "1");
  EXPECT_EQ(done.ended_at_ms, kBegan);
  EXPECT_FALSE(this->claim());
  this->now_ms_ += 500;
  EXPECT_EQ(this->claim()->id, "later");
}

TYPED_TEST(JobsTest, AreTakenOverWhenTheirServerIsGone) {
  this->add(counting_job("a"));
  const auto lost = this->claim();
  ASSERT_TRUE(lost);
  this->now_ms_ += kJobLeaseMs - 1;
  EXPECT_FALSE(this->claim());
  this->now_ms_ += 1;
  const auto taken = this->claim();
  ASSERT_TRUE(taken);
  EXPECT_NE(taken->owner, lost->owner);
  EXPECT_EQ(taken->attempts, 2);
  this->run(*lost);
  EXPECT_TRUE(this->row("a").is_open) << "who lost it ends nothing";
  JobRun late(this->store(), *lost, [this] { return this->now_ms_; });
  EXPECT_THROW(late.tell(1, 2), JobLost);
  EXPECT_EQ(this->row("a").done, 0);
  this->run(*taken);
  EXPECT_FALSE(this->row("a").is_open);
}

TYPED_TEST(JobsTest, AreKeptByTellingHowFarTheyHaveCome) {
  this->handlers_["count"] = [this](JobRun& run) {
    for (int part = 1; part <= 5; ++part) {
      this->now_ms_ += kJobLeaseMs - 1;
      run.tell(part, 5);
      EXPECT_FALSE(this->claim());
    }
    return JobTurn{};
  };
  this->add(counting_job("a"));
  this->run(*this->claim());
  EXPECT_EQ(this->row("a").done, 5);
  EXPECT_EQ(this->row("a").total, 5);
  EXPECT_FALSE(this->row("a").is_open);
}

TYPED_TEST(JobsTest, AreTriedAgainLaterAndGivenUpAtLast) {
  this->handlers_["count"] = [this](JobRun&) -> JobTurn {
    ++this->turns_;
    throw std::runtime_error("no");
  };
  this->add(counting_job("a"));
  std::int64_t pause = 0;
  for (int attempt = 1; attempt <= kMostJobAttempts; ++attempt) {
    const auto job = this->claim();
    ASSERT_TRUE(job) << attempt;
    this->run(*job);
    const store::Job row = this->row("a");
    if (attempt == kMostJobAttempts) break;
    EXPECT_GT(row.due_ms - this->now_ms_, pause) << "longer each time";
    pause = row.due_ms - this->now_ms_;
    this->now_ms_ = row.due_ms;
  }
  EXPECT_EQ(this->turns_, kMostJobAttempts);
  EXPECT_FALSE(this->row("a").is_open);
  EXPECT_EQ(this->row("a").why, "failed");
}

TYPED_TEST(JobsTest, GoOnAsTheirTurnSaysAndAreWoken) {
  this->handlers_["count"] = [this](JobRun&) {
    ++this->turns_;
    JobTurn turn;
    turn.next_ms = [this](store::Reader&) { return std::optional(this->now_ms_ + 1000); };
    return turn;
  };
  const auto wake = [this] {
    this->store().write(
        [this](store::Writer& writer) { wake_job(writer, counting_job("a", this->now_ms_)); });
  };
  wake();
  this->run(*this->claim());
  EXPECT_FALSE(this->claim());
  wake();
  const auto job = this->claim();
  ASSERT_TRUE(job) << "sooner than it would";
  wake();
  EXPECT_FALSE(this->claim()) << "not while it is done";
  this->handlers_["count"] = [](JobRun&) { return JobTurn{}; };
  this->run(*job);
  EXPECT_FALSE(this->row("a").is_open);
  wake();
  EXPECT_TRUE(this->claim()) << "begun anew";
}

TYPED_TEST(JobsTest, AreSharedByManyWorkers) {
  constexpr int kJobs = 40;
  std::mutex mutex;
  std::multiset<std::string> done;
  const JobHandlers handlers = {{"count", [&](JobRun& run) {
                                   const std::lock_guard lock(mutex);
                                   done.insert(run.job().id);
                                   return JobTurn{};
                                 }}};
  for (int number = 0; number < kJobs; ++number) {
    this->add(counting_job("job" + std::to_string(number)));
  }
  {
    const auto now = [] { return kBegan; };
    const auto failed = [](const std::string&, const std::optional<std::string>& why) {
      ADD_FAILURE() << why.value_or("goes on");
    };
    // As two servers have them.
    const JobWorkers mine(this->store(), handlers, 3, now, failed);
    const JobWorkers yours(this->store(), handlers, 3, now, failed);
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (std::chrono::steady_clock::now() < end) {
      {
        const std::lock_guard lock(mutex);
        if (done.size() == kJobs) break;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }
  EXPECT_EQ(done.size(), static_cast<std::size_t>(kJobs));
  EXPECT_EQ(std::set<std::string>(done.begin(), done.end()).size(), done.size()) << "each once";
  EXPECT_FALSE(this->row("job0").is_open);
}

}  // namespace
}  // namespace tundish::service
