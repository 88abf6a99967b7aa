#include "cli/upload_options.hpp"

#include <CLI/CLI.hpp>

namespace tundish::cli {

void add_upload_options(CLI::App& verb, service::UploadLimits& limits) {
  constexpr std::int64_t kMostBytes = std::int64_t{1} << 30;
  verb.add_option("--upload-bytes", limits.file_bytes,
                  "Largest file of a visitor; an input may ask for less")
      ->envname("TUNDISH_UPLOAD_BYTES")
      ->check(CLI::Range(std::int64_t{0}, kMostBytes))
      ->capture_default_str();
  verb.add_option("--upload-bytes-per-session", limits.session_bytes,
                  "What the files of one session may have together")
      ->envname("TUNDISH_UPLOAD_BYTES_PER_SESSION")
      ->check(CLI::Range(std::int64_t{0}, 16 * kMostBytes))
      ->capture_default_str();
  verb.add_option("--uploads-per-session", limits.session_files,
                  "How many files one session may have; 0: none are taken")
      ->envname("TUNDISH_UPLOADS_PER_SESSION")
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{1000}))
      ->capture_default_str();
  verb.add_option("--upload-reserve-bytes", limits.reserve_bytes,
                  "Of the disk with --data so much stays free of visitors' files")
      ->envname("TUNDISH_UPLOAD_RESERVE_BYTES")
      ->check(CLI::Range(std::int64_t{0}, kMostBytes * kMostBytes))
      ->capture_default_str();
}

}  // namespace tundish::cli
