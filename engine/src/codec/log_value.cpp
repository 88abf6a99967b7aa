#include "codec/log_value.hpp"

#include "json/parse.hpp"

namespace tundish {

json::Limits log_limits() {
  json::Limits limits;
  limits.bytes = std::size_t{16} * 1024 * 1024;
  limits.nodes = 2'000'000;
  return limits;
}

Result<Value> parse_log_value(std::string_view json) {
  const Result<json::Document> document = json::parse(json, log_limits());
  if (!document) return unexpected(document.error());
  return json::to_value(document->root);
}

}  // namespace tundish
