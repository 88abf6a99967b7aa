#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/request.hpp"
#include "http/response.hpp"

namespace tundish::api {

/// What a page of ours has in the place of `{{name}}`.
struct Filling {
  std::string_view name;
  std::string text;
  bool is_html = false;  ///< made of `html_escaped` parts
};
using Fillings = std::vector<Filling>;

std::string html_escaped(std::string_view text);

/// Replaces `{{name}}` in one pass: what is put in is not read again.
std::string filled_in(std::string_view page, const Fillings& fillings);

struct PageKind {
  int status = 200;
  /// Of which sites pages may hold it in a frame.
  std::string frame_ancestors = "'none'";
};

/// The page under the policy of all our pages; 304 when the client has it already.
http::Response page_response(const http::Request& request, std::string page,
                             const PageKind& kind = {});

}  // namespace tundish::api
