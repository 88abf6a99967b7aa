#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace tundish {

/// Somebody else's HTTP server, on a free port of this machine: it keeps what it is asked and
/// answers what the test says, one connection after the other.
class AnsweringServer {
 public:
  /// Gets the whole request; gives the whole answer. Empty: closes without one.
  using Answer = std::function<std::string(const std::string& request)>;

  explicit AnsweringServer(Answer answer);
  ~AnsweringServer();
  AnsweringServer(const AnsweringServer&) = delete;
  AnsweringServer& operator=(const AnsweringServer&) = delete;

  int port() const { return port_; }
  /// `http://127.0.0.1:<port>`.
  std::string origin() const { return "http://127.0.0.1:" + std::to_string(port_); }
  int connections() const { return connections_.load(); }
  std::vector<std::string> requests() const;

 private:
  void run();
  void serve(int connection);

  Answer answer_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<int> connections_{0};
  std::atomic<bool> is_ending_{false};
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

/// An answer with a JSON body; `headers` end with CR LF each.
std::string json_answer(int status, const std::string& body, const std::string& headers = "");
/// The value of a header of a request, by its name in lower case; empty: not there.
std::string header_of(const std::string& request, const std::string& name);
std::string body_of(const std::string& request);

}  // namespace tundish
