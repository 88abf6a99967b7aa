#include "service/sessions.hpp"

#include "api/context.hpp"
#include "api/file_values.hpp"
#include "api/late_answer.hpp"
#include "api/page_limit.hpp"
#include "api/session_filter_query.hpp"
#include "api/session_values.hpp"
#include "api/stored_response.hpp"
#include "http/problem.hpp"
#include "service/session_files.hpp"
#include "service/uploads.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kMaxListBytes = 1024 * 1024;

std::string cursor_text(const store::Cursor& cursor) {
  return std::to_string(cursor.created_at_ms) + '.' + cursor.session;
}

/// Nothing when the text is not one that `cursor_text` wrote.
std::optional<store::Cursor> parse_cursor(const std::string& text) {
  const std::size_t dot = text.find('.');
  if (dot == 0 || dot == text.npos || dot > 15) return std::nullopt;
  if (text.substr(0, dot).find_first_not_of("0123456789") != text.npos) return std::nullopt;
  return store::Cursor{std::stoll(text.substr(0, dot)), text.substr(dot + 1)};
}

/// The page as JSON; it ends early, with a cursor, where it would become too large.
std::string page_text(const service::SessionPage& page) {
  std::string sessions;
  std::optional<store::Cursor> next = page.next;
  const service::SessionDetails* last = nullptr;
  for (const service::SessionDetails& details : page.sessions) {
    const std::string text = to_json(session_value(details));
    if (last != nullptr && sessions.size() + text.size() > kMaxListBytes) {
      next = store::Cursor{last->row.created_at_ms, last->row.session};
      break;
    }
    if (last != nullptr) sessions += ',';
    sessions += text;
    last = &details;
  }
  const std::string cursor = next ? R"("cursor":")" + cursor_text(*next) + R"(",)" : "";
  return '{' + cursor + R"("sessions":[)" + sessions + "]}";
}

http::Response list(Context& context, const Call& call) {
  const http::Request& request = call.request;
  const service::SessionFilter filter = read_filter(request);
  const std::optional<int> limit = page_limit(request);
  if (!limit) return http::problem_response(422, "invalid", "`limit` is between 1 and 200.");
  std::optional<store::Cursor> after;
  if (const std::optional<std::string> cursor = http::query_parameter(request, "cursor")) {
    after = parse_cursor(*cursor);
    if (!after) return http::problem_response(422, "invalid", "`cursor` is one that a list gave.");
  }
  if (std::optional<http::Response> refusal = check_filter(context, filter)) return *refusal;
  const service::SessionPage page =
      service::list_sessions(context.store, context.funnels, filter, after, *limit);
  return http::json_response(200, page_text(page));
}

http::Response read(Context& context, const Call& call) {
  const std::optional<service::SessionDetails> details =
      service::find_session(context.store, context.funnels, call.parameter("session"));
  if (!details) {
    return http::problem_response(404, "unknown_session", "There is no session of that id.");
  }
  Value value = session_value(*details);
  context.store.read([&](store::Reader& reader) {
    value.set("files", files_value(service::files_of(reader, details->row.root, {*details})));
  });
  return http::json_response(200, to_json(value));
}

/// Names that nobody reads as a page or a program; what it is stands in the session's list.
std::string file_name_of(const store::Upload& row) {
  constexpr std::pair<std::string_view, std::string_view> kEndings[] = {
      {"image/jpeg", ".jpg"},  {"image/png", ".png"},       {"image/gif", ".gif"},
      {"image/webp", ".webp"}, {"application/pdf", ".pdf"}, {"text/plain", ".txt"}};
  std::string name = row.upload.substr(0, 16);
  for (const auto& [type, ending] : kEndings) {
    if (type == row.media_type) name += ending;
  }
  return name;
}

http::Response fetch_file(Context& context, const Call& call) {
  std::optional<store::Upload> row;
  context.store.read([&](store::Reader& reader) {
    const std::optional<store::Session> session = reader.find_session(call.parameter("session"));
    row = std::nullopt;
    if (session) row = store::find<store::Upload>(reader, session->root, call.parameter("upload"));
  });
  if (!row) return http::problem_response(404, "unknown_file", "There is no file of that hash.");
  if (!row->is_whole) {
    return http::problem_response(409, "not_whole", "Not all of the file has come yet.");
  }
  return late_answer(context.file_jobs, [&context, request = call.request, row = *row] {
    http::Response head;
    // Whatever it is, no browser shows or runs it.
    http::set_header(head, "content-type", "application/octet-stream");
    http::set_header(head, "content-disposition",
                     "attachment; filename=\"" + file_name_of(row) + '"');
    http::set_header(head, "content-security-policy",
                     "sandbox; default-src 'none'; frame-ancestors 'none'");
    http::set_header(head, "etag", '"' + row.upload + '"');
    http::set_header(head, "cache-control", "private, no-cache");
    const auto bytes = [&](std::size_t at, std::size_t size) {
      return service::read_upload(context.store, row, at, size);
    };
    return stored_response(context.scratch, request, std::move(head),
                           static_cast<std::size_t>(row.kept_size), bytes);
  });
}

}  // namespace

void add_sessions(Routes& routes) {
  std::vector<QueryParameter> query = kPageParameters;
  query.insert(query.end(), kSessionFilterParameters.begin(), kSessionFilterParameters.end());
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/sessions",
              .access = Access::viewer,
              .tag = "sessions",
              .summary = "Sessions, newest first; a page may have fewer than `limit`, or none",
              .query = query,
              .answers = {{200, "SessionList"}},
              .problems = {404, 422},
              .handler = list});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/sessions/{session}",
              .access = Access::viewer,
              .tag = "sessions",
              .summary = "A session as it stands",
              .answers = {{200, "Session"}},
              .handler = read});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/sessions/{session}/uploads/{upload}",
              .access = Access::viewer,
              .tag = "sessions",
              .summary = "A file that the visitor handed in, whole or by `Range`",
              .answers = {{200, "", "*/*"}, {206, "", "*/*"}, {304}},
              .problems = {409, 416},
              .handler = fetch_file});
}

}  // namespace tundish::api
