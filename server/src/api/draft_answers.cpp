#include "api/draft_answers.hpp"

#include "api/context.hpp"
#include "http/problem.hpp"
#include "service/environments.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {

const QueryParameter kEnvironmentParameter = {"environment",
                                              "Whose draft is meant; `production` if left out."};

std::string environment_of(const Call& call) {
  return http::query_parameter(call.request, "environment")
      .value_or(std::string(service::kUsualEnvironment));
}

service::DraftPlace place_of(const Call& call) {
  service::DraftPlace place;
  place.environment = environment_of(call);
  place.slug = call.parameter("slug");
  if (const std::string* etags = http::find_header(call.request, "if-match")) place.etags = *etags;
  return place;
}

Value diagnostics_value(const Diagnostics& diagnostics) {
  const Result<Value> value = parse_value(to_json(diagnostics));
  return value ? *value : Value(Value::List{});
}

Value text_list(const std::vector<std::string>& texts) {
  Value list{Value::List{}};
  for (const std::string& text : texts) list.push(text);
  return list;
}

http::Response unknown_environment() {
  return http::problem_response(404, "unknown_environment",
                                "There is no environment of that name.");
}

http::Response draft_refusal(service::DraftOutcome outcome, const std::string& slug) {
  switch (outcome) {
    case service::DraftOutcome::unknown_environment:
      return unknown_environment();
    case service::DraftOutcome::stale:
      return changed_meanwhile();
    case service::DraftOutcome::exists:
      return http::problem_response(
          409, "funnel_exists",
          "The funnel has another draft already: save with `PUT` and the `ETag` that was read.");
    case service::DraftOutcome::is_played:
      return http::problem_response(409, "is_played",
                                    "The environment plays this funnel: take it back first.");
    default:
      return unknown_funnel(slug);
  }
}

http::Response draft_response(const service::SavedFunnel& saved, const std::string& slug) {
  using service::DraftOutcome;
  if (saved.outcome == DraftOutcome::invalid) return invalid_body(saved.findings);
  const bool is_new = saved.outcome == DraftOutcome::created;
  if (!is_new && saved.outcome != DraftOutcome::replaced) return draft_refusal(saved.outcome, slug);
  Value body{Value::Object{}};
  body.set("slug", saved.row.funnel);
  body.set("environment", saved.row.environment);
  body.set("structure", saved.row.structure);
  body.set("languages", text_list(saved.languages));
  body.set("diagnostics", diagnostics_value(saved.findings));
  http::Response response = http::json_response(is_new ? 201 : 200, to_json(body));
  http::set_header(response, "etag", saved.etag);
  return response;
}

}  // namespace tundish::api
