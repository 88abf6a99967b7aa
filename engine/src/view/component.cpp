#include "view/component.hpp"

#include "run/answers.hpp"
#include "run/visible.hpp"
#include "support/terse.hpp"
#include "values/values.hpp"
#include "view/options.hpp"
#include "view/wide.hpp"

namespace tundish {

namespace {

void add_texts(const Funnel& funnel, const State& state, const Layer& layer,
               const Component& component, ViewComponent& shown) {
  const auto text = [&](std::string_view part) {
    return shown_text(funnel, state, layer, component, part);
  };
  shown.text = text("text");
  shown.title = text("title");
  shown.subtitle = text("subtitle");
  const Component& here = on_channel(component, state.header.channel);
  if (!here.input() && !here.auth()) return;
  shown.label = text("label");
  shown.help = text("help");
  shown.placeholder = text("placeholder");
  shown.error = text("error");
}

void add_input(const Funnel& funnel, const State& state, const Layer& layer,
               const Component& component, Missing missing, ViewComponent& shown) {
  const Input& input = *on_channel(component, state.header.channel).input();
  shown.type = ComponentType::input;
  shown.input_type = input.input_type;
  shown.input = input.appearance;
  shown.slug = input.slug;
  shown.mandatory = input.mandatory;
  shown.multiple = takes_several(input);
  shown.allow_other = input.allow_other;
  shown.validations = effective_validations(input);
  shown.options = shown_options(funnel, state, layer, component);
  const Answer* answer = find_answer(state, input.slug);
  const bool given = answer && is_on_path(state, *answer);
  if (given) shown.value = answer->value;
  if (given || missing == Missing::shown) shown.problems = problems_of(state, input);
}

}  // namespace

ViewComponent view_component(const Funnel& funnel, const State& state, const Layer& layer,
                             const Component& component, Missing missing) {
  ViewComponent shown;
  shown.layer = layer.id;
  shown.id = component.id;
  add_texts(funnel, state, layer, component, shown);
  const Component& here = on_channel(component, state.header.channel);
  if (const Message* message = here.message()) {
    shown.message = message->appearance;
    shown.image = message->image;
    shown.alt = shown_text(funnel, state, layer, component, "alt");
  } else if (const Button* button = here.button()) {
    shown.type = ComponentType::button;
    shown.button = button->kind;
  } else if (here.input()) {
    add_input(funnel, state, layer, component, missing, shown);
  }
  if constexpr (!kLean) add_wide(funnel, state, layer, component, shown);
  return shown;
}

}  // namespace tundish
