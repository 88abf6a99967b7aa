#include "service/web_address.hpp"

#include <algorithm>

namespace tundish::service {
namespace {

constexpr std::size_t kMostUrl = 2000;
constexpr std::size_t kMostHost = 253;
constexpr int kMostPort = 65535;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }
bool is_letter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

bool is_host_letter(char letter) {
  return is_letter(letter) || is_digit(letter) || letter == '.' || letter == '-';
}
bool is_ipv6_letter(char letter) {
  return is_digit(letter) || letter == ':' || letter == '.' ||
         (is_letter(letter) && (letter | 0x20) <= 'f');
}
bool is_path_letter(char letter) {
  constexpr std::string_view kOthers = "-._~%!$&'()*+,;=:@/?{}";
  return is_letter(letter) || is_digit(letter) || kOthers.find(letter) != kOthers.npos;
}

bool is_host(std::string_view host) {
  if (host.empty() || host.size() > kMostHost) return false;
  if (host.front() == '[') {
    return host.size() > 2 && host.back() == ']' &&
           std::all_of(host.begin() + 1, host.end() - 1, is_ipv6_letter);
  }
  return std::all_of(host.begin(), host.end(), is_host_letter);
}

/// -1 when it is none.
int port_of(std::string_view text, int otherwise) {
  if (text.empty()) return otherwise;
  text.remove_prefix(1);
  if (text.empty() || text.size() > 5 || !std::all_of(text.begin(), text.end(), is_digit)) {
    return -1;
  }
  const int port = std::stoi(std::string(text));
  return port >= 1 && port <= kMostPort ? port : -1;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
  }
  return lower;
}

}  // namespace

std::optional<WebAddress> parse_web_address(std::string_view url) {
  if (url.size() > kMostUrl) return std::nullopt;
  WebAddress address;
  const std::string start = lower_case(url.substr(0, 8));
  if (start == "https://") {
    url.remove_prefix(8);
  } else if (start.substr(0, 7) == "http://") {
    address.scheme = Scheme::http;
    url.remove_prefix(7);
  } else {
    return std::nullopt;
  }
  const std::size_t end = std::min(url.find_first_of("/?"), url.size());
  const std::string_view authority = url.substr(0, end);
  const std::string_view rest = url.substr(end);
  const std::size_t bracket = authority.rfind(']');
  const std::size_t colon =
      std::min(authority.find(':', bracket == authority.npos ? 0 : bracket), authority.size());
  const std::string_view host = authority.substr(0, colon);
  const bool is_secure = address.scheme == Scheme::https;
  const int port = port_of(authority.substr(colon), is_secure ? 443 : 80);
  if (!is_host(host) || port < 0) return std::nullopt;
  if (!std::all_of(rest.begin(), rest.end(), is_path_letter)) return std::nullopt;
  address.origin =
      (is_secure ? "https://" : "http://") + lower_case(host) + ':' + std::to_string(port);
  if (rest.empty() || rest.front() != '/') address.path = '/';
  address.path += rest;
  return address;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::string_view kPlain = "-._~";
  std::string encoded;
  for (const char letter : text) {
    if (is_letter(letter) || is_digit(letter) || kPlain.find(letter) != kPlain.npos) {
      encoded += letter;
      continue;
    }
    const unsigned char byte = static_cast<unsigned char>(letter);
    encoded += '%';
    encoded += kDigits[byte >> 4];
    encoded += kDigits[byte & 15];
  }
  return encoded;
}

}  // namespace tundish::service
