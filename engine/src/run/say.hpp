#pragma once

#include <vector>

#include "run/flow.hpp"

namespace tundish {

/// Says one component of the current layer.
void say(const Step& step, const Component& component);

/// One-at-a-time channels: says the current layer from its current component on; true when one of
/// them waits for a reply.
bool say_until_reply(const Step& step);

/// Whether a message waits for one of its items to be chosen.
bool offers_replies(const Message& message);

/// Says what waits for a reply once more, with what was wrong about the last one. `component` is
/// null when the buttons wait.
void say_again(const Step& step, const Component* component, std::vector<Problem> problems);

/// Says the buttons that the current layer ends with, where the channel has to be sent them.
void say_buttons(const Step& step);

/// Says the links and telephone numbers of a layer that is left without a button being pressed.
void say_links(const Step& step);

}  // namespace tundish
