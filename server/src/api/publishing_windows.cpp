#include "service/publishing_windows.hpp"

#include "api/body_reader.hpp"
#include "api/context.hpp"
#include "api/page_limit.hpp"
#include "api/record_page.hpp"
#include "http/problem.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

Value window_value(const store::PublishingWindow& row) {
  const Result<Value> windows = parse_value(row.windows);
  Value value{Value::Object{}};
  value.set("name", row.name);
  value.set("windows", windows ? *windows : Value(Value::List{}));
  value.set("created_at", utc_text(row.created_at_ms));
  value.set("updated_at", utc_text(row.updated_at_ms));
  return value;
}

http::Response window_response(int status, const store::PublishingWindow& row) {
  http::Response response = http::json_response(status, to_json(window_value(row)));
  http::set_header(response, "etag", service::etag_of(row));
  return response;
}

http::Response refusal(service::WindowOutcome outcome) {
  if (outcome == service::WindowOutcome::stale) return changed_meanwhile();
  if (outcome == service::WindowOutcome::taken) {
    return http::problem_response(409, "taken", "There is a publishing window of this name.");
  }
  return http::problem_response(404, "unknown_publishing_window",
                                "There is no publishing window of that name.");
}

/// What the body says; its faults are the reader's.
service::WantedWindow read_window(BodyReader& reader, std::string name) {
  service::WantedWindow wanted{std::move(name), reader.list("windows")};
  for (Diagnostic& fault : service::window_faults(wanted)) reader.add(std::move(fault));
  return wanted;
}

http::Response create(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  std::string name = reader.text("name");
  const service::WantedWindow wanted = read_window(reader, std::move(name));
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  const service::KeptWindow kept =
      service::create_window(context.store, wanted, actor_of(context, call));
  return kept.outcome == service::WindowOutcome::created ? window_response(201, kept.window)
                                                         : refusal(kept.outcome);
}

http::Response replace(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  const service::WantedWindow wanted = read_window(reader, call.parameter("window"));
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  const service::KeptWindow kept = service::replace_window(
      context.store, wanted, *http::find_header(call.request, "if-match"), actor_of(context, call));
  return kept.outcome == service::WindowOutcome::replaced ? window_response(200, kept.window)
                                                          : refusal(kept.outcome);
}

http::Response list(Context& context, const Call& call) {
  const store::By by = store::by_index("publishing_windows_by_age");
  const std::optional<PageWish> wish =
      read_page_wish(call.request, store::table_of<store::PublishingWindow>(), by);
  if (!wish) return wrong_page_wish();
  RecordPage<store::PublishingWindow> page;
  context.store.read(
      [&](store::Reader& reader) { page = read_page<store::PublishingWindow>(reader, by, *wish); });
  Value windows{Value::List{}};
  for (const store::PublishingWindow& row : page.rows) windows.push(window_value(row));
  Value body{Value::Object{}};
  body.set("publishing_windows", std::move(windows));
  if (!page.cursor.empty()) body.set("cursor", page.cursor);
  return http::json_response(200, to_json(body));
}

http::Response read(Context& context, const Call& call) {
  std::optional<store::PublishingWindow> row;
  context.store.read([&](store::Reader& reader) {
    row = store::find<store::PublishingWindow>(reader, call.parameter("window"));
  });
  return row ? window_response(200, *row) : refusal(service::WindowOutcome::unknown);
}

http::Response remove(Context& context, const Call& call) {
  const service::WindowOutcome outcome =
      service::remove_window(context.store, call.parameter("window"),
                             *http::find_header(call.request, "if-match"), actor_of(context, call));
  return outcome == service::WindowOutcome::replaced ? http::Response{204, {}, {}}
                                                     : refusal(outcome);
}

}  // namespace

void add_publishing_windows(Routes& routes) {
  constexpr std::string_view kTag = "publishing_windows";
  constexpr std::string_view kOne = "/api/v1/publishing_windows/{window}";
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/publishing_windows",
              .access = Access::viewer,
              .tag = kTag,
              .summary = "Hours that funnels can name, oldest first",
              .query = kPageParameters,
              .answers = {{200, "PublishingWindowList"}},
              .handler = list});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/publishing_windows",
              .access = Access::master,
              .tag = kTag,
              .summary = "Gives hours a name",
              .body = "NewPublishingWindow",
              .answers = {{201, "PublishingWindow"}},
              .handler = create});
  routes.add({.method = http::Method::get,
              .pattern = kOne,
              .access = Access::viewer,
              .tag = kTag,
              .summary = "What a name stands for",
              .answers = {{200, "PublishingWindow"}},
              .handler = read});
  routes.add(
      {.method = http::Method::put,
       .pattern = kOne,
       .access = Access::master,
       .tag = kTag,
       .summary = "Gives a name other hours; what is played has them from its next publishing",
       .body = "PublishingWindowChange",
       .answers = {{200, "PublishingWindow"}},
       .if_match = IfMatch::required,
       .handler = replace});
  routes.add({.method = http::Method::delete_,
              .pattern = kOne,
              .access = Access::master,
              .tag = kTag,
              .summary = "Deletes a name; what is played keeps its hours",
              .answers = {{204}},
              .if_match = IfMatch::required,
              .handler = remove});
}

}  // namespace tundish::api
