#include <algorithm>

#include "files/exif.hpp"
#include "files/picture.hpp"
#include "files/walk.hpp"

namespace tundish::files {
namespace {

constexpr std::string_view kSignature("\x89PNG\r\n\x1a\n", 8);

/// What is shown, how its colours are meant, and how it moves.
constexpr std::string_view kWanted[] = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM",
                                        "sRGB", "iCCP", "sBIT", "pHYs", "bKGD", "hIST", "sPLT",
                                        "cICP", "mDCV", "cLLI", "acTL", "fcTL", "fdAT"};

std::string in_four_bytes(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) {
    bytes += static_cast<char>(number >> shift & 0xff);
  }
  return bytes;
}

/// CRC-32, as PNG asks for it.
std::uint32_t checksum(std::string_view bytes) {
  constexpr std::uint32_t kPolynomial = 0xedb88320;
  std::uint32_t sum = 0xffffffff;
  for (const char byte : bytes) {
    sum ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) sum = sum >> 1 ^ ((sum & 1) == 1 ? kPolynomial : 0);
  }
  return ~sum;
}

void write_orientation(KeptPicture& kept, int orientation) {
  const std::string note = orientation_note(orientation);
  const std::string body = "eXIf" + note;
  kept.write(in_four_bytes(static_cast<std::uint32_t>(note.size())) + body +
             in_four_bytes(checksum(body)));
}

}  // namespace

bool keep_png(std::string_view picture, KeptPicture& kept) {
  Walk walk(picture);
  if (walk.take(kSignature.size()) != kSignature) return false;
  kept.keep(walk.since(0));
  bool is_turned = false;
  while (true) {
    const std::size_t begin = walk.place();
    const std::size_t size = big_endian(walk.take(4));
    const std::string_view type = walk.take(4);
    const std::string_view body = walk.take(size);
    walk.take(4);
    if (!walk.is_good()) return false;
    if (type == "eXIf" && !is_turned) {
      const int orientation = orientation_in(body);
      is_turned = orientation != kUpright;
      if (is_turned) write_orientation(kept, orientation);
    }
    if (std::find(std::begin(kWanted), std::end(kWanted), type) == std::end(kWanted)) continue;
    kept.keep(walk.since(begin));
    if (type == "IEND") return true;
  }
}

}  // namespace tundish::files
