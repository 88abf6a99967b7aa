#include "codec/log_value.hpp"

#include "json/parse.hpp"

namespace tundish {

Result<Value> parse_log_value(std::string_view json) {
  json::Limits limits;
  limits.bytes = std::size_t{16} * 1024 * 1024;
  limits.nodes = 2'000'000;
  const Result<json::Document> document = json::parse(json, limits);
  if (!document) return unexpected(document.error());
  return json::to_value(document->root);
}

}  // namespace tundish
