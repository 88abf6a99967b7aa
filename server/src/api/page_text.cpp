#include "api/page_text.hpp"

#include <utility>

#include "http/conditional.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
std::string html_escaped(std::string_view text) {
  std::string escaped;
  for (const char letter : text) {
    switch (letter) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped.push_back(letter);
    }
  }
  return escaped;
}

std::string filled_in(std::string_view page, const Fillings& fillings) {
  std::string text;
  while (true) {
    const std::size_t open = page.find("{{");
    text += page.substr(0, open);
    if (open == page.npos) return text;
    const std::size_t close = page.find("}}", open);
    if (close == page.npos) return text += page.substr(open);
    const std::string_view name = page.substr(open + 2, close - open - 2);
    for (const Filling& filling : fillings) {
      if (filling.name != name) continue;
      text += filling.is_html ? filling.text : html_escaped(filling.text);
    }
    page.remove_prefix(close + 2);
  }
}

http::Response page_response(const http::Request& request, std::string page, const PageKind& kind) {
  const std::string etag = '"' + sha256_hex(page).substr(0, 32) + '"';
  const std::string* known = http::find_header(request, "if-none-match");
  http::Response response;
  if (kind.status == 200 && known != nullptr && http::names_etag(*known, etag)) {
    response.status = 304;
  } else {
    response.status = kind.status;
    response.body = std::move(page);
    http::set_header(response, "content-type", "text/html; charset=utf-8");
  }
  http::set_header(response, "etag", etag);
  http::set_header(response, "cache-control", "no-cache");
  http::set_header(response, "content-security-policy",
                   std::string(kind.policy) + "; frame-ancestors " + kind.frame_ancestors);
  http::set_header(response, "referrer-policy", "strict-origin-when-cross-origin");
  return response;
}

}  // namespace tundish::api
