#include "codec/log_value.hpp"

#include <optional>
#include <utility>

#include "json/parse.hpp"
#include "json/quick.hpp"
#include "support/terse.hpp"

namespace tundish {

json::Limits log_limits() {
  json::Limits limits;
  limits.bytes = std::size_t{16} * 1024 * 1024;
  limits.nodes = 2'000'000;
  return limits;
}

Result<Value> parse_log_value(std::string_view json) {
  if constexpr (!kTerse) {
    if (std::optional<Value> value = json::quick_value(json, log_limits())) {
      return std::move(*value);
    }
  }
  const Result<json::Document> document = json::parse(json, log_limits());
  if (!document) return unexpected(document.error());
  return json::to_value(document->root);
}

}  // namespace tundish
