#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tundish::service {

enum class Scheme { http, https };

/// An address that a request of ours may go to.
struct WebAddress {
  Scheme scheme = Scheme::https;
  std::string origin;  ///< `https://api.example:443`, in lower case, with its port
  std::string path;    ///< with what stands behind `?`; at least `/`
};

/// Reads `https://host[:port][/path][?query]` of plain letters; nothing for anything else: user
/// names, fragments, spaces, control characters and letters that are not ASCII are refused, so that
/// everybody who reads the address reads the same host in it.
std::optional<WebAddress> parse_web_address(std::string_view url);

/// As a part of a path or query: everything but letters, digits and `-._~` as `%XX`.
std::string percent_encoded(std::string_view text);

}  // namespace tundish::service
