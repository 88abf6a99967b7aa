#include "http/request.hpp"

namespace tundish::http {
namespace {

constexpr std::string_view kMethods[] = {"GET",   "HEAD",   "POST",   "PUT",
                                         "PATCH", "DELETE", "OPTIONS"};

int hex_digit(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view lower_start) {
  if (text.size() < lower_start.size()) return false;
  for (std::size_t i = 0; i < lower_start.size(); ++i) {
    const char letter =
        text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
    if (letter != lower_start[i]) return false;
  }
  return true;
}

}  // namespace

std::string_view to_text(Method method) { return kMethods[static_cast<std::size_t>(method)]; }

std::optional<Method> find_method(std::string_view word) {
  for (std::size_t i = 0; i < std::size(kMethods); ++i) {
    if (kMethods[i] == word) return static_cast<Method>(i);
  }
  return std::nullopt;
}

const std::string* find_header(const Request& request, std::string_view name) {
  for (const Header& header : request.headers) {
    if (header.name == name) return &header.value;
  }
  return nullptr;
}

std::optional<std::string> query_parameter(const Request& request, std::string_view name) {
  std::string_view rest = request.query;
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(pair.size() == rest.size() ? pair.size() : pair.size() + 1);
    const std::size_t equals = pair.find('=');
    if (pair.substr(0, equals) != name) continue;
    if (equals == std::string_view::npos) return std::string();
    return percent_decoded(pair.substr(equals + 1));
  }
  return std::nullopt;
}

std::vector<std::string> query_names(const Request& request) {
  std::vector<std::string> names;
  std::string_view rest = request.query;
  while (!rest.empty()) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(pair.size() == rest.size() ? pair.size() : pair.size() + 1);
    if (!pair.empty()) names.emplace_back(pair.substr(0, pair.find('=')));
  }
  return names;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned char byte = static_cast<unsigned char>(text[i]);
    if (byte == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      byte = static_cast<unsigned char>(high * 16 + low);
      i += 2;
    }
    if (byte < 0x20 || byte == 0x7f) return std::nullopt;
    decoded.push_back(static_cast<char>(byte));
  }
  return decoded;
}

std::string_view bearer_token(const Request& request) {
  const std::string* header = find_header(request, "authorization");
  constexpr std::string_view kScheme = "bearer ";
  if (header == nullptr || !starts_with_ignoring_case(*header, kScheme)) return {};
  return std::string_view(*header).substr(kScheme.size());
}

}  // namespace tundish::http
