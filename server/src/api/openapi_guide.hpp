#pragma once

#include <string_view>

namespace tundish::api {

/// What holds for the whole API, in Markdown.
std::string_view api_guide();
/// What a resource is, by the tag of its routes; empty: the guide does not know it.
std::string_view tag_guide(std::string_view tag);

}  // namespace tundish::api
