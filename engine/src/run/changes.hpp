#pragma once

#include "run/flow.hpp"
#include "run/refusal.hpp"

namespace tundish {

/// The session goes on in another language, on another channel, on the layer where it is.
Refusal play_language_changed(const Step& step, const LanguageChanged& changed);
Refusal play_channel_changed(const Step& step, const ChannelChanged& changed);

}  // namespace tundish
