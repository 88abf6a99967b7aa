#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "http/request.hpp"
#include "http/response.hpp"

namespace tundish::http {

/// True when an `If-None-Match` header names that tag, alone, in a list or by `*`.
bool names_etag(std::string_view header, std::string_view etag);

/// A whole answer (200, with its `etag`) as the request wants it: 304 without a body when
/// `If-None-Match` names it; 206 with one part of the body for a `Range` of bytes, unless
/// `If-Range` names another tag; 416 for a range beyond its end. A range that is malformed, or
/// several of them, gets the whole, as RFC 9110 allows.
Response conditional_response(const Request& request, Response whole);

/// The same of a body of `size` bytes that is only made as far as it is wanted: `head` has none,
/// and `part` gives so many bytes of it from there on.
Response conditional_response(
    const Request& request, Response head, std::size_t size,
    const std::function<Body(std::size_t offset, std::size_t size)>& part);

}  // namespace tundish::http
