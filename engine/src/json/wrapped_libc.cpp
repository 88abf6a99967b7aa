// The JSON library calls two functions of the C library whose answers the engine never uses: what a
// number is, the reader says; how a wrong token looks, nobody asks. The player's linker turns those
// calls to here (--wrap), because the originals bring arithmetic of 128-bit floats and a formatter,
// a tenth of what a phone downloads.
#include <cstddef>
#include <limits>
#include <optional>
#include <string_view>

#include "support/decimal.hpp"

extern "C" {

/// Of what the library asks: whether the number fits a double, and that it ends where it should.
double __wrap_strtod(const char* text, char** end) {
  const std::string_view token(text);
  *end = const_cast<char*>(text) + token.size();
  const std::optional<double> number = tundish::parse_decimal(token);
  return number ? *number : std::numeric_limits<double>::infinity();
}

/// Of the library's error sentences, which the engine writes anew: an empty text.
int __wrap_snprintf(char* to, std::size_t size, const char*, ...) {
  if (size > 0) *to = '\0';
  return 0;
}

}  // extern "C"
