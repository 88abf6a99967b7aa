#pragma once

#include <cstdint>
#include <memory>

#include "http/server_options.hpp"

namespace tundish::http {

/// The listening server. Pistache polls and runs the workers; nothing else of it is used, and no
/// byte passes through it: connections are accepted, requests are cut and answers are written by
/// us. A worker answers one request at a time and never waits for a socket.
class Server {
 public:
  Server(ServerOptions options, Answer answer, FailureLog log);
  /// Stops when it was not stopped.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Binds and serves on threads of its own. Throws `std::runtime_error` when the address is taken
  /// or malformed.
  void start();
  std::uint16_t port() const;

  enum class Stopped {
    finished,  ///< everything that was under way
    cut,       ///< some connections took too long
    stuck      ///< a handler does not return: only the end of the process ends it
  };
  /// Accepts nothing more, ends idle connections, lets requests and answers under way finish for as
  /// long as `Patience::stop` says, joins the threads.
  Stopped stop();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace tundish::http
