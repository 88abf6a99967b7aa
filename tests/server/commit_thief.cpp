#include "server/commit_thief.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstring>
#include <stdexcept>
#include <string_view>

namespace tundish {
namespace {

constexpr int kPatienceMs = 20;
/// A simple query of protocol 3: its letter, its length, its text.
constexpr std::string_view kCommit(
    "Q\0\0\0\x0b"
    "COMMIT\0",
    12);

sockaddr_un address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) throw std::runtime_error("a path too long: " + path);
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

int connected_to(const std::string& path) {
  const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = address_of(path);
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    return socket;
  }
  ::close(socket);
  return -1;
}

bool send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

/// What came, or nothing at the end.
std::string_view received(int socket, std::array<char, 65536>& buffer) {
  const ssize_t size = ::recv(socket, buffer.data(), buffer.size(), 0);
  return {buffer.data(), size > 0 ? static_cast<std::size_t>(size) : 0};
}

}  // namespace

CommitThief::CommitThief(const std::string& folder) : server_path_(folder + "/.s.PGSQL.5432") {
  listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = address_of(folder_.path(".s.PGSQL.5432"));
  if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(listener_, 64) != 0) {
    throw std::runtime_error("the thief cannot listen");
  }
  acceptor_ = std::thread([this] { accept_until_stopped(); });
}

CommitThief::~CommitThief() {
  is_stopping_.store(true);
  acceptor_.join();
  for (std::thread& carrier : carriers_) carrier.join();
  ::close(listener_);
}

std::string CommitThief::url() const {
  return "postgresql://tundish@/postgres?host=" + folder_.path("");
}

void CommitThief::accept_until_stopped() {
  while (!is_stopping_.load()) {
    pollfd waited{listener_, POLLIN, 0};
    if (::poll(&waited, 1, kPatienceMs) <= 0) continue;
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    const int server = is_away_.load() ? -1 : connected_to(server_path_);
    if (server < 0) {
      ::close(client);
      continue;
    }
    carriers_.emplace_back([this, client, server] { carry(client, server); });
  }
}

void CommitThief::carry(int client, int server) {
  std::array<char, 65536> buffer{};
  while (!is_stopping_.load() && !is_away_.load()) {
    std::array<pollfd, 2> waited = {pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
    if (::poll(waited.data(), waited.size(), kPatienceMs) <= 0) continue;
    if (waited[1].revents != 0) {
      const std::string_view answer = received(server, buffer);
      if (answer.empty() || !send_all(client, answer)) break;
    }
    if (waited[0].revents != 0 && !carry_question(client, server)) break;
  }
  ::close(client);
  ::close(server);
}

/// False when the connection is over.
bool CommitThief::carry_question(int client, int server) {
  std::array<char, 65536> buffer{};
  const std::string_view question = received(client, buffer);
  if (question.empty() || is_away_.load()) return false;
  if (question.find(kCommit) == question.npos) return send_all(server, question);
  const Theft theft = theft_.exchange(Theft::none);
  if (theft == Theft::none) return send_all(server, question);
  thefts_.fetch_add(1);
  if (theft == Theft::question) return false;
  if (theft == Theft::late_answer) {
    ::shutdown(client, SHUT_RDWR);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  std::array<char, 65536> unread{};
  if (send_all(server, question)) received(server, unread);
  return false;
}

}  // namespace tundish
