#include "api/body_reader.hpp"
#include "api/context.hpp"
#include "http/problem.hpp"
#include "service/publish.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kMaxDefinitionBytes = 1024 * 1024;

Value diagnostics_value(const Diagnostics& diagnostics) {
  const Result<Value> value = parse_value(to_json(diagnostics));
  return value ? *value : Value(Value::List{});
}

Value text_list(const std::vector<std::string>& texts) {
  Value list{Value::List{}};
  for (const std::string& text : texts) list.push(text);
  return list;
}

http::Response save(Context& context, const Call& call) {
  const Result<service::SavedFunnel> saved =
      service::save_funnel(context.store, call.request.body, actor_of(context, call));
  if (!saved) return invalid_body(saved.error());
  Value body{Value::Object{}};
  body.set("slug", saved->row.slug);
  body.set("structure", saved->row.structure);
  body.set("languages", text_list(saved->languages));
  body.set("diagnostics", diagnostics_value(saved->findings));
  return http::json_response(saved->saved == service::Saved::created ? 201 : 200, to_json(body));
}

http::Response list(Context& context, const Call&) {
  Value funnels{Value::List{}};
  context.store.read([&](store::Reader& reader) {
    funnels = Value(Value::List{});
    for (const store::Funnel& row : reader.list_funnels()) {
      Value funnel{Value::Object{}};
      funnel.set("slug", row.slug);
      funnel.set("title", row.title);
      funnel.set("structure", row.structure);
      funnel.set("created_at", utc_text(row.created_at_ms));
      funnel.set("updated_at", utc_text(row.updated_at_ms));
      funnels.push(std::move(funnel));
    }
  });
  Value body{Value::Object{}};
  body.set("funnels", std::move(funnels));
  return http::json_response(200, to_json(body));
}

http::Response read(Context& context, const Call& call) {
  const std::string& slug = call.parameter("slug");
  std::optional<store::Funnel> funnel;
  context.store.read([&](store::Reader& reader) { funnel = reader.find_funnel(slug); });
  if (!funnel) return unknown_funnel(slug);
  const std::string etag = '"' + sha256_hex(funnel->definition) + '"';
  const std::string* known = http::find_header(call.request, "if-none-match");
  http::Response response = http::json_response(200, std::move(funnel->definition));
  if (known != nullptr && *known == etag) response = http::Response{304, {}, {}};
  http::set_header(response, "etag", etag);
  http::set_header(response, "cache-control", "private, no-cache");
  return response;
}

http::Response publish(Context& context, const Call& call) {
  const std::string& text = call.request.body;
  BodyReader reader(text.empty() ? std::string_view("{}") : text);
  const std::string environment = reader.text_or("environment", "production");
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  const std::string& slug = call.parameter("slug");
  const service::Published published =
      service::publish_funnel(context.store, slug, environment, actor_of(context, call));
  if (published.outcome == service::PublishOutcome::unknown_funnel) return unknown_funnel(slug);
  if (published.outcome == service::PublishOutcome::not_publishable) {
    http::Problem problem;
    problem.status = 422;
    problem.code = "not_publishable";
    problem.detail = "The funnel has errors that a visitor would run into.";
    problem.problems = published.findings;
    return http::problem_response(problem);
  }
  context.releases.forget();
  Value releases{Value::List{}};
  for (const service::PublishedRelease& row : published.releases) {
    Value release{Value::Object{}};
    release.set("language", row.language);
    release.set("release", row.release);
    release.set("structure", row.structure);
    releases.push(std::move(release));
  }
  Value body{Value::Object{}};
  body.set("environment", environment);
  body.set("releases", std::move(releases));
  body.set("diagnostics", diagnostics_value(published.findings));
  return http::json_response(200, to_json(body));
}

}  // namespace

void add_funnels(Routes& routes) {
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/funnels",
              .access = Access::master,
              .tag = "funnels",
              .summary = "Saves a funnel's definition",
              .body = "Definition",
              .answers = {{200, "SavedFunnel"}, {201, "SavedFunnel"}},
              .limit = {kMaxDefinitionBytes},
              .handler = save});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/funnels",
              .access = Access::viewer,
              .tag = "funnels",
              .summary = "All funnels by slug",
              .answers = {{200, "FunnelList"}},
              .handler = list});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/funnels/{slug}",
              .access = Access::viewer,
              .tag = "funnels",
              .summary = "A funnel's definition as it was saved",
              .answers = {{200, "Definition"}},
              .handler = read});
  routes.add({.method = http::Method::post,
              .pattern = "/api/v1/funnels/{slug}/publish",
              .access = Access::master,
              .tag = "funnels",
              .summary = "Makes releases of a funnel and plays them in an environment",
              .body = "Publish",
              .answers = {{200, "Published"}},
              .handler = publish});
}

}  // namespace tundish::api
