// A server that stops loses no answer.
#include <gtest/gtest.h>

#include <atomic>
#include <map>

#include "edge/echo_server.hpp"
#include "edge/raw_client.hpp"
#include "server/http_client.hpp"

namespace tundish::edge {
namespace {

using namespace std::chrono_literals;

TEST(Stop, LosesNoAnswerUnderLoad) {
  std::array<std::atomic<int>, 16> handled{};
  EchoServer server(loopback_options(), [&](const http::Request& request) {
    ++handled[static_cast<std::size_t>(std::stoi(request.path.substr(1)))];
    if (request.query == "slow") std::this_thread::sleep_for(2ms);
    return echo(request);
  });
  const std::uint16_t port = server.port();
  std::array<std::atomic<int>, handled.size()> received{};
  std::atomic<bool> is_over{false};
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < handled.size(); ++i) {
    threads.emplace_back([&, i] {
      const std::string path = '/' + std::to_string(i) + (i % 2 == 0 ? "?slow" : "");
      while (!is_over) {
        HttpClient client(port);
        for (int k = 0; k < 20; ++k) {
          const ClientResponse response = client.request("GET", path);
          if (response.status == 0) break;
          EXPECT_EQ(response.body, "GET " + path + ' ');
          ++received[i];
          if (response.header("connection") == "close") break;
        }
      }
    });
  }
  EXPECT_TRUE(eventually([&] { return received[15] > 100 && received[14] > 100; }));
  EXPECT_EQ(server->stop(), http::Server::Stopped::finished);
  is_over = true;
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 0; i < handled.size(); ++i) EXPECT_EQ(received[i], handled[i]) << i;
}

TEST(Stop, FinishesWhatIsUnderWayAndEndsTheIdle) {
  static const auto kLong = std::make_shared<const std::string>(8 * 1024 * 1024, 'a');
  std::atomic<bool> is_in_handler{false};
  EchoServer server(loopback_options(), [&](const http::Request& request) {
    if (request.path == "/long") return http::json_response(200, http::Body(kLong));
    if (request.path == "/slow") {
      is_in_handler = true;
      std::this_thread::sleep_for(300ms);
    }
    return echo(request);
  });
  const std::uint16_t port = server.port();
  HttpClient idle(port);
  EXPECT_EQ(idle.request("GET", "/a").status, 200);
  HttpClient reading(port);
  reading.send_raw(get("/long"));
  HttpClient sending(port);
  sending.send_raw("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbo");
  HttpClient slow(port);
  slow.send_raw(get("/slow"));
  EXPECT_TRUE(eventually([&] { return is_in_handler.load(); }));
  std::thread stopping([&] { EXPECT_EQ(server->stop(), http::Server::Stopped::finished); });
  EXPECT_TRUE(idle.is_at_end());
  sending.send_raw("dy");
  EXPECT_EQ(slow.receive().body, "GET /slow ");
  EXPECT_TRUE(slow.is_at_end());
  const ClientResponse late = sending.receive();
  EXPECT_EQ(late.body, "POST /a body");
  EXPECT_EQ(late.header("connection"), "close");
  EXPECT_EQ(reading.receive().body, *kLong);
  EXPECT_TRUE(reading.is_at_end());
  stopping.join();
  EXPECT_LT(RawClient(port).descriptor(), 0) << "nobody can connect any more";
}

TEST(Stop, DoesNotWaitForTheRestOfAHead) {
  http::ServerOptions options = loopback_options();
  // Only who is ended at once does not outlast the patience of the stop; one worker reads in order.
  options.workers = 1;
  options.patience.drain = 60s;
  options.patience.head = 60s;
  EchoServer server(options);
  RawClient half(server.port());
  half.send("GET / HTTP/1.1\r\nHost");
  RawClient second(server.port());
  second.send(get("/a") + "GET /b HTTP/1.1\r\n");
  EXPECT_FALSE(second.read(1000).empty());
  // What was sent before this request has been read when its answer is there.
  RawClient last(server.port());
  last.send(get("/a", "Connection: close\r\n"));
  EXPECT_FALSE(last.read_all().empty());
  last.leave();
  EXPECT_EQ(server->stop(), http::Server::Stopped::finished);
  EXPECT_TRUE(half.is_ended_within(20s));
  EXPECT_TRUE(second.is_ended_within(20s));
}

TEST(Stop, GivesTheRestOfABodyTheTimeOfClosing) {
  http::ServerOptions options = loopback_options();
  options.patience.drain = 200ms;
  options.patience.stop = 60s;
  EchoServer server(options);
  RawClient sending(server.port());
  sending.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_FALSE(sending.read(1000).empty());
  EXPECT_EQ(server->stop(), http::Server::Stopped::finished);
  EXPECT_TRUE(sending.is_ended_within(20s));
}

TEST(Stop, WaitsOnlySoLong) {
  static const auto kLong = std::make_shared<const std::string>(8 * 1024 * 1024, 'a');
  http::ServerOptions options = loopback_options();
  options.patience.stop = 300ms;
  EchoServer server(
      options, [](const http::Request&) { return http::json_response(200, http::Body(kLong)); });
  RawClient reading(server.port());
  reading.send(get("/long"));
  EXPECT_FALSE(reading.read(1000).empty());
  const auto began = std::chrono::steady_clock::now();
  EXPECT_EQ(server->stop(), http::Server::Stopped::cut);
  EXPECT_GE(std::chrono::steady_clock::now() - began, 300ms);
}

TEST(Stop, SaysThatAHandlerIsStuck) {
  http::ServerOptions options = loopback_options();
  options.patience.stop = 50ms;
  // It must outlive the test: its worker still uses it, as at the end of the process.
  static std::atomic<bool> may_end{false};
  static std::atomic<bool> has_begun{false};
  auto server = std::make_unique<EchoServer>(options, [](const http::Request& request) {
    has_begun = true;
    while (!may_end) std::this_thread::sleep_for(5ms);
    return echo(request);
  });
  RawClient client(server->port());
  client.send(get("/a"));
  EXPECT_TRUE(eventually([] { return has_begun.load(); }));
  EXPECT_EQ((*server)->stop(), http::Server::Stopped::stuck);
  may_end = true;
  EXPECT_TRUE(eventually([&] { return (*server)->stop() != http::Server::Stopped::stuck; }));
}

TEST(Stop, MayBeAskedTwice) {
  EchoServer server;
  EXPECT_EQ(server->stop(), http::Server::Stopped::finished);
  EXPECT_EQ(server->stop(), http::Server::Stopped::finished);
}

}  // namespace
}  // namespace tundish::edge
