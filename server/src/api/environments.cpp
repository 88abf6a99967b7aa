#include "service/environments.hpp"

#include "api/body_reader.hpp"
#include "api/context.hpp"
#include "api/draft_answers.hpp"
#include "http/problem.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

Value environment_value(const store::Environment& row) {
  Value value{Value::Object{}};
  value.set("name", row.name);
  value.set("title", row.title);
  value.set("position", static_cast<double>(row.position));
  value.set("etag", service::etag_of(row));
  return value;
}

http::Response environment_response(int status, const store::Environment& row) {
  http::Response response = http::json_response(status, to_json(environment_value(row)));
  http::set_header(response, "etag", service::etag_of(row));
  return response;
}

http::Response list(Context& context, const Call&) {
  Value environments{Value::List{}};
  context.store.read([&](store::Reader& reader) {
    environments = Value(Value::List{});
    for (const store::Environment& one : service::list_environments(reader)) {
      environments.push(environment_value(one));
    }
  });
  Value body{Value::Object{}};
  body.set("environments", std::move(environments));
  return http::json_response(200, to_json(body));
}

http::Response create(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  service::NewEnvironment wanted;
  wanted.name = reader.text("name");
  wanted.title = reader.text_or("title", "");
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  const Result<store::Environment> made =
      service::create_environment(context.store, wanted, actor_of(context, call));
  return made ? environment_response(201, *made) : invalid_body(made.error());
}

http::Response refusal(service::EnvironmentOutcome outcome) {
  switch (outcome) {
    case service::EnvironmentOutcome::stale:
      return changed_meanwhile();
    case service::EnvironmentOutcome::in_use:
      return http::problem_response(
          409, "in_use", "Funnels have drafts in this environment, or it is the last one.");
    default:
      return unknown_environment();
  }
}

http::Response change(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  service::EnvironmentChange wish;
  if (reader.has("title")) wish.title = reader.text("title");
  if (reader.has("position")) wish.position = reader.integer("position");
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  const service::ChangedEnvironment changed = service::change_environment(
      context.store, call.parameter("environment"), *http::find_header(call.request, "if-match"),
      wish, actor_of(context, call));
  return changed.outcome == service::EnvironmentOutcome::done
             ? environment_response(200, changed.environment)
             : refusal(changed.outcome);
}

http::Response remove(Context& context, const Call& call) {
  const service::EnvironmentOutcome outcome = service::remove_environment(
      context.store, call.parameter("environment"), *http::find_header(call.request, "if-match"),
      actor_of(context, call));
  return outcome == service::EnvironmentOutcome::done ? http::Response{204, {}, {}}
                                                      : refusal(outcome);
}

}  // namespace

void add_environments(Routes& routes) {
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/environments",
              .access = Access::viewer,
              .tag = "environments",
              .summary = "Where funnels are played, in order",
              .answers = {{200, "EnvironmentList"}},
              .handler = list});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/environments",
              .access = Access::master,
              .tag = "environments",
              .summary = "Makes an environment behind the others",
              .body = "NewEnvironment",
              .answers = {{201, "Environment"}},
              .handler = create});
  routes.add({.method = http::Method::patch,
              .pattern = "/api/v1/environments/{environment}",
              .access = Access::master,
              .tag = "environments",
              .summary = "Changes an environment's title or its place among them",
              .body = "EnvironmentChange",
              .answers = {{200, "Environment"}},
              .if_match = IfMatch::required,
              .handler = change});
  routes.add({.method = http::Method::delete_,
              .pattern = "/api/v1/environments/{environment}",
              .access = Access::master,
              .tag = "environments",
              .summary = "Deletes an environment where no funnel has a draft",
              .answers = {{204}},
              .problems = {409},
              .if_match = IfMatch::required,
              .handler = remove});
}

}  // namespace tundish::api
