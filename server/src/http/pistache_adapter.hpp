#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "http/framer.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

namespace tundish::http {

struct ServerOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0: a free one
  int workers = 16;
  std::size_t connections = 4096;
  FramerLimits limits;
};

/// Answers one request; called from many threads at once.
using Answer = std::function<Response(const Request&)>;
/// Told of every request that failed within us, with what was thrown.
using FailureLog = std::function<void(const Request&, const std::string& what)>;

/// The listening server. Pistache accepts connections, polls and runs the workers; its HTTP parser
/// and writer never see a byte: requests are cut by `Framer`, answers written by us.
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
  /// Accepts nothing more, lets the answers under way finish, joins the threads.
  void stop();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace tundish::http
