#include "board/sight.hpp"

#include <algorithm>
#include <cmath>

namespace tundish::studio::board {
namespace {

constexpr float kRoom = 56;
/// Below this the words of a card cannot be read; where not everything has room in it, a part is
/// shown a little larger.
constexpr float kReadable = 0.6F, kPart = 0.75F;

/// Where a line of the plane begins on the screen so that the wanted part of it is seen and no more
/// than needed of what lies outside of everything.
float begun(float low, float high, float wanted, float length) {
  if (high - low <= length - 2 * kRoom) return (length - low - high) / 2;
  return std::clamp(wanted, length - kRoom - high, kRoom - low);
}

/// The layer where everybody begins.
Box start_of(const State& state) {
  return state.plan.box(state.plan.figure().graph.start.value_or(0));
}

/// That one on the left of what is seen.
Camera::Sight beginning_of(const State& state, const Box& all) {
  const Box start = Camera::Sight{kPart, {}}.screen(start_of(state));
  const Box whole = Camera::Sight{kPart, {}}.screen(all);
  const Size view = state.camera.view;
  return {
      kPart,
      {begun(whole.left, whole.right, kRoom - start.left, view.width),
       begun(whole.top, whole.bottom, (view.height - start.top - start.bottom) / 2, view.height)}};
}

bool is_where(const Camera& camera, const Camera::Sight& sight) {
  return std::abs(camera.zoom - sight.zoom) < 0.001F &&
         std::hypot(camera.origin.x - sight.origin.x, camera.origin.y - sight.origin.y) < 0.5F;
}

/// Panels below the canvas come and go: what is not covered by them stays where it is.
bool is_uncovered(const State& state, const Arrival& last, const Box& all) {
  const Box shown = last.sight.screen(last.shows_all ? all : start_of(state));
  return last.view.width == state.camera.view.width && shown.top >= 0 &&
         shown.bottom <= state.camera.view.height;
}

}  // namespace

Camera::Sight sight_of(const State& state, const Box& all) {
  const Size view = state.camera.view;
  const Box whole{kRoom, kRoom, view.width - kRoom, view.height - kRoom};
  const Camera::Sight sight = Camera::fitted(all, whole);
  const Box map = map_box(state);
  const auto is_below = [&](std::size_t card) {
    return sight.screen(state.plan.box(card)).meets(map);
  };
  bool is_free = true;
  for (std::size_t card = 0; card < state.plan.cards().size(); ++card)
    is_free = is_free && !is_below(card);
  if (is_free) return sight;
  const auto beside = Camera::fitted(all, {kRoom, kRoom, map.left - kRoom / 2, whole.bottom});
  const auto above = Camera::fitted(all, {kRoom, kRoom, whole.right, map.top - kRoom / 2});
  return beside.zoom > above.zoom ? beside : above;
}

void arrive(State& state) {
  const Size view = state.camera.view;
  const std::optional<Box> all = state.plan.bounds();
  if (view.width <= 0 || state.plan.cards().empty() || !all) return;
  std::optional<Arrival>& last = state.arrival;
  if (!last && state.has_arrived) return;
  const bool is_same = last && last->view.width == view.width && last->view.height == view.height;
  if (is_same || state.camera.is_gliding()) return;
  if (last && !is_where(state.camera, last->sight)) return last.reset();
  if (last && is_uncovered(state, *last, *all)) {
    last->view = view;
    return;
  }
  const bool is_asked = last && last->is_asked;
  const Camera::Sight fitted = sight_of(state, *all);
  const bool shows_all = is_asked || fitted.zoom >= kReadable;
  state.has_arrived = true;
  last = Arrival{shows_all ? fitted : beginning_of(state, *all), view, shows_all, is_asked};
  state.camera.glide_to(last->sight, state.now, true);
}

}  // namespace tundish::studio::board
