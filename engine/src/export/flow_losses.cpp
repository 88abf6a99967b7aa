#include <algorithm>
#include <utility>

#include "export/flow_component.hpp"

namespace tundish::flow {

namespace {

/// What of one component has no place in a Flow.
class Losses {
 public:
  Losses(const Layer& layer, const Component& component, std::string pointer, Making& making)
      : layer_(layer), component_(component), pointer_(std::move(pointer)), making_(making) {}

  void of(const Message& message);
  void of(const Input& input);
  void of(const Button& button);

 private:
  void of_validations(const Input& input);
  void of_options(const Input& input);
  void tell(bool is_lost, std::string sentence) {
    if (is_lost) report(making_, Severity::warning, pointer_, std::move(sentence));
  }
  std::string text(std::string_view part) const {
    return text_of(making_, layer_, component_, part);
  }

  const Layer& layer_;
  const Component& component_;
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
  tell(input.is_hidden, "A Flow has no hidden fields: this value is not among its answers.");
  if (input.is_hidden) return;
  tell(!input.autofill_source.empty(),
       "Without a server of its own a Flow fills in nothing: the visitor is asked.");
  tell(!input.allow_overwrite, "Without a server of its own a Flow cannot keep an older answer.");
  tell(!input.save_to.empty(),
       "A Flow keeps nothing about a contact: whoever takes its answers does.");
  tell(!text("placeholder").empty(),
       "A field of a Flow shows no example inside it: the placeholder is left out.");
  tell(!text("error").empty(), "A Flow says in its own words what does not fit.");
  tell(input.mandatory && input.input_type == InputType::boolean &&
           input.appearance != InputAppearance::consent,
       "A box of a Flow is always answered: one that is not ticked means no.");
  of_validations(input);
  of_options(input);
}

void Losses::of_validations(const Input& input) {
  const Validations& rules = input.validations;
  tell(!rules.allowed_values.empty(),
       "A field of a Flow takes any text: which are allowed is judged when the answers come back.");
  tell(!rules.reg_ex.empty() && !takes_pattern(input, text("help")),
       "A field of a Flow judges the pattern of a plain text with a help only: this one is judged "
       "when "
       "the answers come back.");
  tell(is_area(input) && rules.min_length.value_or(0) > 0,
       "An area of a Flow has no shortest length: it is judged when the answers come back.");
  tell(is_area(input) && rules.max_length.value_or(0) > kMaxArea,
       "An area of a Flow holds 600 characters.");
  tell(input.appearance == InputAppearance::markdown ||
           input.appearance == InputAppearance::full_formatted,
       "An area of a Flow has no tools to format a text.");
  tell(input.appearance == InputAppearance::url,
       "A field of a Flow takes any text: whether it is an address is judged when the answers come "
       "back.");
  tell(rules.min || rules.max || rules.step || rules.equal,
       "A Flow does not check bounds of numbers: they are judged when the answers come back.");
  tell(input.appearance == InputAppearance::integer,
       "A field of a Flow takes any number: whether it is a whole one is judged when the answers "
       "come back.");
  tell(input.appearance == InputAppearance::nps || input.appearance == InputAppearance::rating,
       "A field of a Flow has no scale: its bounds are judged when the answers come back.");
  tell(rules.max_bytes.has_value(),
       "How large a file may be is judged when the answers come back.");
  tell(std::any_of(rules.media_types.begin(), rules.media_types.end(),
                   [](const std::string& type) { return type != "image/*"; }),
       "Which kinds of files may be is judged when the answers come back.");
}

void Losses::of_options(const Input& input) {
  const auto any_option = [&input](auto test) {
    return std::any_of(input.options.begin(), input.options.end(), test);
  };
  tell(any_option([](const Option& one) { return !one.visible_if.empty(); }),
       "A Flow shows all options: those under conditions are always there.");
  tell(any_option([](const Option& one) { return !one.image.empty(); }),
       "A Flow shows pictures that are inside it only: those of the options are left out.");
  tell(input.shuffle, "A Flow shows options in the order they are written.");
  tell(any_option([](const Option& one) { return one.score.has_value(); }),
       "A Flow counts no score: whoever takes its answers does.");
}

void Losses::of(const Button& button) {
  tell(!button.enabled_if.empty(), "The button of a Flow can always be pressed.");
  tell(!component_.visible_if.empty(), "The button of a Flow is always there.");
}

}  // namespace

void tell_losses(const Layer& layer, const Component& component, const std::string& pointer,
                 Making& making) {
  Losses losses(layer, component, pointer, making);
  const Component& here = on_channel(component, Channel::whatsapp);
  if (const Message* message = here.message()) losses.of(*message);
  if (const Input* input = here.input()) losses.of(*input);
  if (const Button* button = here.button()) losses.of(*button);
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
  tell(layer.on_error != kNoLayer, "on_error",
       "A Flow asks again as often as it takes: nobody is led away after wrong answers.");
  tell(layer.conversion, "conversion", "A Flow counts nothing: whoever takes its answers does.");
  tell(!layer.trigger.empty(), "trigger",
       "A Flow tells nobody what happened: whoever takes its answers does.");
  tell(!layer.initial_data.empty(), "initial_data",
       "Without a server of its own a Flow begins with no data.");
  const bool is_end = layer.type == LayerType::result || layer.type == LayerType::fatalistic;
  for (std::size_t i = 0; is_end && i < layer.components.size(); ++i) {
    const Button* button = on_channel(layer.components[i], Channel::whatsapp).button();
    const std::string at = "components/" + std::to_string(i);
    tell(button != nullptr, at.c_str(), "The last screen of a Flow has one button, which ends it.");
  }
}

void tell_losses(const Config& config, Making& making) {
  const Availability& times = config.availability;
  if (!times.from.empty() || !times.until.empty() || !times.windows.empty()) {
    report(making, Severity::warning, "/config/availability",
           "A Flow can be opened at any time: when it may be is for whoever sends it.");
  }
  if (config.theme == Theme()) return;
  report(making, Severity::warning, "/config/theme", "A Flow looks as WhatsApp does.");
}

}  // namespace tundish::flow
