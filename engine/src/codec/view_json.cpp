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

void options_member(JsonWriter& json, std::string_view name,
                    const std::vector<ViewOption>& options) {
  if (options.empty()) return;
  json.key(name);
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

void items_member(JsonWriter& json, const std::vector<ViewItem>& items) {
  if (items.empty()) return;
  json.key("items");
  json.begin_list();
  for (const ViewItem& item : items) {
    json.begin_object();
    json.text_member("description", item.description);
    json.text_member("image", item.image);
    json.text_member("section", item.section);
    json.key("title");
    json.string(item.title);
    json.text_member("url", item.url);
    json.key("value");
    json.string(item.value);
    json.end_object();
  }
  json.end_list();
}

void outgoing_member(JsonWriter& json, const std::optional<Outgoing>& outgoing) {
  if (!outgoing) return;
  json.key("outgoing");
  json.begin_object();
  if (!outgoing->choices.empty()) json.key("choices");
  if (!outgoing->choices.empty()) json.begin_list();
  for (const OutgoingChoice& choice : outgoing->choices) {
    json.begin_object();
    json.text_member("description", choice.description);
    json.key("id");
    json.string(choice.id);
    json.text_member("section", choice.section);
    json.key("title");
    json.string(choice.title);
    json.end_object();
  }
  if (!outgoing->choices.empty()) json.end_list();
  json.boolean_member("cut", outgoing->cut);
  json.key("form");
  json.string(to_text(outgoing->form));
  json.text_member("text", outgoing->text);
  json.end_object();
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
  if constexpr (!kLean) json.text_member("max", rules.latest);
  count_member(json, "max_bytes", rules.max_bytes);
  count_member(json, "max_files", rules.max_files);
  count_member(json, "max_length", rules.max_length);
  count_member(json, "max_selected", rules.max_selected);
  json.texts_member("media_types", rules.media_types);
  optional_member(json, "min", rules.min);
  if constexpr (!kLean) json.text_member("min", rules.earliest);
  count_member(json, "min_length", rules.min_length);
  count_member(json, "min_selected", rules.min_selected);
  json.text_member("reg_ex", rules.reg_ex);
  if constexpr (!kLean) optional_member(json, "search_radius_km", rules.search_radius_km);
  optional_member(json, "step", rules.step);
  json.end_object();
}

void write_component(JsonWriter& json, const ViewComponent& component) {
  const ViewComponent& it = component;
  json.begin_object();
  json.boolean_member("allow_other", it.allow_other);
  json.text_member("alt", it.alt);
  json.text_member("appearance", appearance_of(it));
  if constexpr (!kLean) {
    count_member(json, "attempts_left", it.attempts_left);
    options_member(json, "columns", it.columns);
    json.boolean_member("disabled", it.disabled);
    json.text_member("earliest", it.earliest);
  }
  json.text_member("error", it.error);
  json.text_member("help", it.help);
  json.text_member("id", it.id);
  json.text_member("image", it.image);
  if (it.input_type) json.text_member("input_type", to_text(*it.input_type));
  if constexpr (!kLean) json.boolean_member("is_array", it.is_array);
  if (!kLean) items_member(json, it.items);
  if (it.button) json.text_member("kind", to_text(*it.button));
  json.text_member("label", it.label);
  if constexpr (!kLean) {
    json.text_member("latest", it.latest);
    optional_member(json, "latitude", it.latitude);
  }
  json.text_member("layer", it.layer);
  if constexpr (!kLean) optional_member(json, "longitude", it.longitude);
  json.boolean_member("mandatory", it.mandatory);
  if constexpr (!kLean) {
    json.text_member("media_type", it.media_type);
    if (it.method) json.text_member("method", to_text(*it.method));
  }
  json.boolean_member("multiple", it.multiple);
  options_member(json, "options", it.options);
  if (!kLean) {
    outgoing_member(json, it.outgoing);
    json.text_member("pending", it.pending);
    json.text_member("phone", it.phone);
  }
  json.text_member("placeholder", it.placeholder);
  problems_member(json, it.problems);
  if constexpr (!kLean) {
    json.boolean_member("read_only", it.read_only);
    json.integer_member("resend_at_ms", it.resend_at_ms);
    json.value_member("rich", it.rich);
    options_member(json, "rows", it.rows);
  }
  json.text_member("slug", it.slug);
  if constexpr (!kLean) {
    if (it.state) json.text_member("state", to_text(*it.state));
  }
  json.text_member("subtitle", it.subtitle);
  json.text_member("text", it.text);
  json.text_member("title", it.title);
  json.key("type");
  json.string(to_text(it.type));
  if constexpr (!kLean) json.text_member("url", it.url);
  validations_member(json, it.validations);
  json.value_member("value", it.value);
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
  if constexpr (!kLean) json.text_member("pending", view.pending);
  write_progress(json, view.progress);
  json.text_member("reason", view.reason);
  json.key("reference_code");
  json.string(view.reference_code);
  json.key("status");
  json.string(to_text(view.status));
  json.key("title");
  json.string(view.title);
  if constexpr (!kLean) json.boolean_member("waiting", view.waiting);
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
