#include "run/answers.hpp"
#include "run/gestures.hpp"
#include "values/values.hpp"

namespace tundish {

Refusal play_answered(const Step& step, const Answered& answered) {
  if (is_one_at_a_time(step.state().header.channel)) {
    return refuse(RefusalCode::wrong_channel, {"This channel is answered by replies."});
  }
  const Component* component = find_input(step.layer(), answered.slug);
  if (!component) {
    return refuse(RefusalCode::not_on_layer,
                  {"The layer ", step.layer().id, " asks for no ", answered.slug, "."},
                  "/input/slug");
  }
  const std::optional<Reading> reading =
      read_answer(*component->input(), answered.value, step.moment());
  if (!reading) {
    return refuse(RefusalCode::wrong_type,
                  {"The value cannot be an answer to the ", to_text(component->input()->input_type),
                   " input ", answered.slug, "."},
                  "/input/value");
  }
  if (reading->value.is_null()) {
    clear_answer(step.state(), answered.slug);
  } else {
    Answer answer;
    answer.slug = answered.slug;
    answer.layer = step.state().layer;
    answer.value = reading->value;
    answer.problems = reading->problems;
    store_answer(step.state(), std::move(answer));
  }
  add_fact(step, FactKind::answered, component->id, answered.slug);
  return std::nullopt;
}

Refusal play_pressed(const Step& step, const Pressed& pressed) {
  if (is_one_at_a_time(step.state().header.channel)) {
    return refuse(RefusalCode::wrong_channel, {"This channel is answered by replies."});
  }
  const Layer& layer = step.layer();
  if (const Button* button = find_button(layer, pressed.button)) {
    return press(step, pressed.button, *button);
  }
  if (pressed.button == "next" && layer.next && !has_jump_button(layer)) {
    add_fact(step, FactKind::pressed, "next");
    return take_way(step, *layer.next);
  }
  return refuse(RefusalCode::unknown_button,
                {"The layer ", layer.id, " has no button ", pressed.button, "."}, "/input/button");
}

}  // namespace tundish
