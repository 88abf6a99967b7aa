// Any bytes as a picture of each kind: what is kept is made of it, hardly longer, and clean:
// keeping it once more changes nothing.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "files/picture.hpp"
#include "fuzz/require.hpp"

namespace tundish::fuzz {
namespace {

/// A note of which way is up, with what stands around it.
constexpr std::size_t kMostWritten = 64;

std::string text_of(const files::KeptPicture& kept) {
  std::string text;
  for (const std::string_view stretch : kept.stretches()) text += stretch;
  require("the size is that of all stretches", text.size() == kept.size());
  return text;
}

void check(std::string_view picture, std::string_view media_type) {
  const auto kept = files::without_notes(picture, media_type);
  if (!kept) return;
  const std::string text = text_of(*kept);
  require("what is kept is hardly longer", text.size() <= picture.size() + kMostWritten);
  const auto again = files::without_notes(text, media_type);
  require("what is kept is such a picture", again.has_value());
  require("what is kept is clean", text_of(*again) == text);
}

}  // namespace
}  // namespace tundish::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view picture(reinterpret_cast<const char*>(data), size);
  for (const char* type : {"image/jpeg", "image/png", "image/webp", "image/gif"}) {
    tundish::fuzz::check(picture, type);
  }
  return 0;
}
