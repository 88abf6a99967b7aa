#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/audit.hpp"
#include "store/media.hpp"
#include "store/store.hpp"

namespace tundish::service {

inline constexpr std::size_t kMostMediumBytes = 8 * 1024 * 1024;
inline constexpr std::size_t kMostNameBytes = 200;

enum class MediumOutcome {
  created,
  there_already,
  wrong_type  ///< by its content it is nothing that a funnel shows, or a picture that is broken
};
struct SavedMedium {
  MediumOutcome outcome = MediumOutcome::created;
  store::Medium row;
};
/// Keeps a file for funnels to show: pictures (JPEG, PNG, WebP, GIF) without what a camera noted,
/// sounds, films and PDF. What it is, its content says. The same file is kept once.
SavedMedium save_medium(store::Store& store, const std::string& name, std::string_view bytes,
                        const Actor& actor);

/// Where browsers and channels find it on this server: `/media/<sha256>.jpg`.
std::string path_of(const store::Medium& row);
/// The file that such a path's last word names; nothing for any other word.
std::optional<store::Medium> find_medium(store::Reader& reader, std::string_view word);
/// At most `size` bytes from `offset` on. Throws `std::runtime_error` when it was removed
/// meanwhile.
std::string read_medium(store::Store& store, const store::Medium& row, std::size_t offset,
                        std::size_t size);

enum class MediumRemoval { removed, unknown, in_use };
struct RemovedMedium {
  MediumRemoval outcome = MediumRemoval::removed;
  std::vector<std::string> funnels;  ///< that show it: their drafts, or what is played of them now
};
RemovedMedium remove_medium(store::Store& store, const std::string& medium, const Actor& actor);

}  // namespace tundish::service
