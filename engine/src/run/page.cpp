#include "run/answers.hpp"
#include "run/authentication.hpp"
#include "run/gestures.hpp"
#include "run/visible.hpp"
#include "values/values.hpp"

namespace tundish {

namespace {

/// The input of that slug when it is shown.
const Component* find_shown_input(const Step& step, const std::string& slug) {
  const Component* component = find_input(step.layer(), slug, step.state().header.channel);
  const bool shown = component && is_visible(step.funnel, step.state(), *component);
  return shown ? component : nullptr;
}

}  // namespace

Refusal play_answered(const Step& step, const Answered& answered) {
  if (is_one_at_a_time(step.state().header.channel)) {
    return refuse(RefusalCode::wrong_channel, {"This channel is answered by replies."});
  }
  const Component* component = find_shown_input(step, answered.slug);
  if (!component) {
    const Component* auth = find_auth(step.funnel, step.state(), answered.slug);
    if (auth) return answer_identity(step, *auth, answered.value);
    return refuse(RefusalCode::not_on_layer,
                  {"The layer ", step.layer().id, " asks for no ", answered.slug, "."},
                  "/input/slug");
  }
  const Input& input = *on_channel(*component, step.state().header.channel).input();
  if (is_read_only(step.state(), input)) {
    return refuse(RefusalCode::read_only, {"The value of ", answered.slug, " may not be changed."},
                  "/input/value");
  }
  std::optional<Input> kept;
  std::optional<Reading> reading =
      read_answer(offered(step.funnel, step.state(), input, kept), answered.value, step.moment());
  if (!reading) {
    return refuse(RefusalCode::wrong_type,
                  {"The value cannot be an answer to the ", to_text(input.input_type), " input ",
                   answered.slug, "."},
                  "/input/value");
  }
  if (reading->value.is_null()) {
    clear_answer(step.state(), answered.slug);
  } else {
    Answer answer;
    answer.slug = answered.slug;
    answer.layer = step.state().layer;
    answer.value = std::move(reading->value);
    answer.problems = std::move(reading->problems);
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
  const Channel channel = step.state().header.channel;
  const Component* component = find_button(layer, pressed.button, channel);
  if (component && is_visible(step.funnel, step.state(), *component)) {
    return press(step, pressed.button, *on_channel(*component, channel).button());
  }
  if (pressed.button == "next" && layer.next && !shows_way(step.funnel, step.state())) {
    add_fact(step, FactKind::pressed, "next");
    return take_way(step, *layer.next);
  }
  return refuse(RefusalCode::unknown_button,
                {"The layer ", layer.id, " has no button ", pressed.button, "."}, "/input/button");
}

}  // namespace tundish
