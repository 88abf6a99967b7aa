#include <algorithm>
#include <utility>

#include "export/flow_component.hpp"

namespace tundish::flow {

namespace {

/// What of one component has no place in a Flow.
class Losses {
 public:
  Losses(std::string pointer, Making& making) : pointer_(std::move(pointer)), making_(making) {}

  void of(const Message& message);
  void of(const Input& input);

 private:
  void tell(bool is_lost, std::string sentence) {
    if (is_lost) report(making_, Severity::warning, pointer_, std::move(sentence));
  }

  std::string pointer_;
  Making& making_;
};

void Losses::of(const Message& message) {
  const bool leads = std::any_of(message.items.begin(), message.items.end(), [](const Item& item) {
    return item.navigation.target != kNoLayer || !item.navigation.jumps.empty();
  });
  tell(!message.items.empty() && !leads, "A text of a Flow has no items; these are left out.");
  tell(leads, "A text of a Flow has no items that lead elsewhere; these are left out.");
  tell(message.latitude || message.longitude, "A Flow has no map: the place is left out.");
}

void Losses::of(const Input& input) {
  const Validations& rules = input.validations;
  tell(input.is_hidden, "A Flow has no hidden fields: this value is not among its answers.");
  if (input.is_hidden) return;
  tell(!input.autofill_source.empty(),
       "Without a server of its own a Flow fills in nothing: the visitor is asked.");
  tell(!input.allow_overwrite, "Without a server of its own a Flow cannot keep an older answer.");
  tell(!rules.allowed_values.empty(),
       "A field of a Flow takes any text: which are allowed is judged when the answers come back.");
  tell(input.appearance == InputAppearance::nps || input.appearance == InputAppearance::rating,
       "A field of a Flow has no scale: its bounds are judged when the answers come back.");
  tell(rules.max_bytes.has_value(),
       "How large a file may be is judged when the answers come back.");
  const auto any_option = [&input](auto test) {
    return std::any_of(input.options.begin(), input.options.end(), test);
  };
  tell(any_option([](const Option& one) { return !one.visible_if.empty(); }),
       "A Flow shows all options: those under conditions are always there.");
  tell(any_option([](const Option& one) { return !one.image.empty(); }),
       "A Flow shows pictures that are inside it only: those of the options are left out.");
  tell(input.shuffle, "A Flow shows options in the order they are written.");
}

}  // namespace

void tell_losses(const Component& component, const std::string& pointer, Making& making) {
  Losses losses(pointer, making);
  if (const Message* message = component.message()) losses.of(*message);
  if (const Input* input = component.input()) losses.of(*input);
}

void tell_losses(const Layer& layer, const std::string& pointer, Making& making) {
  const auto tell = [&](bool is_lost, const char* member, const char* sentence) {
    if (is_lost) report(making, Severity::warning, pointer + "/" + member, sentence);
  };
  tell(layer.allow_skip, "allow_skip", "A Flow shows every screen that its way comes to.");
  tell(layer.requires_auth, "requires_auth",
       "WhatsApp has proven who the visitor is: a Flow asks no more.");
  tell(layer.authenticated_target_layer != kNoLayer, "authenticated_target_layer",
       "A Flow goes on by its buttons alone: it does not look at who the visitor is.");
  tell(!layer.initial_data.empty(), "initial_data",
       "Without a server of its own a Flow begins with no data.");
  for (std::size_t i = 0; layer.type == LayerType::result && i < layer.components.size(); ++i) {
    const Button* button = layer.components[i].button();
    const std::string at = "components/" + std::to_string(i);
    tell(button != nullptr, at.c_str(), "The last screen of a Flow has one button, which ends it.");
  }
}

}  // namespace tundish::flow
