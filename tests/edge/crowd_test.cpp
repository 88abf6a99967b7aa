// Two thousand clients that drip, never read or say nothing: the others do not feel them, and they
// are cut when their time is over.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>

#include "edge/echo_server.hpp"
#include "edge/raw_client.hpp"
#include "server/http_client.hpp"

namespace tundish::edge {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kEachKind = 667;
constexpr std::size_t kSamples = 6000;
constexpr std::size_t kLongAnswer = 8 * 1024 * 1024;

http::Response answer(const http::Request& request) {
  static const auto kLong = std::make_shared<const std::string>(kLongAnswer, 'a');
  http::Response response;
  response.body = request.path == "/long" ? http::Body(kLong) : http::Body(request.path);
  return response;
}

/// The median time of requests by two clients, in microseconds.
double median_us(std::uint16_t port) {
  std::vector<std::vector<double>> times(2);
  std::vector<std::thread> threads;
  for (std::vector<double>& own : times) {
    threads.emplace_back([&own, port] {
      HttpClient client(port);
      for (std::size_t i = 0; i < kSamples / 2; ++i) {
        const Clock::time_point began = Clock::now();
        ASSERT_EQ(client.request("GET", "/a").body, "/a");
        own.push_back(std::chrono::duration<double, std::micro>(Clock::now() - began).count());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::vector<double> all = times[0];
  all.insert(all.end(), times[1].begin(), times[1].end());
  std::nth_element(all.begin(), all.begin() + kSamples / 2, all.end());
  return all[kSamples / 2];
}

/// The processor time of this process, all threads together.
std::chrono::microseconds processor_time() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto time = [](const timeval& value) {
    return std::chrono::seconds(value.tv_sec) + std::chrono::microseconds(value.tv_usec);
  };
  return time(usage.ru_utime) + time(usage.ru_stime);
}

/// Clients of the three kinds, and the thread on which some of them drip a byte a second each.
class Crowd {
 public:
  explicit Crowd(std::uint16_t port) {
    for (std::size_t i = 0; i < kEachKind; ++i) {
      add(port);
      drippers_.push_back(clients_.size() - 1);
      add(port);
      clients_.back().send(get("/long"));
      add(port);
    }
    dripper_ = std::thread([this] { drip(); });
  }
  ~Crowd() {
    is_over_ = true;
    dripper_.join();
  }
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  std::size_t size() const { return clients_.size(); }
  /// How many of them the server ends within a time that is ample.
  std::size_t count_ended() {
    std::size_t count = 0;
    for (RawClient& client : clients_) count += client.is_ended_within(20s) ? 1 : 0;
    return count;
  }

 private:
  void add(std::uint16_t port) {
    clients_.emplace_back(port, static_cast<int>(1 + clients_.size() % 40));
    EXPECT_GE(clients_.back().descriptor(), 0);
  }

  void drip() {
    const std::string head = get("/a", "X: " + std::string(1000, 'a') + "\r\n");
    for (std::size_t byte = 0; byte < head.size() && !is_over_; ++byte) {
      for (const std::size_t dripper : drippers_) {
        clients_[dripper].send(std::string_view(head).substr(byte, 1));
      }
      for (int i = 0; i < 20 && !is_over_; ++i) std::this_thread::sleep_for(50ms);
    }
  }

  std::vector<RawClient> clients_;
  std::vector<std::size_t> drippers_;
  std::atomic<bool> is_over_{false};
  std::thread dripper_;
};

TEST(Crowd, DoesNotDelayOthersAndIsCut) {
  raise_descriptor_limit();
  http::ServerOptions options = loopback_options();
  options.workers = 16;
  options.patience.idle = 12s;
  options.patience.head = 12s;
  options.patience.stall = 12s;
  EchoServer server(options, answer);
  const std::size_t descriptors = count_descriptors();
  const double before = median_us(server.port());
  double beside = 0;
  double spent = 0;
  {
    Crowd crowd(server.port());
    EXPECT_GE(crowd.size(), 2000u);
    // Each has one end here and one at the server, the readers that do not read one more.
    EXPECT_TRUE(eventually([&] { return count_descriptors() >= descriptors + 7 * kEachKind; }));
    beside = median_us(server.port());
    const auto began = Clock::now();
    const auto worked = processor_time();
    std::this_thread::sleep_for(1s);
    spent = std::chrono::duration<double>(processor_time() - worked).count() /
            std::chrono::duration<double>(Clock::now() - began).count();
    EXPECT_EQ(crowd.count_ended(), crowd.size());
  }
  const double after = median_us(server.port());
  // The machine may be busier at one end than at the other: the slower of the two is idle, too.
  const double idle = std::max(before, after);
  std::printf("p50 idle %.0f us before, %.0f us after, %.0f us beside %zu clients: ratio %.2f\n",
              before, after, beside, 3 * kEachKind, beside / idle);
  std::printf("processor seconds per second while nothing but they are there: %.2f\n", spent);
  EXPECT_LE(beside, 2 * idle);
  EXPECT_LT(spent, 0.7) << "something spins";
  EXPECT_TRUE(eventually([&] { return count_descriptors() <= descriptors; }));
}

}  // namespace
}  // namespace tundish::edge
