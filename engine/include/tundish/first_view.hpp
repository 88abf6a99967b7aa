#pragma once

#include <optional>
#include <string>

#include "tundish/view.hpp"

namespace tundish {

/// What every visitor of that channel sees first, in the funnel's default language, whoever they
/// are, whenever and from wherever they come: it can be shown before an engine plays. It has no
/// reference code, which is each session's own. Nothing when it hangs on the visitor, on the hour
/// or on chance, or when the funnel does more than show a layer as it begins.
std::optional<View> first_view(const Funnel& funnel, Channel channel);

/// `{facts, view}`: what a painter needs for it; `facts` as `description_json` tells them.
std::string first_view_json(const Funnel& funnel, const View& view);

}  // namespace tundish
