#include "tundish/version.hpp"

/// The engine's version as a NUL-terminated string that lives as long as the module.
extern "C" const char* tundish_version() { return tundish::engine_version().data(); }
