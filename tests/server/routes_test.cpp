#include "api/routes.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "api/context.hpp"
#include "store/memory_store.hpp"

namespace tundish::api {
namespace {

using http::Method;

http::Request request_of(Method method, std::string path) {
  http::Request request;
  request.method = method;
  request.path = std::move(path);
  return request;
}

Handler says(std::string text) {
  return [text](Context&, const Call& call) {
    http::Response response;
    std::string all = text;
    for (const http::Parameter& item : call.parameters) all += ' ' + item.name + '=' + item.value;
    response.body = all;
    return response;
  };
}

std::string header_of(const http::Response& response, std::string_view name) {
  for (const http::Header& header : response.headers) {
    if (header.name == name) return header.value;
  }
  return "";
}

class RoutesTest : public testing::Test {
 protected:
  RoutesTest() {
    add(Method::get, "/", says("root"));
    add(Method::get, "/funnels", says("list"));
    add(Method::post, "/funnels", says("add"));
    add(Method::get, "/funnels/special", says("special"));
    add(Method::get, "/funnels/{slug}", says("one"));
    add(Method::post, "/funnels/{slug}/publish", says("publish"));
    add(Method::get, "/files/{path*}", says("file"));
  }

  void add(Method method, std::string_view pattern, Handler handler, BodyLimit limit = {}) {
    routes_.add({.method = method,
                 .pattern = pattern,
                 .access = Access::open,
                 .tag = "test",
                 .summary = "A test",
                 .answers = {{200}},
                 .limit = limit,
                 .handler = std::move(handler)});
  }
  std::string body(Method method, const std::string& path) {
    return std::string(routes_.answer(request_of(method, path)).body);
  }
  int status(Method method, const std::string& path) {
    return routes_.answer(request_of(method, path)).status;
  }

  store::MemoryStore store_{1};
  service::FunnelCache funnels_;
  std::vector<http::Asset> assets_;
  Context context_{store_, funnels_, assets_, [] { return std::int64_t{0}; }};
  Routes routes_{context_};
};

TEST_F(RoutesTest, FindsByMethodAndPath) {
  EXPECT_EQ(body(Method::get, "/"), "root");
  EXPECT_EQ(body(Method::get, "/funnels"), "list");
  EXPECT_EQ(body(Method::post, "/funnels"), "add");
  EXPECT_EQ(body(Method::get, "/funnels/special"), "special");
  EXPECT_EQ(body(Method::get, "/funnels/lead-form"), "one slug=lead-form");
  EXPECT_EQ(body(Method::post, "/funnels/lead-form/publish"), "publish slug=lead-form");
  EXPECT_EQ(body(Method::get, "/files/a/b.js"), "file path=a/b.js");
}

TEST_F(RoutesTest, DecodesParameters) {
  EXPECT_EQ(body(Method::get, "/funnels/caf%C3%A9%2Fbar"), "one slug=caf\xc3\xa9/bar");
  EXPECT_EQ(status(Method::get, "/funnels/a%0d%0ab"), 404);
  EXPECT_EQ(status(Method::get, "/funnels/a%4"), 404);
  EXPECT_EQ(status(Method::get, "/funnels/%zz"), 404);
}

TEST_F(RoutesTest, RefusesWhatItDoesNotKnow) {
  for (const char* path : {"/funnel", "/funnels/", "/funnels/a/b", "/files", "/files/", "//"}) {
    EXPECT_EQ(status(Method::get, path), 404) << path;
  }
}

TEST_F(RoutesTest, NamesTheMethodsOfAKnownPath) {
  const http::Response response = routes_.answer(request_of(Method::delete_, "/funnels"));
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(header_of(response, "allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(header_of(response, "content-type"), "application/problem+json");
  const http::Response options = routes_.answer(request_of(Method::options, "/funnels/a/publish"));
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(header_of(options, "allow"), "POST, OPTIONS");
}

TEST_F(RoutesTest, ServesHeadLikeGet) {
  http::Response response = routes_.answer(request_of(Method::head, "/funnels"));
  EXPECT_EQ(response.status, 200);
  const std::string head = http::head_text(response, http::Connection::keep_alive);
  EXPECT_NE(head.find("content-length: 4\r\n"), head.npos);
  EXPECT_TRUE(wire_body(std::move(response), Method::head).empty());
}

TEST_F(RoutesTest, KnowsHowLargeABodyMayBe) {
  add(Method::post, "/uploads/{name}", says("upload"), BodyLimit{1000000});
  EXPECT_EQ(routes_.body_limit(Method::post, "/uploads/a"), 1000000u);
  const std::size_t small = BodyLimit{}.bytes;
  EXPECT_EQ(routes_.body_limit(Method::post, "/funnels"), small);
  EXPECT_EQ(routes_.body_limit(Method::put, "/uploads/a"), small);
  EXPECT_EQ(routes_.body_limit(Method::post, "/uploads/a/b"), small);
  EXPECT_EQ(routes_.body_limit(Method::post, "/nowhere"), small);
}

TEST_F(RoutesTest, PutsWordsBeforeNamesInWhateverOrderTheyCame) {
  add(Method::get, "/funnels/{slug}/{part}", says("part"));
  add(Method::get, "/funnels/{slug}/history", says("history"));
  add(Method::post, "/funnels/last", says("posted"));
  EXPECT_EQ(body(Method::get, "/funnels/a/history"), "history slug=a");
  EXPECT_EQ(body(Method::get, "/funnels/a/layers"), "part slug=a part=layers");
  EXPECT_EQ(body(Method::get, "/funnels/last"), "one slug=last")
      << "the word's address does not take the method: the name's does";
  EXPECT_EQ(body(Method::post, "/funnels/last"), "posted");
}

TEST_F(RoutesTest, TakesAnAddressOnce) {
  EXPECT_THROW(add(Method::get, "/funnels/{id}", says("again")), std::logic_error);
}

}  // namespace
}  // namespace tundish::api
