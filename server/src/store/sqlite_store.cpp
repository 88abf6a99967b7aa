#include "store/sqlite_store.hpp"

#include <algorithm>
#include <exception>

#include "store/sqlite_schema.hpp"
#include "store/sqlite_tables.hpp"

namespace tundish::store {
namespace {

constexpr std::size_t kMaxTogether = 256;
constexpr std::size_t kMaxIdleReaders = 16;

/// Begins a transaction and takes it back unless it was committed.
class Transaction {
 public:
  explicit Transaction(SqliteDatabase& database, const char* begin) : database_(database) {
    database_.execute(begin);
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
    database_.execute("COMMIT");
    is_committed_ = true;
  }

 private:
  SqliteDatabase& database_;
  bool is_committed_ = false;
};

}  // namespace

struct SqliteStore::Job {
  const std::function<void(Writer&)>* work = nullptr;
  std::exception_ptr failure;
  bool is_done = false;
};

SqliteStore::SqliteStore(const std::string& path, std::int64_t now_ms)
    : path_(path),
      database_(std::make_unique<SqliteDatabase>(path, SqliteDatabase::Access::read_write)) {
  database_->execute("PRAGMA journal_mode = WAL");
  database_->execute("PRAGMA synchronous = FULL");
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
  Job job;
  job.work = &work;
  std::unique_lock lock(mutex_);
  if (is_stopping_) throw StoreError("the store is closing");
  waiting_.push_back(&job);
  arrived_.notify_one();
  done_.wait(lock, [&job] { return job.is_done; });
  lock.unlock();
  if (job.failure) std::rethrow_exception(job.failure);
}

void SqliteStore::write_until_stopped() {
  std::unique_lock lock(mutex_);
  while (true) {
    arrived_.wait(lock, [this] { return is_stopping_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    const std::size_t count = std::min(waiting_.size(), kMaxTogether);
    const std::vector<Job*> jobs(waiting_.begin(),
                                 waiting_.begin() + static_cast<std::ptrdiff_t>(count));
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(count));
    lock.unlock();
    commit_together(jobs);
    lock.lock();
    for (Job* job : jobs) job->is_done = true;
    done_.notify_all();
  }
}

void SqliteStore::commit_together(const std::vector<Job*>& jobs) {
  try {
    attempt(jobs);
  } catch (...) {
    // The transaction itself failed: nothing of any of them happened.
    for (Job* job : jobs) job->failure = std::current_exception();
  }
}

void SqliteStore::attempt(const std::vector<Job*>& jobs) {
  Transaction together(*database_, "BEGIN IMMEDIATE");
  SqliteTables tables(*database_);
  for (Job* job : jobs) {
    database_->execute("SAVEPOINT job");
    try {
      (*job->work)(tables);
      database_->execute("RELEASE job");
    } catch (...) {
      job->failure = std::current_exception();
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
