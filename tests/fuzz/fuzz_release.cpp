// Any bytes as a release in the player's build: no fault and no endless loop, whatever they say.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/check_release.hpp"
#include "fuzz/mangle.hpp"
#include "tundish/codec.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

/// Most changes are to what the text says, some to its bytes.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
  tundish::testing::Random random(seed);
  const auto value = tundish::parse_value({reinterpret_cast<const char*>(data), size});
  if (!value || random.one_in(8)) return LLVMFuzzerMutate(data, size, most);
  const std::string text = tundish::to_json(tundish::fuzz::mangled(*value, random));
  if (text.size() > most) return LLVMFuzzerMutate(data, size, most);
  std::copy(text.begin(), text.end(), data);
  return text.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tundish::fuzz::check_release({reinterpret_cast<const char*>(data), size});
  return 0;
}
