#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tundish {

/// A text that may have some HTML in it as plain text: tags go, blocks and breaks become lines, the
/// common entities letters.
std::string plain_html(std::string_view html);

/// What stands at the front of HTML: an entity's letter, or the first byte.
struct Entity {
  std::string_view text;
  std::size_t size = 1;  ///< in the HTML
};
Entity entity_at(std::string_view html);

/// With letters for the common entities.
std::string without_entities(std::string_view html);

}  // namespace tundish
