#include "tundish/first_view.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "analyze/places.hpp"
#include "support/json_writer.hpp"
#include "tundish/advance.hpp"
#include "tundish/release.hpp"

namespace tundish {

namespace {

bool has_template(const Definition& definition, const Layer& layer) {
  const std::string prefix = layer.id + '.';
  for (const Content& content : definition.content) {
    for (const Text& text : content.texts) {
      const bool is_here = std::string_view(text.key).substr(0, prefix.size()) == prefix;
      if (is_here && text.text.find("{{") != std::string::npos) return true;
    }
  }
  return false;
}

/// Its place, its value, or what may be answered hangs on more than the definition.
bool is_fixed(const Component& component) {
  if (component.endpoint() || component.auth()) return false;
  const Input* input = component.input();
  return !input || (!input->shuffle && input->autofill_source.empty() &&
                    input->input_type != InputType::datetime);
}

bool is_fixed(const Definition& definition, const Layer& layer, std::size_t index) {
  if (layer.requires_auth || layer.authenticated_target_layer != kNoLayer) return false;
  if (has_template(definition, layer)) return false;
  const std::vector<ConditionPlace> places = conditions_on(layer, index);
  const bool hangs = std::any_of(places.begin(), places.end(),
                                 [](const ConditionPlace& it) { return !it.conditions->empty(); });
  if (hangs) return false;
  std::set<std::string_view> given;
  for (const InitialDatum& datum : layer.initial_data) given.insert(datum.slug);
  bool fixed = true;
  each_component(layer, index, [&](const Component& one, const std::string&) {
    fixed = fixed && is_fixed(one) && !(one.input() && given.count(one.input()->slug) > 0);
  });
  return fixed;
}

bool is_always_open(const Availability& it) {
  return !it.from_ms && !it.until_ms && it.windows.empty();
}

Event header_of(const Funnel& funnel, Channel channel) {
  Started started;
  started.session = std::string(32, '0');
  started.random_seed = std::string(32, '0');
  started.structure = funnel->structure;
  started.language = funnel->content.front().language;
  started.release = funnel->content.front().release;
  started.channel = channel;
  Event header;
  header.uid = std::string(32, '0');
  header.input = started;
  return header;
}

}  // namespace

std::optional<View> first_view(const Funnel& funnel, Channel channel) {
  const LayerIndex first = funnel->config.start_layer;
  if (first == kNoLayer || !is_always_open(funnel->config.availability)) return std::nullopt;
  const auto index = static_cast<std::size_t>(first);
  if (!is_fixed(*funnel, funnel->layers[index], index)) return std::nullopt;
  const Transition began = start(funnel, header_of(funnel, channel));
  if (began.refused || began.state.layer != first) return std::nullopt;
  View shown = view(funnel, began.state);
  shown.reference_code.clear();
  return shown;
}

std::string first_view_json(const Funnel& funnel, const View& view) {
  JsonWriter json;
  json.begin_object();
  json.key("facts");
  json.raw(description_json(funnel));
  json.key("view");
  json.raw(to_json(view));
  json.end_object();
  return json.take();
}

}  // namespace tundish
