#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tundish::http {

enum class Method { get, head, post, put, patch, delete_, options };

/// The word on the wire: `GET`, `HEAD`, …
std::string_view to_text(Method method);
/// The method of that word, or nothing for words that this server does not serve.
std::optional<Method> find_method(std::string_view word);

struct Header {
  std::string name;  ///< of a request: lower case
  std::string value;
  bool operator==(const Header&) const = default;
};

/// One complete, well-formed request.
struct Request {
  Method method = Method::get;
  std::string path;   ///< starts with `/`, still percent-encoded
  std::string query;  ///< what follows `?`, still percent-encoded
  std::vector<Header> headers;
  std::string body;
  std::string id;      ///< names the request in answers and logs
  std::string client;  ///< the address of who asks; behind a trusted proxy what it says
};

/// The value of that header (lower-case name), or null. Of a repeated header the first.
const std::string* find_header(const Request& request, std::string_view name);
/// The names of all query parameters, as they are written.
std::vector<std::string> query_names(const Request& request);
/// The decoded value of a query parameter, or nothing when it is absent or malformed.
std::optional<std::string> query_parameter(const Request& request, std::string_view name);
/// `%41` → `A`; nothing when an escape is broken or makes a control character.
std::optional<std::string> percent_decoded(std::string_view text);
/// The token of `Authorization: Bearer <token>`, or empty.
std::string_view bearer_token(const Request& request);

}  // namespace tundish::http
