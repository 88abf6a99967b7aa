#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "http/body.hpp"
#include "http/server_options.hpp"

namespace tundish::http {

enum class Sent { whole, partly, cut };

/// Sends what is left of a head and a body after their first `sent` bytes, as far as the socket
/// takes it without waiting, and adds that to `sent`.
Sent send_some(int descriptor, std::string_view head, std::string_view body, std::size_t& sent);

/// Sends the rest of answers to slow readers on a thread of its own, so that no worker waits for
/// them. Each has a descriptor of its own for the connection, so that nothing that happens to the
/// first one can bring its bytes to another client.
class Writer {
 public:
  /// Told on the writer's thread how it ended: `whole` or `cut`.
  using Done = std::function<void(Sent)>;

  struct Answer {
    std::string head;
    Body body;
    std::size_t sent = 0;
    Done done;
  };

  struct Limits {
    std::size_t answers = 4096;
    std::size_t bytes = 64 * 1024 * 1024;  ///< of those that are nobody else's
    Patience patience;
  };

  /// Throws `std::system_error` when the system has no descriptors left.
  explicit Writer(const Limits& limits);
  /// Cuts what is left.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  enum class Entry { taken, full };
  /// Takes the rest of an answer for that connection; `full` when it would be too much to hold.
  Entry take(int descriptor, Answer answer);
  /// How many answers are waiting.
  std::size_t size() const;

 private:
  using Clock = std::chrono::steady_clock;
  struct Waiting {
    Answer answer;
    Clock::time_point stalls_at;
    Clock::time_point ends_at;
  };

  void run();
  void take_new();
  void go_on(int descriptor);
  void cut_overdue();
  void finish(int descriptor, Sent how);
  void release(const Answer& answer);

  const Limits limits_;
  int poll_ = -1;
  int wake_ = -1;
  mutable std::mutex mutex_;
  bool is_stopping_ = false;
  std::size_t count_ = 0;
  std::size_t bytes_ = 0;
  std::vector<std::pair<int, Answer>> new_;
  std::unordered_map<int, Waiting> waiting_;  ///< by its own descriptor; the thread's alone
  std::thread thread_;
};

}  // namespace tundish::http
