#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "http/pistache_adapter.hpp"
#include "server/http_client.hpp"

namespace tundish::http {
namespace {

ServerOptions one_worker() {
  ServerOptions options;
  options.port = 0;
  options.workers = 1;
  return options;
}

void tell_nobody(const Request&, const std::string&) {}

/// `/late…` comes in two halves, everything else at once.
Response partly_late(const Request& request) {
  if (request.path.substr(0, 5) != "/late") return json_response(200, request.path);
  Response response;
  response.rest = [&request] {
    if (request.path == "/late-throws") throw std::runtime_error("too late");
    return json_response(200, request.path + ' ' + request.body);
  };
  return response;
}

TEST(LateAnswers, KeepTheirPlaceInAPipeline) {
  Server server(one_worker(), partly_late, tell_nobody);
  server.start();
  HttpClient client(server.port());
  std::string requests;
  for (const char* path : {"/late1", "/now", "/late2", "/late-throws", "/late3", "/last"}) {
    requests += "POST " + std::string(path) + " HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi";
  }
  client.send_raw(requests);
  EXPECT_EQ(client.receive().body, "/late1 hi");
  EXPECT_EQ(client.receive().body, "/now");
  EXPECT_EQ(client.receive().body, "/late2 hi");
  EXPECT_EQ(client.receive().status, 500);
  EXPECT_EQ(client.receive().body, "/late3 hi");
  EXPECT_EQ(client.receive().body, "/last");
  EXPECT_EQ(client.request("GET", "/late4").body, "/late4 ");
}

TEST(LateAnswers, WaitTogether) {
  constexpr int kClients = 6;
  std::promise<void> is_held;
  std::promise<void> go_on;
  std::shared_future<void> may_go_on = go_on.get_future().share();
  std::atomic<int> begun{0};
  Server server(
      one_worker(),
      [&](const Request& request) {
        if (request.path == "/hold") {
          is_held.set_value();
          may_go_on.wait();
          return json_response(200, "held");
        }
        ++begun;
        Response response;
        response.rest = [&begun] { return json_response(200, std::to_string(begun)); };
        return response;
      },
      tell_nobody);
  server.start();
  std::vector<std::unique_ptr<HttpClient>> clients;
  for (int i = 0; i < kClients; ++i) {
    clients.push_back(std::make_unique<HttpClient>(server.port()));
    EXPECT_EQ(clients.back()->request("GET", "/warm").status, 200);
  }
  begun = 0;
  // While the worker is held, all of them send; then it finds them at once.
  HttpClient holder(server.port());
  holder.send_raw("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
  is_held.get_future().wait();
  for (const auto& client : clients) client->send_raw("GET /late HTTP/1.1\r\nHost: a\r\n\r\n");
  go_on.set_value();
  EXPECT_EQ(holder.receive().body, "held");
  int together = 0;
  for (const auto& client : clients) {
    if (client->receive().body == std::to_string(kClients)) ++together;
  }
  EXPECT_GE(together, 1) << "nobody waited for the others to begin";
}

TEST(LateAnswers, AreFinishedWhenTheServerStops) {
  Server server(one_worker(), partly_late, tell_nobody);
  server.start();
  HttpClient client(server.port());
  EXPECT_EQ(client.request("GET", "/late1").body, "/late1 ");
  EXPECT_EQ(server.stop(), Server::Stopped::finished);
}

}  // namespace
}  // namespace tundish::http
