#include "store/sqlite_checkpoint.hpp"

#include "store/store.hpp"

namespace tundish::store {
namespace {

/// A page that many commits touch is copied once per checkpoint: fewer checkpoints, fewer copies.
constexpr std::int64_t kBytesBetween = 32 * 1024 * 1024;

void copy(SqliteDatabase& database) {
  try {
    database.prepare("PRAGMA wal_checkpoint(PASSIVE)").run();
  } catch (const StoreError&) {
    // Everything stays in the log, which grows until the next try.
  }
}

}  // namespace

SqliteCheckpoint::SqliteCheckpoint(const std::string& path, SqliteDatabase& writer)
    : writer_(writer), database_(path, SqliteDatabase::Access::read_write) {
  thread_ = std::thread([this] { copy_until_stopped(); });
}

SqliteCheckpoint::~SqliteCheckpoint() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void SqliteCheckpoint::look_at(std::int64_t log_size) {
  if (stage_ == Stage::copied) {
    copy(writer_);
    stage_ = Stage::resting;
    return;
  }
  if (stage_ == Stage::copying || log_size < kBytesBetween) return;
  {
    const std::lock_guard lock(mutex_);
    stage_ = Stage::copying;
  }
  changed_.notify_all();
}

bool SqliteCheckpoint::empty_log() {
  if (stage_ == Stage::copying) return false;
  try {
    // Whoever waits for the writer shall not wait long because of a reader.
    writer_.execute("PRAGMA busy_timeout = 250");
    bool is_empty = false;
    {
      SqlStatement outcome = writer_.prepare("PRAGMA wal_checkpoint(TRUNCATE)");
      is_empty = outcome.step() && outcome.number() == 0;
    }
    writer_.execute("PRAGMA busy_timeout = 10000");
    return is_empty;
  } catch (const StoreError&) {
    return false;  // everything stays in the log
  }
}

void SqliteCheckpoint::copy_until_stopped() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return is_stopping_ || stage_ == Stage::copying; });
    if (is_stopping_) return;
    lock.unlock();
    copy(database_);
    lock.lock();
    stage_ = Stage::copied;
  }
}

}  // namespace tundish::store
