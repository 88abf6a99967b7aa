#include "files/picture.hpp"

#include <algorithm>
#include <utility>

namespace tundish::files {
namespace {

struct Kind {
  std::string_view media_type;
  bool (*keep)(std::string_view picture, KeptPicture& kept);
};
constexpr Kind kKinds[] = {{"image/jpeg", keep_jpeg},
                           {"image/png", keep_png},
                           {"image/webp", keep_webp},
                           {"image/gif", keep_gif}};

/// Kinds of pictures that no camera makes and that have no room for its notes.
constexpr std::string_view kWithoutNotes[] = {"image/bmp", "image/x-ms-bmp", "image/svg+xml",
                                              "image/x-icon", "image/vnd.microsoft.icon"};

}  // namespace

void KeptPicture::keep(std::string_view stretch) {
  if (stretch.empty()) return;
  if (!stretches_.empty() &&
      stretches_.back().data() + stretches_.back().size() == stretch.data()) {
    stretches_.back() =
        std::string_view(stretches_.back().data(), stretches_.back().size() + stretch.size());
  } else {
    stretches_.push_back(stretch);
  }
}

void KeptPicture::write(std::string made) {
  made_.push_back(std::move(made));
  stretches_.push_back(made_.back());
}

std::size_t KeptPicture::size() const {
  std::size_t size = 0;
  for (const std::string_view stretch : stretches_) size += stretch.size();
  return size;
}

bool may_hold_notes(std::string_view media_type) {
  constexpr std::string_view kPicture = "image/";
  return media_type.substr(0, kPicture.size()) == kPicture &&
         std::find(std::begin(kWithoutNotes), std::end(kWithoutNotes), media_type) ==
             std::end(kWithoutNotes);
}

std::optional<KeptPicture> without_notes(std::string_view picture, std::string_view media_type) {
  for (const Kind& kind : kKinds) {
    if (kind.media_type != media_type) continue;
    KeptPicture kept;
    if (!kind.keep(picture, kept)) return std::nullopt;
    return kept;
  }
  return std::nullopt;
}

}  // namespace tundish::files
