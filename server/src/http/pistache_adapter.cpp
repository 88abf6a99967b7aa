#include "http/pistache_adapter.hpp"

#include <pistache/reactor.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "http/acceptor.hpp"
#include "http/exchange.hpp"
#include "http/mailbox.hpp"

namespace tundish::http {
namespace {

using namespace std::chrono_literals;
using Pistache::Polling::NotifyOn;
using Pistache::Polling::Tag;

constexpr std::size_t kReadBytes = 16 * 1024;
constexpr std::size_t kMaxWorkers = 255;
// The reactor's own descriptors have their small numbers as tags.
constexpr std::uint64_t kMailTag = std::uint64_t{1} << 31;
constexpr std::uint64_t kFirstConnection = std::uint64_t{1} << 32;

/// One thread's connections. Polled level-triggered: what is not read now is told again, so that
/// every connection gets its turn after one read of another one.
class Worker : public Pistache::Aio::Handler {
  PROTOTYPE_OF(Pistache::Aio::Handler, Worker)

  Worker(Edge& edge, std::size_t& made) : edge_(edge), made_(made) {}
  // The reactor makes a copy for each thread: that one has a mailbox and works.
  Worker(const Worker& other)
      : Pistache::Aio::Handler(),
        edge_(other.edge_),
        made_(other.made_),
        index_(made_++),
        mailbox_(std::make_shared<Mailbox>()),
        buffer_(kReadBytes) {}
  Worker& operator=(const Worker&) = delete;
  ~Worker() override {
    for (const auto& [connection, place] : places_) {
      edge_.connections.close(place.exchange->descriptor());
      ::close(place.exchange->descriptor());
    }
  }

  const std::shared_ptr<Mailbox>& mailbox() const { return mailbox_; }

  void registerPoller(Pistache::Polling::Epoll& poller) override {
    poller.addFd(mailbox_->descriptor(), Pistache::Flags<NotifyOn>(NotifyOn::Read), Tag(kMailTag));
  }

  void onReady(const Pistache::Aio::FdSet& ready) override {
    for (const auto& entry : ready) {
      const std::uint64_t tag = entry.getTag().value();
      if (tag == kMailTag) {
        for (const Letter& letter : mailbox_->take()) open(letter);
      } else if (tag >= kFirstConnection) {
        guarded(tag, [this](Exchange& exchange) { return read(exchange); });
      }
    }
    // All that came has begun; what one answer waits for, the others need not wait for again.
    while (!unfinished_.empty()) {
      for (const std::uint64_t connection : std::exchange(unfinished_, {})) {
        guarded(connection, [](Exchange& exchange) { return exchange.finish(); });
      }
    }
  }

 private:
  struct Place {
    std::unique_ptr<Exchange> exchange;
    bool is_polled = false;
  };
  using Places = std::unordered_map<std::uint64_t, Place>;

  void open(const Letter& letter) {
    switch (letter.kind) {
      case Letter::Kind::opened:
        add(letter);
        break;
      case Letter::Kind::ready:
        guarded(letter.connection, [](Exchange& exchange) { return exchange.finish(); });
        break;
      case Letter::Kind::written:
        guarded(letter.connection,
                [&letter](Exchange& exchange) { return exchange.resume(letter.how); });
        break;
      case Letter::Kind::wind_down:
        for (const std::uint64_t connection : all()) {
          guarded(connection, [](Exchange& exchange) { return exchange.wind_down(); });
        }
        break;
      case Letter::Kind::end:
        for (const std::uint64_t connection : all()) {
          guarded(connection, [](Exchange&) { return Exchange::Wish::close; });
        }
        break;
    }
  }

  std::vector<std::uint64_t> all() const {
    std::vector<std::uint64_t> connections;
    for (const auto& item : places_) connections.push_back(item.first);
    return connections;
  }

  void add(const Letter& letter) {
    try {
      seat(letter);
    } catch (...) {
      tell_failure();
      edge_.connections.close(letter.descriptor);
      ::close(letter.descriptor);
      mailbox_->connections.fetch_sub(1, std::memory_order_relaxed);
    }
  }

  void seat(const Letter& letter) {
    const std::uint64_t connection = next_++;
    Exchange::Seat seat;
    seat.worker = index_;
    seat.descriptor = letter.descriptor;
    seat.peer = letter.address;
    seat.written = [mailbox = mailbox_, connection](Sent how) {
      Letter word;
      word.kind = Letter::Kind::written;
      word.connection = connection;
      word.how = how;
      mailbox->put(word);
    };
    places_.emplace(connection, Place{std::make_unique<Exchange>(edge_, std::move(seat)), false});
    guarded(connection, [](Exchange&) { return Exchange::Wish::read; });
  }

  Exchange::Wish read(Exchange& exchange) {
    if (exchange.is_answering()) return Exchange::Wish::wait;  // it is read when it is answered
    const ssize_t count = ::recv(exchange.descriptor(), buffer_.data(), buffer_.size(), 0);
    if (count > 0) {
      return exchange.take_input({buffer_.data(), static_cast<std::size_t>(count)});
    }
    const bool comes_later = count < 0 && (errno == EAGAIN || errno == EINTR);
    return comes_later ? Exchange::Wish::read : Exchange::Wish::close;
  }

  /// Does something with that connection and then what it wishes. Whatever is thrown, for want of
  /// memory or descriptors, costs this connection and nothing else.
  template <typename Step>
  void guarded(std::uint64_t connection, const Step& step) {
    const auto found = places_.find(connection);
    if (found == places_.end()) return;
    Place& place = found->second;
    Exchange::Wish wish = Exchange::Wish::close;
    try {
      wish = step(*place.exchange);
      if (wish == Exchange::Wish::finish) return finish_later(connection, *place.exchange);
      poll(connection, place, wish);
    } catch (...) {
      tell_failure();
      wish = Exchange::Wish::close;
    }
    if (wish == Exchange::Wish::close) close(found);
  }

  /// Goes on with others until the answer that has begun is ready.
  void finish_later(std::uint64_t connection, Exchange& exchange) {
    const bool is_told = exchange.tell_when_ready([mailbox = mailbox_, connection] {
      Letter word;
      word.kind = Letter::Kind::ready;
      word.connection = connection;
      mailbox->put(word);
    });
    if (!is_told) unfinished_.push_back(connection);
  }

  /// A connection that is not read is not polled either: its end would be told again and again.
  void poll(std::uint64_t connection, Place& place, Exchange::Wish wish) {
    const bool is_wanted = wish == Exchange::Wish::read;
    if (is_wanted == place.is_polled) return;
    const int descriptor = place.exchange->descriptor();
    if (is_wanted) {
      reactor()->registerFd(key(), descriptor, NotifyOn::Read, Tag(connection));
    } else {
      reactor()->removeFd(key(), descriptor);
    }
    place.is_polled = is_wanted;
  }

  void tell_failure() {
    try {
      edge_.log(Request{}, "a connection failed and was closed");
    } catch (...) {
      std::fputs("a connection failed, and telling it failed too\n", stderr);
    }
  }

  void close(Places::iterator found) {
    const int descriptor = found->second.exchange->descriptor();
    places_.erase(found);
    edge_.connections.close(descriptor);
    ::close(descriptor);
    mailbox_->connections.fetch_sub(1, std::memory_order_relaxed);
  }

  Edge& edge_;
  std::size_t& made_;
  std::size_t index_ = 0;
  std::shared_ptr<Mailbox> mailbox_;
  std::vector<char> buffer_;
  Places places_;
  std::vector<std::uint64_t> unfinished_;  ///< whose answers have begun
  std::uint64_t next_ = kFirstConnection;
};

}  // namespace

struct Server::Inside {
  Inside(const ServerOptions& options, Answer answer, FailureLog log)
      : edge(options, std::move(answer), std::move(log)) {}

  void start();
  void take(int descriptor, const ClientAddress& address);
  Mailbox& least_busy();
  void tell_all(Letter::Kind kind);
  bool is_empty_within(std::chrono::milliseconds patience) const;

  Edge edge;
  std::size_t workers_made = 0;
  std::vector<std::shared_ptr<Mailbox>> mailboxes;
  std::size_t turn = 0;
  std::unique_ptr<Acceptor> acceptor;
  std::unique_ptr<Pistache::Aio::Reactor> reactor;
};

void Server::Inside::start() {
  const ServerOptions& options = edge.options;
  acceptor = std::make_unique<Acceptor>(options.host, options.port);
  reactor = std::make_unique<Pistache::Aio::Reactor>();
  const std::size_t workers = std::clamp<std::size_t>(options.workers, 1, kMaxWorkers);
  reactor->init(Pistache::Aio::AsyncContext(workers, "tundish http"));
  const Pistache::Aio::Reactor::Key key =
      reactor->addHandler(std::make_shared<Worker>(edge, workers_made));
  for (const auto& handler : reactor->handlers(key)) {
    mailboxes.push_back(std::static_pointer_cast<Worker>(handler)->mailbox());
  }
  reactor->run();
  acceptor->start(
      [this](int descriptor, const ClientAddress& address) { take(descriptor, address); });
}

void Server::Inside::take(int descriptor, const ClientAddress& address) {
  const ServerOptions& options = edge.options;
  const bool is_proxy = contains(options.trusted_proxies, address);
  const ConnectionTable::Entry entry = edge.connections.open(
      descriptor, address,
      is_proxy ? ConnectionTable::Counting::in_total : ConnectionTable::Counting::by_address,
      is_proxy ? options.patience.proxy_idle : options.patience.idle);
  if (entry != ConnectionTable::Entry::taken) {
    ::close(descriptor);
    return;
  }
  Letter letter;
  letter.descriptor = descriptor;
  letter.address = address;
  Mailbox& mailbox = least_busy();
  mailbox.connections.fetch_add(1, std::memory_order_relaxed);
  mailbox.put(letter);
}

/// Of the worker that has the fewest connections.
Mailbox& Server::Inside::least_busy() {
  ++turn;
  Mailbox* least = mailboxes[turn % mailboxes.size()].get();
  for (std::size_t i = 1; i < mailboxes.size(); ++i) {
    Mailbox* other = mailboxes[(turn + i) % mailboxes.size()].get();
    if (other->connections.load(std::memory_order_relaxed) <
        least->connections.load(std::memory_order_relaxed)) {
      least = other;
    }
  }
  return *least;
}

void Server::Inside::tell_all(Letter::Kind kind) {
  Letter letter;
  letter.kind = kind;
  for (const std::shared_ptr<Mailbox>& mailbox : mailboxes) mailbox->put(letter);
}

bool Server::Inside::is_empty_within(std::chrono::milliseconds patience) const {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (edge.connections.size() > 0) {
    if (std::chrono::steady_clock::now() >= deadline) return false;
    std::this_thread::sleep_for(2ms);
  }
  return true;
}

Server::Server(ServerOptions options, Answer answer, FailureLog log)
    : inside_(std::make_unique<Inside>(options, std::move(answer), std::move(log))) {}

Server::~Server() {
  // What a handler that never returns still uses must stay.
  if (stop() == Stopped::stuck) static_cast<void>(inside_.release());
}

void Server::start() {
  std::signal(SIGPIPE, SIG_IGN);
  inside_->start();
}

std::uint16_t Server::port() const { return inside_->acceptor->port(); }

Server::Stopped Server::stop() {
  if (!inside_->reactor) return Stopped::finished;
  const Patience& patience = inside_->edge.options.patience;
  inside_->acceptor->stop();
  inside_->edge.is_stopping = true;
  inside_->tell_all(Letter::Kind::wind_down);
  Stopped stopped = Stopped::finished;
  if (!inside_->is_empty_within(patience.stop)) {
    stopped = Stopped::cut;
    inside_->tell_all(Letter::Kind::end);
    if (!inside_->is_empty_within(1s) && inside_->edge.watchdog.busy() > 0) return Stopped::stuck;
  }
  inside_->reactor->shutdown();
  inside_->reactor.reset();
  return stopped;
}

}  // namespace tundish::http
