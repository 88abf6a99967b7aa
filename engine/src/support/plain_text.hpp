#pragma once

#include <cstddef>
#include <string_view>

namespace tundish {

/// How many bytes at the front of `text` stand for themselves between the quotes of JSON: ASCII
/// without quotes, backslashes and control characters.
std::size_t plain_length(std::string_view text);

}  // namespace tundish
