#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace tundish::edge {

/// A blocking client that does with its connection what it likes. Waits at most some seconds for
/// anything.
class RawClient {
 public:
  /// Not connected yet.
  RawClient();
  /// Connected, from 127.0.0.`source`; -1 as descriptor when it cannot connect.
  explicit RawClient(std::uint16_t port, int source = 1);
  ~RawClient();
  RawClient(RawClient&& other) noexcept;
  RawClient& operator=(RawClient&&) = delete;
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  int descriptor() const { return descriptor_; }
  bool connect(std::uint16_t port, int source = 1);
  /// False when the server no longer takes it.
  bool send(std::string_view bytes);
  /// Up to `size` bytes; empty at the end of the stream, after an error, or when nothing comes.
  std::string read(std::size_t size);
  /// All bytes until the end of the stream.
  std::string read_all();
  /// Ends its own direction and still listens.
  void end_sending();
  /// Its end sends a reset.
  void leave_by_reset();
  void leave();
  /// True when the server ends the connection within that time; what comes is thrown away.
  bool is_ended_within(std::chrono::milliseconds patience);

 private:
  int descriptor_ = -1;
};

/// `GET target`, with a Host.
std::string get(std::string_view target, std::string_view headers = {});

/// Lets this process have as many descriptors as the system allows; how many that are.
std::size_t raise_descriptor_limit();
/// How many descriptors are open.
std::size_t count_descriptors();

}  // namespace tundish::edge
