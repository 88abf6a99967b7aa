#include "store/sqlite_store.hpp"

#include <exception>
#include <semaphore>

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

/// A piece of work, on the stack of the thread that waits for it.
struct SqliteStore::Job {
  explicit Job(const std::function<void(Writer&)>& work_) : work(work_) {}

  const std::function<void(Writer&)>& work;
  std::exception_ptr failure;
  std::binary_semaphore done{0};
};

SqliteStore::SqliteStore(const std::string& path, std::int64_t now_ms)
    : path_(path),
      database_(std::make_unique<SqliteDatabase>(path, SqliteDatabase::Access::read_write)) {
  database_->execute("PRAGMA journal_mode = WAL");
  database_->execute("PRAGMA synchronous = FULL");
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
  Job job(work);
  {
    const std::lock_guard lock(mutex_);
    if (is_stopping_) throw StoreError("the store is closing");
    waiting_.push_back(&job);
    if (waiting_.size() == 1) arrived_.notify_one();
  }
  job.done.acquire();
  if (job.failure) std::rethrow_exception(job.failure);
}

void SqliteStore::write_until_stopped() {
  std::vector<Job*> jobs;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      arrived_.wait(lock, [this] { return is_stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      jobs.swap(waiting_);
    }
    commit_together(jobs);
    // Each wakes the one thread that waits for it; after that the job is gone.
    for (Job* job : jobs) job->done.release();
    jobs.clear();
  }
}

void SqliteStore::commit_together(const std::vector<Job*>& jobs) {
  try {
    if (!attempt_together(jobs)) attempt_apart(jobs);
  } catch (...) {
    // The transaction itself failed: nothing of any of them happened.
    for (Job* job : jobs) job->failure = std::current_exception();
  }
}

/// False when one of them threw, which is rare: then nothing of any of them happened yet.
bool SqliteStore::attempt_together(const std::vector<Job*>& jobs) {
  Transaction together(*database_, "BEGIN IMMEDIATE");
  SqliteGroup group(*database_);
  try {
    for (const Job* job : jobs) job->work(group);
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
      job->work(group);
      group.write_counts();
      database_->execute("RELEASE job");
    } catch (...) {
      job->failure = std::current_exception();
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
