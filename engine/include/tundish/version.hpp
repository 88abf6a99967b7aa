#pragma once

#include <string_view>

namespace tundish {

/// The version of the engine, "major.minor.patch". Player and wasm refuse each other when it
/// differs.
std::string_view engine_version();

}  // namespace tundish
