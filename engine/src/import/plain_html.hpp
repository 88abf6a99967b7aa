#pragma once

#include <string>
#include <string_view>

namespace tundish {

/// HTML as plain text: tags go, blocks and breaks become lines, the common entities letters.
std::string plain_html(std::string_view html);

}  // namespace tundish
