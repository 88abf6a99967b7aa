#include "support/json_writer.hpp"
#include "support/terse.hpp"
#include "tundish/release.hpp"

namespace tundish {

namespace {

void write_theme(JsonWriter& json, const Theme& theme) {
  json.begin_object();
  json.text_member("background", theme.background);
  json.text_member("brand", theme.brand);
  json.text_member("font", theme.font);
  json.text_member("logo", theme.logo);
  json.text_member("name", theme.name);
  if (theme.radius) {
    json.key("radius");
    json.integer(*theme.radius);
  }
  json.text_member("text", theme.text);
  json.end_object();
}

}  // namespace

std::string description_json(const Funnel& funnel) {
  JsonWriter json;
  json.begin_object();
  json.key("channel");
  json.string(to_text(funnel->channel));
  json.key("channels");
  json.begin_list();
  for (Channel channel : funnel->channels) json.string(to_text(channel));
  json.end_list();
  json.key("default_language");
  json.string(funnel->default_language);
  if constexpr (!kLean) {
    json.boolean_member("forget_on_end", funnel->config.forget_on_end);
  }
  const Protection& protection = funnel->config.protection;
  json.boolean_member("honeypot", protection.honeypot);
  json.texts_member("languages", funnel->languages);
  json.integer_member("proof_of_work", protection.proof_of_work);
  json.key("releases");
  json.begin_object();
  for (const Content& content : funnel->content) {
    json.key(content.language);
    json.string(content.release);
  }
  json.end_object();
  json.key("slug");
  json.string(funnel->slug);
  json.key("structure");
  json.string(funnel->structure);
  json.key("theme");
  write_theme(json, funnel->config.theme);
  json.key("title");
  json.string(funnel->title);
  json.end_object();
  return json.take();
}

}  // namespace tundish
