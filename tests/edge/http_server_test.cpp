#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "http/pistache_adapter.hpp"
#include "server/http_client.hpp"

namespace tundish::http {
namespace {

/// Says what it was asked; some paths misbehave.
Response echo(const Request& request) {
  if (request.path == "/throws") throw std::runtime_error("the handler's own secret");
  if (request.path == "/throws-odd") throw 7;
  if (request.path == "/huge") return json_response(200, std::string(kMaxResponseBytes + 1, 'a'));
  if (request.path == "/large") return json_response(200, std::string(kMaxResponseBytes, 'a'));
  if (request.path == "/client") return json_response(200, request.client);
  Response response;
  response.body = std::string(to_text(request.method)) + ' ' + request.path + ' ' + request.body;
  return response;
}

class HttpServerTest : public testing::Test {
 protected:
  HttpServerTest()
      : server_(options(), echo, [this](const Request&, const std::string& what) {
          const std::lock_guard lock(mutex_);
          failures_.push_back(what);
        }) {
    server_.start();
  }

  static ServerOptions options() {
    ServerOptions options;
    options.port = 0;
    options.workers = 4;
    options.connections = 64;
    options.limits.body = 100000;
    return options;
  }

  std::vector<std::string> failures() {
    const std::lock_guard lock(mutex_);
    return failures_;
  }

  std::mutex mutex_;
  std::vector<std::string> failures_;
  Server server_;
};

TEST_F(HttpServerTest, AnswersManyRequestsOnOneConnection) {
  HttpClient client(server_.port());
  for (int i = 0; i < 100; ++i) {
    const std::string path = "/" + std::to_string(i);
    EXPECT_EQ(client.request("GET", path).body, "GET " + path + " ");
  }
  const ClientResponse response = client.request("POST", "/post", "some body");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "POST /post some body");
  EXPECT_EQ(response.header("x-request-id").size(), 16u);
}

TEST_F(HttpServerTest, AnswersARequestThatComesByteByByte) {
  HttpClient client(server_.port());
  for (const char& byte :
       std::string("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi")) {
    client.send_raw(std::string_view(&byte, 1));
  }
  EXPECT_EQ(client.receive().body, "POST /a hi");
}

TEST_F(HttpServerTest, AnswersAPipelineInOrder) {
  HttpClient client(server_.port());
  std::string requests;
  for (int i = 0; i < 20; ++i) {
    requests += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n";
  }
  client.send_raw(requests);
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(client.receive().body, "GET /" + std::to_string(i) + " ");
  }
}

TEST_F(HttpServerTest, ClosesAfterARefusalAndRunsNoHandler) {
  HttpClient client(server_.port());
  client.send_raw("GET / HTTP/1.1\r\nHost : a\r\n\r\nGET /throws HTTP/1.1\r\nHost: a\r\n\r\n");
  const ClientResponse response = client.receive();
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.header("connection"), "close");
  EXPECT_EQ(response.header("content-type"), "application/problem+json");
  EXPECT_TRUE(client.is_at_end());
  EXPECT_TRUE(failures().empty());
}

TEST_F(HttpServerTest, ClosesWhenItIsAskedTo) {
  HttpClient client(server_.port());
  client.send_raw("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(client.receive().body, "GET /a ");
  EXPECT_TRUE(client.is_at_end());
}

TEST_F(HttpServerTest, HidesWhatAHandlerThrows) {
  HttpClient client(server_.port());
  const ClientResponse response = client.request("GET", "/throws");
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.body.find("secret"), response.body.npos);
  EXPECT_NE(response.body.find(response.header("x-request-id")), response.body.npos);
  EXPECT_EQ(client.request("GET", "/throws-odd").status, 500);
  EXPECT_EQ(client.request("GET", "/huge").status, 500);
  EXPECT_EQ(client.request("GET", "/still").body, "GET /still ");
  ASSERT_EQ(failures().size(), 3u);
  EXPECT_EQ(failures()[0], "the handler's own secret");
}

TEST_F(HttpServerTest, SendsLargeAnswersWhole) {
  HttpClient client(server_.port());
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(client.request("GET", "/large").body.size(), kMaxResponseBytes);
  }
}

TEST_F(HttpServerTest, WaitsForASlowReader) {
  HttpClient slow(server_.port());
  slow.send_raw("GET /large HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  HttpClient other(server_.port());
  EXPECT_EQ(other.request("GET", "/other").body, "GET /other ");
  EXPECT_EQ(slow.receive().body.size(), kMaxResponseBytes);
  EXPECT_EQ(slow.receive().body, "GET /next ");
}

TEST_F(HttpServerTest, SendsNoBodyForHead) {
  HttpClient client(server_.port());
  const ClientResponse head = client.request("HEAD", "/a");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("content-length"), "8");
  EXPECT_EQ(client.request("GET", "/b").body, "GET /b ");
}

TEST_F(HttpServerTest, SaysToGoOn) {
  HttpClient client(server_.port());
  client.send_raw(
      "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive().status, 100);
  client.send_raw("hi");
  EXPECT_EQ(client.receive().body, "POST /a hi");
}

TEST_F(HttpServerTest, RefusesALargeBodyBeforeItComes) {
  HttpClient client(server_.port());
  client.send_raw("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 100001\r\n\r\n");
  EXPECT_EQ(client.receive().status, 413);
}

TEST_F(HttpServerTest, GivesNobodyAnothersAnswer) {
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([this, t, &wrong] {
      for (int i = 0; i < 250; ++i) {
        const std::string path = "/" + std::to_string(t) + "-" + std::to_string(i);
        HttpClient client(server_.port());
        if (i % 2 == 0) {  // leaves before the answer comes
          client.send_raw("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
        } else if (client.request("GET", path).body != "GET " + path + " ") {
          ++wrong;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST_F(HttpServerTest, CutsConnectionsOverItsCapacity) {
  std::vector<std::unique_ptr<HttpClient>> clients;
  for (std::size_t i = 0; i < options().connections; ++i) {
    clients.push_back(std::make_unique<HttpClient>(server_.port()));
    ASSERT_EQ(clients.back()->request("GET", "/a").status, 200);
  }
  HttpClient extra(server_.port());
  EXPECT_EQ(extra.request("GET", "/a").status, 0);
  clients.clear();
  for (int attempt = 0; attempt < 100; ++attempt) {
    HttpClient again(server_.port());
    if (again.request("GET", "/a").status == 200) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  FAIL() << "no room again after the others left";
}

TEST(HttpServer, SaysWhenItsAddressIsTaken) {
  ServerOptions options;
  options.port = 0;
  options.workers = 1;
  Server first(options, echo, [](const Request&, const std::string&) {});
  first.start();
  options.port = first.port();
  Server second(options, echo, [](const Request&, const std::string&) {});
  EXPECT_THROW(second.start(), std::runtime_error);
}

TEST(HttpServer, StopsAndStartsAgain) {
  for (int i = 0; i < 3; ++i) {
    ServerOptions options;
    options.port = 0;
    options.workers = 2;
    Server server(options, echo, [](const Request&, const std::string&) {});
    server.start();
    HttpClient client(server.port());
    EXPECT_EQ(client.request("GET", "/a").status, 200);
    server.stop();
  }
}

}  // namespace
}  // namespace tundish::http
