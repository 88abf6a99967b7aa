#include <algorithm>

#include "files/exif.hpp"
#include "files/picture.hpp"
#include "files/walk.hpp"

namespace tundish::files {
namespace {

constexpr std::size_t kChunkHead = 8;
constexpr std::size_t kExtendedBytes = kChunkHead + 10;
constexpr unsigned kHasExif = 0x08;
constexpr unsigned kHasXmp = 0x04;

/// What is shown, how its colours are meant, and how it moves.
constexpr std::string_view kWanted[] = {"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"};

std::string in_four_bytes(std::size_t number) {
  std::string bytes;
  for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(number >> shift & 0xff);
  return bytes;
}

struct Chunks {
  std::vector<std::string_view> wanted;  ///< each with its head and its padding
  std::string_view exif;
};

/// False when they are none.
bool read_chunks(Walk& walk, Chunks& chunks) {
  while (!walk.is_at_end()) {
    const std::size_t begin = walk.place();
    const std::string_view type = walk.take(4);
    const std::size_t size = little_endian(walk.take(4));
    const std::string_view body = walk.take(size);
    if (size % 2 == 1 && !walk.is_at_end()) walk.take(1);
    if (!walk.is_good()) return false;
    if (type == "EXIF") chunks.exif = body;
    if (std::find(std::begin(kWanted), std::end(kWanted), type) == std::end(kWanted)) continue;
    chunks.wanted.push_back(walk.since(begin));
  }
  return !chunks.wanted.empty();
}

/// The chunk that says what else there is: no notes any more, but perhaps which way is up.
std::string extended_head(std::string_view chunk, unsigned notes) {
  std::string head(chunk);
  const unsigned flags = static_cast<unsigned char>(head[kChunkHead]);
  head[kChunkHead] = static_cast<char>((flags & ~(kHasExif | kHasXmp)) | notes);
  return head;
}

}  // namespace

bool keep_webp(std::string_view picture, KeptPicture& kept) {
  Walk head(picture);
  if (head.take(4) != "RIFF") return false;
  const std::size_t said = little_endian(head.take(4));
  const std::string_view content = head.take(said);
  if (content.substr(0, 4) != "WEBP") return false;
  Walk walk(content.substr(4));
  Chunks chunks;
  if (!read_chunks(walk, chunks)) return false;
  const std::string_view first = chunks.wanted.front();
  const bool is_extended = first.substr(0, 4) == "VP8X" && first.size() == kExtendedBytes;
  const int orientation = is_extended ? orientation_in(chunks.exif) : kUpright;
  std::string note;
  if (orientation != kUpright) {
    const std::string body = orientation_note(orientation);
    note = "EXIF" + in_four_bytes(body.size()) + body;
  }
  std::size_t size = 4 + note.size();
  for (const std::string_view chunk : chunks.wanted) size += chunk.size();
  kept.write("RIFF" + in_four_bytes(size) + "WEBP");
  for (const std::string_view chunk : chunks.wanted) {
    if (chunk.data() == first.data() && is_extended) {
      kept.write(extended_head(chunk, note.empty() ? 0 : kHasExif));
    } else {
      kept.keep(chunk);
    }
  }
  if (!note.empty()) kept.write(note);
  return true;
}

}  // namespace tundish::files
