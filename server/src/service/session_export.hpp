#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "service/funnel_cache.hpp"
#include "service/session_columns.hpp"
#include "service/session_filter.hpp"
#include "service/tables.hpp"
#include "store/store.hpp"

namespace tundish::service {

/// Which sessions are to be written as a table, and how.
struct ExportWish {
  TableFormat format = TableFormat::csv;
  Headings headings = Headings::slugs;
  SessionFilter filter;
};

struct ExportedSessions {
  std::int64_t sessions = 0;
  std::int64_t columns = 0;
  std::int64_t shortened = 0;  ///< texts that were too long for the format
};

/// Told now and then how far it has come: of `total` steps, which is 0 while it is not known.
using ExportProgress = std::function<void(std::int64_t done, std::int64_t total)>;

/// Writes the sessions that are meant to the file of that path, a row each, newest first; first
/// what they are, then a column for each answer (`SessionColumns`). Each is read once, as it stands
/// then, in memory that does not grow with their number. `folder` is for what is needed meanwhile.
ExportedSessions export_sessions(store::Store& store, FunnelCache& funnels, const ExportWish& wish,
                                 const std::string& path, const std::string& folder,
                                 const ExportProgress& progress);

}  // namespace tundish::service
