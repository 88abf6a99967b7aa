#include "files/picture.hpp"
#include "files/walk.hpp"

namespace tundish::files {
namespace {

constexpr unsigned kExtension = 0x21;
constexpr unsigned kFrame = 0x2c;
constexpr unsigned kEnd = 0x3b;
constexpr unsigned kPlainText = 0x01;
constexpr unsigned kControl = 0xf9;
constexpr unsigned kApplication = 0xff;

/// The colours of a table that `flags` announce.
void skip_colours(Walk& walk, unsigned flags) {
  if ((flags & 0x80) != 0) walk.take(std::size_t{3} << ((flags & 7) + 1));
}

void skip_blocks(Walk& walk) {
  while (walk.is_good()) {
    const unsigned size = walk.byte();
    if (size == 0) return;
    walk.take(size);
  }
}

/// How often it is repeated is said by an application; all else that applications say are notes.
bool is_wanted(unsigned label, std::string_view name) {
  if (label == kApplication) return name == "NETSCAPE2.0" || name == "ANIMEXTS1.0";
  return label == kControl || label == kPlainText;
}

}  // namespace

bool keep_gif(std::string_view picture, KeptPicture& kept) {
  Walk walk(picture);
  const std::string_view version = walk.take(6);
  if (version != "GIF87a" && version != "GIF89a") return false;
  const std::string_view screen = walk.take(7);
  if (!walk.is_good()) return false;
  skip_colours(walk, static_cast<unsigned char>(screen[4]));
  kept.keep(walk.since(0));
  bool has_frame = false;
  while (true) {
    const std::size_t begin = walk.place();
    const unsigned what = walk.byte();
    bool is_kept = true;
    if (what == kExtension) {
      const unsigned label = walk.byte();
      const std::string_view rest = walk.rest();
      const std::size_t size = rest.empty() ? 0 : static_cast<unsigned char>(rest[0]);
      is_kept = is_wanted(label, rest.substr(rest.empty() ? 0 : 1, size));
      skip_blocks(walk);
    } else if (what == kFrame) {
      const std::string_view frame = walk.take(9);
      if (!walk.is_good()) return false;
      skip_colours(walk, static_cast<unsigned char>(frame[8]));
      walk.byte();
      skip_blocks(walk);
      has_frame = true;
    } else if (what != kEnd) {
      return false;
    }
    if (!walk.is_good()) return false;
    if (is_kept) kept.keep(walk.since(begin));
    if (what == kEnd) return has_frame;
  }
}

}  // namespace tundish::files
