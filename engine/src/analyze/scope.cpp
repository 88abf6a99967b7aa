#include "analyze/scope.hpp"

#include <algorithm>
#include <iterator>

#include "analyze/places.hpp"

namespace tundish {

namespace {

constexpr std::string_view kBuiltIns[] = {"score",    "reference_code", "ReferenceCode", "funnel",
                                          "contact",  "auth",           "device",        "channel",
                                          "language", "initial"};

class Finding {
 public:
  explicit Finding(Setters& setters) : setters_(setters) {}

  void add(const Layer& layer, std::size_t index);

 private:
  void add_component(const Component& component);
  void add_call(const Call& call);
  void put(std::string_view slug, Setter setter) {
    setter.layer = layer_;
    if (!slug.empty()) setters_[slug].push_back(setter);
  }

  Setters& setters_;
  LayerIndex layer_ = kNoLayer;
};

void Finding::add_call(const Call& call) {
  Setter setter;
  setter.comes_late = call.offline == OfflinePolicy::queue;
  for (const Mapping& one : call.response) put(one.to, setter);
  for (const Value::Member& one : call.fallback.object()) put(one.name, setter);
}

void Finding::add_component(const Component& component) {
  Setter setter;
  if (component.input()) {
    setter.input = component.input();
    put(component.input()->slug, setter);
  } else if (component.auth()) {
    setter.is_identity = true;
    put(component.auth()->slug, setter);
  } else if (component.endpoint()) {
    add_call(component.endpoint()->call);
  }
}

void Finding::add(const Layer& layer, std::size_t index) {
  layer_ = static_cast<LayerIndex>(index);
  for (const InitialDatum& datum : layer.initial_data) {
    Setter setter;
    setter.datum = &datum;
    put(datum.slug, setter);
  }
  each_component(layer, index,
                 [this](const Component& one, const std::string&) { add_component(one); });
  for (const Action& action : layer.actions) {
    if (action.kind == ActionKind::endpoint) add_call(action.call);
    if (action.kind == ActionKind::set) put(action.calculation.slug, Setter());
  }
  for (const Calculation& one : layer.calculations) put(one.slug, Setter());
  if (!layer.subfunnel) return;
  for (const Mapping& one : layer.subfunnel->out) put(one.to, Setter());
}

}  // namespace

Setters find_setters(const Definition& definition, const std::set<std::string_view>& handed) {
  Setters setters;
  Finding finding(setters);
  for (std::size_t i = 0; i < definition.layers.size(); ++i) finding.add(definition.layers[i], i);
  for (const std::string_view slug : handed) {
    Setter setter;
    setter.layer = definition.config.start_layer;
    setters[slug].push_back(setter);
  }
  return setters;
}

bool is_built_in(std::string_view name) {
  return std::find(std::begin(kBuiltIns), std::end(kBuiltIns), name) != std::end(kBuiltIns);
}

bool is_answer_kind(std::string_view name) {
  return name == "text" || name == "numeric" || name == "boolean" || name == "list" ||
         name == "file";
}

std::string_view first_name(std::string_view way) { return way.substr(0, way.find('.')); }

}  // namespace tundish
