#include "http/writer.hpp"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>
#include <utility>

namespace tundish::http {
namespace {

constexpr int kLookEveryMs = 100;
/// What one answer sends before another one has its turn.
constexpr std::size_t kTurn = 512 * 1024;

std::size_t own_bytes(const Writer::Answer& answer) {
  return answer.head.size() + answer.body.own_bytes();
}

void ring(int wake) {
  const std::uint64_t one = 1;
  // It fails only when it has been rung already.
  [[maybe_unused]] const ssize_t written = ::write(wake, &one, sizeof one);
}

}  // namespace

Sent send_some(int descriptor, std::string_view head, std::string_view body, std::size_t& sent) {
  const std::size_t size = head.size() + body.size();
  while (sent < size) {
    const std::string_view rest = sent < head.size() ? head.substr(sent) : std::string_view();
    const std::string_view tail = rest.empty() ? body.substr(sent - head.size()) : body;
    std::array<iovec, 2> parts = {iovec{const_cast<char*>(rest.data()), rest.size()},
                                  iovec{const_cast<char*>(tail.data()), tail.size()}};
    msghdr message{};
    message.msg_iov = rest.empty() ? &parts[1] : parts.data();
    message.msg_iovlen = rest.empty() || tail.empty() ? 1 : 2;
    const ssize_t count = ::sendmsg(descriptor, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return Sent::partly;
    if (count <= 0) return Sent::cut;
    sent += static_cast<std::size_t>(count);
  }
  return Sent::whole;
}

Writer::Writer(const Limits& limits)
    : limits_(limits),
      poll_(::epoll_create1(EPOLL_CLOEXEC)),
      wake_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = wake_;
  if (poll_ < 0 || wake_ < 0 || ::epoll_ctl(poll_, EPOLL_CTL_ADD, wake_, &event) != 0) {
    throw std::system_error(errno, std::generic_category(), "no descriptors for the writer");
  }
  thread_ = std::thread([this] { run(); });
}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  ring(wake_);
  thread_.join();
  ::close(wake_);
  ::close(poll_);
}

Writer::Entry Writer::take(int descriptor, Answer answer) {
  const std::size_t bytes = own_bytes(answer);
  {
    const std::lock_guard lock(mutex_);
    if (is_stopping_ || count_ >= limits_.answers || bytes_ + bytes > limits_.bytes) {
      return Entry::full;
    }
    const int own = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
    if (own < 0) return Entry::full;
    ++count_;
    bytes_ += bytes;
    new_.emplace_back(own, std::move(answer));
  }
  ring(wake_);
  return Entry::taken;
}

std::size_t Writer::size() const {
  const std::lock_guard lock(mutex_);
  return count_;
}

void Writer::run() {
  std::array<epoll_event, 256> events{};
  while (true) {
    const int count =
        ::epoll_wait(poll_, events.data(), static_cast<int>(events.size()), kLookEveryMs);
    for (int i = 0; i < count; ++i) {
      const int descriptor = events[static_cast<std::size_t>(i)].data.fd;
      if (descriptor != wake_) {
        go_on(descriptor);
        continue;
      }
      std::uint64_t rung = 0;
      [[maybe_unused]] const ssize_t read = ::read(wake_, &rung, sizeof rung);
    }
    take_new();
    cut_overdue();
    const std::lock_guard lock(mutex_);
    if (is_stopping_ && waiting_.empty() && new_.empty()) return;
  }
}

void Writer::take_new() {
  std::vector<std::pair<int, Answer>> taken;
  {
    const std::lock_guard lock(mutex_);
    taken.swap(new_);
  }
  for (auto& [descriptor, answer] : taken) {
    const std::size_t left = answer.head.size() + answer.body.size() - answer.sent;
    const Clock::time_point now = Clock::now();
    Waiting waiting;
    waiting.answer = std::move(answer);
    waiting.stalls_at = now + limits_.patience.stall;
    waiting.ends_at = now + limits_.patience.answer +
                      std::chrono::seconds(left / limits_.patience.answer_bytes_per_second);
    waiting_[descriptor] = std::move(waiting);
    epoll_event event{};
    event.events = EPOLLOUT;
    event.data.fd = descriptor;
    if (::epoll_ctl(poll_, EPOLL_CTL_ADD, descriptor, &event) != 0) finish(descriptor, Sent::cut);
  }
}

void Writer::go_on(int descriptor) {
  const auto found = waiting_.find(descriptor);
  if (found == waiting_.end()) return;
  Waiting& waiting = found->second;
  Answer& answer = waiting.answer;
  const std::size_t before = answer.sent;
  // A part of the body at a time, so that a fast reader leaves turns to the others.
  const std::string_view body = answer.body.view();
  const std::size_t body_end = std::min(
      body.size(), (before > answer.head.size() ? before - answer.head.size() : 0) + kTurn);
  const Sent how = send_some(descriptor, answer.head, body.substr(0, body_end), answer.sent);
  if (how == Sent::cut || (how == Sent::whole && body_end == body.size())) {
    finish(descriptor, how);
  } else if (answer.sent != before) {
    waiting.stalls_at = Clock::now() + limits_.patience.stall;
  }
}

void Writer::cut_overdue() {
  bool is_stopping = false;
  {
    const std::lock_guard lock(mutex_);
    is_stopping = is_stopping_;
  }
  const Clock::time_point now = Clock::now();
  std::vector<int> overdue;
  for (const auto& [descriptor, waiting] : waiting_) {
    if (is_stopping || now >= waiting.stalls_at || now >= waiting.ends_at) {
      overdue.push_back(descriptor);
    }
  }
  for (const int descriptor : overdue) finish(descriptor, Sent::cut);
}

void Writer::finish(int descriptor, Sent how) {
  const auto found = waiting_.find(descriptor);
  const Answer answer = std::move(found->second.answer);
  waiting_.erase(found);
  ::epoll_ctl(poll_, EPOLL_CTL_DEL, descriptor, nullptr);
  if (how == Sent::cut) ::shutdown(descriptor, SHUT_RDWR);
  ::close(descriptor);
  release(answer);
  answer.done(how);
}

void Writer::release(const Answer& answer) {
  const std::lock_guard lock(mutex_);
  --count_;
  bytes_ -= own_bytes(answer);
}

}  // namespace tundish::http
