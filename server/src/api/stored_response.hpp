#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "http/request.hpp"
#include "http/response.hpp"

namespace tundish::api {

/// Answers with `head` and a file of `size` bytes that `read` gives in pieces (so many from there
/// on), as far as the request wants it. What goes out at once is in memory when it is little, else
/// in a file of `folder` that is gone when it was sent.
http::Response stored_response(
    const std::string& folder, const http::Request& request, http::Response head, std::size_t size,
    const std::function<std::string(std::size_t at, std::size_t size)>& read);

}  // namespace tundish::api
