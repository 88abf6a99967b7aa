#pragma once

#include <string_view>

#include "tundish/markdown.hpp"

namespace tundish {

/// What the HTML of another format says: paragraphs, lists, links, bold and italic words. Scripts,
/// styles and comments say nothing; all other tags go, their words stay.
RichText read_html(std::string_view text);

}  // namespace tundish
