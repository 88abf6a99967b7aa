#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/framer.hpp"

namespace tundish::edge {

/// What a stream of bytes comes to: the requests before its end or its refusal.
struct StreamVerdict {
  std::vector<std::string> requests;  ///< all that each of them says, as one text
  int status = 0;
  std::string sentence;
  bool is_open = false;    ///< a request is under way
  bool is_closed = false;  ///< after a request that was the last: what follows is not read
  bool operator==(const StreamVerdict&) const = default;
};

/// All parts of a request in one text.
std::string text_of(const http::Request& request, http::Connection connection);

/// Feeds some more of a stream.
void feed(http::Framer& framer, std::string_view input, StreamVerdict& verdict);

}  // namespace tundish::edge
