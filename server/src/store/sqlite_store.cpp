#include "store/sqlite_store.hpp"

#include <exception>
#include <functional>
#include <optional>
#include <semaphore>
#include <utility>

#include "store/schema.hpp"
#include "store/sql_group.hpp"
#include "store/sqlite_checkpoint.hpp"
#include "store/sqlite_flusher.hpp"

namespace tundish::store {
namespace {

constexpr std::size_t kMaxIdleReaders = 16;
/// Of the writer: keys are random, so that every commit touches pages all over the tables.
constexpr int kCacheKiB = 4 * 1024;
/// One file has nobody to spread counters for.
constexpr int kCounterBucket = 0;
constexpr int kForgettingTries = 20;

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

/// One transaction: all pieces of work at once, or each behind its own savepoint when one of them
/// throws, which is rare; then it takes back only itself.
class SqliteStore::Turn {
 public:
  explicit Turn(SqliteDatabase& database) : database_(database) { begin(); }

  void run(const std::vector<WriteJob*>& jobs) {
    if (!is_apart_ && !run_together(jobs)) {
      is_apart_ = true;
      group_.reset();
      transaction_.reset();
      begin();
      for (WriteJob* job : done_) run_apart(*job);
    }
    if (is_apart_) {
      for (WriteJob* job : jobs) run_apart(*job);
    }
    done_.insert(done_.end(), jobs.begin(), jobs.end());
  }
  void commit() {
    group_->write_counts();
    transaction_->commit();
  }

 private:
  void begin() {
    transaction_.emplace(database_, "BEGIN IMMEDIATE");
    group_.emplace(database_, kCounterBucket);
  }
  bool run_together(const std::vector<WriteJob*>& jobs) {
    try {
      for (const WriteJob* job : jobs) job->run(*group_);
    } catch (...) {
      return false;
    }
    return true;
  }
  void run_apart(WriteJob& job) {
    database_.execute("SAVEPOINT job");
    try {
      job.run(*group_);
      group_->write_counts();
      database_.execute("RELEASE job");
    } catch (...) {
      job.fail(std::current_exception());
      group_->forget_counts();
      database_.execute("ROLLBACK TO job; RELEASE job");
    }
  }

  SqliteDatabase& database_;
  std::optional<Transaction> transaction_;
  std::optional<SqlGroup> group_;
  std::vector<WriteJob*> done_;
  bool is_apart_ = false;
};

SqliteStore::SqliteStore(const std::string& path, std::int64_t now_ms)
    : path_(path),
      database_(std::make_unique<SqliteDatabase>(path, SqliteDatabase::Access::read_write)),
      waiting_(std::make_shared<WriteGroup>()) {
  database_->execute("PRAGMA journal_mode = WAL");
  database_->execute("PRAGMA synchronous = FULL");
  // A statement that may fail half way notes what it changes: that note need not be a file.
  database_->execute("PRAGMA temp_store = MEMORY");
  database_->execute("PRAGMA cache_size = " + std::to_string(-kCacheKiB));
  database_->execute("PRAGMA wal_autocheckpoint = 0");
  // What is removed is overwritten: nobody finds it in the file.
  database_->execute("PRAGMA secure_delete = ON");
  bring_up_to_date(*database_, now_ms);
  flusher_ = std::make_unique<SqliteFlusher>(database_->log(), [this] {
    const std::lock_guard lock(mutex_);
    changed_.notify_one();
  });
  checkpoint_ = std::make_unique<SqliteCheckpoint>(path, *database_);
  writer_ = std::thread([this] { write_until_stopped(); });
}

SqliteStore::~SqliteStore() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_all();
  writer_.join();
  flusher_.reset();  // what it flushes belongs to the database
}

void SqliteStore::read(const std::function<void(Reader&)>& work) {
  std::unique_ptr<SqliteDatabase> reader = borrow_reader();
  {
    Transaction moment(*reader, "BEGIN");
    SqlTables tables(*reader);
    work(tables);
  }
  flusher_->await_seen();
  give_back(std::move(reader));
}

void SqliteStore::write(const std::function<void(Writer&)>& work) {
  WriteJob job([&work](Writer& writer) { work(writer); });
  hand_in(job);
  job.wait();
}

std::unique_ptr<Write> SqliteStore::begin_write(std::function<void(Writer&)> work) {
  auto job = std::make_unique<WriteJob>(std::move(work));
  hand_in(*job);
  return job;
}

void SqliteStore::forget_removed() {
  is_log_to_be_emptied_ = true;
  // The log is emptied between two transactions; the second of these begins behind the first try.
  for (int tries = 0; tries < kForgettingTries; ++tries) {
    write([](Writer&) {});
    if (!is_log_to_be_emptied_) return;
  }
  throw StoreError("SQLite could not empty its log");
}

void SqliteStore::hand_in(WriteJob& job) {
  const std::lock_guard lock(mutex_);
  if (is_stopping_) throw StoreError("the store is closing");
  waiting_->jobs.push_back(&job);
  job.join(waiting_);
  if (waiting_->jobs.size() == 1) changed_.notify_one();
}

void SqliteStore::write_until_stopped() {
  SqliteLog log = database_->log();
  for (std::int64_t number = 1; true; ++number) {
    Groups groups;
    if (!take(groups)) return;
    log.set_commit(SqliteLog::Commit::flushes_later);
    try {
      if (const std::exception_ptr failure = flusher_->failure()) std::rethrow_exception(failure);
      Turn turn(*database_);
      do {
        turn.run(groups.back()->jobs);
      } while (take_more(groups));
      flusher_->announce(number);
      turn.commit();
    } catch (...) {
      // The transaction itself failed: nothing of any of them happened.
      for (const auto& group : groups) group->fail(std::current_exception());
    }
    log.set_commit(SqliteLog::Commit::flushes);
    await_flusher();
    flusher_->hand_in(number, [groups = std::move(groups)](const std::exception_ptr& failure) {
      for (const auto& group : groups) {
        if (failure) group->fail(failure);
        group->end();
      }
    });
    checkpoint_->look_at(log.size());
    if (is_log_to_be_emptied_ && checkpoint_->empty_log()) is_log_to_be_emptied_ = false;
  }
}

/// Waits for work; false when there will be none.
bool SqliteStore::take(Groups& groups) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return is_stopping_ || !waiting_->jobs.empty(); });
  if (waiting_->jobs.empty()) return false;
  groups.push_back(std::exchange(waiting_, std::make_shared<WriteGroup>()));
  return true;
}

/// While the flusher has no use for another commit, work that comes meanwhile goes with this one.
bool SqliteStore::take_more(Groups& groups) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return flusher_->is_free() || !waiting_->jobs.empty(); });
  if (flusher_->is_free()) return false;
  groups.push_back(std::exchange(waiting_, std::make_shared<WriteGroup>()));
  return true;
}

/// A transaction that failed did not look whether the flusher is free.
void SqliteStore::await_flusher() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return flusher_->is_free(); });
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
