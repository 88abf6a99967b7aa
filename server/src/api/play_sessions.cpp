#include "api/body_reader.hpp"
#include "api/context.hpp"
#include "http/problem.hpp"
#include "service/ingest.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kMaxAnsweredBytes = 384 * 1024;
constexpr int kMaxAnsweredEvents = 512;

http::Response conflict(std::string_view code, std::string detail, Value extra) {
  http::Problem problem;
  problem.status = 409;
  problem.code = code;
  problem.detail = std::move(detail);
  problem.extra = std::move(extra);
  return http::problem_response(problem);
}

Value numbers(std::initializer_list<std::pair<const char*, std::int64_t>> members) {
  Value object{Value::Object{}};
  for (const auto& [name, number] : members) object.set(name, static_cast<double>(number));
  return object;
}

http::Response refused_response(const service::IngestAnswer& answer) {
  http::Problem problem;
  problem.status = 422;
  problem.code = "refused";
  problem.detail = "Event " + std::to_string(answer.seq) + ": " + answer.refused.sentence;
  problem.extra = numbers({{"ack_to", answer.ack_to}, {"gen", answer.gen}, {"seq", answer.seq}});
  problem.extra.set("reason", to_text(answer.refused.code));
  problem.extra.set("sentence", answer.refused.sentence);
  if (!answer.refused.pointer.empty()) problem.extra.set("pointer", answer.refused.pointer);
  return http::problem_response(problem);
}

http::Response response_of(const service::IngestAnswer& answer) {
  using service::IngestOutcome;
  switch (answer.outcome) {
    case IngestOutcome::accepted:
      break;
    case IngestOutcome::forbidden:
      return http::problem_response(403, "forbidden", "The secret is not that of this session.");
    case IngestOutcome::unknown_release:
      return http::problem_response(404, "unknown_release", "There is no release of that hash.");
    case IngestOutcome::other_generation:
      return conflict("gen", "The database was restored: send everything from the start.",
                      numbers({{"gen", answer.gen}}));
    case IngestOutcome::other_epoch:
      return conflict("epoch", "Another device writes this session now.",
                      numbers({{"epoch", answer.epoch}}));
    case IngestOutcome::gap:
      return conflict("gap", "Events before these are missing.", numbers({{"need", answer.need}}));
    case IngestOutcome::fork: {
      Value extra = numbers({{"at", answer.at}, {"head", answer.head}});
      extra.set("hash_at", answer.hash_at);
      return conflict("fork", "The session goes on differently here.", std::move(extra));
    }
    case IngestOutcome::refused:
      return refused_response(answer);
  }
  Value body = numbers({{"gen", answer.gen}, {"ack_to", answer.ack_to}});
  body.set("ack_hash", answer.ack_hash);
  body.set("s_events", Value(Value::List{}));
  return http::json_response(200, to_json(body));
}

service::SubmittedEvent submitted_event(const Value& value) {
  service::SubmittedEvent submitted;
  Result<Event> event = parse_event(to_json(value));
  if (event) {
    submitted.event = std::move(*event);
  } else {
    submitted.fault = event.error().front();
  }
  return submitted;
}

http::Response unauthorized() {
  http::Response response = http::problem_response(
      401, "secret_missing", "Send `Authorization: Bearer <secret of the session>`.");
  http::set_header(response, "www-authenticate", "Bearer");
  return response;
}

http::Response submit(Context& context, const http::Request& request,
                      const http::Parameters& parameters) {
  if (request.body.size() > service::kMaxSubmissionBytes) {
    return too_large(service::kMaxSubmissionBytes);
  }
  service::Submission submission;
  submission.session = http::parameter(parameters, "session");
  submission.secret = http::bearer_token(request);
  if (submission.secret.empty()) return unauthorized();
  BodyReader reader(request.body);
  submission.gen = reader.integer_or("gen", 0);
  submission.epoch = reader.integer_or("epoch", 1);
  submission.release = reader.text("release");
  submission.rules = reader.integer("rules");
  submission.from = reader.integer("from");
  submission.prev = reader.text_or("prev", "");
  reader.integer_or("s_have", 0);
  const Value::List events = reader.list("events");
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  if (events.size() > service::kMaxSubmittedEvents) {
    return http::problem_response(413, "too_many_events",
                                  "A request carries at most 64 events: send the rest after it.");
  }
  if (events.empty() || submission.from < 0) {
    return http::problem_response(422, "invalid",
                                  "`events` holds at least one event and `from` is its seq.");
  }
  for (const Value& value : events) submission.events.push_back(submitted_event(value));
  return response_of(service::ingest(context.store, context.funnels, submission, context.now_ms()));
}

http::Response resume(Context& context, const http::Request& request,
                      const http::Parameters& parameters) {
  const std::string_view secret = http::bearer_token(request);
  if (secret.empty()) return unauthorized();
  const std::string& id = http::parameter(parameters, "session");
  const std::string from = http::query_parameter(request, "from_c").value_or("0");
  if (from.empty() || from.size() > 9 || from.find_first_not_of("0123456789") != from.npos) {
    return http::problem_response(422, "invalid", "`from_c` is the seq of the first event wanted.");
  }
  if (service::session_of_secret(secret) != id) {
    return http::problem_response(403, "forbidden", "The secret is not that of this session.");
  }
  std::optional<store::Session> session;
  std::vector<store::Event> events;
  std::int64_t gen = 0;
  context.store.read([&](store::Reader& reader) {
    gen = reader.generation();
    session = reader.find_session(id);
    if (session) events = reader.list_events(id, std::stoll(from), kMaxAnsweredEvents);
  });
  if (!session || !service::owns_session(*session, secret)) {
    return http::problem_response(404, "unknown_session", "There is no such session here yet.");
  }
  // The events' texts go out as they are stored: they are what the hashes were made of.
  std::string list;
  for (const store::Event& event : events) {
    if (!list.empty() && list.size() + event.text.size() > kMaxAnsweredBytes) break;
    if (!list.empty()) list += ',';
    list += event.text;
  }
  std::string body = R"({"events":[)" + list + R"(],"gen":)" + std::to_string(gen) + R"(,"head":)" +
                     std::to_string(session->head_seq) + R"(,"release":")" + session->release +
                     R"(","status":")" + session->status + R"("})";
  return http::json_response(200, std::move(body));
}

}  // namespace

void add_play_sessions(http::Routes& routes, Context& context) {
  routes.add(http::Method::post, "/api/v1/play/sessions/{session}/events",
             [&context](const http::Request& request, const http::Parameters& parameters) {
               return submit(context, request, parameters);
             });
  routes.add(http::Method::get, "/api/v1/play/sessions/{session}",
             [&context](const http::Request& request, const http::Parameters& parameters) {
               return resume(context, request, parameters);
             });
}

}  // namespace tundish::api
