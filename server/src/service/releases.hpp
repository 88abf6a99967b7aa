#pragma once

#include <optional>
#include <string_view>

#include "store/store.hpp"

namespace tundish::service {

/// What an environment plays of a funnel for somebody who asks for `language`: that language, else
/// its main part (`es` for `es-MX`), else the funnel's default. Nothing when it is not published.
std::optional<store::Release> resolve_release(store::Reader& reader, std::string_view environment,
                                              std::string_view funnel, std::string_view language);

}  // namespace tundish::service
