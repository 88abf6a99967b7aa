// Handlers that fail in every way cost one answer and nothing else.
#include <gtest/gtest.h>

#include <new>
#include <stdexcept>

#include "edge/echo_server.hpp"
#include "server/http_client.hpp"

namespace tundish::edge {
namespace {

struct Odd {};

/// Uses some megabytes of stack, then throws from the bottom of it.
[[gnu::noinline]] int dig(int depth) {
  volatile char ground[64 * 1024];
  ground[0] = static_cast<char>(depth);
  if (depth == 0) throw std::runtime_error("secret of the deep");
  return dig(depth - 1) + ground[0];
}

http::Response fail(const http::Request& request) {
  if (request.path == "/exception") throw std::runtime_error("secret of the exception");
  if (request.path == "/number") throw 7;
  if (request.path == "/memory") throw std::bad_alloc();
  if (request.path == "/odd") throw Odd();
  if (request.path == "/nothing") throw static_cast<const char*>(nullptr);
  if (request.path == "/deep") dig(64);
  if (request.path == "/huge") {
    return http::json_response(200, std::string(http::kMaxResponseBytes + 1, 's'));
  }
  return echo(request);
}

TEST(Handlers, MayThrowWhatTheyLike) {
  EchoServer server(loopback_options(), fail);
  HttpClient client(server.port());
  HttpClient other(server.port());
  const std::vector<const char*> paths = {"/exception", "/number", "/memory", "/odd",
                                          "/nothing",   "/deep",   "/huge"};
  for (const char* path : paths) {
    SCOPED_TRACE(path);
    const ClientResponse response = client.request("GET", path);
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(response.header("content-type"), "application/problem+json");
    EXPECT_EQ(response.header("x-request-id").size(), 16u);
    EXPECT_NE(response.body.find(response.header("x-request-id")), response.body.npos);
    for (const char* word : {"secret", "alloc", "Odd", "7 "}) {
      EXPECT_EQ(response.body.find(word), response.body.npos) << response.body;
    }
    EXPECT_EQ(client.request("GET", "/well").body, "GET /well ") << "on the same connection";
    EXPECT_EQ(other.request("GET", "/well").body, "GET /well ");
  }
  ASSERT_EQ(server.failures().size(), paths.size());
  EXPECT_EQ(server.failures()[0], "/exception: secret of the exception");
  EXPECT_EQ(server.failures()[5], "/deep: secret of the deep");
}

TEST(Handlers, MayThrowManyAtOnce) {
  EchoServer server(loopback_options(), fail);
  std::vector<std::thread> threads;
  std::atomic<int> wrong{0};
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      HttpClient client(server.port());
      for (int k = 0; k < 200; ++k) {
        if (client.request("GET", k % 2 == 0 ? "/deep" : "/number").status != 500) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(server.failures().size(), 1600u);
}

TEST(Handlers, CannotForgeAHeader) {
  EchoServer server(loopback_options(), [](const http::Request& request) {
    http::Response response;
    http::set_header(response, "x-echo", http::query_parameter(request, "a").value_or("none"));
    http::set_header(response, "x-forged", "a\r\nset-cookie: b=c\r\n\r\n<html>");
    http::set_header(response, "x-null", std::string_view("a\0b", 3));
    return response;
  });
  HttpClient client(server.port());
  const ClientResponse response = client.request("GET", "/?a=%0d%0aset-cookie:%20b");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.header("x-echo"), "none");
  EXPECT_EQ(response.header("x-forged"), "");
  EXPECT_EQ(response.header("x-null"), "");
  EXPECT_EQ(response.header("set-cookie"), "");
}

}  // namespace
}  // namespace tundish::edge
