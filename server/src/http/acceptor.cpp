#include "http/acceptor.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <utility>

namespace tundish::http {
namespace {

constexpr int kBacklog = 4096;
/// What the system keeps for a slow reader; by itself it would grow to megabytes each.
constexpr int kSendBuffer = 256 * 1024;
constexpr int kWaitWithoutDescriptorsMs = 20;

int listen_on(const addrinfo& address) {
  const int descriptor = ::socket(
      address.ai_family, address.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, address.ai_protocol);
  if (descriptor < 0) return -1;
  const int on = 1;
  ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  // Connections inherit these.
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &kSendBuffer, sizeof kSendBuffer);
  if (::bind(descriptor, address.ai_addr, address.ai_addrlen) == 0 &&
      ::listen(descriptor, kBacklog) == 0) {
    return descriptor;
  }
  const int why = errno;
  ::close(descriptor);
  errno = why;
  return -1;
}

ClientAddress address_of(const sockaddr_storage& address) {
  ClientAddress result;
  if (address.ss_family == AF_INET6) {
    const auto& six = reinterpret_cast<const sockaddr_in6&>(address);
    std::memcpy(result.bytes.data(), &six.sin6_addr, result.bytes.size());
  } else if (address.ss_family == AF_INET) {
    const auto& four = reinterpret_cast<const sockaddr_in&>(address);
    result.bytes[10] = 0xff;
    result.bytes[11] = 0xff;
    std::memcpy(result.bytes.data() + 12, &four.sin_addr, sizeof four.sin_addr);
  }
  return result;
}

}  // namespace

Acceptor::Acceptor(const std::string& host, std::uint16_t port) {
  const std::string where = "cannot listen on " + host + ':' + std::to_string(port) + ": ";
  const bool is_bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
  const std::string name = is_bracketed ? host.substr(1, host.size() - 2) : host;
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int failure = ::getaddrinfo(name.empty() ? nullptr : name.c_str(),
                                    std::to_string(port).c_str(), &hints, &found);
  if (failure != 0) throw std::runtime_error(where + ::gai_strerror(failure));
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> addresses(found, &::freeaddrinfo);
  for (const addrinfo* address = found; address != nullptr && listener_ < 0;
       address = address->ai_next) {
    listener_ = listen_on(*address);
  }
  if (listener_ < 0) throw std::runtime_error(where + std::strerror(errno));
  wake_ = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
}

Acceptor::~Acceptor() {
  stop();
  if (listener_ >= 0) ::close(listener_);
  ::close(wake_);
}

std::uint16_t Acceptor::port() const {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
  return ntohs(address.ss_family == AF_INET6
                   ? reinterpret_cast<const sockaddr_in6&>(address).sin6_port
                   : reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

void Acceptor::start(Take take) {
  take_ = std::move(take);
  thread_ = std::thread([this] { run(); });
}

void Acceptor::stop() {
  if (!thread_.joinable()) return;
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(wake_, &one, sizeof one);
  thread_.join();
  ::close(listener_);
  listener_ = -1;
}

void Acceptor::run() {
  while (true) {
    std::array<pollfd, 2> waiting = {pollfd{listener_, POLLIN, 0}, pollfd{wake_, POLLIN, 0}};
    ::poll(waiting.data(), waiting.size(), -1);
    accept_all();
    if (waiting[1].revents != 0) return;
  }
}

void Acceptor::accept_all() {
  while (true) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    const int descriptor = ::accept4(listener_, reinterpret_cast<sockaddr*>(&address), &size,
                                     SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (descriptor >= 0) {
      take_(descriptor, address_of(address));
    } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
      // Whoever waits stays in the queue; trying at once again would only burn the processor.
      pollfd nothing{wake_, POLLIN, 0};
      ::poll(&nothing, 1, kWaitWithoutDescriptorsMs);
      return;
    } else if (errno != EINTR && errno != ECONNABORTED) {
      return;
    }
  }
}

}  // namespace tundish::http
