// Answers larger than a socket takes at once, and readers who take their time.
#include <gtest/gtest.h>

#include "edge/echo_server.hpp"
#include "edge/raw_client.hpp"
#include "server/http_client.hpp"

namespace tundish::edge {
namespace {

using namespace std::chrono_literals;

/// Bytes of which each says where it stands.
std::string long_text() {
  std::string text;
  text.reserve(http::kMaxResponseBytes);
  for (std::size_t i = 0; text.size() + 8 <= http::kMaxResponseBytes; ++i) {
    text += std::to_string(10000000 + i);
  }
  return text;
}

const std::shared_ptr<const std::string>& shared_text() {
  static const auto kText = std::make_shared<const std::string>(long_text());
  return kText;
}

http::Response answer(const http::Request& request) {
  http::Response response;
  if (request.path == "/shared") {
    response.body = http::Body(shared_text());
  } else if (request.path == "/own") {
    response.body = *shared_text();
  } else {
    return echo(request);
  }
  return response;
}

/// One worker: whoever makes it wait makes everybody wait.
http::ServerOptions one_worker() {
  http::ServerOptions options = loopback_options();
  options.workers = 1;
  return options;
}

TEST(LargeAnswers, LetOthersPassAndArriveWhole) {
  EchoServer server(one_worker(), answer);
  HttpClient slow(server.port());
  slow.send_raw(get("/shared") + get("/next") + get("/own") + get("/last"));
  HttpClient other(server.port());
  for (int i = 0; i < 50; ++i) EXPECT_EQ(other.request("GET", "/a").body, "GET /a ");
  EXPECT_EQ(slow.receive().body, *shared_text());
  EXPECT_EQ(slow.receive().body, "GET /next ");
  EXPECT_EQ(slow.receive().body, *shared_text());
  EXPECT_EQ(slow.receive().body, "GET /last ");
  EXPECT_EQ(slow.request("GET", "/again").body, "GET /again ");
}

TEST(LargeAnswers, AreAsGoodInTheMiddleOfARequest) {
  EchoServer server(one_worker(), answer);
  HttpClient client(server.port());
  const std::string next = "POST /next HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";
  client.send_raw(get("/shared") + next.substr(0, 20));
  HttpClient other(server.port());
  EXPECT_EQ(other.request("GET", "/a").status, 200);
  EXPECT_EQ(client.receive().body.size(), shared_text()->size());
  client.send_raw(next.substr(20));
  EXPECT_EQ(client.receive().body, "POST /next body");
}

TEST(LargeAnswers, HaveNoBodyForHead) {
  EchoServer server(one_worker(), answer);
  HttpClient client(server.port());
  const ClientResponse head = client.request("HEAD", "/shared");
  EXPECT_EQ(head.header("content-length"), std::to_string(shared_text()->size()));
  EXPECT_EQ(client.request("GET", "/a").body, "GET /a ");
}

TEST(LargeAnswers, ArriveWholeBeforeTheConnectionCloses) {
  EchoServer server(one_worker(), answer);
  RawClient closing(server.port());
  closing.send(get("/shared", "Connection: close\r\n"));
  RawClient half_closed(server.port());
  half_closed.send(get("/own"));
  half_closed.end_sending();
  for (RawClient* client : {&closing, &half_closed}) {
    const std::string all = client->read_all();
    const std::size_t head = all.find("\r\n\r\n") + 4;
    EXPECT_EQ(all.substr(head), *shared_text());
  }
}

TEST(LargeAnswers, AreCutWhenNobodyReadsThem) {
  http::ServerOptions options = one_worker();
  options.patience.stall = 300ms;
  EchoServer server(options, answer);
  const std::size_t before = count_descriptors();
  {
    std::vector<RawClient> clients;
    for (int i = 0; i < 20; ++i) {
      clients.emplace_back(server.port());
      clients.back().send(get("/shared"));
    }
    // Its own end, the first descriptor and the writer's: then the last two are closed again.
    EXPECT_TRUE(eventually([&] { return count_descriptors() > before + 40; }));
    EXPECT_TRUE(eventually([&] { return count_descriptors() <= before + 20; }));
    for (RawClient& client : clients) {
      EXPECT_LT(client.read_all().size(), shared_text()->size());
    }
  }
  HttpClient other(server.port());
  EXPECT_EQ(other.request("GET", "/a").body, "GET /a ");
}

TEST(LargeAnswers, WaitOnlyWithinTheMemoryThatThereIs) {
  http::ServerOptions options = one_worker();
  options.memory.answers = 20 * 1024 * 1024;
  EchoServer server(options, answer);
  std::vector<RawClient> clients;
  for (int i = 0; i < 6; ++i) {
    clients.emplace_back(server.port());
    clients.back().send(get("/own"));
    HttpClient other(server.port());
    ASSERT_EQ(other.request("GET", "/a").status, 200) << "the one before has been answered";
  }
  std::size_t whole = 0;
  for (RawClient& client : clients) {
    client.end_sending();
    if (client.read_all().size() > shared_text()->size()) ++whole;
  }
  EXPECT_EQ(whole, 2u) << "two are held, the others are dropped with their connections";
  // A shared text costs nothing to hold.
  RawClient shared(server.port());
  shared.send(get("/shared"));
  shared.end_sending();
  EXPECT_GT(shared.read_all().size(), shared_text()->size());
}

}  // namespace
}  // namespace tundish::edge
