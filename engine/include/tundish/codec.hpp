#pragma once

#include <string>
#include <string_view>

#include "tundish/diagnostic.hpp"
#include "tundish/result.hpp"
#include "tundish/value.hpp"

namespace tundish {

/// Reads any JSON value through the strict front that all formats share.
Result<Value> parse_value(std::string_view json);

/// The canonical text: UTF-8, no spaces, names sorted by bytes, integers without fraction or
/// exponent, other numbers in the shortest digits that read back equal, -0 as 0, only mandatory
/// escapes.
std::string to_json(const Value& value);
std::string to_json(const Diagnostics& diagnostics);

/// Lower-case hex of the SHA-256 of bytes.
std::string sha256_hex(std::string_view bytes);

}  // namespace tundish
