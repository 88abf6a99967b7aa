#include <optional>
#include <string>

#include "api/context.hpp"
#include "api/draft_answers.hpp"
#include "http/assets.hpp"
#include "http/problem.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"

namespace tundish::api {
namespace {

constexpr std::string_view kFolder = "templates/";
constexpr std::string_view kEnd = ".json";

bool is_template(const http::Asset& asset) {
  const std::string_view name = asset.name;
  return name.size() > kFolder.size() + kEnd.size() && name.substr(0, kFolder.size()) == kFolder &&
         name.substr(name.size() - kEnd.size()) == kEnd;
}

/// A member of what the template says of itself; of one that says nothing, the other way to say it.
Value told(const Value& definition, std::string_view name, const Value& otherwise) {
  const Value* about = definition.find("x_template");
  const Value* found = about == nullptr ? nullptr : about->find(name);
  return found == nullptr ? otherwise : *found;
}

Value in_language(const std::string& language, const std::string& text) {
  Value texts{Value::Object{}};
  texts.set(language, text);
  return texts;
}

/// What the gallery shows of a template; nothing of a file that is none.
std::optional<Value> template_value(const http::Asset& asset) {
  const Result<Funnel> funnel = parse_funnel(asset.content);
  const Result<Value> definition = parse_value(asset.content);
  if (!funnel || !definition) return std::nullopt;
  const std::string& language = (*funnel)->default_language;
  Value channels{Value::List{}};
  for (const Channel channel : (*funnel)->channels) channels.push(std::string(to_text(channel)));
  Value value{Value::Object{}};
  value.set("slug", (*funnel)->slug);
  value.set("category", told(*definition, "category", Value("")));
  value.set("title", told(*definition, "title", in_language(language, (*funnel)->title)));
  value.set("about", told(*definition, "about", in_language(language, (*funnel)->description)));
  value.set("languages", text_list((*funnel)->languages));
  value.set("channels", std::move(channels));
  value.set("layers", static_cast<double>((*funnel)->layers.size()));
  return value;
}

http::Response list(Context& context, const Call&) {
  Value templates{Value::List{}};
  for (const http::Asset& asset : context.assets) {
    if (!is_template(asset)) continue;
    if (std::optional<Value> value = template_value(asset)) templates.push(std::move(*value));
  }
  Value body{Value::Object{}};
  body.set("templates", std::move(templates));
  return http::json_response(200, to_json(body));
}

http::Response read(Context& context, const Call& call) {
  const std::string name = std::string(kFolder) + call.parameter("template") + std::string(kEnd);
  const http::Asset* found = http::find_asset(context.assets, name);
  if (found == nullptr) {
    return http::problem_response(404, "unknown_template", "There is no template of that name.");
  }
  return http::asset_response(call.request, *found);
}

}  // namespace

void add_templates(Routes& routes) {
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/templates",
              .access = Access::viewer,
              .tag = "funnels",
              .summary = "Funnels to begin with",
              .answers = {{200, "TemplateList"}},
              .handler = list});
  routes.add({.method = http::Method::get,
              .pattern = "/api/v1/templates/{template}",
              .access = Access::viewer,
              .tag = "funnels",
              .summary = "The definition of one of them",
              .answers = {{200, "Definition"}, {304}},
              .handler = read});
}

}  // namespace tundish::api
