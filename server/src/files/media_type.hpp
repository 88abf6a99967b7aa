#pragma once

#include <string>
#include <string_view>

namespace tundish::files {

/// What the bytes of a file are, whatever its name or its sender says: `image/png`. Throws
/// `std::runtime_error` when the list of known forms is missing.
std::string media_type_of(std::string_view bytes);

/// Whether content that was seen to be of one type is what a pattern allows (`image/png`,
/// `image/*`). What cannot be told apart by content is the same: a sound and a film in one kind of
/// container, a table and any other text.
bool is_allowed(std::string_view pattern, std::string_view seen);

}  // namespace tundish::files
