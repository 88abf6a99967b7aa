#include "server/answering_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace tundish {
namespace {

constexpr int kGlanceMs = 20;
constexpr std::string_view kHeadEnd = "\r\n\r\n";

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return text;
}

/// Whether the body is there that the head tells of.
bool is_whole(const std::string& request) {
  const std::size_t end = request.find(kHeadEnd);
  if (end == request.npos) return false;
  const std::string size = header_of(request, "content-length");
  return request.size() - end - kHeadEnd.size() >= (size.empty() ? 0 : std::stoul(size));
}

}  // namespace

AnsweringServer::AnsweringServer(Answer answer) : answer_(std::move(answer)) {
  // Both kinds of addresses, so that no way to this machine is missed.
  listener_ = ::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int off = 0;
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  socklen_t size = sizeof address;
  if (listener_ < 0 || ::setsockopt(listener_, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off) != 0 ||
      ::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listener_, 64) != 0 ||
      ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("no server can be started for the test");
  }
  port_ = ntohs(address.sin6_port);
  thread_ = std::thread([this] { run(); });
}

AnsweringServer::~AnsweringServer() {
  is_ending_ = true;
  thread_.join();
  ::close(listener_);
}

std::vector<std::string> AnsweringServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

void AnsweringServer::run() {
  while (!is_ending_) {
    pollfd ready{listener_, POLLIN, 0};
    if (::poll(&ready, 1, kGlanceMs) != 1) continue;
    const int connection = ::accept(listener_, nullptr, nullptr);
    if (connection < 0) continue;
    ++connections_;
    serve(connection);
    ::close(connection);
  }
}

void AnsweringServer::serve(int connection) {
  std::string request;
  char bytes[4096];
  while (!is_ending_ && !is_whole(request)) {
    pollfd ready{connection, POLLIN, 0};
    if (::poll(&ready, 1, kGlanceMs) != 1) continue;
    const ssize_t size = ::recv(connection, bytes, sizeof bytes, 0);
    if (size <= 0) return;
    request.append(bytes, static_cast<std::size_t>(size));
  }
  {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
  }
  const std::string answer = answer_(request);
  for (std::size_t sent = 0; sent < answer.size();) {
    const ssize_t size =
        ::send(connection, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
    if (size <= 0) return;
    sent += static_cast<std::size_t>(size);
  }
}

std::string json_answer(int status, const std::string& body, const std::string& headers) {
  return "HTTP/1.1 " + std::to_string(status) + " x\r\ncontent-type: application/json\r\n" +
         headers + "content-length: " + std::to_string(body.size()) +
         "\r\nconnection: close\r\n\r\n" + body;
}

std::string header_of(const std::string& request, const std::string& name) {
  const std::string head = request.substr(0, request.find(kHeadEnd)) + "\r\n";
  const std::size_t begin = lower_case(head).find("\r\n" + name + ':');
  if (begin == head.npos) return "";
  const std::size_t value = head.find_first_not_of(' ', begin + name.size() + 3);
  return head.substr(value, head.find("\r\n", value) - value);
}

std::string body_of(const std::string& request) {
  const std::size_t end = request.find(kHeadEnd);
  return end == request.npos ? "" : request.substr(end + kHeadEnd.size());
}

}  // namespace tundish
