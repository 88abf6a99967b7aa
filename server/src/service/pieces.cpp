#include "service/pieces.hpp"

#include <stdexcept>

namespace tundish::service {

std::int64_t count_pieces(std::int64_t bytes) {
  constexpr auto kPiece = static_cast<std::int64_t>(kPieceBytes);
  return (bytes + kPiece - 1) / kPiece;
}

std::string read_pieces(std::size_t offset, std::size_t size,
                        const std::function<std::optional<std::string>(std::int64_t)>& find) {
  std::string bytes;
  while (bytes.size() < size) {
    const std::size_t at = offset + bytes.size();
    const std::optional<std::string> piece = find(static_cast<std::int64_t>(at / kPieceBytes));
    const std::size_t before = at % kPieceBytes;
    if (!piece || piece->size() <= before) throw std::runtime_error("a file was removed");
    bytes += piece->substr(before, size - bytes.size());
  }
  return bytes;
}

}  // namespace tundish::service
