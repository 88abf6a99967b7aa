#pragma once

#include <string>

#include "run/refusal.hpp"
#include "tundish/funnel.hpp"

namespace tundish {

/// Whether a session of the funnel can begin with the header.
Refusal check_header(const Funnel& funnel, const Started& header);
/// Whether it can be played in the language, which has that release, and on the channel.
Refusal check_language(const Funnel& funnel, const std::string& language,
                       const std::string& release);
Refusal check_channel(const Funnel& funnel, Channel channel);

}  // namespace tundish
