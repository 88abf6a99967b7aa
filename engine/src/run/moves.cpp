#include "run/answers.hpp"
#include "run/gestures.hpp"
#include "run/operands.hpp"
#include "support/join.hpp"
#include "support/terse.hpp"

namespace tundish {

namespace {

/// The inputs that keep the layer from being left, with what is wrong about each.
std::string incomplete_inputs(const Step& step) {
  std::string slugs;
  if constexpr (kTerse) return slugs;
  for (const Component& component : step.layer().components) {
    const Input* input = component.input();
    if (!input) continue;
    for (const Problem& problem : problems_of(step.state(), *input)) {
      slugs += join({slugs.empty() ? "" : ", ", input->slug, " (", to_text(problem.code), ")"});
    }
  }
  return slugs;
}

}  // namespace

Refusal play_went_back(const Step& step) {
  if (step.state().trail.empty()) {
    return refuse(RefusalCode::nowhere_to_go, {"There is no layer before this one."});
  }
  go_back(step);
  return std::nullopt;
}

Refusal take_way(const Step& step, const Navigation& navigation) {
  if (!is_complete(step.funnel, step.state())) {
    return refuse(
        RefusalCode::layer_incomplete,
        {"The layer ", step.layer().id, " cannot be left: ", incomplete_inputs(step), "."});
  }
  const LayerIndex target = choose_target(step.funnel, step.state(), navigation);
  if (target == kNoLayer) {
    return refuse(RefusalCode::nowhere_to_go, {"No condition of the button holds."});
  }
  go_onward(step, target);
  return std::nullopt;
}

Refusal press(const Step& step, const std::string& id, const Button& button) {
  add_fact(step, FactKind::pressed, id);
  if (button.kind == ButtonKind::previous) return play_went_back(step);
  return take_way(step, button.navigation);
}

}  // namespace tundish
