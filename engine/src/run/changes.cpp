#include "run/changes.hpp"

#include "run/answers.hpp"
#include "run/effects.hpp"
#include "run/header.hpp"
#include "run/say.hpp"
#include "run/visible.hpp"

namespace tundish {

namespace {

bool is_shown(LayerType type) {
  return type == LayerType::start || type == LayerType::intermediate;
}

/// The first component that still needs the visitor, or the layer's size.
int first_open(const Step& step) {
  const std::vector<Component>& components = step.layer().components;
  const State& state = step.state();
  for (std::size_t i = 0; i < components.size(); ++i) {
    const Component& here = on_channel(components[i], state.header.channel);
    if (!is_visible(step.funnel, state, components[i])) continue;
    if (here.auth()) return static_cast<int>(i);
    if (!here.input()) continue;
    const Answer* answer = find_answer(state, here.input()->slug);
    if (!answer || !answer->problems.empty() || !is_on_path(state, *answer)) {
      return static_cast<int>(i);
    }
  }
  return static_cast<int>(components.size());
}

/// A chat says once more what it waits for.
void say_where_it_is(const Step& step) {
  const State& state = step.state();
  if (!is_one_at_a_time(state.header.channel) || !is_shown(step.layer().type)) return;
  if (awaits_result(state)) return;
  flow(step);
}

}  // namespace

Refusal play_language_changed(const Step& step, const LanguageChanged& changed) {
  if (Refusal refusal = check_language(step.funnel, changed.language, changed.release)) {
    return refusal;
  }
  Started& header = step.state().header;
  header.language = changed.language;
  header.release = changed.release;
  add_fact(step, FactKind::language_changed, {}, {}, changed.language);
  say_where_it_is(step);
  return std::nullopt;
}

Refusal play_channel_changed(const Step& step, const ChannelChanged& changed) {
  if (Refusal refusal = check_channel(step.funnel, changed.channel)) return refusal;
  State& state = step.state();
  if (changed.release != state.header.release) {
    return refuse(RefusalCode::wrong_release, {"The session plays another release."},
                  "/input/release");
  }
  state.header.channel = changed.channel;
  add_fact(step, FactKind::channel_changed, {}, {}, std::string(to_text(changed.channel)));
  if (!is_shown(step.layer().type)) return std::nullopt;
  mark_hidden(step.funnel, state);
  state.reasks = 0;
  state.component = is_one_at_a_time(changed.channel) ? first_open(step) : 0;
  say_where_it_is(step);
  return std::nullopt;
}

}  // namespace tundish
