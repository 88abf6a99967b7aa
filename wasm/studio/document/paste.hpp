#pragma once

#include "document/history.hpp"

namespace tundish::studio {

/// Puts layers of this or of another funnel behind the others, with their texts, `content` being
/// that of where they come from. Ids that are taken become free ones, and the ways among what is
/// pasted lead to the copies; ways to layers that are not here stay as they are, to be mended.
/// Texts come in the languages that this funnel has; where it has none of theirs, those of its
/// default language are missing. Every layer has an id, each another one.
Command paste_layers(const Json& definition, const Json& layers, const Json& content);

/// Layers by their ids and their texts, as `paste_layers` takes them: `{layers, content}`.
Json copy_layers(const Json& definition, const std::vector<std::string>& ids);

}  // namespace tundish::studio
