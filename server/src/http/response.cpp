#include "http/response.hpp"

#include <algorithm>

namespace tundish::http {
namespace {

bool has_control_character(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char letter) {
    const unsigned char byte = static_cast<unsigned char>(letter);
    return byte < 0x20 || byte == 0x7f;
  });
}

void add_header(std::string& text, std::string_view name, std::string_view value) {
  if (has_control_character(name) || has_control_character(value)) return;
  text += name;
  text += ": ";
  text += value;
  text += "\r\n";
}

bool may_have_body(int status) { return status >= 200 && status != 204 && status != 304; }

}  // namespace

Response json_response(int status, Body body) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  set_header(response, "content-type", "application/json");
  return response;
}

void set_header(Response& response, std::string_view name, std::string_view value) {
  for (Header& header : response.headers) {
    if (header.name == name) {
      header.value = value;
      return;
    }
  }
  response.headers.push_back(Header{std::string(name), std::string(value)});
}

std::string head_text(const Response& response, Connection connection,
                      std::string_view request_id) {
  constexpr std::size_t kUsualHead = 512;
  std::string text;
  text.reserve(kUsualHead);
  text += "HTTP/1.1 ";
  text += std::to_string(response.status);
  text += ' ';
  text += reason_phrase(response.status);
  text += "\r\n";
  for (const Header& header : response.headers) add_header(text, header.name, header.value);
  if (!request_id.empty()) add_header(text, "x-request-id", request_id);
  if (may_have_body(response.status)) {
    add_header(text, "content-length", std::to_string(response.body.size()));
  }
  if (connection == Connection::close) add_header(text, "connection", "close");
  text += "\r\n";
  return text;
}

Body wire_body(Response&& response, Method method) {
  if (method == Method::head || !may_have_body(response.status)) return Body();
  return std::move(response.body);
}

std::string_view reason_phrase(int status) {
  switch (status) {
    case 100:
      return "Continue";
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 411:
      return "Length Required";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 416:
      return "Range Not Satisfiable";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Status";
  }
}

}  // namespace tundish::http
