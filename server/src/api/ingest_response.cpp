#include "api/ingest_response.hpp"

#include <initializer_list>
#include <stdexcept>
#include <string>
#include <utility>

#include "http/problem.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

using service::IngestAnswer;
using service::IngestOutcome;

constexpr std::string_view kFullRetryAfterSeconds = "3600";
constexpr std::size_t kMaxServerBytes = 256 * 1024;

Value numbers(std::initializer_list<std::pair<const char*, std::int64_t>> members) {
  Value object{Value::Object{}};
  for (const auto& [name, number] : members) object.set(name, static_cast<double>(number));
  return object;
}

/// `[…]`: the texts go out as they are stored.
std::string texts_of(const std::vector<store::Event>& rows) {
  std::string events;
  for (const store::Event& event : rows) {
    if (!events.empty() && events.size() + event.text.size() > kMaxServerBytes) break;
    if (!events.empty()) events += ',';
    events += event.text;
  }
  return '[' + events + ']';
}

void add_server_events(Value& extra, const IngestAnswer& answer) {
  if (!answer.server) return;
  const Result<Value> events = parse_value(texts_of(answer.server->events));
  if (!events) throw std::runtime_error("a stored event does not parse");
  extra.set("s_events", *events);
  extra.set("s_from", static_cast<double>(answer.server->from));
}

/// Also tells which part of the request is committed, however it ended.
http::Response conflict(const IngestAnswer& answer, std::string code, std::string detail,
                        Value extra) {
  http::Problem problem;
  problem.status = 409;
  problem.code = std::move(code);
  problem.detail = std::move(detail);
  problem.extra = std::move(extra);
  problem.extra.set("ack_to", static_cast<double>(answer.ack_to));
  problem.extra.set("ack_hash", answer.ack_hash);
  return http::problem_response(problem);
}

http::Response fork_response(const IngestAnswer& answer) {
  Value extra = numbers({{"at", answer.at}, {"epoch", answer.epoch}, {"head", answer.head}});
  extra.set("hash_at", answer.hash_at);
  return conflict(answer, "fork", "The session goes on differently here.", std::move(extra));
}

http::Response ahead_response(const IngestAnswer& answer) {
  Value extra = numbers({{"gen", answer.gen}});
  add_server_events(extra, answer);
  return conflict(answer, "ahead", "The server does again what it was restored from before.",
                  std::move(extra));
}

http::Response refused_response(const IngestAnswer& answer) {
  http::Problem problem;
  problem.status = 422;
  problem.code = "refused";
  problem.detail = "Event " + std::to_string(answer.seq) + ": " + answer.refused.sentence;
  problem.extra = numbers({{"ack_to", answer.ack_to}, {"gen", answer.gen}, {"seq", answer.seq}});
  problem.extra.set("ack_hash", answer.ack_hash);
  problem.extra.set("reason", to_text(answer.refused.code));
  problem.extra.set("sentence", answer.refused.sentence);
  add_server_events(problem.extra, answer);
  if (!answer.refused.pointer.empty()) problem.extra.set("pointer", answer.refused.pointer);
  return http::problem_response(problem);
}

http::Response full_response() {
  http::Response response = http::problem_response(
      429, "quarantine_full", "So many events of this session were refused that no more are kept.");
  http::set_header(response, "retry-after", kFullRetryAfterSeconds);
  return response;
}

http::Response accepted_response(const IngestAnswer& answer) {
  // Most answers are this one; a hash needs no quoting.
  const std::string server = answer.server ? texts_of(answer.server->events) + R"(,"s_from":)" +
                                                 std::to_string(answer.server->from)
                                           : "[]";
  return http::json_response(
      200, R"({"ack_hash":")" + answer.ack_hash + R"(","ack_to":)" + std::to_string(answer.ack_to) +
               R"(,"epoch":)" + std::to_string(answer.epoch) + R"(,"gen":)" +
               std::to_string(answer.gen) + R"(,"s_events":)" + server + '}');
}

}  // namespace

http::Response erased_response() {
  return http::problem_response(410, "erased", "This session was erased; forget it here as well.");
}

http::Response ingest_response(const IngestAnswer& answer) {
  switch (answer.outcome) {
    case IngestOutcome::accepted:
      break;
    case IngestOutcome::forbidden:
      return http::problem_response(403, "forbidden", "The secret is not that of this session.");
    case IngestOutcome::unknown_release:
      return http::problem_response(404, "unknown_release", "There is no release of that hash.");
    case IngestOutcome::removed:
      return erased_response();
    case IngestOutcome::other_generation:
      return conflict(answer, "gen", "The database was restored: send everything from the start.",
                      numbers({{"gen", answer.gen}}));
    case IngestOutcome::other_epoch:
      return conflict(answer, "epoch", "Another device writes this session now.",
                      numbers({{"epoch", answer.epoch}, {"at", answer.at}, {"head", answer.head}}));
    case IngestOutcome::ahead:
      return ahead_response(answer);
    case IngestOutcome::gap:
      return conflict(answer, "gap", "Events before these are missing.",
                      numbers({{"need", answer.need}}));
    case IngestOutcome::fork:
      return fork_response(answer);
    case IngestOutcome::orphan:
      return conflict(answer, "orphan", "What the branch goes on from is not here.",
                      Value(Value::Object{}));
    case IngestOutcome::refused:
      return refused_response(answer);
    case IngestOutcome::quarantine_full:
      return full_response();
    case IngestOutcome::unproven:
      return http::problem_response(
          403, "work_missing",
          "New sessions of this funnel want a proof of work: send `Tundish-Work`.");
  }
  return accepted_response(answer);
}

}  // namespace tundish::api
