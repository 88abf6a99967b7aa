#pragma once

#include <string>

#include "run/flow.hpp"
#include "run/refusal.hpp"

namespace tundish {

/// What a visitor does. Each plays one event input; what it refuses changes nothing that is kept.
Refusal play_answered(const Step& step, const Answered& answered);
Refusal play_pressed(const Step& step, const Pressed& pressed);
Refusal play_replied(const Step& step, const Replied& replied);
Refusal play_went_back(const Step& step);

/// Asks again what waits for a reply, with what was wrong, or gives up after too many tries.
void ask_again(const Step& step, const Component* component, std::vector<Problem> problems);

/// Leaves the layer by the way, when nothing is missing on it.
Refusal take_way(const Step& step, const Navigation& navigation);
/// Does what the button is for, pressed or chosen by a reply.
Refusal press(const Step& step, const std::string& id, const Button& button);

}  // namespace tundish
