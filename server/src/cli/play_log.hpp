#pragma once

#include <string>
#include <vector>

#include "tundish/event.hpp"

namespace tundish::cli {

/// What a file has of a session that was played before.
struct KeptLog {
  bool is_readable = true;
  std::string text;  ///< empty: the session has not begun
};

/// Reads the log of that file; a file that is not there yet is an empty log. The reason why it
/// cannot be read is told on standard error.
KeptLog read_log(const std::string& file);

/// Writes the log, a list of events, into that file; does nothing when `file` is empty. False, with
/// the reason on standard error, when that is not possible.
bool save_log(const std::string& file, const std::vector<Event>& log);

}  // namespace tundish::cli
