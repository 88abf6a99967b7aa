#include "api/body_reader.hpp"
#include "api/context.hpp"
#include "api/page_limit.hpp"
#include "api/record_page.hpp"
#include "api/session_values.hpp"
#include "http/problem.hpp"
#include "service/decisions.hpp"
#include "service/sessions.hpp"
#include "store/refusals.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kMaxListBytes = 1024 * 1024;
constexpr std::size_t kMaxSeqDigits = 9;
constexpr std::size_t kMaxReasonBytes = 200;

std::string cursor_text(const store::QuarantinedEvent& row) {
  return row.session + '.' + std::to_string(row.seq);
}

/// Nothing when the text is not one that `cursor_text` wrote.
std::optional<store::QuarantineCursor> parse_cursor(const std::string& text) {
  const std::size_t dot = text.find('.');
  if (dot == text.npos || dot == 0) return std::nullopt;
  const std::string seq = text.substr(dot + 1);
  if (seq.empty() || seq.size() > kMaxSeqDigits ||
      seq.find_first_not_of("0123456789") != seq.npos) {
    return std::nullopt;
  }
  return store::QuarantineCursor{text.substr(0, dot), std::stoll(seq)};
}

/// The page as JSON; it ends early, with a cursor, where it would become too large.
std::string page_text(const std::vector<store::QuarantinedEvent>& rows, int limit) {
  std::string list;
  std::string cursor;
  const store::QuarantinedEvent* last = nullptr;
  int count = 0;
  for (const store::QuarantinedEvent& row : rows) {
    const std::string text = to_json(quarantined_value(row));
    if (count == limit || (last != nullptr && list.size() + text.size() > kMaxListBytes)) {
      cursor = R"("cursor":")" + cursor_text(*last) + R"(",)";
      break;
    }
    if (last != nullptr) list += ',';
    list += text;
    last = &row;
    ++count;
  }
  return '{' + cursor + R"("quarantine":[)" + list + "]}";
}

http::Response list(Context& context, const Call& call) {
  const std::optional<int> limit = page_limit(call.request);
  if (!limit) return http::problem_response(422, "invalid", "`limit` is between 1 and 200.");
  std::optional<store::QuarantineCursor> after;
  if (const std::optional<std::string> cursor = http::query_parameter(call.request, "cursor")) {
    after = parse_cursor(*cursor);
    if (!after) return http::problem_response(422, "invalid", "`cursor` is one that a list gave.");
  }
  const std::optional<std::vector<store::QuarantinedEvent>> rows =
      service::list_quarantined(context.store, call.parameter("session"), after, *limit + 1);
  if (!rows) return http::problem_response(404, "unknown_session", "There is no such session.");
  return http::json_response(200, page_text(*rows, *limit));
}

/// Nothing when it is no word for what may have been decided.
std::optional<std::string> read_decided(const http::Request& request) {
  const std::string word = http::query_parameter(request, "decision").value_or("open");
  if (word == "open") return std::string();
  if (word == "accepted" || word == "discarded") return word;
  return std::nullopt;
}

http::Response list_refusals(Context& context, const Call& call) {
  const std::optional<std::string> decision = read_decided(call.request);
  if (!decision) {
    return http::problem_response(422, "invalid",
                                  "`decision` is `open`, `accepted` or `discarded`.");
  }
  const store::By by = store::by_index("refusals_by_decision").equal(*decision).descending();
  const std::optional<PageWish> wish =
      read_page_wish(call.request, store::table_of<store::Refusal>(), by);
  if (!wish) return wrong_page_wish();
  RecordPage<store::Refusal> page;
  context.store.read(
      [&](store::Reader& reader) { page = read_page<store::Refusal>(reader, by, *wish); });
  Value refusals{Value::List{}};
  for (const store::Refusal& refusal : page.rows) refusals.push(refusal_value(refusal));
  Value body{Value::Object{}};
  body.set("refusals", std::move(refusals));
  if (!page.cursor.empty()) body.set("cursor", page.cursor);
  return http::json_response(200, to_json(body));
}

http::Response decided_response(const service::Decided& decided) {
  switch (decided.kind) {
    case service::Decided::Kind::unknown:
      return http::problem_response(404, "unknown_refusal",
                                    "Nothing of that branch is in quarantine.");
    case service::Decided::Kind::decided_already:
      return http::problem_response(409, "decided_already",
                                    "It was decided otherwise, which cannot be taken back.");
    case service::Decided::Kind::impossible: {
      const std::string sentence =
          "Event " + std::to_string(decided.seq) + " does not fit: " + decided.why.sentence;
      return http::problem_response(409, std::string(to_text(decided.why.code)), sentence);
    }
    case service::Decided::Kind::done:
      break;
  }
  return http::json_response(200, to_json(refusal_value(decided.refusal)));
}

http::Response decide(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  const std::string decision = reader.text("decision");
  service::DecisionWish wish;
  wish.reason = reader.text("reason");
  const Diagnostics faults = reader.faults();
  if (!faults.empty()) return invalid_body(faults);
  if (decision != "accepted" && decision != "discarded") {
    return http::problem_response(422, "invalid", "`decision` is `accepted` or `discarded`.");
  }
  if (wish.reason.empty() || wish.reason.size() > kMaxReasonBytes) {
    return http::problem_response(422, "invalid", "`reason` has between 1 and 200 bytes.");
  }
  if (decision == "accepted") wish.decision = service::Decision::accepted;
  const std::string& session = call.parameter("session");
  const service::Actor actor = actor_of(context, call);
  wish.by = actor.id;
  service::Decided decided;
  context.store.write([&](store::Writer& writer) {
    decided = service::decide(writer, context.funnels, session, wish, context.now_ms());
    if (decided.kind != service::Decided::Kind::done) return;
    service::Deed deed{"quarantine." + decision, "session", session, Value(Value::Object{})};
    deed.details.set("reason", wish.reason);
    service::note_deed(writer, actor, deed);
  });
  return decided_response(decided);
}

}  // namespace

void add_quarantine(Routes& routes) {
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/sessions/{session}/quarantine",
              .access = Access::viewer,
              .tag = "sessions",
              .summary = "Events of a session that were refused",
              .query = kPageParameters,
              .answers = {{200, "QuarantineList"}},
              .handler = list});
  std::vector<QueryParameter> query = kPageParameters;
  query.push_back({"decision", "`open`, `accepted` or `discarded`; `open` when it is left out."});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/quarantine",
              .access = Access::viewer,
              .tag = "sessions",
              .summary = "What was refused of all sessions, newest first",
              .query = query,
              .answers = {{200, "RefusalList"}},
              .handler = list_refusals});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/quarantine/{session}/decision",
              .access = Access::master,
              .tag = "sessions",
              .summary = "Plays refused events as a branch all the same, or leaves them unplayed",
              .body = "Decision",
              .answers = {{200, "Refusal"}},
              .problems = {409},
              .handler = decide});
}

}  // namespace tundish::api
