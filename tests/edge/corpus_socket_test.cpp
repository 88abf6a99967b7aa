// The malformed requests once more, over a real connection.
#include <gtest/gtest.h>

#include <atomic>

#include "edge/echo_server.hpp"
#include "edge/request_corpus.hpp"
#include "server/http_client.hpp"

namespace tundish::edge {
namespace {

class CorpusSocket : public testing::Test {
 protected:
  static http::ServerOptions options() {
    http::ServerOptions options = loopback_options();
    options.limits = corpus_limits();
    return options;
  }

  enum class Way { at_once, byte_by_byte };
  void expect_verdict(const CorpusCase& item, Way way) {
    answered_ = 0;
    HttpClient client(server_.port());
    const std::string bytes = item.bytes + "GET /after HTTP/1.1\r\nHost: a\r\n\r\n";
    if (way == Way::at_once) {
      client.send_raw(bytes);
    } else {
      for (const char& byte : bytes) client.send_raw(std::string_view(&byte, 1));
    }
    for (std::size_t i = 0; i < item.requests; ++i) EXPECT_EQ(client.receive().status, 200);
    const ClientResponse refusal = client.receive();
    EXPECT_EQ(refusal.status, item.status);
    EXPECT_EQ(refusal.header("connection"), "close");
    EXPECT_EQ(refusal.header("content-type"), "application/problem+json");
    EXPECT_TRUE(client.is_at_end());
    EXPECT_EQ(answered_, item.requests) << "a handler ran after the refusal";
  }

  std::atomic<std::size_t> answered_{0};
  EchoServer server_{options(), [this](const http::Request& request) {
                       ++answered_;
                       return echo(request);
                     }};
};

TEST_F(CorpusSocket, ClosesAfterEachRefusalAndParsesNothingMore) {
  std::size_t refused = 0;
  for (const CorpusCase& item : read_corpus()) {
    if (item.status == 0) continue;
    SCOPED_TRACE(item.name);
    expect_verdict(item, Way::at_once);
    // Byte by byte costs a turn of the server for each: a sample.
    if (++refused % 4 == 0 && item.bytes.size() < 400) expect_verdict(item, Way::byte_by_byte);
  }
  EXPECT_GE(refused, 80u);
}

TEST_F(CorpusSocket, AnswersTheGoodOnes) {
  for (const CorpusCase& item : read_corpus()) {
    if (item.status != 0 || item.requests == 0 || item.name.find("head") == 0) continue;
    SCOPED_TRACE(item.name);
    HttpClient client(server_.port());
    client.send_raw(item.bytes);
    for (std::size_t i = 0; i < item.requests; ++i) {
      EXPECT_EQ(client.receive().status, 200);
    }
  }
}

}  // namespace
}  // namespace tundish::edge
