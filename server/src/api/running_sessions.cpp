#include "api/body_reader.hpp"
#include "api/context.hpp"
#include "api/session_values.hpp"
#include "http/problem.hpp"
#include "service/closing.hpp"
#include "service/effects.hpp"
#include "service/erasing.hpp"
#include "service/inbound.hpp"
#include "service/language_change.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kMaxReasonBytes = 200;
constexpr std::size_t kMaxResultBytes = 64 * 1024;
constexpr std::size_t kMaxReplyBytes = 4000;
constexpr int kMostEffects = 200;

http::Response unknown_session() {
  return http::problem_response(404, "unknown_session", "There is no session of that id.");
}

service::Deed session_deed(std::string action, const std::string& session) {
  return service::Deed{std::move(action), "session", session, Value(Value::Object{})};
}

http::Response close(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  const std::string reason = reader.text_or("reason", "by_operator");
  const Diagnostics faults = reader.faults();
  if (!faults.empty()) return invalid_body(faults);
  if (reason.empty() || reason.size() > kMaxReasonBytes) {
    return http::problem_response(422, "invalid", "`reason` has between 1 and 200 bytes.");
  }
  const std::string& session = call.parameter("session");
  const service::Actor actor = actor_of(context, call);
  service::Closing closing = service::Closing::unknown_session;
  context.store.write([&](store::Writer& writer) {
    closing = service::close_session(writer, context.funnels, session, reason, context.now_ms());
    if (closing != service::Closing::closed) return;
    service::Deed deed = session_deed("session.close", session);
    deed.details.set("reason", reason);
    service::note_deed(writer, actor, deed);
  });
  if (closing == service::Closing::unknown_session) return unknown_session();
  if (closing == service::Closing::ended_already) {
    return http::problem_response(409, "ended_already", "The session has ended already.");
  }
  Value answer{Value::Object{}};
  answer.set("session", session);
  answer.set("status", to_text(SessionStatus::closed));
  answer.set("reason", reason);
  return http::json_response(200, to_json(answer));
}

http::Response erase(Context& context, const Call& call) {
  const service::Erasing outcome = service::erase_session(
      context.store, context.funnels, call.parameter("session"), actor_of(context, call));
  if (outcome == service::Erasing::unknown) return unknown_session();
  return http::Response{204, {}, {}};
}

http::Response no_sibling() {
  http::Problem problem;
  problem.status = 409;
  problem.code = "no_sibling";
  problem.detail = "No environment plays the session's structure in that language.";
  problem.extra = Value(Value::Object{});
  problem.extra.set("pointer", "/language");
  return http::problem_response(problem);
}

http::Response change_language(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  const std::string language = reader.text("language");
  const Diagnostics faults = reader.faults();
  if (!faults.empty()) return invalid_body(faults);
  const std::string& session = call.parameter("session");
  const service::Actor actor = actor_of(context, call);
  service::LanguageChange change;
  context.store.write([&](store::Writer& writer) {
    change = service::change_language(writer, context.funnels, session, language, context.now_ms());
    if (change.kind != service::LanguageChange::Kind::done) return;
    service::Deed deed = session_deed("session.change_language", session);
    deed.details.set("language", language);
    service::note_deed(writer, actor, deed);
  });
  switch (change.kind) {
    case service::LanguageChange::Kind::unknown_session:
      return unknown_session();
    case service::LanguageChange::Kind::no_sibling:
      return no_sibling();
    case service::LanguageChange::Kind::refused:
      return http::problem_response(409, std::string(to_text(change.why.code)),
                                    change.why.sentence);
    case service::LanguageChange::Kind::done:
      break;
  }
  Value answer{Value::Object{}};
  answer.set("session", session);
  answer.set("language", language);
  return http::json_response(200, to_json(answer));
}

http::Response list_effects(Context& context, const Call& call) {
  const std::string& session = call.parameter("session");
  bool is_there = false;
  std::vector<store::Effect> rows;
  context.store.read([&](store::Reader& reader) {
    is_there = reader.find_session(session).has_value();
    rows = store::list<store::Effect>(reader, store::by_key().equal(session).limit(kMostEffects));
  });
  if (!is_there) return unknown_session();
  Value list{Value::List{}};
  for (const store::Effect& row : rows) list.push(effect_value(row));
  Value answer{Value::Object{}};
  answer.set("effects", std::move(list));
  return http::json_response(200, to_json(answer));
}

/// What somebody says came of an effect; nothing when the body does not say it.
std::optional<EffectResult> read_result(const std::string& body, Diagnostics& faults) {
  BodyReader reader(body);
  const std::string outcome = reader.text("outcome");
  EffectResult result;
  result.status = static_cast<int>(reader.integer_or("status", 0));
  result.data = reader.any("data");
  faults = reader.faults();
  if (!faults.empty()) return std::nullopt;
  const bool is_word = from_text(outcome, result.outcome);
  if (!is_word || result.outcome == EffectOutcome::offline || result.status < 0 ||
      result.status > 999) {
    return std::nullopt;
  }
  return result;
}

/// Channels that are not connected bring no replies: here somebody hands one in.
http::Response reply(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  const std::string text = reader.text("text");
  const Diagnostics faults = reader.faults();
  if (!faults.empty()) return invalid_body(faults);
  if (text.empty() || text.size() > kMaxReplyBytes) {
    return http::problem_response(422, "invalid", "`text` has between 1 and 4000 bytes.");
  }
  const std::string& session = call.parameter("session");
  const service::Actor actor = actor_of(context, call);
  service::TakenReply taken;
  context.store.write([&](store::Writer& writer) {
    taken = service::take_reply(writer, context.funnels, session, text, context.now_ms());
    if (!taken.is_there || taken.refused) return;
    service::note_deed(writer, actor, session_deed("session.reply", session));
  });
  if (!taken.is_there) return unknown_session();
  if (taken.refused) {
    return http::problem_response(409, std::string(to_text(taken.refused->code)),
                                  taken.refused->sentence);
  }
  Value answer{Value::Object{}};
  answer.set("session", session);
  return http::json_response(200, to_json(answer));
}

http::Response settle(Context& context, const Call& call) {
  Diagnostics faults;
  const std::optional<EffectResult> result = read_result(call.request.body, faults);
  if (!faults.empty()) return invalid_body(faults);
  if (!result) {
    return http::problem_response(
        422, "invalid", "`outcome` is done, failed or elapsed, `status` between 0 and 999.");
  }
  const std::string& session = call.parameter("session");
  const std::string& effect = call.parameter("effect");
  const service::Actor actor = actor_of(context, call);
  bool is_settled = false;
  context.store.write([&](store::Writer& writer) {
    is_settled =
        service::settle_effect(writer, context.funnels, session, effect, *result, context.now_ms());
    if (!is_settled) return;
    service::Deed deed = session_deed("session.settle_effect", session);
    deed.details.set("effect", effect);
    deed.details.set("outcome", to_text(result->outcome));
    service::note_deed(writer, actor, deed);
  });
  if (!is_settled) {
    return http::problem_response(404, "unknown_effect",
                                  "The session awaits no effect of that key.");
  }
  Value answer{Value::Object{}};
  answer.set("effect", effect);
  answer.set("outcome", to_text(result->outcome));
  return http::json_response(200, to_json(answer));
}

}  // namespace

void add_running_sessions(Routes& routes) {
  routes.add({.method = http::Method::delete_,
              .pattern = "/api/v1/sessions/{session}",
              .access = Access::master,
              .tag = "sessions",
              .summary = "Erases a session and all its branches, for good; statistics stay",
              .answers = {{204}},
              .handler = erase});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/sessions/{session}/close",
              .access = Access::master,
              .tag = "sessions",
              .summary = "Ends a session that goes on",
              .body = "Close",
              .answers = {{200, "Closed"}},
              .problems = {409},
              .handler = close});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/sessions/{session}/language",
              .access = Access::master,
              .tag = "sessions",
              .summary = "Lets a session go on in another language",
              .body = "LanguageChange",
              .answers = {{200, "LanguageChanged"}},
              .problems = {409},
              .handler = change_language});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/sessions/{session}/effects",
              .access = Access::viewer,
              .tag = "sessions",
              .summary = "What the events of a session asked of the server",
              .answers = {{200, "EffectList"}},
              .handler = list_effects});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/sessions/{session}/effects/{effect}/result",
              .access = Access::master,
              .tag = "sessions",
              .summary = "Says by hand what came of an effect",
              .body = "EffectResult",
              .answers = {{200, "SettledEffect"}},
              .limit = {kMaxResultBytes},
              .handler = settle});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/sessions/{session}/replies",
              .access = Access::master,
              .tag = "sessions",
              .summary = "Hands in what the visitor wrote over a channel that is not connected",
              .body = "Reply",
              .answers = {{200, "TakenReply"}},
              .problems = {409},
              .handler = reply});
}

}  // namespace tundish::api
