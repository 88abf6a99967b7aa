#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace tundish::service {

/// All pieces of a stored file have this size but the last.
inline constexpr std::size_t kPieceBytes = 128 * 1024;

/// How many a file of so many bytes has.
std::int64_t count_pieces(std::int64_t bytes);

/// At most `size` bytes of a file, from `offset` on; `find` gives a piece by its number. Throws
/// `std::runtime_error` when one is gone.
std::string read_pieces(std::size_t offset, std::size_t size,
                        const std::function<std::optional<std::string>(std::int64_t)>& find);

}  // namespace tundish::service
