#include "api/context.hpp"
#include "api/ingest_response.hpp"
#include "api/own_session.hpp"
#include "api/submission_body.hpp"
#include "http/problem.hpp"
#include "service/ingest.hpp"
#include "service/ownership.hpp"
#include "service/recall.hpp"
#include "service/removal.hpp"
#include "service/resume.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kMaxAnsweredBytes = 384 * 1024;
constexpr int kMaxAnsweredEvents = 512;

service::Signs signs_of(const http::Request& request) {
  service::Signs signs;
  if (const std::string* work = http::find_header(request, "tundish-work")) signs.work = *work;
  signs.is_trapped = http::find_header(request, "tundish-trap") != nullptr;
  return signs;
}

http::Response submit(Context& context, const Call& call) {
  const http::Request& request = call.request;
  if (request.body.size() > service::kMaxSubmissionBytes) {
    return too_large(service::kMaxSubmissionBytes);
  }
  const std::string_view secret = http::bearer_token(request);
  if (secret.empty()) return secret_missing();
  Result<service::Submission> submission =
      read_submission(call.parameter("session"), secret, request.body);
  if (!submission) return invalid_body(submission.error());
  if (submission->events.size() > service::kMaxSubmittedEvents) {
    return http::problem_response(413, "too_many_events",
                                  "A request carries at most 64 events: send the rest after it.");
  }
  submission->signs = signs_of(request);
  service::BegunIngest begun = service::begin_ingest(context.store, context.funnels,
                                                     std::move(*submission), context.now_ms());
  http::Response response;
  response.rest = [finish = std::move(begun.finish)] { return ingest_response(finish()); };
  response.when_ready = std::move(begun.when_ended);
  return response;
}

/// The events' texts go out as they are stored: they are what the hashes were made of.
std::string texts_of(const std::vector<store::Event>& rows) {
  std::string events;
  for (const store::Event& event : rows) {
    if (!events.empty() && events.size() + event.text.size() > kMaxAnsweredBytes) break;
    if (!events.empty()) events += ',';
    events += event.text;
  }
  return events;
}

std::string resumed_text(const service::Resumed& resumed) {
  const store::Session& row = resumed.row;
  const std::string branch = row.parent.empty() ? "" : R"("at":)" + std::to_string(row.at) + ',';
  const std::string parent = row.parent.empty() ? "" : R"("parent":")" + row.parent + R"(",)";
  return '{' + branch + R"("epoch":)" + std::to_string(row.epoch) + R"(,"events":[)" +
         texts_of(resumed.events) + R"(],"gen":)" + std::to_string(resumed.gen) + R"(,"head":)" +
         std::to_string(row.head_seq) + ',' + parent + R"("release":")" + row.release +
         R"(","s_events":[)" + texts_of(resumed.server) + R"(],"status":")" + row.status + R"("})";
}

std::optional<std::int64_t> seq_parameter(const http::Request& request, std::string_view name) {
  const std::string text = http::query_parameter(request, name).value_or("0");
  if (text.empty() || text.size() > 9) return std::nullopt;
  if (text.find_first_not_of("0123456789") != text.npos) return std::nullopt;
  return std::stoll(text);
}

http::Response resume(Context& context, const Call& call) {
  const std::string_view secret = http::bearer_token(call.request);
  if (secret.empty()) return secret_missing();
  const std::string& id = call.parameter("session");
  const std::optional<std::int64_t> client = seq_parameter(call.request, "from_c");
  const std::optional<std::int64_t> server = seq_parameter(call.request, "from_s");
  if (!client || !server) {
    return http::problem_response(422, "invalid",
                                  "`from_c` and `from_s` are the seqs of the first events wanted.");
  }
  const std::optional<service::Resumed> resumed =
      service::resume(context.store, id, service::ResumeFrom{*client, *server, kMaxAnsweredEvents});
  if (!resumed) {
    if (service::is_removed(context.store, secret)) return erased_response();
    return unknown_session();
  }
  if (!service::owns_session(resumed->row, secret)) return not_its_secret();
  return http::json_response(200, resumed_text(*resumed));
}

http::Response recall(Context& context, const Call& call) {
  const OwnSession session = find_own_session(context, call);
  if (session.refusal) return *session.refusal;
  const std::string funnel =
      http::query_parameter(call.request, "funnel").value_or(session.row.funnel);
  service::Recalled recalled = service::recall(context.store, context.funnels, session.row, funnel);
  Value body{Value::Object{}};
  body.set("contact", std::move(recalled.contact));
  body.set("prior", std::move(recalled.prior));
  return http::json_response(200, to_json(body));
}

}  // namespace

void add_play_sessions(Routes& routes) {
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/play/sessions/{session}/events",
              .access = Access::contact,
              .tag = "play",
              .summary = "Hands in events of a session",
              .headers = {{"Tundish-Work",
                           "The proof of work, when the funnel wants one of new sessions."},
                          {"Tundish-Trap", "Sent when a field that people do not see was filled."}},
              .body = "Submission",
              .answers = {{200, "Acknowledgement"}},
              .problems = {409, 410},
              .limit = {service::kMaxSubmissionBytes},
              .handler = submit});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/play/sessions/{session}",
              .access = Access::contact,
              .tag = "play",
              .summary = "A session's log, to go on with it on another device",
              .query = {{"from_c", "The seq of the first event wanted; 0 when left out."},
                        {"from_s", "The same of the server's lane."}},
              .answers = {{200, "SessionLog"}},
              .problems = {410},
              .handler = resume});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/play/sessions/{session}/known",
              .access = Access::contact,
              .tag = "play",
              .summary = "What is known of whoever has proven in it who they are",
              .query = {{"funnel", "The funnel that is begun next; the session's when left out."}},
              .answers = {{200, "Known"}},
              .problems = {410},
              .handler = recall});
}

}  // namespace tundish::api
