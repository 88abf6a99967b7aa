#pragma once

namespace tundish::store {

/// The name of a SQLite file system that joins what is written to a write-ahead log and hands it to
/// the system in large pieces, at the latest when it is flushed. SQLite itself makes two writes of
/// every page; a commit has hundreds. Nothing is promised before the flush, so nothing is lost that
/// was promised.
const char* joined_writes();

}  // namespace tundish::store
