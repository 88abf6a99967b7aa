#include "store/sqlite_log.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstring>
#include <new>

#include "store/store.hpp"

namespace tundish::store {
namespace {

constexpr const char* kName = "tundish";
// SQLite's own files take less than 128 KiB at once.
constexpr std::size_t kMostJoined = 120 * 1024;

sqlite3_vfs* system_files() { return sqlite3_vfs_find(nullptr); }

/// A write-ahead log: what SQLite knows of it, what is not written yet, and behind it in the same
/// memory the system's own file.
struct Log {
  sqlite3_file known;  // first: SQLite's pointer is ours
  char* joined;
  std::size_t size;
  sqlite3_int64 begin;     ///< where the joined bytes belong
  sqlite3_int64 end;       ///< of what was written last
  bool is_postponing;      ///< the flush of a commit
  bool is_begun_anew;      ///< its first bytes were written since the last flush
  std::atomic<bool> owes;  ///< a flush
};
constexpr std::size_t kLogSize = (sizeof(Log) + 15) / 16 * 16;

Log* log_of(sqlite3_file* file) { return reinterpret_cast<Log*>(file); }

sqlite3_file* system_file(Log* log) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(log) + kLogSize);
}

int write_now(Log* log, const void* bytes, std::size_t size, sqlite3_int64 place) {
  sqlite3_file* file = system_file(log);
  return file->pMethods->xWrite(file, bytes, static_cast<int>(size), place);
}

int write_joined(Log* log) {
  if (log->size == 0) return SQLITE_OK;
  const int outcome = write_now(log, log->joined, log->size, log->begin);
  log->size = 0;
  return outcome;
}

int close_log(sqlite3_file* file) {
  Log* log = log_of(file);
  const int written = write_joined(log);
  delete[] log->joined;
  const int closed = system_file(log)->pMethods->xClose(system_file(log));
  return written != SQLITE_OK ? written : closed;
}

int read_log(sqlite3_file* file, void* bytes, int size, sqlite3_int64 place) {
  Log* log = log_of(file);
  if (const int outcome = write_joined(log); outcome != SQLITE_OK) return outcome;
  return system_file(log)->pMethods->xRead(system_file(log), bytes, size, place);
}

int write_log(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 place) {
  Log* log = log_of(file);
  if (place == 0) log->is_begun_anew = true;
  log->end = place + count;
  const std::size_t size = static_cast<std::size_t>(count);
  const bool goes_on = place == log->begin + static_cast<sqlite3_int64>(log->size);
  if (!goes_on || log->size + size > kMostJoined) {
    if (const int outcome = write_joined(log); outcome != SQLITE_OK) return outcome;
  }
  if (size > kMostJoined) return write_now(log, bytes, size, place);
  if (log->size == 0) log->begin = place;
  std::memcpy(log->joined + log->size, bytes, size);
  log->size += size;
  return SQLITE_OK;
}

int truncate_log(sqlite3_file* file, sqlite3_int64 size) {
  Log* log = log_of(file);
  if (const int outcome = write_joined(log); outcome != SQLITE_OK) return outcome;
  log->end = std::min(log->end, size);
  return system_file(log)->pMethods->xTruncate(system_file(log), size);
}

int flush_log(sqlite3_file* file, int flags) {
  Log* log = log_of(file);
  if (const int outcome = write_joined(log); outcome != SQLITE_OK) return outcome;
  // A log that begins anew over an old one must have its head on the disk before its pages.
  if (log->is_postponing && !log->is_begun_anew) {
    log->owes.store(true);
    return SQLITE_OK;
  }
  log->is_begun_anew = false;
  const int outcome = system_file(log)->pMethods->xSync(system_file(log), flags);
  // Not before: the flusher would believe that what it owes is on the disk.
  if (outcome == SQLITE_OK) log->owes.store(false);
  return outcome;
}

int size_of_log(sqlite3_file* file, sqlite3_int64* size) {
  Log* log = log_of(file);
  if (const int outcome = write_joined(log); outcome != SQLITE_OK) return outcome;
  return system_file(log)->pMethods->xFileSize(system_file(log), size);
}

int lock_log(sqlite3_file* file, int level) {
  return system_file(log_of(file))->pMethods->xLock(system_file(log_of(file)), level);
}

int unlock_log(sqlite3_file* file, int level) {
  return system_file(log_of(file))->pMethods->xUnlock(system_file(log_of(file)), level);
}

int look_for_lock(sqlite3_file* file, int* found) {
  return system_file(log_of(file))->pMethods->xCheckReservedLock(system_file(log_of(file)), found);
}

int control_log(sqlite3_file* file, int operation, void* argument) {
  sqlite3_file* system = system_file(log_of(file));
  return system->pMethods->xFileControl(system, operation, argument);
}

int sector_of_log(sqlite3_file* file) {
  return system_file(log_of(file))->pMethods->xSectorSize(system_file(log_of(file)));
}

int traits_of_log(sqlite3_file* file) {
  return system_file(log_of(file))->pMethods->xDeviceCharacteristics(system_file(log_of(file)));
}

sqlite3_io_methods log_methods() {
  sqlite3_io_methods methods{};
  methods.iVersion = 1;
  methods.xClose = close_log;
  methods.xRead = read_log;
  methods.xWrite = write_log;
  methods.xTruncate = truncate_log;
  methods.xSync = flush_log;
  methods.xFileSize = size_of_log;
  methods.xLock = lock_log;
  methods.xUnlock = unlock_log;
  methods.xCheckReservedLock = look_for_lock;
  methods.xFileControl = control_log;
  methods.xSectorSize = sector_of_log;
  methods.xDeviceCharacteristics = traits_of_log;
  return methods;
}

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* given) {
  sqlite3_vfs* system = system_files();
  if ((flags & SQLITE_OPEN_WAL) == 0) return system->xOpen(system, name, file, flags, given);
  static const sqlite3_io_methods kMethods = log_methods();
  Log* log = log_of(file);
  log->known.pMethods = nullptr;  // nothing to close when this fails
  log->size = 0;
  log->begin = 0;
  log->end = 0;
  log->is_postponing = false;
  log->is_begun_anew = false;
  new (&log->owes) std::atomic<bool>(false);
  log->joined = new (std::nothrow) char[kMostJoined];
  if (log->joined == nullptr) return SQLITE_NOMEM;
  const int outcome = system->xOpen(system, name, system_file(log), flags, given);
  if (system_file(log)->pMethods != nullptr) {
    log->known.pMethods = &kMethods;
  } else {
    delete[] log->joined;
  }
  return outcome;
}

sqlite3_vfs* registered() {
  static sqlite3_vfs files = *system_files();
  files.zName = kName;
  files.pNext = nullptr;
  files.szOsFile += static_cast<int>(kLogSize);
  files.xOpen = open_file;
  if (sqlite3_vfs_register(&files, 0) != SQLITE_OK) {
    throw StoreError("SQLite could not take a file system");
  }
  return &files;
}

}  // namespace

const char* log_files() {
  static const sqlite3_vfs* const files = registered();
  return files->zName;
}

SqliteLog::SqliteLog(sqlite3* database) {
  const int outcome = sqlite3_file_control(database, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file_);
  if (outcome != SQLITE_OK || file_ == nullptr || file_->pMethods == nullptr ||
      file_->pMethods->xSync != flush_log) {
    throw StoreError("SQLite has no write-ahead log of ours");
  }
}

void SqliteLog::set_commit(Commit commit) {
  log_of(file_)->is_postponing = commit == Commit::flushes_later;
}

std::int64_t SqliteLog::size() const { return log_of(file_)->end; }

void SqliteLog::flush() {
  Log* log = log_of(file_);
  if (!log->owes.exchange(false)) return;
  const int outcome = system_file(log)->pMethods->xSync(system_file(log), SQLITE_SYNC_NORMAL);
  if (outcome != SQLITE_OK) throw StoreError("the disk did not keep what was written to it");
}

}  // namespace tundish::store
