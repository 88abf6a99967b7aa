#include "tundish/large_value.hpp"

#include <optional>
#include <utility>

#include "json/parse.hpp"
#include "json/quick.hpp"

namespace tundish {

Result<Value> parse_large_value(std::string_view text, std::size_t max_bytes) {
  constexpr std::size_t kMostNodes = 2'000'000;
  const json::Limits limits{max_bytes, json::Limits{}.depth, kMostNodes};
  if (std::optional<Value> value = json::quick_value(text, limits)) return std::move(*value);
  return unexpected(json::read(text, limits).faults);
}

}  // namespace tundish
