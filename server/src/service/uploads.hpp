#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/file_inputs.hpp"
#include "service/funnel_cache.hpp"
#include "service/pieces.hpp"
#include "store/store.hpp"
#include "store/uploads.hpp"

namespace tundish::service {

/// Of those that are removed.
inline constexpr int kPartsAtOnce = 8;
/// How long a file is kept that no answer names, or of which nothing more comes.
inline constexpr std::int64_t kUnnamedKeptMs = 7 * 24 * 60 * 60 * std::int64_t{1000};
/// A visitor may change their mind: so many times as many files as an input asks for are kept of it
/// before the oldest that no answer names makes room.
inline constexpr int kPicksOfAnInput = 4;

/// What the server takes, whatever a funnel says.
struct UploadLimits {
  std::int64_t file_bytes = 25 * 1024 * 1024;
  std::int64_t session_bytes = 100 * 1024 * 1024;
  std::int64_t session_files = 50;
  /// So much of the disk stays free of files: answers come first.
  std::int64_t reserve_bytes = 1024 * 1024 * 1024;
};
/// Whether another piece leaves that much free on the disk of this folder. Of a database on another
/// machine nobody here knows.
bool has_room(const UploadLimits& limits, const std::string& folder);

/// A piece of a file that is handed in for an input of a session.
struct UploadPiece {
  std::string root;
  std::string upload;  ///< the hash of the whole file
  std::string slug;
  FileRules rules;
  std::int64_t size = 0;   ///< of the whole file
  std::int64_t begin = 0;  ///< where the bytes belong: a multiple of `kPieceBytes`
  std::string bytes;
};

enum class UploadOutcome {
  received,
  whole,
  removed,     ///< the session was erased
  gap,         ///< what comes before is missing
  other_size,  ///< the file was begun with another one
  too_large,
  too_many,    ///< the session has as many files, or bytes, as it may
  wrong_type,  ///< its content is not what the input asks for
  wrong_hash   ///< it is another file than its name says: nothing of it is kept
};
struct UploadAnswer {
  UploadOutcome outcome = UploadOutcome::received;
  store::Upload row;  ///< as it is then
};

/// Keeps a piece that goes on where the last one ended; one that is here already changes nothing.
/// Of a file whose pieces are all here `check_upload` has the last word.
UploadAnswer take_piece(store::Store& store, FunnelCache& funnels, const UploadLimits& limits,
                        const UploadPiece& piece, std::int64_t now_ms);

/// Of a session and its branches together.
std::vector<store::Upload> list_uploads(store::Reader& reader, std::string_view root);
/// At most `size` bytes of what is kept of a whole file, from `offset` on. Throws
/// `std::runtime_error` when it was removed meanwhile.
std::string read_upload(store::Store& store, const store::Upload& row, std::size_t offset,
                        std::size_t size);
enum class Parts { as_they_came, cleaned };
/// One of those pieces; nothing when it is not there.
std::optional<std::string> read_part(store::Reader& reader, const store::Upload& row, Parts parts,
                                     std::int64_t number);

void remove_upload(store::Writer& writer, const store::Upload& row);
void remove_uploads(store::Writer& writer, std::string_view root);

}  // namespace tundish::service
