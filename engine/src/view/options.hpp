#pragma once

#include <vector>

#include "tundish/funnel.hpp"
#include "tundish/state.hpp"
#include "tundish/view.hpp"
#include "values/choices.hpp"

namespace tundish {

/// The rendered text of one part of a component as it is on the session's channel, in the session's
/// language, else in the default one; empty when neither has it.
std::string shown_text(const Funnel& funnel, const State& state, const Layer& layer,
                       const Component& component, std::string_view part);
/// The same with every value marked, for `parse_markdown`.
std::string marked_text(const Funnel& funnel, const State& state, const Layer& layer,
                        const Component& component, std::string_view part);
/// The same of a text of the layer itself.
std::string layer_text(const Funnel& funnel, const State& state, const Layer& layer,
                       std::string_view part);

/// The options of an input as they are shown: those that are offered, titled, and in the session's
/// own order when the input shuffles. Options of a text list or dropdown are its allowed values.
std::vector<ViewOption> shown_options(const Funnel& funnel, const State& state, const Layer& layer,
                                      const Component& component);

/// What is shown of an input or of a message with replies, as words that a reply can mean. `here`
/// is the component as it is on the channel.
std::vector<Choice> reply_choices(const Component& here, const ViewComponent& shown);
/// The buttons of a layer that can be pressed as words that a reply can mean.
std::vector<Choice> button_choices(const Funnel& funnel, const State& state, const Layer& layer);

}  // namespace tundish
