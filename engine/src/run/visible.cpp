#include "run/visible.hpp"

#include <algorithm>

#include "run/operands.hpp"
#include "support/terse.hpp"
#include "tundish/expression.hpp"
#include "tundish/why.hpp"

namespace tundish {

namespace {

/// Conditions may name later components: their marks are known after the first time.
constexpr int kMaxPasses = 4;

const Layer& current_layer(const Funnel& funnel, const State& state) {
  return funnel->layers[static_cast<std::size_t>(state.layer)];
}

Answer* find_own(State& state, const Input& input) {
  const auto at = std::find_if(state.answers.begin(), state.answers.end(),
                               [&](const Answer& one) { return one.slug == input.slug; });
  if (at == state.answers.end() || at->layer != state.layer) return nullptr;
  const bool asked = at->origin == AnswerOrigin::given || at->origin == AnswerOrigin::autofill;
  return asked ? &*at : nullptr;
}

bool is_offered(const Funnel& funnel, const State& state, const Input& input,
                const std::string& value) {
  for (const Option& option : input.options) {
    if (option.value == value) return hold_now(funnel, state, option.visible_if);
  }
  return true;  // a text of the visitor's own
}

bool all_offered(const Funnel& funnel, const State& state, const Input& input, const Value& value) {
  if (value.is_text()) return is_offered(funnel, state, input, value.text());
  if (!value.is_list()) return true;
  return std::all_of(value.list().begin(), value.list().end(), [&](const Value& one) {
    return !one.is_text() || is_offered(funnel, state, input, one.text());
  });
}

bool has_conditions(const Input& input) {
  return std::any_of(input.options.begin(), input.options.end(),
                     [](const Option& option) { return !option.visible_if.empty(); });
}

bool has_conditions(const Component& component, Channel channel) {
  const Input* input = on_channel(component, channel).input();
  return input && (!component.visible_if.empty() || has_conditions(*input));
}

/// Judges every answer of the layer once; true when a mark has changed. A draft stays: what is
/// wrong about it is shown.
bool mark_once(const Funnel& funnel, State& state) {
  bool changed = false;
  for (const Component& component : current_layer(funnel, state).components) {
    const Input* input = on_channel(component, state.header.channel).input();
    Answer* answer = input ? find_own(state, *input) : nullptr;
    if (!answer) continue;
    const bool offered =
        !answer->problems.empty() || all_offered(funnel, state, *input, answer->value);
    const bool hidden = !offered || !hold_now(funnel, state, component.visible_if);
    changed = changed || hidden != answer->hidden;
    answer->hidden = hidden;
  }
  return changed;
}

}  // namespace

bool hold_now(const Funnel& funnel, const State& state, const std::vector<Condition>& conditions) {
  if (conditions.empty()) return true;
  if (Trace* trace = kLean ? nullptr : funnel.trace()) trace->judged(funnel, state, conditions);
  Operands operands(funnel, state);
  return all_hold(
      conditions,
      [&operands](OperandSource source, std::string_view slug) {
        return operands.find(source, slug);
      },
      [&operands](std::string_view name) { return operands.find_name(name); });
}

bool is_visible(const Funnel& funnel, const State& state, const Component& component) {
  if (kLean) return true;
  const Input* input = on_channel(component, state.header.channel).input();
  if (input && input->is_hidden) return false;
  return hold_now(funnel, state, component.visible_if);
}

bool shows_way(const Funnel& funnel, const State& state) {
  for (const Component& component : current_layer(funnel, state).components) {
    const Button* button = on_channel(component, state.header.channel).button();
    if (!button) continue;
    const bool leads = button->kind == ButtonKind::jump ||
                       (button->kind == ButtonKind::event && !button->navigation.leads_nowhere());
    if (leads && is_visible(funnel, state, component)) return true;
  }
  return false;
}

const Input& offered(const Funnel& funnel, const State& state, const Input& input,
                     std::optional<Input>& kept) {
  if (kLean || !has_conditions(input)) return input;
  std::vector<Option>& options = kept.emplace(input).options;
  const auto hidden = [&](const Option& option) {
    return !hold_now(funnel, state, option.visible_if);
  };
  options.erase(std::remove_if(options.begin(), options.end(), hidden), options.end());
  return *kept;
}

bool is_read_only(const State& state, const Input& input) {
  if (kLean || input.allow_overwrite) return false;
  const Answer* answer = find_answer(state, input.slug);
  if (!answer || !answer->problems.empty() || !is_on_path(state, *answer)) return false;
  return answer->origin != AnswerOrigin::given || answer->layer != state.layer;
}

void mark_hidden(const Funnel& funnel, State& state) {
  if (kLean || state.layer == kNoLayer) return;
  const std::vector<Component>& components = current_layer(funnel, state).components;
  const auto judged = [&state](const Component& one) {
    return has_conditions(one, state.header.channel);
  };
  if (std::none_of(components.begin(), components.end(), judged)) return;
  for (int pass = 0; pass < kMaxPasses; ++pass) {
    if (!mark_once(funnel, state)) return;
  }
}

}  // namespace tundish
