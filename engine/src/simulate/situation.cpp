#include "simulate/situation.hpp"

#include <algorithm>

#include "run/answers.hpp"
#include "run/authentication.hpp"
#include "run/flow.hpp"
#include "run/visible.hpp"

namespace tundish {

namespace {

/// What a visitor sees at one place.
struct Looking {
  const Funnel& funnel;
  const State& state;
  const Layer& layer;
  Situation& situation;

  Channel channel() const { return state.header.channel; }
  const Component& here(std::size_t index) const {
    return on_channel(layer.components[index], channel());
  }
};

WayOut way_of(const Button& button) {
  if (button.kind == ButtonKind::previous) return WayOut::previous;
  if (button.kind == ButtonKind::jump) return WayOut::onward;
  const bool leads = button.kind == ButtonKind::event && !button.navigation.leads_nowhere();
  return leads ? WayOut::onward : WayOut::aside;
}

Question question_of(const State& state, int component, const Input& input) {
  Question question;
  question.component = component;
  question.is_mandatory = input.mandatory;
  const Answer* answer = find_answer(state, input.slug);
  question.is_open = !answer || !is_on_path(state, *answer);
  question.is_wrong = !question.is_open && !answer->problems.empty();
  return question;
}

void look_for_pending(const Looking& at) {
  for (std::size_t i = 0; i < at.state.pending.size(); ++i) {
    const Pending& one = at.state.pending[i];
    const int place = static_cast<int>(i);
    if (one.queued) {
      at.situation.queued = place;
    } else if (one.layer == at.state.layer && at.situation.awaited < 0) {
      at.situation.awaited = place;
    }
  }
}

void add_button(const Looking& at, std::size_t index) {
  const Button& button = *at.here(index).button();
  if (!is_visible(at.funnel, at.state, at.layer.components[index])) return;
  if (!hold_now(at.funnel, at.state, button.enabled_if)) return;
  at.situation.choosables.push_back(Choosable{static_cast<int>(index), -1, way_of(button)});
}

void look_for_auth(const Looking& at) {
  const Component* auth = find_auth(at.funnel, at.state, {});
  if (!auth) return;
  at.situation.auth_component = static_cast<int>(auth - at.layer.components.data());
  const Auth& here = *on_channel(*auth, at.channel()).auth();
  const Answer* identity = find_answer(at.state, here.slug);
  const bool is_known = identity && identity->problems.empty() && is_on_path(at.state, *identity);
  at.situation.auth = is_known ? AuthStage::request : AuthStage::identify;
}

void look_at_page(const Looking& at) {
  for (std::size_t i = 0; i < at.layer.components.size(); ++i) {
    const Component& here = at.here(i);
    if (here.button()) add_button(at, i);
    const Input* input = here.input();
    if (!input || !is_visible(at.funnel, at.state, at.layer.components[i])) continue;
    if (is_read_only(at.state, *input)) continue;
    at.situation.questions.push_back(question_of(at.state, static_cast<int>(i), *input));
  }
  if (at.layer.next && !shows_way(at.funnel, at.state)) at.situation.choosables.emplace_back();
  look_for_auth(at);
}

/// Where one component is shown at a time: what waits.
void look_at_turn(const Looking& at) {
  const auto waiting = static_cast<std::size_t>(at.state.component);
  const bool is_component = waiting < at.layer.components.size();
  if (is_component && at.here(waiting).input()) {
    Question question;
    question.component = at.state.component;
    question.is_mandatory = at.here(waiting).input()->mandatory;
    at.situation.questions.push_back(question);
  } else if (is_component && at.here(waiting).message()) {
    const std::size_t items = at.here(waiting).message()->items.size();
    for (std::size_t i = 0; i < items; ++i) {
      at.situation.choosables.push_back(
          Choosable{at.state.component, static_cast<int>(i), WayOut::onward});
    }
  } else if (is_component && at.here(waiting).auth()) {
    at.situation.auth = AuthStage::identify;
    at.situation.auth_component = at.state.component;
  } else {
    for (std::size_t i = 0; i < at.layer.components.size(); ++i) {
      if (at.here(i).button()) add_button(at, i);
    }
  }
}

}  // namespace

void look(const Funnel& funnel, const State& state, Situation& situation) {
  situation.has_ended = state.status != SessionStatus::in_progress || state.layer == kNoLayer;
  situation.layer = state.layer;
  situation.channel = state.header.channel;
  situation.questions.clear();
  situation.choosables.clear();
  situation.awaited = situation.queued = situation.auth_component = -1;
  situation.auth = AuthStage::none;
  situation.can_go_back = false;
  if (situation.has_ended) return;
  const Looking at{funnel, state, funnel->layers[static_cast<std::size_t>(state.layer)], situation};
  situation.can_go_back = layer_before(funnel, state) != kNoLayer;
  look_for_pending(at);
  if (situation.awaited >= 0) return;
  is_one_at_a_time(at.channel()) ? look_at_turn(at) : look_at_page(at);
}

}  // namespace tundish
