#include "run/renaming.hpp"

#include "run/answers.hpp"
#include "run/subfunnel.hpp"

namespace tundish {

namespace {

bool answers(const Component& component, std::string_view slug) {
  return component.input() && component.input()->slug == slug;
}

/// `score` means the built-in value unless an input of the funnel has that slug.
bool is_built_in(const Definition& played, std::string_view slug) {
  if (slug != "score") return false;
  for (const Layer& layer : played.layers) {
    for (const Component& component : layer.components) {
      if (answers(component, slug)) return false;
    }
  }
  return true;
}

}  // namespace

void Renaming::rename(std::string& slug) const {
  if (!slug.empty()) slug.insert(0, scope_);
}

void Renaming::apply(LayerIndex& layer) const {
  if (layer != kNoLayer) layer += offset_;
}

void Renaming::apply(Condition& condition) const {
  const bool of_session = condition.source == OperandSource::session;
  if ((of_session && !is_built_in(played_, condition.slug)) ||
      condition.source == OperandSource::initial || condition.source == OperandSource::visited) {
    rename(condition.slug);
  }
  if (!is_built_in(played_, condition.value_slug)) rename(condition.value_slug);
  apply_all(condition.children);
}

void Renaming::apply(Navigation& navigation) const {
  for (Jump& jump : navigation.jumps) {
    apply(jump.target);
    for (Variant& variant : jump.variants) apply(variant.target);
    apply_all(jump.conditions);
  }
  apply(navigation.target);
}

// What plays a subfunnel is looked for among the session's answers.
void Renaming::apply(AutofillSource& source) const {
  if (source.kind == AutofillKind::session || source.kind == AutofillKind::initial) {
    rename(source.name);
  }
  if (source.kind != AutofillKind::parent) return;
  source.kind = AutofillKind::session;
  const std::string_view player = std::string_view(scope_).substr(0, scope_.size() - 1);
  source.name.insert(0, scope_of(player));
}

void Renaming::apply(Message& message) const {
  for (Item& item : message.items) apply(item.navigation);
}

void Renaming::apply(Input& input) const {
  rename(input.slug);
  apply_all(input.autofill_source);
  for (Option& option : input.options) apply_all(option.visible_if);
}

void Renaming::apply(Button& button) const {
  apply(button.navigation);
  apply_all(button.enabled_if);
}

void Renaming::apply(Call& call) const {
  for (Mapping& one : call.response) rename(one.to);
  Value::Object fallback;
  for (const Value::Member& one : call.fallback.object()) {
    fallback.push_back({scope_ + one.name, one.value});
  }
  if (call.fallback.is_object()) call.fallback = Value(std::move(fallback));
  apply(call.offline_target);
}

void Renaming::apply(Endpoint& endpoint) const {
  apply(endpoint.call);
  apply(endpoint.on_error);
}

void Renaming::apply(Auth& auth) const {
  rename(auth.slug);
  apply(auth.next);
  apply(auth.on_failure);
  apply_all(auth.autofill_source);
}

void Renaming::apply(Component& component) const {
  std::visit([this](auto& detail) { apply(detail); }, component.detail);
  apply_all(component.visible_if);
  for (Alternative& one : component.alternatives) apply(one.component);
}

void Renaming::apply(Action& action) const {
  apply(action.on_error);
  apply(action.call);
  rename(action.identity);
  rename(action.to);
  rename(action.calculation.slug);
}

void Renaming::apply(Layer& layer) const {
  layer.id.insert(0, scope_);
  apply_all(layer.components);
  if (layer.next) apply(*layer.next);
  apply(layer.on_error);
  apply(layer.unauthenticated_target_layer);
  apply(layer.authenticated_target_layer);
  apply_all(layer.skip_conditions);
  for (InitialDatum& datum : layer.initial_data) {
    if (datum.key.empty()) datum.key = datum.slug;
    rename(datum.slug);
  }
  for (Calculation& one : layer.calculations) rename(one.slug);
  apply_all(layer.actions);
  if (!layer.subfunnel) return;
  if (layer.subfunnel->next) apply(*layer.subfunnel->next);
  apply(layer.subfunnel->on_fatalistic);
}

LayerIndex fatalistic_behind(const Definition& definition, LayerIndex player) {
  while (player != kNoLayer) {
    const Subfunnel& subfunnel = *definition.layers[static_cast<std::size_t>(player)].subfunnel;
    if (subfunnel.on_fatalistic != kNoLayer) return subfunnel.on_fatalistic;
    player = player_of(definition, player);
    if (player == kNoLayer) break;
    const Subfunnel& around = *definition.layers[static_cast<std::size_t>(player)].subfunnel;
    if (around.fatalistic != kNoLayer) return around.fatalistic;
  }
  return definition.config.fatalistic_layer;
}

}  // namespace tundish
