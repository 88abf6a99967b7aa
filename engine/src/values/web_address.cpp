#include <algorithm>

#include "support/utf8.hpp"
#include "values/presets.hpp"

namespace tundish {

namespace {

constexpr std::size_t kMaxAddress = 2048;
constexpr std::size_t kMinDialled = 3;
constexpr std::size_t kMaxPortDigits = 5;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool has_only_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_port(std::string_view port) {
  return has_only_digits(port) && port.size() <= kMaxPortDigits;
}

/// A number from 0 to 255.
bool is_octet(std::string_view digits) {
  return has_only_digits(digits) && (digits.size() < 3 || (digits.size() == 3 && digits <= "255"));
}

bool is_ipv4(std::string_view host) {
  for (int number = 0; number < 4; ++number) {
    const std::size_t dot = std::min(host.find('.'), host.size());
    if (!is_octet(host.substr(0, dot))) return false;
    host.remove_prefix(std::min(dot + 1, host.size()));
  }
  return host.empty();
}

/// What stands behind `//`: a host, a port, and the rest of the address.
bool has_host(std::string_view rest) {
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  const std::size_t colon = authority.find(':');
  if (colon != std::string_view::npos && !is_port(authority.substr(colon + 1))) return false;
  const std::string_view host = authority.substr(0, colon);
  return is_domain(host) || is_ipv4(host);
}

bool is_dialled(std::string_view rest) {
  std::size_t digits = 0;
  for (const char c : rest) {
    const bool mark = c == '+' || c == '-' || c == '.' || c == '(' || c == ')';
    if (!is_digit(c) && !mark) return false;
    digits += is_digit(c) ? 1 : 0;
  }
  return digits >= kMinDialled;
}

bool has_blank(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7f; });
}

}  // namespace

std::string web_address(std::string_view text) {
  if (text.size() > kMaxAddress || has_blank(text)) return {};
  const std::size_t colon = std::min(text.find(':'), text.size());
  const std::string scheme = utf8::fold_case(text.substr(0, colon));
  const std::string_view rest = text.substr(std::min(colon + 1, text.size()));
  const std::string whole = scheme + ":" + std::string(rest);
  if (scheme == "mailto") return is_email(rest.substr(0, rest.find('?'))) ? whole : std::string();
  if (scheme == "tel") return is_dialled(rest) ? whole : std::string();
  if (scheme == "http" || scheme == "https") {
    return rest.substr(0, 2) == "//" && has_host(rest.substr(2)) ? whole : std::string();
  }
  return has_host(text) && !is_ipv4(text) ? "https://" + std::string(text) : std::string();
}

}  // namespace tundish
