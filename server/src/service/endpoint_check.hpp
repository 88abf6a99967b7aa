#pragma once

#include "service/endpoints.hpp"

namespace tundish::service {

/// Everything that is wrong with a wish, whatever is kept already.
Diagnostics check_endpoint(const EndpointWish& wish, const Outgoing& outgoing);

/// To whoever names an address that `Outgoing::may_use` refuses.
inline constexpr std::string_view kHttpsOnly =
    "This server asks others by https only; `--outgoing-http` lets it ask by http, too.";

/// One thing that is wrong.
Diagnostic fault_at(std::string code, std::string pointer, std::string sentence);

}  // namespace tundish::service
