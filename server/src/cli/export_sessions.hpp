#pragma once

#include <memory>
#include <string>

#include "cli/databases.hpp"
#include "cli/verbs.hpp"
#include "service/session_export.hpp"

namespace tundish::cli {

/// What `tundish export csv|xlsx` is told of the sessions that it writes.
struct SessionExportOptions {
  DatabaseOptions database;
  service::SessionFilter filter;
  bool has_titles = false;
};
void add_session_export_options(CLI::App& verb, SessionExportOptions& options);

/// Writes the sessions of a database to a file; `-` is standard output.
ExitCode export_sessions(const SessionExportOptions& options, service::TableFormat format,
                         const std::string& file);

}  // namespace tundish::cli
