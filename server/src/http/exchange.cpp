#include "http/exchange.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

#include "http/problem.hpp"
#include "http/request_id.hpp"

namespace tundish::http {
namespace {

constexpr std::size_t kMaxDrained = 1024 * 1024;
/// Bodies up to this size are not counted: they are bounded by the number of connections.
constexpr std::size_t kSmallBody = 16 * 1024;

Writer::Limits writer_limits(const ServerOptions& options) {
  Writer::Limits limits;
  limits.answers = options.connections;
  limits.bytes = options.memory.answers;
  limits.patience = options.patience;
  return limits;
}

/// Tells the watchdog what a worker does, for as long as it does it.
class Watched {
 public:
  Watched(Watchdog& watchdog, std::size_t worker, const Request& request)
      : watchdog_(watchdog), worker_(worker) {
    watchdog_.begin(worker_, request);
  }
  ~Watched() { watchdog_.end(worker_); }
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;

 private:
  Watchdog& watchdog_;
  std::size_t worker_;
};

}  // namespace

Edge::Edge(const ServerOptions& options_, http::Answer answer_, FailureLog log_)
    : options(options_),
      answer(std::move(answer_)),
      log(std::move(log_)),
      connections({options.connections, options.connections_per_address}),
      watchdog(options.workers, options.patience.stuck, options.stuck_log),
      writer(writer_limits(options)) {}

Exchange::Exchange(Edge& edge, Seat seat)
    : edge_(edge),
      seat_(std::move(seat)),
      is_proxy_(contains(edge.options.trusted_proxies, seat_.peer)),
      peer_(to_text(seat_.peer)),
      framer_(edge.options.limits) {}

Exchange::~Exchange() { release_body(); }

Exchange::Wish Exchange::wish() const {
  if (phase_ == Phase::over) return Wish::close;
  if (phase_ == Phase::answering) return Wish::finish;
  return phase_ == Phase::writing ? Wish::wait : Wish::read;
}

Exchange::Wish Exchange::take_input(std::string_view input) {
  while (!input.empty() && phase_ == Phase::reading) {
    switch (framer_.feed(input)) {
      case Framer::Progress::more:
        await_more();
        break;
      case Framer::Progress::refused:
        refuse(framer_.status(), "malformed_request", framer_.sentence());
        break;
      case Framer::Progress::ready:
        answer();
        break;
    }
  }
  if (phase_ == Phase::draining) drain(input.size());
  if (phase_ == Phase::answering || phase_ == Phase::writing) held_ = input;
  return wish();
}

Exchange::Wish Exchange::resume(Sent how) {
  if (how != Sent::whole) return Wish::close;
  phase_ = Phase::reading;
  settle();
  return take_held();
}

bool Exchange::tell_when_ready(std::function<void()> tell) {
  if (!when_ready_) return false;
  std::exchange(when_ready_, nullptr)(std::move(tell));
  return true;
}

Exchange::Wish Exchange::finish() {
  if (phase_ != Phase::answering) return wish();
  phase_ = Phase::reading;
  const std::function<Response()> rest = std::exchange(rest_, nullptr);
  reply(respond(rest));
  return phase_ == Phase::writing ? wish() : take_held();
}

/// What had come behind the request that is answered now.
Exchange::Wish Exchange::take_held() {
  const std::string held = std::exchange(held_, {});
  return take_input(held);
}

Exchange::Wish Exchange::wind_down() {
  if (phase_ != Phase::reading) return wish();
  const bool is_new = !has_served_ && !framer_.is_under_way();
  if (is_new || framer_.has_whole_head()) {
    edge_.connections.give(seat_.descriptor, edge_.options.patience.drain);
  } else {
    // What has come is still read and answered, then the stream ends.
    ::shutdown(seat_.descriptor, SHUT_RD);
  }
  return wish();
}

/// Once the server stops, nobody is given more time than for closing.
void Exchange::give(Patience::Time patience) {
  const bool is_stopping = edge_.is_stopping.load(std::memory_order_relaxed);
  edge_.connections.give(seat_.descriptor,
                         is_stopping ? std::min(patience, edge_.options.patience.drain) : patience);
}

void Exchange::drain(std::size_t size) {
  drained_ += size;
  if (drained_ > kMaxDrained) phase_ = Phase::over;
}

/// The other side may still be sending: what it sends is read and dropped, else it would get a
/// reset instead of the answer.
void Exchange::begin_draining() {
  phase_ = Phase::draining;
  ::shutdown(seat_.descriptor, SHUT_WR);
  edge_.connections.give(seat_.descriptor, edge_.options.patience.drain);
}

void Exchange::await_more() {
  const Patience& patience = edge_.options.patience;
  if (!is_head_timed_) {
    is_head_timed_ = true;
    give(patience.head);
  }
  if (const std::optional<std::size_t> size = framer_.take_begun_body()) {
    if (!reserve_body(*size)) {
      return refuse(503, "busy", "Too much is being sent at once; try again in a moment.");
    }
    give(patience.body + std::chrono::seconds(*size / patience.body_bytes_per_second));
  }
  if (!framer_.take_continue()) return;
  std::size_t sent = 0;
  if (send_some(seat_.descriptor, "HTTP/1.1 100 Continue\r\n\r\n", {}, sent) != Sent::whole) {
    phase_ = Phase::over;
  }
}

bool Exchange::reserve_body(std::size_t size) {
  if (size <= kSmallBody) return true;
  reserved_ = size;
  if (edge_.body_bytes.fetch_add(size) + size <= edge_.options.memory.bodies) return true;
  release_body();
  return false;
}

void Exchange::release_body() {
  if (reserved_ != 0) edge_.body_bytes.fetch_sub(std::exchange(reserved_, 0));
}

void Exchange::refuse(int status, std::string_view code, std::string_view sentence) {
  Response response = problem_response(status, std::string(code), std::string(sentence));
  if (status == 503) set_header(response, "retry-after", "2");
  if (status == 405) set_header(response, "allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  deliver(std::move(response), Method::get, Connection::close, {});
}

void Exchange::answer() {
  is_head_timed_ = false;
  has_served_ = true;
  edge_.connections.give_forever(seat_.descriptor);
  request_ = framer_.take();
  release_body();
  request_.id = new_request_id();
  request_.client =
      is_proxy_ ? to_text(client_of(request_, seat_.peer, edge_.options.trusted_proxies)) : peer_;
  Response response = respond([this] { return edge_.answer(request_); });
  if (response.rest) {
    rest_ = std::move(response.rest);
    when_ready_ = std::move(response.when_ready);
    phase_ = Phase::answering;
  } else {
    reply(std::move(response));
  }
}

void Exchange::reply(Response response) {
  const bool is_last = edge_.is_stopping.load(std::memory_order_relaxed);
  deliver(std::move(response), request_.method, is_last ? Connection::close : framer_.connection(),
          request_.id);
  request_ = {};
}

/// Whatever is thrown ends here: the visitor learns the request's id, the log learns the rest.
Response Exchange::respond(const std::function<Response()>& handler) {
  std::string what = "not an exception";
  try {
    const Watched watched(edge_.watchdog, seat_.worker, request_);
    Response response = handler();
    if (response.body.own_bytes() <= kMaxResponseBytes) return response;
    what = "an answer of " + std::to_string(response.body.size()) + " bytes";
  } catch (const std::exception& failure) {
    what = failure.what();
  } catch (...) {
  }
  edge_.log(request_, what);
  Problem problem;
  problem.code = "internal";
  problem.detail = "Something went wrong on this server; the request's id helps to find it.";
  problem.extra.set("request_id", request_.id);
  return problem_response(problem);
}

void Exchange::deliver(Response response, Method method, Connection connection,
                       std::string_view request_id) {
  then_ = connection;
  Writer::Answer answer;
  answer.head = head_text(response, connection, request_id);
  answer.body = wire_body(std::move(response), method);
  switch (send_some(seat_.descriptor, answer.head, answer.body, answer.sent)) {
    case Sent::whole:
      settle();
      break;
    case Sent::cut:
      phase_ = Phase::over;
      break;
    case Sent::partly:
      edge_.connections.give_forever(seat_.descriptor);
      answer.done = seat_.written;
      phase_ = edge_.writer.take(seat_.descriptor, std::move(answer)) == Writer::Entry::taken
                   ? Phase::writing
                   : Phase::over;
      break;
  }
}

/// The answer has left.
void Exchange::settle() {
  if (then_ == Connection::close) return begin_draining();
  // The answer was begun before the server was told to stop.
  if (edge_.is_stopping.load(std::memory_order_relaxed)) ::shutdown(seat_.descriptor, SHUT_RD);
  const Patience& patience = edge_.options.patience;
  edge_.connections.give(seat_.descriptor, is_proxy_ ? patience.proxy_idle : patience.idle);
}

}  // namespace tundish::http
