#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <vector>

#include "http/client_address.hpp"
#include "http/writer.hpp"

namespace tundish::http {

/// What other threads tell a worker.
struct Letter {
  enum class Kind {
    opened,     ///< a new connection: `descriptor`, `address`
    ready,      ///< the answer of `connection` need not be waited for any more
    written,    ///< the writer has ended with the answer of `connection`: `how`
    wind_down,  ///< the server stops: what is idle ends
    end         ///< everything ends now
  };

  Kind kind = Kind::opened;
  int descriptor = -1;
  ClientAddress address;
  std::uint64_t connection = 0;
  Sent how = Sent::whole;
};

/// A worker's letters, and a descriptor that becomes readable when there are some.
class Mailbox {
 public:
  /// Throws `std::system_error` when the system has no descriptors left.
  Mailbox();
  ~Mailbox();
  Mailbox(const Mailbox&) = delete;
  Mailbox& operator=(const Mailbox&) = delete;

  int descriptor() const { return descriptor_; }
  void put(const Letter& letter);
  /// All letters, in the order in which they came.
  std::vector<Letter> take();

  /// How many connections its worker has, those in letters included.
  std::atomic<std::size_t> connections{0};

 private:
  const int descriptor_;
  std::mutex mutex_;
  std::vector<Letter> letters_;
};

}  // namespace tundish::http
