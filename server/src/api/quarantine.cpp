#include "api/context.hpp"
#include "api/page_limit.hpp"
#include "http/problem.hpp"
#include "service/sessions.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kMaxListBytes = 1024 * 1024;
constexpr std::size_t kMaxSeqDigits = 9;

Value row_value(const store::QuarantinedEvent& row) {
  Value value{Value::Object{}};
  value.set("session", row.session);
  value.set("seq", static_cast<double>(row.seq));
  value.set("root", row.root);
  value.set("parent", row.parent);
  value.set("at", static_cast<double>(row.at));
  value.set("uid", row.uid);
  value.set("hash", row.hash);
  value.set("text", row.text);
  value.set("code", row.code);
  value.set("received_at", utc_text(row.received_at_ms));
  return value;
}

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
    const std::string text = to_json(row_value(row));
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
}

}  // namespace tundish::api
