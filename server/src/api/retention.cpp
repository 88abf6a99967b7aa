#include "service/retention.hpp"

#include "api/body_reader.hpp"
#include "api/context.hpp"
#include "service/fault.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

/// Null where nothing is said.
Value days_of(const store::Retention& retention) {
  return retention.revision == 0 ? Value() : Value(static_cast<double>(retention.days));
}

http::Response response_of(Context& context, const store::Retention& retention) {
  Value body{Value::Object{}};
  body.set("days", days_of(retention));
  context.store.read([&](store::Reader& reader) {
    body.set("effective_days", days_of(service::effective_retention(reader, retention.funnel)));
  });
  http::Response response = http::json_response(200, to_json(body));
  http::set_header(response, "etag", service::etag_of(retention));
  return response;
}

/// Nothing for null; notes what is no number of days.
std::optional<std::int64_t> read_days(BodyReader& reader) {
  if (reader.has("days") && reader.any("days").is_null()) return std::nullopt;
  const std::int64_t days = reader.integer("days");
  if (days < 0 || days > service::kMostRetentionDays) {
    reader.add(service::fault("out_of_range", "/days",
                              "These are days, 0 for ever, or null where nothing is to be said."));
  }
  return days;
}

http::Response change(Context& context, const Call& call, const std::string& funnel) {
  BodyReader reader(call.request.body);
  const std::optional<std::int64_t> days = read_days(reader);
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  const service::ChangedRetention changed = service::change_retention(
      context.store, funnel, days, *http::find_header(call.request, "if-match"),
      actor_of(context, call));
  return changed.outcome == service::RetentionOutcome::stale
             ? changed_meanwhile()
             : response_of(context, changed.retention);
}

http::Response read(Context& context, const std::string& funnel) {
  store::Retention retention;
  context.store.read(
      [&](store::Reader& reader) { retention = service::find_retention(reader, funnel); });
  return response_of(context, retention);
}

http::Response read_of_server(Context& context, const Call&) { return read(context, ""); }

http::Response change_of_server(Context& context, const Call& call) {
  return change(context, call, "");
}

http::Response read_of_funnel(Context& context, const Call& call) {
  const std::string& slug = call.parameter("slug");
  return has_funnel(context, slug) ? read(context, slug) : unknown_funnel(slug);
}

http::Response change_of_funnel(Context& context, const Call& call) {
  const std::string& slug = call.parameter("slug");
  return has_funnel(context, slug) ? change(context, call, slug) : unknown_funnel(slug);
}

http::Response list_due(Context& context, const Call&) {
  Value due{Value::List{}};
  for (const service::DueSessions& one :
       service::find_due_sessions(context.store, context.now_ms())) {
    Value value{Value::Object{}};
    if (!one.rule.funnel.empty()) value.set("funnel", one.rule.funnel);
    value.set("days", static_cast<double>(one.rule.days));
    value.set("sessions", static_cast<double>(one.sessions));
    value.set("refused", static_cast<double>(one.refused));
    if (one.oldest_at_ms != 0) value.set("oldest_at", utc_text(one.oldest_at_ms));
    value.set("complete", one.is_all);
    due.push(std::move(value));
  }
  Value body{Value::Object{}};
  body.set("due", std::move(due));
  return http::json_response(200, to_json(body));
}

}  // namespace

void add_retention(Routes& routes) {
  constexpr std::string_view kTag = "retention";
  constexpr std::string_view kOfServer = "/api/v1/retention";
  constexpr std::string_view kOfFunnel = "/api/v1/funnels/{slug}/retention";
  routes.add({.method = http::Method::get,
              .pattern = kOfServer,
              .access = Access::viewer,
              .tag = kTag,
              .summary = "After how many days without an event sessions are removed",
              .answers = {{200, "Retention"}},
              .handler = read_of_server});
  routes.add({.method = http::Method::put,
              .pattern = kOfServer,
              .access = Access::super_admin,
              .tag = kTag,
              .summary = "Says so for all funnels of which nothing else is said",
              .body = "RetentionChange",
              .answers = {{200, "Retention"}},
              .if_match = IfMatch::required,
              .handler = change_of_server});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/retention/due",
              .access = Access::viewer,
              .tag = kTag,
              .summary = "What would be removed now, by rule",
              .answers = {{200, "DueSessionsList"}},
              .handler = list_due});
  routes.add({.method = http::Method::get,
              .pattern = kOfFunnel,
              .access = Access::viewer,
              .tag = kTag,
              .summary = "After how many days sessions of a funnel are removed",
              .answers = {{200, "Retention"}},
              .problems = {404},
              .handler = read_of_funnel});
  routes.add({.method = http::Method::put,
              .pattern = kOfFunnel,
              .access = Access::master,
              .tag = kTag,
              .summary = "Says so for one funnel; with null the server's days hold",
              .body = "RetentionChange",
              .answers = {{200, "Retention"}},
              .problems = {404},
              .if_match = IfMatch::required,
              .handler = change_of_funnel});
}

}  // namespace tundish::api
