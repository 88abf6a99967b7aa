#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tundish::markdown {

struct Address {
  std::string url;
  std::size_t end = 0;  ///< behind the closing parenthesis
};

/// The address that begins at `at`, behind an opening parenthesis, with the values in it
/// percent-encoded. Nothing when it is never closed or has what no address has; a `[` is such a
/// thing, so that no part of a text is looked through twice.
std::optional<Address> read_address(std::string_view text, std::size_t at);

/// Whether a link may lead there: http, https, mailto or tel, and something behind it.
bool is_allowed(std::string_view url);

/// As people write it: without `mailto:` and `tel:`.
std::string_view readable(std::string_view url);

}  // namespace tundish::markdown
