#include "api/statistics_query.hpp"

#include "http/problem.hpp"
#include "service/session_filter.hpp"

namespace tundish::api {

const std::vector<QueryParameter> kSpanParameters = {
    {"from", "The first day that counts, UTC: 2025-06-30."},
    {"to", "The last day that counts."},
    {"release", "Only of this one."},
    {"language", "Only in this one."},
    {"channel", "Only on this one."}};

http::Response invalid_query(const char* sentence) {
  return http::problem_response(422, "invalid", sentence);
}

std::optional<http::Response> read_span(const http::Request& request, store::CounterQuery& query) {
  const auto word = [&](const char* name) {
    return http::query_parameter(request, name).value_or("");
  };
  query.from_day = word("from");
  query.to_day = word("to");
  query.release = word("release");
  query.language = word("language");
  query.channel = word("channel");
  query.experiment = word("experiment");
  query.variant = word("variant");
  if (!service::is_span(query.from_day, query.to_day)) {
    return invalid_query("`from` and `to` are days, such as 2025-06-30, the first one first.");
  }
  if (!query.variant.empty() && query.experiment.empty()) {
    return invalid_query("A variant is one of an experiment: name it as `experiment`.");
  }
  return std::nullopt;
}

}  // namespace tundish::api
