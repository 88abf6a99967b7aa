#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tundish {

/// RFC 6901 pointers: the pointer of a member or an item of what `parent` points at.
std::string child_pointer(std::string_view parent, std::string_view name);
std::string child_pointer(std::string_view parent, std::size_t index);

/// The reference tokens of a pointer, unescaped.
std::vector<std::string> pointer_tokens(std::string_view pointer);

/// The token as the index of an item: digits without leading zero.
std::optional<std::size_t> pointer_index(std::string_view token);

}  // namespace tundish
