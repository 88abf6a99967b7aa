#include "server/http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdlib>

namespace tundish {

std::string ClientResponse::header(std::string_view name) const {
  for (const http::Header& item : headers) {
    if (item.name == name) return item.value;
  }
  return "";
}

HttpClient::HttpClient(std::uint16_t port) : descriptor_(::socket(AF_INET, SOCK_STREAM, 0)) {
  const timeval patience{15, 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(descriptor_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    ::close(descriptor_);
    descriptor_ = -1;
  }
}

HttpClient::~HttpClient() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void HttpClient::send_raw(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return;  // the test sees it by the answer that does not come
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

bool HttpClient::read_more() {
  char bytes[16384];
  const ssize_t count = ::recv(descriptor_, bytes, sizeof bytes, 0);
  if (count <= 0) return false;
  buffer_.append(bytes, static_cast<std::size_t>(count));
  return true;
}

std::string HttpClient::take_until(std::string_view end) {
  std::size_t at = buffer_.find(end);
  while (at == buffer_.npos) {
    if (!read_more()) return "";
    at = buffer_.find(end);
  }
  const std::string taken = buffer_.substr(0, at + end.size());
  buffer_.erase(0, taken.size());
  return taken;
}

ClientResponse HttpClient::receive(std::string_view method) {
  ClientResponse response;
  const std::string head = take_until("\r\n\r\n");
  if (head.size() < 12) return response;
  response.status = std::atoi(head.c_str() + 9);
  std::size_t at = head.find("\r\n") + 2;
  while (head.compare(at, 2, "\r\n") != 0) {
    const std::size_t end = head.find("\r\n", at);
    const std::size_t colon = head.find(": ", at);
    response.headers.push_back(
        http::Header{head.substr(at, colon - at), head.substr(colon + 2, end - colon - 2)});
    at = end + 2;
  }
  const std::size_t size =
      static_cast<std::size_t>(std::atoll(response.header("content-length").c_str()));
  if (method == "HEAD") return response;
  while (buffer_.size() < size) {
    if (!read_more()) break;
  }
  response.body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return response;
}

bool HttpClient::is_at_end() { return buffer_.empty() && !read_more(); }

ClientResponse HttpClient::request(std::string_view method, std::string_view target,
                                   std::string_view body, std::string_view token,
                                   const std::vector<http::Header>& headers) {
  std::string text =
      std::string(method) + ' ' + std::string(target) + " HTTP/1.1\r\nHost: test\r\n";
  if (!token.empty()) text += "Authorization: Bearer " + std::string(token) + "\r\n";
  for (const http::Header& one : headers) text += one.name + ": " + one.value + "\r\n";
  if (!body.empty() || method == "POST") {
    text +=
        "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  }
  send_raw(text + "\r\n" + std::string(body));
  return receive(method);
}

}  // namespace tundish
