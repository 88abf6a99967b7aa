#include <algorithm>

#include "analyze/checks.hpp"
#include "analyze/places.hpp"

namespace tundish {

namespace {

class LayerCheck {
 public:
  LayerCheck(const Scope& scope, Diagnostics& findings) : scope_(scope), findings_(findings) {}

  void run();

 private:
  bool can_fill(const Input& input) const;
  void check_skip(const Layer& layer, std::size_t index);
  void check_proof(const Layer& layer, std::size_t index);
  void check_hidden(const Component& component, const std::string& pointer);
  void check_windows();

  const Scope& scope_;
  Diagnostics& findings_;
};

void LayerCheck::run() {
  for (std::size_t i = 0; i < scope_.definition.layers.size(); ++i) {
    const Layer& layer = scope_.definition.layers[i];
    check_skip(layer, i);
    check_proof(layer, i);
    each_component(layer, i, [this](const Component& one, const std::string& pointer) {
      check_hidden(one, pointer);
    });
  }
  check_windows();
}

/// Whether a value may be there without a visitor who types it in.
bool LayerCheck::can_fill(const Input& input) const {
  if (!input.autofill_source.empty()) return true;
  const auto known = scope_.setters.find(input.slug);
  return known != scope_.setters.end() &&
         std::any_of(known->second.begin(), known->second.end(),
                     [&input](const Setter& one) { return one.input != &input; });
}

void LayerCheck::check_hidden(const Component& component, const std::string& pointer) {
  const Input* input = component.input();
  if (!input || !input->is_hidden || !input->mandatory || can_fill(*input)) return;
  report(findings_, Severity::warning, "hidden_without_autofill", pointer,
         "The input `" + component.id +
             "` is mandatory and hidden, and nothing fills it: it needs `autofill_source`.");
}

void LayerCheck::check_skip(const Layer& layer, std::size_t index) {
  const auto never = [&](const std::string& pointer, const std::string& why) {
    report(findings_, Severity::warning, "skip_never", pointer,
           "The layer `" + layer.id + "` is never skipped: " + why);
  };
  const std::string pointer = layer_pointer(index);
  if (!layer.allow_skip) {
    if (layer.skip_conditions.empty()) return;
    return never(pointer + "/skip_conditions", "it needs `allow_skip` too.");
  }
  if (!layer.auto_fill) return never(pointer + "/allow_skip", "it needs `auto_fill` too.");
  if (layer.skip_conditions.empty()) {
    return never(pointer + "/allow_skip", "it needs `skip_conditions` too.");
  }
  for (std::size_t i = 0; i < layer.components.size(); ++i) {
    const Component& one = layer.components[i];
    const Input* input = one.input();
    const bool is_asked = input && input->mandatory && !input->is_hidden &&
                          one.visible_if.empty() && one.alternatives.empty();
    if (!is_asked || can_fill(*input)) continue;
    never(pointer + "/allow_skip", "nothing but the visitor gives `" + input->slug + "`.");
    return relate(findings_, component_pointer(index, i), "The mandatory input.");
  }
}

// On WhatsApp everybody is known.
void LayerCheck::check_proof(const Layer& layer, std::size_t index) {
  const auto& channels = scope_.whole.channels;
  const bool is_asked = std::any_of(channels.begin(), channels.end(),
                                    [](Channel one) { return one != Channel::whatsapp; });
  const bool leads = layer.unauthenticated_target_layer != kNoLayer ||
                     scope_.definition.config.fatalistic_layer != kNoLayer ||
                     scope_.whole.config.fatalistic_layer != kNoLayer;
  if (!layer.requires_auth || leads || !is_asked) return;
  report(findings_, Severity::warning, "auth_target_missing",
         layer_pointer(index) + "/requires_auth",
         "Whoever comes to the layer `" + layer.id +
             "` without a proof is turned away: it needs `unauthenticated_target_layer`, or the "
             "funnel a `fatalistic_layer`.");
}

void LayerCheck::check_windows() {
  const std::vector<Window>& windows = scope_.definition.config.availability.windows;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    if (windows[i].publishing_window.empty()) continue;
    report(findings_, Severity::error, "unknown_publishing_window",
           "/config/availability/windows/" + std::to_string(i) + "/publishing_window",
           "Nobody knows a publishing window called `" + windows[i].publishing_window +
               "`: it would not restrict anything.");
  }
}

}  // namespace

void check_layers(const Scope& scope, Diagnostics& findings) { LayerCheck(scope, findings).run(); }

}  // namespace tundish
