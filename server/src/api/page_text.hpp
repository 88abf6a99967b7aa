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

/// The policy of pages that visitors and readers see, without who may hold them in a frame.
inline constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data: blob: https:; media-src 'self' blob: https:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; "
    "frame-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; require-trusted-types-for 'script'";
/// That of the studio: it holds no frames, and whatever it shows lies on this server.
inline constexpr std::string_view kStudioPolicy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'";

struct PageKind {
  int status = 200;
  /// Of which sites pages may hold it in a frame.
  std::string frame_ancestors = "'none'";
  std::string_view policy = kPagePolicy;
};

/// The page under the policy of its kind; 304 when the client has it already.
http::Response page_response(const http::Request& request, std::string page,
                             const PageKind& kind = {});

}  // namespace tundish::api
