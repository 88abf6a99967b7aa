#include "files/exif.hpp"
#include "files/picture.hpp"
#include "files/walk.hpp"

namespace tundish::files {
namespace {

// Markers, each behind a byte of 0xff.
constexpr unsigned kTemporary = 0x01;
constexpr unsigned kFirstRestart = 0xd0;
constexpr unsigned kLastRestart = 0xd7;
constexpr unsigned kStart = 0xd8;
constexpr unsigned kEnd = 0xd9;
constexpr unsigned kScan = 0xda;
constexpr unsigned kFirstApplication = 0xe0;
constexpr unsigned kExif = 0xe1;
constexpr unsigned kProfile = 0xe2;
constexpr unsigned kAdobe = 0xee;
constexpr unsigned kLastApplication = 0xef;

bool begins(std::string_view bytes, std::string_view with) {
  return bytes.substr(0, with.size()) == with;
}

bool is_restart(unsigned marker) { return marker >= kFirstRestart && marker <= kLastRestart; }

/// What a decoder needs, and what says how colours are meant.
bool is_wanted(unsigned marker, std::string_view body) {
  if (marker == kFirstApplication) return begins(body, std::string_view("JFIF\0", 5));
  if (marker == kProfile) return begins(body, std::string_view("ICC_PROFILE\0", 12));
  if (marker == kAdobe) return begins(body, "Adobe");
  if (marker >= kFirstApplication && marker <= kLastApplication) return false;
  // Tables and frames; what lies above are comments and what nobody uses.
  return marker >= 0xc0 && marker < kFirstApplication;
}

/// To the marker behind a scan, or to the end.
void skip_scan(Walk& walk) {
  while (!walk.is_at_end()) {
    const std::string_view rest = walk.rest();
    const std::size_t mark = rest.find('\xff');
    if (mark == rest.npos || mark + 1 == rest.size()) {
      walk.take(rest.size());
      return;
    }
    const unsigned next = static_cast<unsigned char>(rest[mark + 1]);
    if (next != 0 && next != 0xff && !is_restart(next)) {
      walk.take(mark);
      return;
    }
    walk.take(next == 0xff ? mark + 1 : mark + 2);
  }
}

void write_orientation(KeptPicture& kept, int orientation) {
  const std::string body = std::string(kExifMark) + orientation_note(orientation);
  const std::size_t size = body.size() + 2;
  std::string segment = "\xff\xe1";
  segment += static_cast<char>(size >> 8);
  segment += static_cast<char>(size & 0xff);
  kept.write(segment + body);
}

}  // namespace

bool keep_jpeg(std::string_view picture, KeptPicture& kept) {
  Walk walk(picture);
  if (walk.byte() != 0xff || walk.byte() != kStart) return false;
  kept.keep(walk.since(0));
  bool has_scan = false;
  bool is_turned = false;
  while (true) {
    const std::size_t begin = walk.place();
    // What was cut off within a scan is still a picture, of which the lower part is missing.
    if (walk.is_at_end()) return has_scan;
    if (walk.byte() != 0xff) return false;
    unsigned marker = walk.byte();
    while (marker == 0xff) marker = walk.byte();
    if (!walk.is_good()) return has_scan;
    if (marker == kStart) return false;
    if (marker != kTemporary && !is_restart(marker) && marker != kEnd) {
      const std::size_t size = big_endian(walk.take(2));
      const std::string_view body = size < 2 ? std::string_view() : walk.take(size - 2);
      if (size < 2 || !walk.is_good()) return false;
      if (marker == kScan) {
        skip_scan(walk);
        has_scan = true;
      } else if (marker == kExif && begins(body, kExifMark) && !is_turned) {
        const int orientation = orientation_in(body);
        is_turned = orientation != kUpright;
        if (is_turned) write_orientation(kept, orientation);
        continue;
      } else if (!is_wanted(marker, body)) {
        continue;
      }
    }
    kept.keep(walk.since(begin));
    // What lies behind are often more pictures, with notes of their own.
    if (marker == kEnd) return has_scan;
  }
}

}  // namespace tundish::files
