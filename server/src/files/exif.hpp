#pragma once

#include <string>
#include <string_view>

namespace tundish::files {

inline constexpr std::string_view kExifMark("Exif\0\0", 6);
inline constexpr int kUpright = 1;

/// Which way is up, 1 to 8, as EXIF notes it (a TIFF structure, with or without its mark before
/// it); upright when it does not say or cannot be read.
int orientation_in(std::string_view exif);
/// A TIFF structure that notes this and nothing else.
std::string orientation_note(int orientation);

}  // namespace tundish::files
