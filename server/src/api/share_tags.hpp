#pragma once

#include <string>

#include "tundish/funnel.hpp"

namespace tundish::api {

/// What a page says of itself to whoever shows a link to it.
struct Shared {
  std::string title;        ///< the funnel's
  std::string description;  ///< the first words that its visitors see; may be empty
  std::string image;        ///< their picture, else the logo: absolute, or empty
  std::string address;      ///< of the page itself, absolute
  std::string color;        ///< of the theme's background; may be empty
  std::string language;
};

/// Of a funnel in one language, served from `origin` (`https://shop.example`).
Shared shared_of(const Funnel& funnel, const std::string& language, const std::string& origin);

/// The tags of a page's head, as HTML.
std::string share_tags(const Shared& shared);

}  // namespace tundish::api
