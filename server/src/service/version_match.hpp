#pragma once

#include <string_view>

namespace tundish::service {

/// Whether an `If-Match` header means that version: `*`, or a list of tags with it. Weak tags mean
/// none, as RFC 9110 wants it.
bool means_version(std::string_view header, std::string_view etag);

}  // namespace tundish::service
