#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "api/api.hpp"
#include "http/pistache_adapter.hpp"
#include "server/http_client.hpp"
#include "server/postgres_cluster.hpp"
#include "server/temporary_folder.hpp"
#include "server/visitor.hpp"
#include "service/tokens.hpp"
#include "store/memory_store.hpp"
#include "store/sqlite_store.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {

inline constexpr std::int64_t kNow = 1760000100123;

/// An empty store of the kind that `TUNDISH_TEST_STORE` names: one in memory if it does not.
inline std::unique_ptr<store::Store> store_for_tests(std::int64_t generation) {
  const char* wanted = std::getenv("TUNDISH_TEST_STORE");
  const std::string kind = wanted == nullptr ? "memory" : wanted;
  if (kind == "memory") return std::make_unique<store::MemoryStore>(generation);
  if (kind == "sqlite") {
    static const TemporaryFolder kFolder;
    static int databases = 0;
    return std::make_unique<store::SqliteStore>(
        kFolder.path(std::to_string(++databases) + ".sqlite"), generation);
  }
  std::unique_ptr<store::Store> store =
      kind == "postgres" ? PostgresCluster::empty_store(generation) : nullptr;
  if (!store) throw std::runtime_error("there is no store of the kind " + kind + " here");
  return store;
}

/// The whole server over a real socket, with a few assets.
class ApiTest : public testing::Test {
 protected:
  ApiTest() : ApiTest(store_for_tests(41)) {}
  explicit ApiTest(std::unique_ptr<store::Store> store)
      : kept_(std::move(store)),
        token_(service::create_token(store_, {}, service::server_actor(kNow)).token),
        server_(
            options(), [this](const http::Request& request) { return answer(routes_, request); },
            [](const http::Request&, const std::string& what) { ADD_FAILURE() << what; }) {
    add_api(routes_);
    server_.start();
    client_ = std::make_unique<HttpClient>(server_.port());
  }

  static http::ServerOptions options() {
    http::ServerOptions options;
    options.port = 0;
    options.workers = 2;
    return options;
  }

  /// Asks with the API token.
  ClientResponse ask(std::string_view method, std::string_view target, std::string_view body = {}) {
    return client_->request(method, target, body, token_);
  }
  /// Asks like anybody.
  ClientResponse ask_openly(std::string_view method, std::string_view target,
                            std::string_view body = {}) {
    return client_->request(method, target, body);
  }
  ClientResponse send(const Visitor& visitor, std::size_t from, std::size_t to) {
    return client_->request("POST", "/api/v1/play/sessions/" + visitor.id + "/events",
                            visitor.body(from, to), visitor.secret);
  }

  static Value json(const ClientResponse& response) {
    const Result<Value> value = parse_value(response.body);
    EXPECT_TRUE(value.has_value()) << response.body;
    return value ? *value : Value(Value::Object{});
  }
  static std::string word(const Value& value, std::string_view name) {
    const Value* found = value.find(name);
    return found == nullptr ? "(no " + std::string(name) + ")" : found->text();
  }
  static double number(const Value& value, std::string_view name) {
    const Value* found = value.find(name);
    return found == nullptr ? -99 : found->number();
  }

  std::unique_ptr<store::Store> kept_;
  store::Store& store_ = *kept_;
  service::FunnelCache funnels_;
  std::vector<http::Asset> assets_ = {
      {"demos/demo.html",
       "01",
       "<title>{{title}}</title><p data-c='{{channel}}'>{{slug}} {{x}}</p>",
       {},
       {}},
      {"demos/index.html", "02", "<h1>Start</h1>", {}, {}},
      {"gallery/index.html", "07", "<h1>Gallery</h1>", {}, {}},
      {"gallery/funnels/a.json", "08", "{}", {}, {}},
      {"hosted/page.html",
       "09",
       "<html lang={{language}} dir={{direction}} class={{embed}}>{{share}}{{channel}}",
       {},
       {}},
      {"hosted/missing.html", "10", "<h1>Not here</h1>", {}, {}},
      {"hosted/hosted.css", "11", "h1 {}", {}, {}},
      {"demos/demo.css", "03", "h1 {}", {}, {}},
      {"demos/funnels/a.json", "04", "{}", {}, {}},
      {"player/tundish.js", "05", "let a;", "gz", "br"},
      {"schemas/event.schema.json", "06", "{}", {}, {}},
  };
  Context context_{store_, funnels_, assets_, [] { return kNow; }};
  Routes routes_{context_};
  std::string token_;
  http::Server server_;
  std::unique_ptr<HttpClient> client_;
};

}  // namespace tundish::api
