#include "api/session_filter_query.hpp"

#include "api/body_reader.hpp"
#include "api/draft_answers.hpp"
#include "http/problem.hpp"
#include "service/environments.hpp"
#include "tundish/enums.gen.hpp"

namespace tundish::api {
namespace {

struct Word {
  const char* name;
  std::string service::SessionFilter::*member;
};
constexpr Word kWords[] = {{"funnel", &service::SessionFilter::funnel},
                           {"environment", &service::SessionFilter::environment},
                           {"status", &service::SessionFilter::status},
                           {"language", &service::SessionFilter::language},
                           {"channel", &service::SessionFilter::channel},
                           {"release", &service::SessionFilter::release},
                           {"from", &service::SessionFilter::from_day},
                           {"to", &service::SessionFilter::to_day}};

http::Response invalid(const char* sentence) {
  return http::problem_response(422, "invalid", sentence);
}

}  // namespace

const std::vector<QueryParameter> kSessionFilterParameters = {
    {"funnel", "A slug: the sessions of that funnel only."},
    {"environment", "Of releases that this environment plays or has played."},
    {"status", "in_progress, completed, closed or abandoned."},
    {"language", "Only in this one."},
    {"channel", "Only on this one."},
    {"release", "Only of this one."},
    {"from", "The first day on which they began, UTC: 2025-06-30."},
    {"to", "The last of these days."}};

service::SessionFilter read_filter(const http::Request& request) {
  service::SessionFilter filter;
  for (const Word& word : kWords) {
    filter.*word.member = http::query_parameter(request, word.name).value_or("");
  }
  return filter;
}

service::SessionFilter read_filter(BodyReader& reader) {
  service::SessionFilter filter;
  for (const Word& word : kWords) filter.*word.member = reader.text_or(word.name, "");
  return filter;
}

std::optional<http::Response> check_filter(Context& context, const service::SessionFilter& filter) {
  if (!filter.funnel.empty() && !has_funnel(context, filter.funnel)) {
    return unknown_funnel(filter.funnel);
  }
  if (!filter.environment.empty()) {
    bool is_there = false;
    context.store.read([&](store::Reader& reader) {
      is_there = service::has_environment(reader, filter.environment);
    });
    if (!is_there) return unknown_environment();
  }
  SessionStatus status{};
  Channel channel{};
  if (!filter.status.empty() && !from_text(filter.status, status)) {
    return invalid("`status` is in_progress, completed, closed or abandoned.");
  }
  if (!filter.channel.empty() && !from_text(filter.channel, channel)) {
    return invalid("There is no channel of that name.");
  }
  if (!service::is_span(filter.from_day, filter.to_day)) {
    return invalid("`from` and `to` are days, such as 2025-06-30, the first one first.");
  }
  return std::nullopt;
}

}  // namespace tundish::api
