// The JSON library calls two functions of the C library whose answers the engine never uses: what a
// number is, the reader says; how a wrong token looks, nobody asks. The player's linker turns those
// calls to here (--wrap), because the originals bring arithmetic of 128-bit floats and a formatter,
// a tenth of what a phone downloads.
#include <cstddef>
#include <cstring>

extern "C" {

/// Of what the library asks: that the number ends where it should. One that no double holds must
/// not end the reading; the reader reports it.
double __wrap_strtod(const char* text, char** end) {
  *end = const_cast<char*>(text) + std::strlen(text);
  return 0;
}

/// Of the library's error sentences, which the engine writes anew: an empty text.
int __wrap_snprintf(char* to, std::size_t size, const char*, ...) {
  if (size > 0) *to = '\0';
  return 0;
}

}  // extern "C"
