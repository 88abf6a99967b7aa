#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tundish/channels.hpp"

namespace tundish::cli {

/// A release, and what belongs to it, for one page that needs nothing else.
struct BundleParts {
  std::string slug, title, language, hash;
  Channel channel = Channel::web;
  std::string release;  ///< its text
  /// Addresses as the funnel has them, and what is shown there, written out (`data:`).
  std::vector<std::pair<std::string, std::string>> pictures;
};

/// The page: script, style, engine and release within it, under a policy that lets it do nothing
/// else. Throws `std::runtime_error` when this server was built without the player.
std::string bundle_page(const BundleParts& parts);

}  // namespace tundish::cli
