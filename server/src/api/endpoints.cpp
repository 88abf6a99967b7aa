#include "service/endpoints.hpp"

#include "api/context.hpp"
#include "api/endpoint_values.hpp"
#include "api/late_answer.hpp"
#include "api/page_limit.hpp"
#include "api/record_page.hpp"
#include "http/problem.hpp"
#include "service/endpoint_check.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kMaxBodyBytes = 256 * 1024;
constexpr std::int64_t kMostTimeoutMs = 30'000;

http::Response unknown_endpoint() {
  return http::problem_response(404, "unknown_endpoint", "There is no endpoint of that name.");
}

http::Response endpoint_response(int status, const store::Endpoint& endpoint) {
  http::Response response = http::json_response(status, to_json(endpoint_value(endpoint)));
  http::set_header(response, "etag", service::etag_of(endpoint));
  return response;
}

http::Response list(Context& context, const Call& call) {
  const store::By by = store::by_index("endpoints_by_age");
  const auto wish = read_page_wish(call.request, store::table_of<store::Endpoint>(), by);
  if (!wish) return wrong_page_wish();
  RecordPage<store::Endpoint> page;
  context.store.read(
      [&](store::Reader& reader) { page = read_page<store::Endpoint>(reader, by, *wish); });
  Value endpoints{Value::List{}};
  for (const store::Endpoint& endpoint : page.rows) endpoints.push(endpoint_value(endpoint));
  Value body{Value::Object{}};
  body.set("endpoints", std::move(endpoints));
  if (!page.cursor.empty()) body.set("cursor", page.cursor);
  return http::json_response(200, to_json(body));
}

std::optional<store::Endpoint> find_endpoint(Context& context, const Call& call) {
  std::optional<store::Endpoint> endpoint;
  context.store.read([&](store::Reader& reader) {
    endpoint = store::find<store::Endpoint>(reader, call.parameter("endpoint"));
  });
  return endpoint;
}

http::Response read(Context& context, const Call& call) {
  const std::optional<store::Endpoint> endpoint = find_endpoint(context, call);
  return endpoint ? endpoint_response(200, *endpoint) : unknown_endpoint();
}

http::Response create(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  const std::string name = reader.text("name");
  service::EndpointWish wish = read_endpoint_wish(reader);
  wish.name = name;
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  const Result<store::Endpoint> made = service::create_endpoint(
      context.store, context.sealer, *context.outgoing, wish, actor_of(context, call));
  return made ? endpoint_response(201, *made) : invalid_body(made.error());
}

http::Response change(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  const std::string name = reader.text_or("name", call.parameter("endpoint"));
  service::EndpointWish wish = read_endpoint_wish(reader);
  wish.name = call.parameter("endpoint");
  if (name != wish.name) {
    reader.add(service::fault_at("other_name", "/name",
                                 "An endpoint keeps its name: it is `" + wish.name + "`."));
  }
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  const service::ChangedEndpoint changed = service::change_endpoint(
      context.store, context.sealer, *context.outgoing,
      *http::find_header(call.request, "if-match"), wish, actor_of(context, call));
  if (changed.outcome == service::EndpointOutcome::unknown) return unknown_endpoint();
  if (changed.outcome == service::EndpointOutcome::stale) return changed_meanwhile();
  if (!changed.faults.empty()) return invalid_body(changed.faults);
  return endpoint_response(200, changed.endpoint);
}

http::Response remove(Context& context, const Call& call) {
  switch (service::remove_endpoint(context.store, call.parameter("endpoint"),
                                   *http::find_header(call.request, "if-match"),
                                   actor_of(context, call))) {
    case service::EndpointOutcome::done:
      break;
    case service::EndpointOutcome::unknown:
      return unknown_endpoint();
    case service::EndpointOutcome::stale:
      return changed_meanwhile();
  }
  return http::Response{204, {}, {}};
}

service::Deed trial_of(const store::Endpoint& endpoint) {
  return service::Deed{"endpoint.try", "endpoint", endpoint.name, Value(Value::Object{})};
}

http::Response try_out(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  service::EndpointQuestion question;
  question.request = reader.any("request");
  if (!question.request.is_null() && !question.request.is_object()) {
    reader.add(service::fault_at("wrong_type", "/request", "`request` must be an object."));
  }
  const std::int64_t timeout = reader.integer_or("timeout_ms", question.timeout_ms);
  if (timeout < 100 || timeout > kMostTimeoutMs) {
    reader.add(service::fault_at("out_of_range", "/timeout_ms", "From 100 to 30000."));
  }
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  question.timeout_ms = static_cast<int>(timeout);
  const std::optional<store::Endpoint> endpoint = find_endpoint(context, call);
  if (!endpoint) return unknown_endpoint();
  const service::Actor actor = actor_of(context, call);
  return late_answer(context.outgoing_jobs, [&context, actor, question, endpoint = *endpoint] {
    context.store.write(
        [&](store::Writer& writer) { service::note_deed(writer, actor, trial_of(endpoint)); });
    const service::EndpointAnswer answer =
        service::ask_endpoint(endpoint, context.sealer, *context.outgoing, question);
    return http::json_response(200, to_json(endpoint_answer_value(answer)));
  });
}

}  // namespace

void add_endpoints(Routes& routes) {
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/endpoints",
              .access = Access::viewer,
              .tag = "endpoints",
              .summary = "Servers that funnels may ask, oldest first, without their secrets",
              .query = kPageParameters,
              .answers = {{200, "EndpointList"}},
              .handler = list});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/endpoints",
              .access = Access::master,
              .tag = "endpoints",
              .summary = "Makes an endpoint",
              .body = "NewEndpoint",
              .answers = {{201, "Endpoint"}},
              .limit = {kMaxBodyBytes},
              .handler = create});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/endpoints/{endpoint}",
              .access = Access::viewer,
              .tag = "endpoints",
              .summary = "An endpoint, without its secrets",
              .answers = {{200, "Endpoint"}},
              .handler = read});
  routes.add({.method = http::Method::put,
              .pattern = "/api/v1/endpoints/{endpoint}",
              .access = Access::master,
              .tag = "endpoints",
              .summary = "Changes an endpoint; secrets that are left out stay",
              .body = "EndpointChange",
              .answers = {{200, "Endpoint"}},
              .limit = {kMaxBodyBytes},
              .if_match = IfMatch::required,
              .handler = change});
  routes.add({.method = http::Method::delete_,
              .pattern = "/api/v1/endpoints/{endpoint}",
              .access = Access::master,
              .tag = "endpoints",
              .summary = "Removes an endpoint",
              .answers = {{204}},
              .if_match = IfMatch::required,
              .handler = remove});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/endpoints/{endpoint}/try",
              .access = Access::master,
              .tag = "endpoints",
              .summary = "Asks the endpoint as a session would",
              .body = "EndpointTrial",
              .answers = {{200, "EndpointAnswer"}},
              .limit = {kMaxBodyBytes},
              .handler = try_out});
}

}  // namespace tundish::api
