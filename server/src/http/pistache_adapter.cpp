#include "http/pistache_adapter.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pistache/listener.h>
#include <pistache/peer.h>
#include <pistache/tcp.h>
#include <pistache/transport.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <exception>
#include <stdexcept>

#include "http/connection_table.hpp"
#include "http/problem.hpp"
#include "http/request_id.hpp"

namespace tundish::http {
namespace {

using namespace std::chrono_literals;

constexpr auto kIdlePatience = 30s;
constexpr auto kHeadPatience = 10s;
constexpr auto kBodyPatience = 30s;
constexpr std::size_t kBodyBytesPerSecond = 10 * 1024;
constexpr auto kWritePatience = 10s;
constexpr std::size_t kWriteBytesPerSecond = 50 * 1024;
constexpr auto kDrainPatience = 2s;
constexpr std::size_t kMaxDrained = 1024 * 1024;
constexpr std::size_t kMaxRequestsPerConnection = 10000;
constexpr const char* kConnectionKey = "tundish";

/// What all workers share.
struct Shared {
  Shared(const ServerOptions& options, Answer answer_, FailureLog log_)
      : limits(options.limits),
        connections(options.connections),
        answer(std::move(answer_)),
        log(std::move(log_)) {}

  FramerLimits limits;
  ConnectionTable connections;
  Answer answer;
  FailureLog log;
};

/// What one connection has come to.
struct Exchange {
  explicit Exchange(FramerLimits limits) : framer(limits) {}

  Framer framer;
  std::size_t served = 0;
  bool is_draining = false;
  std::size_t drained = 0;
};

enum class Sent { whole, cut };

/// Writes all of it, waiting for a slow reader only so long. The socket does not block.
Sent send_all(int descriptor, std::string_view text) {
  const auto deadline = std::chrono::steady_clock::now() + kWritePatience +
                        std::chrono::seconds(text.size() / kWriteBytesPerSecond);
  while (!text.empty()) {
    const ssize_t count = ::send(descriptor, text.data(), text.size(), MSG_NOSIGNAL);
    if (count > 0) {
      text.remove_prefix(static_cast<std::size_t>(count));
      continue;
    }
    if (count < 0 && errno == EINTR) continue;
    if (count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK)) return Sent::cut;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return Sent::cut;
    pollfd waiting{descriptor, POLLOUT, 0};
    if (::poll(&waiting, 1, static_cast<int>(left.count())) < 0 && errno != EINTR) {
      return Sent::cut;
    }
  }
  return Sent::whole;
}

class Gate : public Pistache::Tcp::Handler {
  PROTOTYPE_OF(Pistache::Tcp::Handler, Gate)

  explicit Gate(std::shared_ptr<Shared> shared) : shared_(std::move(shared)) {}
  // Each worker gets a copy; the base is made anew because it points to the worker's own transport.
  Gate(const Gate& other) : Pistache::Tcp::Handler(), shared_(other.shared_) {}
  Gate& operator=(const Gate&) = delete;
  ~Gate() override = default;

  void onConnection(const std::shared_ptr<Pistache::Tcp::Peer>& peer) override {
    const int descriptor = peer->fd();
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    peer->putData(kConnectionKey, std::make_shared<Exchange>(shared_->limits));
    if (shared_->connections.open(descriptor, kIdlePatience) == ConnectionTable::Entry::full) {
      ::shutdown(descriptor, SHUT_RDWR);
    }
  }

  void onDisconnection(const std::shared_ptr<Pistache::Tcp::Peer>& peer) override {
    shared_->connections.close(peer->fd());
  }

  void onInput(const char* bytes, std::size_t size,
               const std::shared_ptr<Pistache::Tcp::Peer>& peer) override {
    const int descriptor = peer->fd();
    const auto exchange = std::static_pointer_cast<Exchange>(peer->getData(kConnectionKey));
    std::string_view input(bytes, size);
    while (!input.empty()) {
      if (exchange->is_draining) return drain(descriptor, *exchange, input.size());
      if (!exchange->framer.is_under_way()) shared_->connections.give(descriptor, kHeadPatience);
      switch (exchange->framer.feed(input)) {
        case Framer::Progress::more:
          await_more(descriptor, *exchange);
          break;
        case Framer::Progress::refused:
          refuse(descriptor, *exchange);
          break;
        case Framer::Progress::ready:
          answer(descriptor, *exchange);
          break;
      }
    }
  }

 private:
  void drain(int descriptor, Exchange& exchange, std::size_t size) {
    exchange.drained += size;
    if (exchange.drained > kMaxDrained) ::shutdown(descriptor, SHUT_RDWR);
  }

  /// The other side may still be sending: what it sends is read and dropped, else it would get a
  /// reset instead of the answer.
  void begin_draining(int descriptor, Exchange& exchange) {
    exchange.is_draining = true;
    ::shutdown(descriptor, SHUT_WR);
    shared_->connections.give(descriptor, kDrainPatience);
  }

  void await_more(int descriptor, Exchange& exchange) {
    if (const std::optional<std::size_t> size = exchange.framer.take_begun_body()) {
      shared_->connections.give(descriptor,
                                kBodyPatience + std::chrono::seconds(*size / kBodyBytesPerSecond));
    }
    if (!exchange.framer.take_continue()) return;
    if (send_all(descriptor, "HTTP/1.1 100 Continue\r\n\r\n") == Sent::cut) {
      ::shutdown(descriptor, SHUT_RDWR);
    }
  }

  void refuse(int descriptor, Exchange& exchange) {
    const Response response = problem_response(exchange.framer.status(), "malformed_request",
                                               std::string(exchange.framer.sentence()));
    send_all(descriptor, wire_text(response, Method::get, Connection::close));
    begin_draining(descriptor, exchange);
  }

  void answer(int descriptor, Exchange& exchange) {
    shared_->connections.give_forever(descriptor);
    const bool is_last = ++exchange.served >= kMaxRequestsPerConnection;
    const Connection connection = is_last ? Connection::close : exchange.framer.connection();
    Request request = exchange.framer.take();
    request.id = new_request_id();
    Response response = respond(request);
    set_header(response, "x-request-id", request.id);
    if (send_all(descriptor, wire_text(response, request.method, connection)) == Sent::cut) {
      ::shutdown(descriptor, SHUT_RDWR);
    } else if (connection == Connection::close) {
      begin_draining(descriptor, exchange);
    } else {
      shared_->connections.give(descriptor, kIdlePatience);
    }
  }

  /// Whatever is thrown ends here: the visitor learns the request's id, the log learns the rest.
  Response respond(const Request& request) {
    std::string what = "not an exception";
    try {
      Response response = shared_->answer(request);
      if (response.body.size() <= kMaxResponseBytes) return response;
      what = "an answer of " + std::to_string(response.body.size()) + " bytes";
    } catch (const std::exception& failure) {
      what = failure.what();
    } catch (...) {
    }
    shared_->log(request, what);
    Problem problem;
    problem.code = "internal";
    problem.detail = "Something went wrong on this server; the request's id helps to find it.";
    problem.extra.set("request_id", request.id);
    return problem_response(problem);
  }

  std::shared_ptr<Shared> shared_;
};

}  // namespace

struct Server::Inside {
  Inside(const ServerOptions& options_, Answer answer, FailureLog log)
      : options(options_),
        shared(std::make_shared<Shared>(options_, std::move(answer), std::move(log))) {}

  ServerOptions options;
  std::shared_ptr<Shared> shared;
  std::unique_ptr<Pistache::Tcp::Listener> listener;
};

Server::Server(ServerOptions options, Answer answer, FailureLog log)
    : inside_(std::make_unique<Inside>(options, std::move(answer), std::move(log))) {}

Server::~Server() { stop(); }

void Server::start() {
  std::signal(SIGPIPE, SIG_IGN);
  const ServerOptions& options = inside_->options;
  auto listener = std::make_unique<Pistache::Tcp::Listener>();
  listener->init(static_cast<std::size_t>(options.workers),
                 Pistache::Flags<Pistache::Tcp::Options>(Pistache::Tcp::Options::ReuseAddr) |
                     Pistache::Tcp::Options::CloseOnExec,
                 "tundish http");
  listener->setHandler(std::make_shared<Gate>(inside_->shared));
  try {
    listener->bind(Pistache::Address(options.host, Pistache::Port(options.port)));
  } catch (const std::exception& failure) {
    throw std::runtime_error("cannot listen on " + options.host + ':' +
                             std::to_string(options.port) + ": " + failure.what());
  }
  listener->runThreaded();
  inside_->listener = std::move(listener);
}

std::uint16_t Server::port() const { return inside_->listener->getPort(); }

void Server::stop() {
  if (!inside_->listener) return;
  inside_->listener->shutdown();
  inside_->listener.reset();
}

}  // namespace tundish::http
