// For targets whose input is JSON, or a line of JSON and more JSON after it: most changes are to
// what the text says, some to its bytes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "fuzz/mangle.hpp"
#include "tundish/codec.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace tundish::fuzz {
namespace {

/// The text up to the JSON that is to be changed, that JSON, and the text after it.
struct Parts {
  std::string before;
  Value json;
  std::string after;
};

std::optional<Parts> parts_of(std::string_view text, testing::Random& random) {
  if (Result<Value> whole = parse_value(text)) return Parts{"", *whole, ""};
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string first(text.substr(0, end + 1));
  const std::string rest(text.substr(end));
  if (random.one_in(3)) {
    if (Result<Value> json = parse_value(rest)) return Parts{first, *json, ""};
  }
  if (Result<Value> json = parse_value(first)) return Parts{"", *json, rest};
  return std::nullopt;
}

/// How many bytes were written; 0 when it is too long.
std::size_t write(const std::string& text, std::uint8_t* data, std::size_t most) {
  if (text.size() > most) return 0;
  std::copy(text.begin(), text.end(), data);
  return text.size();
}

std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace
}  // namespace tundish::fuzz

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned seed) {
  using namespace tundish::fuzz;
  tundish::testing::Random random(seed);
  if (random.one_in(8)) return LLVMFuzzerMutate(data, size, most);
  const auto parts = parts_of(text_of(data, size), random);
  if (!parts) return LLVMFuzzerMutate(data, size, most);
  const std::string json = tundish::to_json(mangled(parts->json, random));
  const std::size_t written = write(parts->before + json + parts->after, data, most);
  return written > 0 ? written : LLVMFuzzerMutate(data, size, most);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* one, std::size_t one_size,
                                                 const std::uint8_t* other, std::size_t other_size,
                                                 std::uint8_t* out, std::size_t most,
                                                 unsigned seed) {
  using namespace tundish::fuzz;
  tundish::testing::Random random(seed);
  const auto parts = parts_of(text_of(one, one_size), random);
  const auto donor = parts_of(text_of(other, other_size), random);
  if (!parts || !donor) return write(std::string(text_of(one, one_size)), out, most);
  const std::string json = tundish::to_json(grafted(parts->json, donor->json, random));
  const std::size_t written = write(parts->before + json + parts->after, out, most);
  return written > 0 ? written : write(std::string(text_of(one, one_size)), out, most);
}
