#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <thread>

#include "http/client_address.hpp"

namespace tundish::http {

/// Listens on one address and hands on every connection, on a thread of its own.
class Acceptor {
 public:
  /// Takes over a connection: its descriptor does not block.
  using Take = std::function<void(int descriptor, const ClientAddress& address)>;

  /// Binds; clients may connect and wait from now on. Throws `std::runtime_error` when the address
  /// is taken or malformed.
  Acceptor(const std::string& host, std::uint16_t port);
  ~Acceptor();
  Acceptor(const Acceptor&) = delete;
  Acceptor& operator=(const Acceptor&) = delete;

  std::uint16_t port() const;
  void start(Take take);
  /// Hands on the connections that are already there, then nobody can connect any more.
  void stop();

 private:
  void run();
  /// Accepts whoever waits.
  void accept_all();

  int listener_ = -1;
  int wake_ = -1;
  Take take_;
  std::thread thread_;
};

}  // namespace tundish::http
