// What the player's linker leaves out of the C library (`engine/src/json/wrapped_libc.cpp`) the
// studio needs: its document keeps numbers as the JSON library reads them, and finds items by their
// numbers. Defined here, the functions that answer 0 are not taken out of the engine's archive.

extern "C" {

double __real_strtod(const char* text, char** end);
long long __real_strtoll(const char* text, char** end, int base);
unsigned long long __real_strtoull(const char* text, char** end, int base);

double __wrap_strtod(const char* text, char** end) { return __real_strtod(text, end); }

long long __wrap_strtoll(const char* text, char** end, int base) {
  return __real_strtoll(text, end, base);
}

unsigned long long __wrap_strtoull(const char* text, char** end, int base) {
  return __real_strtoull(text, end, base);
}

}  // extern "C"
