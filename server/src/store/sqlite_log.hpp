#pragma once

#include <sqlite3.h>

#include <cstdint>

namespace tundish::store {

/// The name of a SQLite file system that joins what is written to a write-ahead log and hands it to
/// the system in large pieces, at the latest when it is flushed. SQLite itself makes two writes of
/// every page; a commit has hundreds. Nothing is promised before the flush, so nothing is lost that
/// was promised.
const char* log_files();

/// The write-ahead log of a connection over `log_files`, which must outlive it.
class SqliteLog {
 public:
  /// What a commit does. One that flushes later is written and others see it, but it is durable
  /// only after `flush`: the next transaction can be played while this one is on its way.
  enum class Commit { flushes, flushes_later };

  /// Throws `StoreError` when the connection has no such log.
  explicit SqliteLog(sqlite3* database);

  /// Of the thread that commits.
  void set_commit(Commit commit);
  /// Bytes from its beginning to what was written last. Of the thread that commits.
  std::int64_t size() const;
  /// Everything that was committed before is durable then. Throws `StoreError`. For any thread.
  void flush();

 private:
  sqlite3_file* file_ = nullptr;
};

}  // namespace tundish::store
