#include "api/page_limit.hpp"

#include <string>

#include "http/request.hpp"

namespace tundish::api {
namespace {

constexpr int kDefaultLimit = 50;
constexpr int kMaxLimit = 200;

}  // namespace

const std::vector<QueryParameter> kPageParameters = {
    {"cursor", "Where the page begins: what the page before it gave."},
    {"limit", "From 1 to 200; 50 when left out."}};

std::optional<int> page_limit(const http::Request& request) {
  const std::optional<std::string> text = http::query_parameter(request, "limit");
  if (!text) return kDefaultLimit;
  if (text->empty() || text->size() > 4 || text->find_first_not_of("0123456789") != text->npos) {
    return std::nullopt;
  }
  const int limit = std::stoi(*text);
  if (limit < 1 || limit > kMaxLimit) return std::nullopt;
  return limit;
}

}  // namespace tundish::api
