#include "bench/load.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>

#include "bench/visits.hpp"

namespace tundish::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kReadBytes = 256 * 1024;

/// One connection with at most one request under way.
struct Wire {
  int descriptor = -1;
  std::string_view left;  ///< of the request, still to be sent
  Clock::time_point began;
  std::string head;  ///< of the answer, until it is whole
  std::size_t body_left = 0;
  bool has_head = false;
  bool is_busy = false;
  bool closes = false;
};

class Load {
 public:
  Load(const LoadOptions& options, const NextRequest& next)
      : options_(options), next_(next), wires_(static_cast<std::size_t>(options.connections)) {}

  LoadReport run() {
    poll_ = ::epoll_create1(EPOLL_CLOEXEC);
    start_ = Clock::now() + options_.warm;
    end_ = start_ + options_.measure;
    for (Wire& wire : wires_) {
      open(wire);
      begin(wire);
    }
    while (busy_ > 0) wait();
    for (const Wire& wire : wires_) ::close(wire.descriptor);
    ::close(poll_);
    const Clock::time_point last = std::min(end_, last_);
    report_.seconds = std::chrono::duration<double>(last - start_).count();
    std::sort(report_.latency_us.begin(), report_.latency_us.end());
    return std::move(report_);
  }

 private:
  void open(Wire& wire) {
    wire.descriptor = connect_to(options_.port);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &wire;
    if (::epoll_ctl(poll_, EPOLL_CTL_ADD, wire.descriptor, &event) != 0) fail("epoll_ctl");
    wire.closes = false;
  }

  void begin(Wire& wire) {
    if (Clock::now() >= end_) return;
    wire.left = next_();
    if (wire.left.empty()) return;
    if (wire.closes) {
      ::close(wire.descriptor);
      open(wire);
    }
    wire.is_busy = true;
    wire.head.clear();
    wire.has_head = false;
    wire.began = Clock::now();
    ++busy_;
    ++report_.sent;
    // A request is smaller than a socket's buffer: it leaves whole.
    const ssize_t count = ::send(wire.descriptor, wire.left.data(), wire.left.size(), MSG_NOSIGNAL);
    if (count != static_cast<ssize_t>(wire.left.size())) fail("a request could not be sent");
  }

  void wait() {
    constexpr int kPatienceMs = 20000;
    epoll_event events[64];
    const int count = ::epoll_wait(poll_, events, 64, kPatienceMs);
    if (count < 0 && errno == EINTR) return;
    if (count <= 0) fail("the server has stopped answering");
    for (int i = 0; i < count; ++i) receive(*static_cast<Wire*>(events[i].data.ptr));
  }

  void receive(Wire& wire) {
    static char buffer[kReadBytes];
    const ssize_t count = ::recv(wire.descriptor, buffer, sizeof buffer, MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (count <= 0) {
      if (wire.is_busy) fail("the server closed a connection instead of answering");
      if (::epoll_ctl(poll_, EPOLL_CTL_DEL, wire.descriptor, nullptr) != 0) fail("epoll_ctl");
      wire.closes = true;
      return;
    }
    std::string_view bytes(buffer, static_cast<std::size_t>(count));
    if (!wire.has_head) take_head(wire, bytes);
    if (!wire.has_head) return;
    if (bytes.size() > wire.body_left) fail("an answer is longer than it says");
    wire.body_left -= bytes.size();
    if (wire.body_left == 0) finish(wire);
  }

  /// Leaves in `bytes` what belongs to the body.
  void take_head(Wire& wire, std::string_view& bytes) {
    const std::size_t before = wire.head.size();
    wire.head.append(bytes);
    const std::size_t end = wire.head.find("\r\n\r\n");
    if (end == std::string::npos) return;
    bytes.remove_prefix(end + 4 - before);
    if (wire.head.compare(0, 12, "HTTP/1.1 200") != 0) fail("not accepted: " + wire.head);
    wire.head.resize(end + 2);
    for (char& letter : wire.head) {
      if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + 32);
    }
    constexpr std::string_view kLength = "\r\ncontent-length: ";
    const std::size_t length = wire.head.find(kLength);
    if (length == std::string::npos) fail("an answer does not tell its length");
    const char* digits = wire.head.data() + length + kLength.size();
    std::from_chars(digits, wire.head.data() + wire.head.size(), wire.body_left);
    report_.bytes = wire.body_left;
    wire.closes = wire.head.find("\r\nconnection: close") != std::string::npos;
    wire.has_head = true;
  }

  void finish(Wire& wire) {
    last_ = Clock::now();
    if (last_ >= start_ && last_ < end_) {
      const auto took = std::chrono::duration_cast<std::chrono::microseconds>(last_ - wire.began);
      report_.latency_us.push_back(static_cast<std::uint32_t>(took.count()));
    }
    wire.is_busy = false;
    --busy_;
    begin(wire);
  }

  const LoadOptions options_;
  const NextRequest& next_;
  std::vector<Wire> wires_;
  int poll_ = -1;
  int busy_ = 0;
  Clock::time_point start_;
  Clock::time_point end_;
  Clock::time_point last_;
  LoadReport report_;
};

}  // namespace

LoadReport run_load(const LoadOptions& options, const NextRequest& next) {
  return Load(options, next).run();
}

int connect_to(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0 ||
      ::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    fail("cannot connect to port " + std::to_string(port) + ": " + std::strerror(errno));
  }
  const int on = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::fcntl(descriptor, F_SETFL, O_NONBLOCK) != 0) fail("fcntl");
  return descriptor;
}

}  // namespace tundish::bench
