#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/audit.hpp"
#include "service/jobs.hpp"
#include "service/session_export.hpp"
#include "store/jobs.hpp"
#include "store/store.hpp"

namespace tundish::service {

inline constexpr std::string_view kExportJob = "export";
inline constexpr std::string_view kExportRemovalJob = "export_removal";
/// How long a file may be fetched after it was made.
inline constexpr std::int64_t kExportKeptMs = 7 * 24 * 60 * 60 * std::int64_t{1000};
/// How many may be made or wait to be made.
inline constexpr std::size_t kMostOpenExports = 20;

/// What the job of an export says of it.
struct ExportFile {
  std::int64_t bytes = 0;
  std::int64_t sessions = 0;
  std::int64_t columns = 0;
  std::int64_t shortened = 0;
};
ExportWish export_wish_of(const store::Job& job);
/// Nothing as long as it is not made.
std::optional<ExportFile> export_file_of(const store::Job& job);

/// Has it made; nothing when too many are being made already.
std::optional<store::Job> begin_export(store::Store& store, const ExportWish& wish,
                                       const Actor& actor);
/// The export of that id; nothing when it has expired.
std::optional<store::Job> find_export(store::Reader& reader, std::string_view id,
                                      std::int64_t now_ms);
/// Forgets an export, whatever has become of it: its file is removed by a job. False when there is
/// none.
bool remove_export(store::Store& store, std::string_view id, const Actor& actor);
/// The same within a transaction.
void drop_export(store::Writer& writer, const store::Job& job, std::int64_t now_ms);
/// Forgets those whose time is over, at most `limit`; gives how many they were.
std::size_t drop_expired_exports(store::Writer& writer, std::int64_t now_ms, int limit);

/// Makes the file of a job, in `folder` first, then in the store.
JobHandler export_handler(FunnelCache& funnels, std::string folder);
/// Removes the pieces of a file that was forgotten.
JobHandler export_removal_handler();

/// At most `size` bytes of a file from `offset` on. Throws `std::runtime_error` when some of it was
/// removed meanwhile.
std::string read_export(store::Store& store, std::string_view job, std::size_t offset,
                        std::size_t size);

}  // namespace tundish::service
