// Clients that send and leave at once, many of them, beside clients that look at every byte they
// get: nobody ever receives a byte that is not its own.
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <random>

#include "edge/echo_server.hpp"
#include "edge/raw_client.hpp"

namespace tundish::edge {
namespace {

constexpr int kLeaverThreads = 4;
constexpr int kCheckerThreads = 3;
/// Addresses of the loopback network, so that ports do not run out.
constexpr int kSources = 40;

int leaving_clients() {
  const char* wanted = std::getenv("TUNDISH_LEAVING_CLIENTS");
  return wanted == nullptr ? 20000 : std::atoi(wanted);
}

/// `/TAG?SIZE` → a body of that size that consists of the tag.
std::string tagged_body(std::string_view tag, std::size_t size) {
  std::string body;
  body.reserve(size + tag.size());
  while (body.size() < size) body += tag;
  return body;
}

http::Response tagged(const http::Request& request) {
  http::Response response;
  response.body = tagged_body(request.path, std::stoul("0" + request.query));
  return response;
}

class Leavers {
 public:
  explicit Leavers(std::uint16_t port) : port_(port) {}

  /// Leaves in one of the ways there are.
  void come_and_go(std::uint32_t number) {
    std::minstd_rand random(number + 1);
    RawClient client(port_, static_cast<int>(1 + random() % kSources));
    const std::size_t size = random() % 16 == 0 ? 1'500'000 : random() % 4 == 0 ? 60'000 : 500;
    const std::string request =
        get("/leaver-" + std::to_string(number) + '?' + std::to_string(size));
    const std::size_t sent = random() % 3 == 0 ? random() % request.size() : request.size();
    client.send(std::string_view(request).substr(0, sent));
    if (sent == request.size() && random() % 3 == 0) client.read(size / 2 + 1);
    if (sent == request.size() && random() % 8 == 0) client.send(request + request);
    if (random() % 2 == 0) client.leave_by_reset();
  }

 private:
  const std::uint16_t port_;
};

/// Asks again and again, on one connection or on new ones, and compares all it gets.
class Checker {
 public:
  Checker(std::uint16_t port, int number)
      : port_(port), number_(number), random_(static_cast<std::uint32_t>(number) + 7) {}

  void check_once() {
    if (!client_ || random_() % 4 == 0) {
      client_ = std::make_unique<RawClient>(port_, 1 + static_cast<int>(random_() % kSources));
    }
    const std::size_t size = random_() % 32 == 0 ? 2'000'000 : random_() % 8 == 0 ? 100'000 : 900;
    const std::string tag =
        "/checker-" + std::to_string(number_) + '-' + std::to_string(requests_++);
    ASSERT_TRUE(client_->send(get(tag + '?' + std::to_string(size))));
    const std::string body = tagged_body(tag, size);
    expect_head(body.size());
    expect_bytes(body);
  }
  std::size_t bytes() const { return bytes_; }
  std::size_t requests() const { return requests_; }

 private:
  void expect_head(std::size_t size) {
    constexpr std::size_t kIdSize = 16;
    const std::string before = "HTTP/1.1 200 OK\r\nx-request-id: ";
    expect_bytes(before);
    const std::string id = take(kIdSize);
    ASSERT_EQ(id.find_first_not_of("0123456789abcdef"), id.npos) << id;
    expect_bytes("\r\ncontent-length: " + std::to_string(size) + "\r\n\r\n");
  }

  void expect_bytes(std::string_view expected) {
    ASSERT_TRUE(take(expected.size()) == expected) << "a foreign byte, or none";
  }

  std::string take(std::size_t size) {
    std::string taken;
    while (taken.size() < size) {
      const std::string piece = client_->read(size - taken.size());
      if (piece.empty()) break;
      taken += piece;
    }
    bytes_ += taken.size();
    return taken;
  }

  const std::uint16_t port_;
  const int number_;
  std::minstd_rand random_;
  std::unique_ptr<RawClient> client_;
  std::size_t requests_ = 0;
  std::size_t bytes_ = 0;
};

TEST(Leavers, BringNobodyAForeignByte) {
  raise_descriptor_limit();
  http::ServerOptions options = loopback_options();
  options.workers = 32;
  EchoServer server(options, tagged);
  const std::size_t descriptors = count_descriptors();
  const int clients = leaving_clients();
  std::atomic<int> next{0};
  std::atomic<int> leaving{kLeaverThreads};
  std::vector<std::thread> threads;
  for (int i = 0; i < kLeaverThreads; ++i) {
    threads.emplace_back([&] {
      Leavers leavers(server.port());
      for (int number = next++; number < clients; number = next++) {
        leavers.come_and_go(static_cast<std::uint32_t>(number));
      }
      --leaving;
    });
  }
  std::atomic<std::size_t> bytes{0};
  std::atomic<std::size_t> requests{0};
  for (int i = 0; i < kCheckerThreads; ++i) {
    threads.emplace_back([&, i] {
      Checker checker(server.port(), i);
      while (leaving > 0 && !testing::Test::HasFailure()) checker.check_once();
      bytes += checker.bytes();
      requests += checker.requests();
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::printf("%d clients left; beside them %zu answers of %zu bytes were compared\n", clients,
              requests.load(), bytes.load());
  EXPECT_GE(requests, static_cast<std::size_t>(clients) / 100) << "too little was compared";
  EXPECT_TRUE(server.failures().empty());
  EXPECT_TRUE(eventually([&] { return count_descriptors() <= descriptors; }))
      << "connections of clients that left are still open";
}

}  // namespace
}  // namespace tundish::edge
