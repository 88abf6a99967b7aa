#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tundish::service {

/// From the system's generator. Throws when it gives none.
std::string random_bytes(std::size_t count);
/// Lower-case, two digits a byte.
std::string hex_of(std::string_view bytes);
/// The same as lower-case hex, two digits a byte.
std::string random_hex(std::size_t bytes);
/// Compares without telling by its time where two texts differ.
bool equal_in_constant_time(std::string_view left, std::string_view right);

}  // namespace tundish::service
