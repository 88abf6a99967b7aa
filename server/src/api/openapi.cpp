#include "api/openapi.hpp"

#include <algorithm>
#include <initializer_list>
#include <stdexcept>

#include "api/answer_once.hpp"
#include "api/openapi_guide.hpp"
#include "api/schemas.hpp"
#include "tundish/codec.hpp"
#include "tundish/version.hpp"

namespace tundish::api {
namespace {

Value object(std::initializer_list<std::pair<const char*, Value>> members) {
  Value value{Value::Object{}};
  for (const auto& [name, member] : members) value.set(name, member);
  return value;
}

Value reference(std::string_view schema) {
  return object({{"$ref", "#/components/schemas/" + std::string(schema)}});
}

Value content(std::string_view media_type, Value schema) {
  Value types{Value::Object{}};
  types.set(media_type, object({{"schema", std::move(schema)}}));
  return types;
}

/// `/player/{path*}` → `/player/{path}`, as the document knows no names for several segments.
std::string template_of(std::string_view pattern) {
  std::string text(pattern);
  text.erase(std::remove(text.begin(), text.end(), '*'), text.end());
  return text;
}

/// `get_funnels_by_slug`.
std::string operation_id(const Route& route) {
  std::string id(http::to_text(route.method));
  std::transform(id.begin(), id.end(), id.begin(),
                 [](char letter) { return static_cast<char>(letter | 0x20); });
  for (const std::string_view segment : http::split_path(route.pattern)) {
    id += segment.substr(0, 1) == "{" ? "_by_" : "_";
    for (const char letter : segment) {
      if (letter == '{' || letter == '}' || letter == '*') continue;
      id += letter == '.' || letter == '-' ? '_' : letter;
    }
  }
  return id;
}

std::string_view default_text(int status) {
  if (status == 204) return "Done.";
  if (status == 404) return "Not there.";
  return status == 201 ? "Made." : "As asked.";
}

Value parameter_value(std::string_view name, const char* place, std::string_view summary) {
  Value value = object({{"name", name}, {"in", place}, {"schema", object({{"type", "string"}})}});
  if (!summary.empty()) value.set("description", summary);
  if (std::string_view(place) == "path") value.set("required", true);
  return value;
}

enum class Wanted { sometimes, always };

Value header_value(std::string_view name, std::string_view summary, Wanted wanted) {
  Value value = parameter_value(name, "header", summary);
  if (wanted == Wanted::always) value.set("required", true);
  return value;
}

/// What a page of ours says of itself is wanted by every route that reads it at all; the other
/// headers of rows have a meaning only where they are sent.
Wanted wanted_of(const QueryParameter& header) {
  return header.name == "X-Tundish" ? Wanted::always : Wanted::sometimes;
}

Value parameters_value(const Route& route) {
  Value parameters{Value::List{}};
  for (const std::string& name : http::parameter_names(route.pattern)) {
    parameters.push(parameter_value(name, "path", ""));
  }
  for (const QueryParameter& item : route.query) {
    parameters.push(parameter_value(item.name, "query", item.summary));
  }
  for (const QueryParameter& item : route.headers) {
    parameters.push(header_value(item.name, item.summary, wanted_of(item)));
  }
  if (route.if_match == IfMatch::required) {
    parameters.push(header_value("If-Match", "The `ETag` of what is changed.", Wanted::always));
  }
  if (may_be_answered_once(route)) {
    parameters.push(header_value(
        "Idempotency-Key",
        "1 to 200 visible ASCII characters: sent again, the request is answered as before.",
        Wanted::sometimes));
  }
  return parameters;
}

void add_problem(Value& answers, int status, std::string_view text) {
  answers.set(std::to_string(status),
              object({{"description", text},
                      {"content", content("application/problem+json", reference("Problem"))}}));
}

Value replayed_value() {
  return object(
      {{"idempotency-replayed",
        object({{"description", "`true`: the answer that this `Idempotency-Key` got before."},
                {"schema", object({{"type", "string"}})}})}});
}

Value answers_value(const Route& route) {
  Value answers{Value::Object{}};
  for (const Answer& item : route.answers) {
    Value answer = object({{"description", default_text(item.status)}});
    if (!item.schema.empty()) {
      answer.set("content", content(item.media_type, reference(item.schema)));
    } else if (item.media_type != Answer{}.media_type) {
      answer.set("content", content(item.media_type, object({{"type", "string"}})));
    }
    const bool is_kept = route.answer_kind == AnswerKind::may_be_kept;
    if (is_kept && may_be_answered_once(route)) answer.set("headers", replayed_value());
    answers.set(std::to_string(item.status), std::move(answer));
  }
  if (route.access != Access::open) {
    add_problem(answers, 401, "Without credentials that this server knows.");
    add_problem(answers, 403, "Not for whoever asks.");
  }
  // A page says on a page that it is not there.
  if (!http::parameter_names(route.pattern).empty() && answers.find("404") == nullptr) {
    add_problem(answers, 404, "Not there.");
  }
  if (route.if_match == IfMatch::required) {
    add_problem(answers, 412, "It was changed meanwhile: look at it and try again.");
    add_problem(answers, 428, "`If-Match` is missing.");
  }
  if (!route.body.empty()) {
    add_problem(answers, 413, "The body is too large.");
    add_problem(answers, 422, "The body is not valid; `problems` says where and why.");
  }
  if (!route.query.empty()) add_problem(answers, 422, "A parameter is not one of those taken.");
  if (may_be_answered_once(route)) {
    add_problem(answers, 409, "The `Idempotency-Key` is in use, or what was asked cannot be done.");
    add_problem(answers, 422, "The body or the `Idempotency-Key` is not valid.");
  }
  for (const int status : route.problems) {
    add_problem(answers, status, http::reason_phrase(status));
  }
  add_problem(answers, 429, "Too many requests: wait as long as `retry-after` says.");
  add_problem(answers, 503, "The database does not answer: try again.");
  return answers;
}

Value security_value(Access access) {
  Value ways{Value::List{}};
  if (access == Access::open) return ways;
  if (access == Access::contact) {
    ways.push(object({{"session_secret", Value::List{}}}));
    return ways;
  }
  ways.push(object({{"api_token", Value::List{}}}));
  ways.push(object({{"studio_cookie", Value::List{}}}));
  return ways;
}

/// A body whose schema has a default may be left out.
bool is_body_required(const Route& route, const Value& schemas) {
  const Value* schema = schemas.find(route.body);
  return schema == nullptr || schema->find("default") == nullptr;
}

Value operation_value(const Route& route, const Value& schemas) {
  Value tags{Value::List{}};
  tags.push(route.tag);
  Value operation = object({{"operationId", operation_id(route)},
                            {"summary", route.summary},
                            {"tags", std::move(tags)},
                            {"x-access", to_text(route.access)},
                            {"security", security_value(route.access)},
                            {"responses", answers_value(route)}});
  Value parameters = parameters_value(route);
  if (!parameters.list().empty()) operation.set("parameters", std::move(parameters));
  if (!route.body.empty()) {
    operation.set("requestBody",
                  object({{"required", is_body_required(route, schemas)},
                          {"content", content("application/json", reference(route.body))}}));
  }
  if (!route.body_type.empty()) {
    // Bytes as they are: no schema says more of them. A file may have none.
    operation.set("requestBody",
                  object({{"content", content(route.body_type, Value(Value::Object{}))}}));
  }
  return operation;
}

Value paths_value(const Routes& routes, const Value& schemas) {
  Value paths{Value::Object{}};
  for (const Route& route : routes.all()) {
    const std::string address = template_of(route.pattern);
    const Value* known = paths.find(address);
    Value path = known == nullptr ? Value(Value::Object{}) : *known;
    std::string method(http::to_text(route.method));
    std::transform(method.begin(), method.end(), method.begin(),
                   [](char letter) { return static_cast<char>(letter | 0x20); });
    path.set(method, operation_value(route, schemas));
    paths.set(address, std::move(path));
  }
  return paths;
}

Value schemas_value() {
  Value schemas{Value::Object{}};
  for (const std::string_view text : schema_texts()) {
    const Result<Value> file = parse_value(text);
    if (!file) throw std::logic_error("a file of api/schemas/ is no JSON");
    for (const Value::Member& member : file->object()) schemas.set(member.name, member.value);
  }
  return schemas;
}

Value security_schemes_value() {
  return object(
      {{"api_token",
        object(
            {{"type", "http"}, {"scheme", "bearer"}, {"description", "`tnd_…`, of a program."}})},
       {"studio_cookie",
        object({{"type", "apiKey"},
                {"in", "cookie"},
                {"name", "__Host-tundish"},
                {"description",
                 "Of a user who logged in; its name is `tundish` on plain http to this machine. "
                 "Changes also want `X-Tundish: 1` and a same-origin header."}})},
       {"session_secret", object({{"type", "http"},
                                  {"scheme", "bearer"},
                                  {"description", "What the session's id was made of."}})}});
}

Value tags_value(const Routes& routes) {
  std::vector<std::string_view> names;
  for (const Route& route : routes.all()) names.push_back(route.tag);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  Value tags{Value::List{}};
  for (const std::string_view name : names) {
    const std::string_view text = tag_guide(name);
    if (text.empty()) throw std::logic_error("openapi_guide.cpp lacks " + std::string(name));
    tags.push(object({{"name", name}, {"description", text}}));
  }
  return tags;
}

Value info_value() {
  return object(
      {{"title", "Tundish"}, {"version", engine_version()}, {"description", api_guide()}});
}

/// What webhooks are told: one form for all domain events, which authors name.
Value webhooks_value() {
  Value parameters{Value::List{}};
  const auto add = [&](std::string_view name, std::string_view summary) {
    parameters.push(header_value(name, summary, Wanted::always));
  };
  add("webhook-id", "The same whenever it is sent again.");
  add("webhook-timestamp", "Seconds since 1970, of this attempt.");
  add("webhook-signature", "`v1,` and Base64, once for each secret that holds.");
  Value operation =
      object({{"summary", "A domain event, which its funnel's author has named"},
              {"parameters", std::move(parameters)},
              {"requestBody",
               object({{"required", true},
                       {"content", content("application/json", reference("WebhookMessage"))}})},
              {"responses",
               object({{"2XX", object({{"description", "It has arrived; the body is not read."}})},
                       {"410", object({{"description", "Nothing more is to be sent."}})},
                       {"default", object({{"description", "It is sent again later."}})}})}});
  return object({{"domain_event", object({{"post", std::move(operation)}})}});
}

}  // namespace

std::string openapi_text(const Routes& routes) {
  Value servers{Value::List{}};
  servers.push(object({{"url", "/"}}));
  const Value schemas = schemas_value();
  return to_json(object({{"openapi", "3.1.0"},
                         {"info", info_value()},
                         {"servers", std::move(servers)},
                         {"tags", tags_value(routes)},
                         {"paths", paths_value(routes, schemas)},
                         {"webhooks", webhooks_value()},
                         {"components", object({{"schemas", schemas},
                                                {"securitySchemes", security_schemes_value()}})}}));
}

}  // namespace tundish::api
