#pragma once

#include <vector>

#include "tundish/funnel.hpp"
#include "tundish/state.hpp"
#include "tundish/view.hpp"
#include "values/choices.hpp"

namespace tundish {

/// The rendered text of one part of a component in the session's language; empty when it has none.
std::string shown_text(const Funnel& funnel, const State& state, const Layer& layer,
                       const Component& component, std::string_view part);

/// The options of an input as they are shown: titled, and in the session's own order when the
/// input shuffles. Options of a text list or dropdown are its allowed values.
std::vector<ViewOption> shown_options(const Funnel& funnel, const State& state, const Layer& layer,
                                      const Component& component);

/// The same as words that a reply can mean.
std::vector<Choice> reply_choices(const Funnel& funnel, const State& state, const Layer& layer,
                                  const Component& component);
/// The buttons of a layer as words that a reply can mean.
std::vector<Choice> button_choices(const Funnel& funnel, const State& state, const Layer& layer);

}  // namespace tundish
