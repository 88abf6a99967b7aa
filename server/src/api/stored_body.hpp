#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "http/body.hpp"

namespace tundish::api {

/// `size` bytes that `read` gives in pieces (so many from there on): in memory when they are few,
/// else in a file of `folder` that is gone when it was sent.
http::Body stored_body(const std::string& folder, std::size_t size,
                       const std::function<std::string(std::size_t at, std::size_t size)>& read);

}  // namespace tundish::api
