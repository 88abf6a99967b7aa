#include "files/exif.hpp"

#include "files/walk.hpp"

namespace tundish::files {
namespace {

constexpr std::uint32_t kOrientationTag = 0x0112;
constexpr std::uint32_t kShortType = 3;
constexpr std::size_t kEntryBytes = 12;

}  // namespace

int orientation_in(std::string_view exif) {
  if (exif.substr(0, kExifMark.size()) == kExifMark) exif.remove_prefix(kExifMark.size());
  Walk head(exif);
  const std::string_view order = head.take(2);
  if (order != "II" && order != "MM") return kUpright;
  const auto number = order == "II" ? little_endian : big_endian;
  head.take(2);
  const std::uint32_t place = number(head.take(4));
  if (!head.is_good() || place > exif.size()) return kUpright;
  Walk entries(exif.substr(place));
  for (std::uint32_t left = number(entries.take(2)); left > 0 && entries.is_good(); --left) {
    const std::string_view entry = entries.take(kEntryBytes);
    if (entry.empty() || number(entry.substr(0, 2)) != kOrientationTag) continue;
    const std::uint32_t orientation = number(entry.substr(8, 2));
    const bool is_one = number(entry.substr(2, 2)) == kShortType && orientation >= 1;
    return is_one && orientation <= 8 ? static_cast<int>(orientation) : kUpright;
  }
  return kUpright;
}

std::string orientation_note(int orientation) {
  // One directory behind the head, with one entry: tag, type, how many, the value; none follows.
  std::string note("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0", 26);
  constexpr std::size_t kValue = 19;
  note[kValue] = static_cast<char>(orientation);
  return note;
}

}  // namespace tundish::files
