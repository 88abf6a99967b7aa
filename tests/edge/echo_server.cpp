#include "edge/echo_server.hpp"

#include <utility>

namespace tundish::edge {

http::ServerOptions loopback_options() {
  http::ServerOptions options;
  options.port = 0;
  options.workers = 8;
  options.connections_per_address = options.connections;
  return options;
}

http::Response echo(const http::Request& request) {
  http::Response response;
  std::string text = std::string(http::to_text(request.method)) + ' ' + request.path;
  if (!request.query.empty()) text += '?' + request.query;
  response.body = text + ' ' + request.body;
  return response;
}

EchoServer::EchoServer(http::ServerOptions options, http::Answer answer)
    : server_(std::move(options), std::move(answer),
              [this](const http::Request& request, const std::string& what) {
                const std::lock_guard lock(mutex_);
                failures_.push_back(request.path + ": " + what);
              }) {
  server_.start();
}

std::vector<std::string> EchoServer::failures() const {
  const std::lock_guard lock(mutex_);
  return failures_;
}

}  // namespace tundish::edge
