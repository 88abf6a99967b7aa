#pragma once

#include <string>

namespace tundish {

/// What cameras and their programs note in the pictures here, everywhere they may.
inline constexpr const char* kNote = "canary-gps-4021";

/// A TIFF structure that notes which way is up and, as a description and as a place, `kNote`.
std::string exif_note(int orientation);

// Pictures as small as can be, with notes in every place that their kind has, and behind their end.
std::string jpeg_with_notes(int orientation);
std::string png_with_notes(int orientation);
std::string webp_with_notes(int orientation);
std::string gif_with_notes();

}  // namespace tundish
