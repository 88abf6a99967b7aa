#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace tundish {

/// The pieces one after the other; one call is smaller than a chain of `+` with its temporaries.
std::string join(std::initializer_list<std::string_view> pieces);

}  // namespace tundish
