#include "codec/view_json.hpp"

#include "codec/problem_json.hpp"
#include "support/terse.hpp"
#include "tundish/effect.hpp"
#include "tundish/view.hpp"

namespace tundish {

namespace {

void optional_member(JsonWriter& json, std::string_view name, const std::optional<double>& bound) {
  if (!bound) return;
  json.key(name);
  json.number(*bound);
}

template <class Integer>
void count_member(JsonWriter& json, std::string_view name, const std::optional<Integer>& bound) {
  if (!bound) return;
  json.key(name);
  json.integer(*bound);
}

void options_member(JsonWriter& json, const std::vector<ViewOption>& options) {
  if (options.empty()) return;
  json.key("options");
  json.begin_list();
  for (const ViewOption& option : options) {
    json.begin_object();
    json.text_member("image", option.image);
    json.key("title");
    json.string(option.title);
    json.key("value");
    json.string(option.value);
    json.end_object();
  }
  json.end_list();
}

std::string_view appearance_of(const ViewComponent& component) {
  if (component.message) return to_text(*component.message);
  if (component.input) return to_text(*component.input);
  return {};
}

void write_progress(JsonWriter& json, const Progress& progress) {
  json.key("progress");
  json.begin_object();
  json.key("done");
  json.integer(progress.done);
  json.key("longest");
  json.integer(progress.longest);
  json.key("shortest");
  json.integer(progress.shortest);
  json.end_object();
}

}  // namespace

void validations_member(JsonWriter& json, const Validations& rules) {
  if (rules == Validations{}) return;
  json.key("validations");
  json.begin_object();
  json.texts_member("allowed_values", rules.allowed_values);
  optional_member(json, "equal", rules.equal);
  optional_member(json, "max", rules.max);
  if constexpr (!kTerse) json.text_member("max", rules.latest);
  count_member(json, "max_bytes", rules.max_bytes);
  count_member(json, "max_files", rules.max_files);
  count_member(json, "max_length", rules.max_length);
  count_member(json, "max_selected", rules.max_selected);
  json.texts_member("media_types", rules.media_types);
  optional_member(json, "min", rules.min);
  if constexpr (!kTerse) json.text_member("min", rules.earliest);
  count_member(json, "min_length", rules.min_length);
  count_member(json, "min_selected", rules.min_selected);
  json.text_member("reg_ex", rules.reg_ex);
  if constexpr (!kTerse) optional_member(json, "search_radius_km", rules.search_radius_km);
  optional_member(json, "step", rules.step);
  json.end_object();
}

void write_component(JsonWriter& json, const ViewComponent& component) {
  json.begin_object();
  json.boolean_member("allow_other", component.allow_other);
  json.text_member("appearance", appearance_of(component));
  json.text_member("error", component.error);
  json.text_member("help", component.help);
  json.text_member("id", component.id);
  json.text_member("image", component.image);
  if (component.input_type) json.text_member("input_type", to_text(*component.input_type));
  if (component.button) json.text_member("kind", to_text(*component.button));
  json.text_member("label", component.label);
  json.text_member("layer", component.layer);
  json.boolean_member("mandatory", component.mandatory);
  json.boolean_member("multiple", component.multiple);
  options_member(json, component.options);
  json.text_member("placeholder", component.placeholder);
  problems_member(json, component.problems);
  json.text_member("slug", component.slug);
  json.text_member("subtitle", component.subtitle);
  json.text_member("text", component.text);
  json.text_member("title", component.title);
  json.key("type");
  json.string(to_text(component.type));
  validations_member(json, component.validations);
  json.value_member("value", component.value);
  json.end_object();
}

std::string to_json(const View& view) {
  JsonWriter json;
  json.begin_object();
  json.boolean_member("can_go_back", view.can_go_back);
  json.key("channel");
  json.string(to_text(view.channel));
  json.key("components");
  json.begin_list();
  for (const ViewComponent& component : view.components) write_component(json, component);
  json.end_list();
  json.key("funnel");
  json.string(view.funnel);
  json.key("language");
  json.string(view.language);
  json.key("layer");
  json.string(view.layer);
  json.key("layer_type");
  json.string(to_text(view.layer_type));
  json.boolean_member("next", view.next);
  write_progress(json, view.progress);
  json.text_member("reason", view.reason);
  json.key("reference_code");
  json.string(view.reference_code);
  json.key("status");
  json.string(to_text(view.status));
  json.key("title");
  json.string(view.title);
  json.end_object();
  return json.take();
}

std::string to_json(const Refused& refused) {
  JsonWriter json;
  json.begin_object();
  json.key("code");
  json.string(to_text(refused.code));
  json.text_member("pointer", refused.pointer);
  json.key("sentence");
  json.string(refused.sentence);
  json.end_object();
  return json.take();
}

}  // namespace tundish
