#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace tundish::studio {

/// A definition as its author wrote it: members keep their order.
using Json = nlohmann::ordered_json;

/// One change of one value, as a fact that can be turned round.
///
/// Nothing before: the value comes to the place; nothing after: it goes. `at` is the member's or
/// the item's index among those beside it, so that what goes and comes back stands where it stood.
struct Edit {
  std::string pointer;  ///< RFC 6901; never the whole document when something comes or goes
  std::size_t at = 0;
  std::optional<Json> before;
  std::optional<Json> after;
  bool operator==(const Edit&) const = default;
};

/// What takes the edit back.
Edit reversed(Edit edit);

/// Why an edit could not be done: the document is not what the edit was made for.
struct Misfit {
  std::string pointer;
  std::string sentence;
};

/// Does the edit, or changes nothing and says why not.
std::optional<Misfit> carry_out(Json& document, const Edit& edit);

}  // namespace tundish::studio
