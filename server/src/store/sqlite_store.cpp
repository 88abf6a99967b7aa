#include "store/sqlite_store.hpp"

#include <atomic>
#include <exception>
#include <functional>
#include <semaphore>
#include <utility>

#include "store/sqlite_group.hpp"
#include "store/sqlite_schema.hpp"

namespace tundish::store {
namespace {

constexpr std::size_t kMaxIdleReaders = 16;
/// Of the writer: keys are random, so that every commit touches pages all over the tables.
constexpr int kCacheKiB = 8 * 1024;
/// A page that many commits touch is copied once per checkpoint: fewer checkpoints, fewer copies.
constexpr int kPagesBetweenCheckpoints = 4000;

/// Begins a transaction and takes it back unless it was committed.
class Transaction {
 public:
  Transaction(SqliteDatabase& database, const char* begin) : database_(database) {
    database_.prepare(begin).run();
  }
  ~Transaction() {
    if (is_committed_) return;
    try {
      database_.execute("ROLLBACK");
    } catch (const StoreError&) {
      // SQLite has rolled back by itself already (disk full, out of memory): that is what we want.
    }
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit() {
    database_.prepare("COMMIT").run();
    is_committed_ = true;
  }

 private:
  SqliteDatabase& database_;
  bool is_committed_ = false;
};

}  // namespace

/// What goes into one transaction together; everybody waits for the same end.
struct SqliteStore::Group {
  /// Calls it at the end, which may have been.
  void when_done(std::function<void()> tell) {
    {
      const std::lock_guard lock(mutex);
      if (is_done.load() == 0) return tells.push_back(std::move(tell));
    }
    tell();
  }
  void end() {
    std::vector<std::function<void()>> told;
    {
      const std::lock_guard lock(mutex);
      is_done.store(1);
      told.swap(tells);
    }
    is_done.notify_all();
    for (const std::function<void()>& tell : told) tell();
  }

  std::vector<Job*> jobs;
  std::atomic<int> is_done{0};
  std::mutex mutex;  ///< of `tells`
  std::vector<std::function<void()>> tells;
};

/// A piece of work, held by whoever waits for it.
class SqliteStore::Job : public Write {
 public:
  explicit Job(std::function<void(Writer&)> work) : work_(std::move(work)) {}
  ~Job() override { await_end(); }
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  void wait() override {
    await_end();
    if (failure_) std::rethrow_exception(failure_);
  }
  void when_ended(std::function<void()> tell) override {
    if (!group_) return tell();
    group_->when_done(std::move(tell));
  }

  void join(std::shared_ptr<Group> group) { group_ = std::move(group); }
  void run(Writer& writer) const { work_(writer); }
  void fail(std::exception_ptr failure) { failure_ = std::move(failure); }

 private:
  void await_end() const {
    if (group_) group_->is_done.wait(0);
  }

  std::function<void(Writer&)> work_;
  std::exception_ptr failure_;
  std::shared_ptr<Group> group_;  ///< nothing: it was not handed in
};

SqliteStore::SqliteStore(const std::string& path, std::int64_t now_ms)
    : path_(path),
      database_(std::make_unique<SqliteDatabase>(path, SqliteDatabase::Access::read_write)),
      waiting_(std::make_shared<Group>()) {
  database_->execute("PRAGMA journal_mode = WAL");
  database_->execute("PRAGMA synchronous = FULL");
  // A statement that may fail half way notes what it changes: that note need not be a file.
  database_->execute("PRAGMA temp_store = MEMORY");
  database_->execute("PRAGMA cache_size = " + std::to_string(-kCacheKiB));
  database_->execute("PRAGMA wal_autocheckpoint = " + std::to_string(kPagesBetweenCheckpoints));
  bring_up_to_date(*database_, now_ms);
  writer_ = std::thread([this] { write_until_stopped(); });
}

SqliteStore::~SqliteStore() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  arrived_.notify_all();
  writer_.join();
}

void SqliteStore::read(const std::function<void(Reader&)>& work) {
  std::unique_ptr<SqliteDatabase> reader = borrow_reader();
  {
    Transaction moment(*reader, "BEGIN");
    SqliteTables tables(*reader);
    work(tables);
  }
  give_back(std::move(reader));
}

void SqliteStore::write(const std::function<void(Writer&)>& work) {
  Job job([&work](Writer& writer) { work(writer); });
  hand_in(job);
  job.wait();
}

std::unique_ptr<Write> SqliteStore::begin_write(std::function<void(Writer&)> work) {
  auto job = std::make_unique<Job>(std::move(work));
  hand_in(*job);
  return job;
}

void SqliteStore::hand_in(Job& job) {
  const std::lock_guard lock(mutex_);
  if (is_stopping_) throw StoreError("the store is closing");
  waiting_->jobs.push_back(&job);
  job.join(waiting_);
  if (waiting_->jobs.size() == 1) arrived_.notify_one();
}

void SqliteStore::write_until_stopped() {
  while (true) {
    auto group = std::make_shared<Group>();
    {
      std::unique_lock lock(mutex_);
      arrived_.wait(lock, [this] { return is_stopping_ || !waiting_->jobs.empty(); });
      if (waiting_->jobs.empty()) return;
      group.swap(waiting_);
    }
    commit_together(group->jobs);
    group->end();
  }
}

void SqliteStore::commit_together(const std::vector<Job*>& jobs) {
  try {
    if (!attempt_together(jobs)) attempt_apart(jobs);
  } catch (...) {
    // The transaction itself failed: nothing of any of them happened.
    for (Job* job : jobs) job->fail(std::current_exception());
  }
}

/// False when one of them threw, which is rare: then nothing of any of them happened yet.
bool SqliteStore::attempt_together(const std::vector<Job*>& jobs) {
  Transaction together(*database_, "BEGIN IMMEDIATE");
  SqliteGroup group(*database_);
  try {
    for (const Job* job : jobs) job->run(group);
  } catch (...) {
    return false;
  }
  group.write_counts();
  together.commit();
  return true;
}

/// Each behind its own savepoint: what throws takes back only itself.
void SqliteStore::attempt_apart(const std::vector<Job*>& jobs) {
  Transaction together(*database_, "BEGIN IMMEDIATE");
  SqliteGroup group(*database_);
  for (Job* job : jobs) {
    database_->execute("SAVEPOINT job");
    try {
      job->run(group);
      group.write_counts();
      database_->execute("RELEASE job");
    } catch (...) {
      job->fail(std::current_exception());
      group.forget_counts();
      database_->execute("ROLLBACK TO job; RELEASE job");
    }
  }
  together.commit();
}

std::unique_ptr<SqliteDatabase> SqliteStore::borrow_reader() {
  {
    const std::lock_guard lock(readers_mutex_);
    if (!readers_.empty()) {
      std::unique_ptr<SqliteDatabase> reader = std::move(readers_.back());
      readers_.pop_back();
      return reader;
    }
  }
  return std::make_unique<SqliteDatabase>(path_, SqliteDatabase::Access::read_only);
}

void SqliteStore::give_back(std::unique_ptr<SqliteDatabase> reader) {
  const std::lock_guard lock(readers_mutex_);
  if (readers_.size() < kMaxIdleReaders) readers_.push_back(std::move(reader));
}

}  // namespace tundish::store
