#pragma once

#include <tl/expected.hpp>

#include "tundish/diagnostic.hpp"

namespace tundish {

/// A value, or everything that is wrong with the text it should have come from.
template <class T>
using Result = tl::expected<T, Diagnostics>;

using tl::unexpected;

}  // namespace tundish
