// The JSON library calls three functions of the C library whose answers the engine never uses: what
// a number is, the reader says. The player's linker turns those calls to here (--wrap), because the
// originals bring arithmetic of 128-bit floats, a tenth of what a phone downloads.
#include <cstring>

extern "C" {

/// Of what the library asks: that the number ends where it should. One that no double holds must
/// not end the reading; the reader reports it.
double __wrap_strtod(const char* text, char** end) {
  *end = const_cast<char*>(text) + std::strlen(text);
  return 0;
}

long long __wrap_strtoll(const char* text, char** end, int) {
  *end = const_cast<char*>(text) + std::strlen(text);
  return 0;
}

unsigned long long __wrap_strtoull(const char* text, char** end, int) {
  *end = const_cast<char*>(text) + std::strlen(text);
  return 0;
}

}  // extern "C"
