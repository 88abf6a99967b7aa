#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "http/connection_table.hpp"
#include "http/framer.hpp"
#include "http/server_options.hpp"
#include "http/watchdog.hpp"
#include "http/writer.hpp"

namespace tundish::http {

/// What all connections share.
struct Edge {
  Edge(const ServerOptions& options_, http::Answer answer_, FailureLog log_);

  const ServerOptions options;
  const http::Answer answer;
  const FailureLog log;
  ConnectionTable connections;
  Watchdog watchdog;
  Writer writer;
  std::atomic<bool> is_stopping{false};
  std::atomic<std::size_t> body_bytes{0};  ///< of large bodies that are still coming
};

/// One connection: bytes in, answers out. Its worker alone uses it, and does the reading.
class Exchange {
 public:
  /// Where the connection is.
  struct Seat {
    std::size_t worker = 0;
    int descriptor = -1;
    ClientAddress peer;
    Writer::Done written;  ///< brings the writer's word back to the worker
  };
  /// What its worker does next.
  enum class Wish {
    read,    ///< wait for input and hand it on
    finish,  ///< call `finish`: when it is told that it need not wait, or after all that came
    wait,    ///< leave the connection alone until the writer has told
    close
  };

  Exchange(Edge& edge, Seat seat);
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  int descriptor() const { return seat_.descriptor; }
  Wish take_input(std::string_view input);
  bool is_answering() const { return phase_ == Phase::answering; }
  /// Calls `tell`, once and on any thread, when `finish` will not wait; false when nothing can.
  bool tell_when_ready(std::function<void()> tell);
  /// Waits for the answer that has begun.
  Wish finish();
  /// The writer has ended with an answer: what had come behind that request is taken now.
  Wish resume(Sent how);
  /// The server stops: ends the connection unless a request is being answered. Half a head ends
  /// with it at once; a new connection and half a body get the time of `Patience::drain`.
  Wish wind_down();

 private:
  enum class Phase { reading, answering, writing, draining, over };

  void drain(std::size_t size);
  void begin_draining();
  void await_more();
  void give(Patience::Time patience);
  bool reserve_body(std::size_t size);
  void release_body();
  void refuse(int status, std::string_view code, std::string_view sentence);
  void answer();
  void reply(Response response);
  Response respond(const std::function<Response()>& handler);
  Wish take_held();
  void deliver(Response response, Method method, Connection connection,
               std::string_view request_id);
  void settle();
  Wish wish() const;

  Edge& edge_;
  const Seat seat_;
  const bool is_proxy_;
  const std::string peer_;  ///< the address as a text
  Framer framer_;
  Request request_;  ///< that is being answered
  std::function<Response()> rest_;
  std::function<void(std::function<void()>)> when_ready_;
  Phase phase_ = Phase::reading;
  Connection then_ = Connection::keep_alive;  ///< after the answer that is leaving
  bool is_head_timed_ = false;
  bool has_served_ = false;
  std::string held_;  ///< input behind a request whose answer is still leaving
  std::size_t reserved_ = 0;
  std::size_t drained_ = 0;
};

}  // namespace tundish::http
