// Any bytes as a release in the player's builds: no fault and no endless loop, whatever they say,
// and the lean engine plays as the full one does.
#include <cstddef>
#include <cstdint>

#include "fuzz/check_release.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tundish::fuzz::check_release({reinterpret_cast<const char*>(data), size});
  return 0;
}
