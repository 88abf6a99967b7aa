#include "service/session_log.hpp"

#include "api/context.hpp"
#include "http/problem.hpp"

namespace tundish::api {
namespace {

/// The events' texts go out as they are stored: they are what the hashes were made of.
std::string log_text(const service::SessionLog& log) {
  std::string text = R"({"session":")" + log.row.session + R"(","releases":[)";
  for (const std::string& release : log.releases) {
    if (&release != &log.releases.front()) text += ',';
    text += '"' + release + '"';
  }
  text += R"(],"events":[)";
  for (const store::Event& event : log.events) {
    if (&event != &log.events.front()) text += ',';
    text += R"({"hash":")" + event.hash + R"(","received_at":")" + utc_text(event.received_at_ms) +
            R"(","event":)" + event.text + '}';
  }
  return text + "]}";
}

http::Response read(Context& context, const Call& call) {
  const std::optional<service::SessionLog> log =
      service::read_session_log(context.store, context.funnels, call.parameter("session"));
  if (!log) {
    return http::problem_response(404, "unknown_session", "There is no session of that id.");
  }
  return http::json_response(200, log_text(*log));
}

}  // namespace

void add_session_log(Routes& routes) {
  routes.add(
      {.method = http::Method::get,
       .pattern = "/api/v1/sessions/{session}/log",
       .access = Access::viewer,
       .tag = "sessions",
       .summary = "What the visitor and the server did, in playing order, to be played again",
       .answers = {{200, "PlayedLog"}},
       .handler = read});
}

}  // namespace tundish::api
