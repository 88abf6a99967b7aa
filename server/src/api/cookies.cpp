#include "api/cookies.hpp"

namespace tundish::api {
namespace {

constexpr std::string_view kName = "__Host-tundish";
constexpr std::string_view kLocalName = "tundish";
constexpr std::string_view kSevenDays = "604800";

std::string_view header_of(const http::Request& request, std::string_view name) {
  const std::string* value = http::find_header(request, name);
  return value == nullptr ? std::string_view() : std::string_view(*value);
}

/// Without its port.
std::string_view host_name(std::string_view host) {
  const std::size_t bracket = host.find(']');
  if (bracket != host.npos) return host.substr(0, bracket + 1);
  return host.substr(0, host.find(':'));
}

/// A proxy that speaks TLS to the world says so.
bool is_local(const http::Request& request) {
  const std::string_view host = host_name(header_of(request, "host"));
  if (header_of(request, "x-forwarded-proto") == "https") return false;
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

std::string find_cookie(const http::Request& request, std::string_view name) {
  std::string_view rest = header_of(request, "cookie");
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find(';'));
    rest.remove_prefix(pair.size() == rest.size() ? pair.size() : pair.size() + 1);
    const std::size_t begin = pair.find_first_not_of(' ');
    const std::size_t equals = pair.find('=');
    if (begin == pair.npos || equals == pair.npos || begin > equals) continue;
    if (pair.substr(begin, equals - begin) == name) return std::string(pair.substr(equals + 1));
  }
  return {};
}

/// `https://host:port` → `host:port`.
std::string_view host_of_origin(std::string_view origin) {
  const std::size_t slashes = origin.find("://");
  return slashes == origin.npos ? std::string_view() : origin.substr(slashes + 3);
}

}  // namespace

StudioCookie::StudioCookie(const http::Request& request)
    : is_local_(is_local(request)), token_(find_cookie(request, is_local_ ? kLocalName : kName)) {}

std::string StudioCookie::written(std::string_view value, std::string_view seconds) const {
  std::string text(is_local_ ? kLocalName : kName);
  text += '=';
  text += value;
  text += "; Path=/; Max-Age=";
  text += seconds;
  text += "; HttpOnly; SameSite=Lax";
  if (!is_local_) text += "; Secure";
  return text;
}

std::string StudioCookie::letting_in(std::string_view token) const {
  return written(token, kSevenDays);
}

std::string StudioCookie::taken_back() const { return written("", "0"); }

std::optional<std::string> find_cross_site_fault(const http::Request& request,
                                                 std::string_view media_type) {
  if (header_of(request, "content-type").substr(0, media_type.size()) != media_type) {
    return "Send `Content-Type: " + std::string(media_type) + "`.";
  }
  if (header_of(request, "x-tundish") != "1") return "Send `X-Tundish: 1`.";
  const std::string_view site = header_of(request, "sec-fetch-site");
  const std::string_view origin = header_of(request, "origin");
  const bool is_other_site = !site.empty() && site != "same-origin";
  const bool is_other_origin =
      !origin.empty() && host_of_origin(origin) != header_of(request, "host");
  if (is_other_site || is_other_origin || (site.empty() && origin.empty())) {
    return "This is for pages of this server: `Sec-Fetch-Site` or `Origin` must say so.";
  }
  return std::nullopt;
}

}  // namespace tundish::api
