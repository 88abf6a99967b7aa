#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tundish::service {

/// The languages of an `Accept-Language` header (RFC 9110), the dearest first; at most eight. What
/// is refused (`q=0`), `*`, and what is no language tag are left out.
std::vector<std::string> accepted_languages(std::string_view header);

/// Whether texts in `language` are what somebody wants who wants `wanted`: `es` is for `es-MX`.
bool speaks(std::string_view language, std::string_view wanted);

}  // namespace tundish::service
