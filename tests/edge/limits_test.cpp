// What is refused or cut before it costs anything.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "edge/echo_server.hpp"
#include "edge/raw_client.hpp"
#include "server/http_client.hpp"

namespace tundish::edge {
namespace {

using namespace std::chrono_literals;

http::ServerOptions impatient() {
  http::ServerOptions options = loopback_options();
  options.patience.idle = 400ms;
  options.patience.head = 400ms;
  options.patience.body = 400ms;
  options.patience.body_bytes_per_second = 1024 * 1024;
  return options;
}

std::string post(std::string_view target, std::size_t size) {
  return "POST " + std::string(target) +
         " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n";
}

/// Sends a byte at a time for as long as they are taken; how long that was.
std::chrono::steady_clock::duration drip(RawClient& client, std::string_view bytes) {
  const auto began = std::chrono::steady_clock::now();
  for (const char& byte : bytes) {
    if (!client.send(std::string_view(&byte, 1)) || client.is_ended_within(50ms)) break;
  }
  return std::chrono::steady_clock::now() - began;
}

TEST(Limits, CutTheSilent) {
  EchoServer server(impatient());
  RawClient silent(server.port());
  EXPECT_TRUE(silent.is_ended_within(20s));
  RawClient served(server.port());
  served.send(get("/a"));
  EXPECT_FALSE(served.read(1000).empty());
  EXPECT_TRUE(served.is_ended_within(20s));
}

TEST(Limits, CutTheSlow) {
  EchoServer server(impatient());
  const std::string endless(1000, 'a');
  RawClient head(server.port());
  EXPECT_GE(drip(head, "GET /" + endless), 300ms);
  EXPECT_TRUE(head.is_ended_within(20s));
  RawClient body(server.port());
  body.send(post("/a", endless.size()));
  EXPECT_GE(drip(body, endless), 300ms);
  EXPECT_TRUE(body.is_ended_within(20s));
}

TEST(Limits, GiveALargeBodyMoreTime) {
  http::ServerOptions options = impatient();
  options.patience.body_bytes_per_second = 10;  // a hundred seconds for these
  EchoServer server(options);
  RawClient client(server.port());
  client.send(post("/a", 1000));
  EXPECT_FALSE(client.is_ended_within(1500ms));
}

TEST(Limits, RefuseABodyBeforeItComes) {
  http::ServerOptions options = loopback_options();
  options.limits.body = 100000;
  options.limits.body_of_route = [](http::Method, std::string_view path) {
    return path == "/large" ? std::size_t{50000} : std::size_t{1000};
  };
  EchoServer server(options);
  for (const auto& [target, size] : {std::pair{"/large", 50001}, {"/small", 1001}}) {
    HttpClient client(server.port());
    client.send_raw(post(target, static_cast<std::size_t>(size)));
    EXPECT_EQ(client.receive().status, 413);
    EXPECT_TRUE(client.is_at_end());
  }
  HttpClient client(server.port());
  EXPECT_EQ(client.request("POST", "/large", std::string(50000, 'a')).status, 200);
  EXPECT_EQ(client.request("POST", "/small", std::string(1000, 'a')).status, 200);
}

TEST(Limits, HoldLargeBodiesOnlyWithinTheMemoryThatThereIs) {
  http::ServerOptions options = loopback_options();
  options.memory.bodies = 250000;
  EchoServer server(options);
  HttpClient first(server.port());
  HttpClient second(server.port());
  for (HttpClient* client : {&first, &second}) {
    client->send_raw(
        "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n"
        "Expect: 100-continue\r\n\r\n");
    EXPECT_EQ(client->receive().status, 100);
  }
  HttpClient third(server.port());
  third.send_raw(post("/a", 100000));
  const ClientResponse refused = third.receive();
  EXPECT_EQ(refused.status, 503);
  EXPECT_NE(refused.header("retry-after"), "");
  EXPECT_TRUE(third.is_at_end());
  HttpClient small(server.port());
  EXPECT_EQ(small.request("POST", "/a", "small ones are always taken").status, 200);
  first.send_raw(std::string(100000, 'a'));
  EXPECT_EQ(first.receive().status, 200);
  HttpClient fourth(server.port());
  EXPECT_EQ(fourth.request("POST", "/a", std::string(100000, 'a')).status, 200);
}

TEST(Limits, CountConnectionsByAddress) {
  http::ServerOptions options = loopback_options();
  options.connections_per_address = 3;
  EchoServer server(options);
  const auto is_served = [&](int source) {
    RawClient client(server.port(), source);
    client.send(get("/a"));
    return !client.read(1000).empty();
  };
  std::vector<RawClient> held;
  for (int i = 0; i < 3; ++i) {
    held.emplace_back(server.port());
    held.back().send(get("/a"));
    ASSERT_FALSE(held.back().read(1000).empty());
  }
  EXPECT_FALSE(is_served(1));
  EXPECT_TRUE(is_served(2)) << "another address";
  held.pop_back();
  EXPECT_TRUE(eventually([&] { return is_served(1); }));
}

TEST(Limits, BelieveATrustedProxyOnly) {
  http::ServerOptions options = loopback_options();
  options.connections_per_address = 1;
  options.trusted_proxies = {http::parse_network("127.0.0.1").value_or(http::Network{})};
  EchoServer server(options, [](const http::Request& request) {
    return http::json_response(200, request.client);
  });
  std::vector<RawClient> held;
  for (const auto& [source, client] :
       {std::pair{1, "192.0.2.7"}, {1, "192.0.2.7"}, {2, "127.0.0.2"}}) {
    held.emplace_back(server.port(), source);
    held.back().send(get("/a", "X-Forwarded-For: 198.51.100.1, 192.0.2.7\r\n"));
    const std::string all = held.back().read(1000);
    EXPECT_EQ(all.substr(all.find("\r\n\r\n") + 4), client);
  }
}

TEST(Limits, LetClientsWaitWhenDescriptorsRunOut) {
  EchoServer server;
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  // The clients take every descriptor that is left: the server has none to accept them with.
  std::vector<RawClient> clients;
  for (int i = 0; i < 20; ++i) clients.emplace_back();
  rlimit narrow = before;
  narrow.rlim_cur = static_cast<rlim_t>(clients.back().descriptor()) + 1;
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &narrow), 0);
  for (RawClient& client : clients) {
    EXPECT_TRUE(client.connect(server.port()));
    EXPECT_TRUE(client.send(get("/a")));
  }
  EXPECT_FALSE(clients.back().is_ended_within(200ms));
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
  for (RawClient& client : clients) EXPECT_FALSE(client.read(1000).empty());
}

TEST(Watchdog, TellsOfAWorkerThatIsStuckOnce) {
  std::mutex mutex;
  std::vector<std::string> told;
  http::ServerOptions options = loopback_options();
  options.patience.stuck = 100ms;
  options.stuck_log = [&](const http::Request& request, std::chrono::milliseconds time) {
    const std::lock_guard lock(mutex);
    EXPECT_GE(time, 100ms);
    told.push_back(request.path + ' ' + request.id);
  };
  EchoServer server(options, [](const http::Request& request) {
    if (request.path == "/stuck") std::this_thread::sleep_for(700ms);
    return echo(request);
  });
  HttpClient client(server.port());
  EXPECT_EQ(client.request("GET", "/quick").status, 200);
  const ClientResponse response = client.request("GET", "/stuck?a");
  const std::lock_guard lock(mutex);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0], "/stuck " + response.header("x-request-id"));
}

}  // namespace
}  // namespace tundish::edge
