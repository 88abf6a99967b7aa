#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tundish::files {

/// What is kept of a picture: stretches of it, and what was written anew between them. It must not
/// outlive the picture's bytes.
class KeptPicture {
 public:
  /// A stretch behind all that is kept so far; those that adjoin become one.
  void keep(std::string_view stretch);
  void write(std::string made);

  const std::vector<std::string_view>& stretches() const { return stretches_; }
  std::size_t size() const;

 private:
  std::deque<std::string> made_;  // texts that never move
  std::vector<std::string_view> stretches_;
};

/// Whether a file of that type may say where, when and with what it was taken.
bool may_hold_notes(std::string_view media_type);

/// A picture without what its maker noted besides (EXIF, XMP, IPTC, comments, other pictures behind
/// it); which way is up, its colours and how it moves stay. Nothing when it is none of the kinds
/// that are known here (JPEG, PNG, WebP, GIF), or is not what it says to be.
std::optional<KeptPicture> without_notes(std::string_view picture, std::string_view media_type);

// One per file: what is kept of each kind. False when it is none.
bool keep_jpeg(std::string_view picture, KeptPicture& kept);
bool keep_png(std::string_view picture, KeptPicture& kept);
bool keep_webp(std::string_view picture, KeptPicture& kept);
bool keep_gif(std::string_view picture, KeptPicture& kept);

}  // namespace tundish::files
