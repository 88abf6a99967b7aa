#include "service/origins.hpp"

#include "api/body_reader.hpp"
#include "api/context.hpp"
#include "service/fault.hpp"
#include "service/words.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

using Wanted = std::optional<std::vector<std::string>>;

http::Response response_of(const store::Origins& origins) {
  Value list;
  if (origins.revision > 0) {
    list = Value(Value::List{});
    for (std::string& origin : service::split_words(origins.allowed)) list.push(std::move(origin));
  }
  Value body{Value::Object{}};
  body.set("origins", std::move(list));
  http::Response response = http::json_response(200, to_json(body));
  http::set_header(response, "etag", service::etag_of(origins));
  return response;
}

/// Nothing for null; notes what is no origin.
Wanted read_origins(BodyReader& reader) {
  if (reader.has("origins") && reader.any("origins").is_null()) return std::nullopt;
  std::vector<std::string> origins;
  for (const Value& one : reader.list("origins")) {
    const std::string at = "/origins/" + std::to_string(origins.size());
    if (origins.size() == service::kMostOrigins) {
      reader.add(service::fault("too_many", at, "A list has at most 50 origins."));
      break;
    }
    if (!one.is_text() || !service::is_origin(one.text())) {
      reader.add(service::fault("wrong_origin", at,
                                "An origin is written as browsers send it, such as "
                                "`https://shop.example`: no path, no port that is the usual one."));
    }
    origins.push_back(one.is_text() ? one.text() : std::string());
  }
  return origins;
}

http::Response read(Context& context, const Call& call) {
  const std::string& slug = call.parameter("slug");
  if (!has_funnel(context, slug)) return unknown_funnel(slug);
  store::Origins origins;
  context.store.read([&](store::Reader& reader) { origins = service::find_origins(reader, slug); });
  return response_of(origins);
}

http::Response change(Context& context, const Call& call) {
  const std::string& slug = call.parameter("slug");
  if (!has_funnel(context, slug)) return unknown_funnel(slug);
  BodyReader reader(call.request.body);
  const Wanted wanted = read_origins(reader);
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  const service::ChangedOrigins changed = service::change_origins(
      context.store, slug, wanted, *http::find_header(call.request, "if-match"),
      actor_of(context, call));
  if (changed.outcome == service::OriginsOutcome::stale) return changed_meanwhile();
  context.origins->forget();
  return response_of(changed.origins);
}

}  // namespace

void add_origins(Routes& routes) {
  constexpr std::string_view kPattern = "/api/v1/funnels/{slug}/origins";
  routes.add({.method = http::Method::get,
              .pattern = kPattern,
              .access = Access::viewer,
              .tag = "funnels",
              .summary = "Of which sites pages may play a funnel",
              .answers = {{200, "Origins"}},
              .problems = {404},
              .handler = read});
  routes.add({.method = http::Method::put,
              .pattern = kPattern,
              .access = Access::master,
              .tag = "funnels",
              .summary = "Says so for one funnel; with null the server's list holds",
              .body = "Origins",
              .answers = {{200, "Origins"}},
              .problems = {404},
              .if_match = IfMatch::required,
              .handler = change});
}

}  // namespace tundish::api
