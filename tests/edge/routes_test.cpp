#include "http/routes.hpp"

#include <gtest/gtest.h>

#include "http/problem.hpp"
#include "tundish/codec.hpp"

namespace tundish::http {
namespace {

Request request_of(Method method, std::string path) {
  Request request;
  request.method = method;
  request.path = std::move(path);
  return request;
}

Handler says(std::string text) {
  return [text](const Request&, const Parameters& parameters) {
    Response response;
    std::string all = text;
    for (const Parameter& item : parameters) all += ' ' + item.name + '=' + item.value;
    response.body = all;
    return response;
  };
}

std::string header_of(const Response& response, std::string_view name) {
  for (const Header& header : response.headers) {
    if (header.name == name) return header.value;
  }
  return "";
}

class RoutesTest : public testing::Test {
 protected:
  RoutesTest() {
    routes_.add(Method::get, "/", says("root"));
    routes_.add(Method::get, "/funnels", says("list"));
    routes_.add(Method::post, "/funnels", says("add"));
    routes_.add(Method::get, "/funnels/special", says("special"));
    routes_.add(Method::get, "/funnels/{slug}", says("one"));
    routes_.add(Method::post, "/funnels/{slug}/publish", says("publish"));
    routes_.add(Method::get, "/files/{path*}", says("file"));
  }

  std::string body(Method method, const std::string& path) {
    return std::string(routes_.answer(request_of(method, path)).body);
  }
  int status(Method method, const std::string& path) {
    return routes_.answer(request_of(method, path)).status;
  }

  Routes routes_;
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
  const Response response = routes_.answer(request_of(Method::delete_, "/funnels"));
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(header_of(response, "allow"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(header_of(response, "content-type"), "application/problem+json");
  const Response options = routes_.answer(request_of(Method::options, "/funnels/a/publish"));
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(header_of(options, "allow"), "POST, OPTIONS");
}

TEST_F(RoutesTest, ServesHeadLikeGet) {
  Response response = routes_.answer(request_of(Method::head, "/funnels"));
  EXPECT_EQ(response.status, 200);
  const std::string head = head_text(response, Connection::keep_alive);
  EXPECT_NE(head.find("content-length: 4\r\n"), head.npos);
  EXPECT_TRUE(wire_body(std::move(response), Method::head).empty());
}

TEST_F(RoutesTest, KnowsHowLargeABodyMayBe) {
  routes_.add(Method::post, "/uploads/{name}", says("upload"), BodyLimit{1000000});
  EXPECT_EQ(routes_.body_limit(Method::post, "/uploads/a"), 1000000u);
  const std::size_t small = BodyLimit{}.bytes;
  EXPECT_EQ(routes_.body_limit(Method::post, "/funnels"), small);
  EXPECT_EQ(routes_.body_limit(Method::put, "/uploads/a"), small);
  EXPECT_EQ(routes_.body_limit(Method::post, "/uploads/a/b"), small);
  EXPECT_EQ(routes_.body_limit(Method::post, "/nowhere"), small);
}

TEST(Response, NeverWritesControlCharactersIntoItsHead) {
  Response response;
  set_header(response, "x-good", "a");
  set_header(response, "x-return", "a\r\nset-cookie: b");
  set_header(response, "x-line", "a\nset-cookie: b");
  set_header(response, "x-nul", std::string_view("a\0b", 3));
  set_header(response, "x-name\r\nx: b", "a");
  EXPECT_EQ(head_text(response, Connection::close, "id\r\nx: b"),
            "HTTP/1.1 200 OK\r\nx-good: a\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
}

TEST(Response, HasNoBodyWhereHttpForbidsOne) {
  Response response;
  response.status = 304;
  response.body = "not this";
  EXPECT_EQ(head_text(response, Connection::keep_alive), "HTTP/1.1 304 Not Modified\r\n\r\n");
  EXPECT_TRUE(wire_body(std::move(response), Method::get).empty());
}

TEST(Body, HoldsItsTextOrSharesIt) {
  EXPECT_EQ(Body("abc").own_bytes(), 3u);
  const auto text = std::make_shared<const std::string>("a text that several answers carry");
  Body shared(text);
  const Body moved = std::move(shared);
  EXPECT_EQ(moved.view().data(), text->data());
  EXPECT_EQ(moved.own_bytes(), 0u);
  EXPECT_EQ(moved.part(2, 4), "text");
  EXPECT_EQ(Body("abc").part(1, 2), "bc");
  EXPECT_TRUE(Body(std::shared_ptr<const std::string>()).empty());
}

TEST(Problem, IsADocumentOfItsOwnKind) {
  Problem problem;
  problem.status = 422;
  problem.code = "invalid";
  problem.detail = "It is not valid.";
  problem.extra.set("seq", 3);
  Diagnostic fault;
  fault.code = "unknown_property";
  fault.place = Place{"/layers/0", 2, 5};
  fault.sentence = "`mandatry` is not known here.";
  problem.problems = {fault};
  const Response response = problem_response(problem);
  EXPECT_EQ(response.status, 422);
  const Result<Value> body = parse_value(response.body);
  ASSERT_TRUE(body.has_value());
  EXPECT_EQ(body->find("type")->text(), "about:blank");
  EXPECT_EQ(body->find("title")->text(), "Unprocessable Content");
  EXPECT_EQ(body->find("status")->number(), 422);
  EXPECT_EQ(body->find("code")->text(), "invalid");
  EXPECT_EQ(body->find("detail")->text(), "It is not valid.");
  EXPECT_EQ(body->find("seq")->number(), 3);
  ASSERT_EQ(body->find("problems")->list().size(), 1u);
  EXPECT_EQ(body->find("problems")->list()[0].find("pointer")->text(), "/layers/0");
}

TEST(Request, ReadsQueryAndToken) {
  Request request;
  request.query = "language=es-MX&name=a%20b&empty=&flag&broken=%4";
  EXPECT_EQ(query_parameter(request, "language"), "es-MX");
  EXPECT_EQ(query_parameter(request, "name"), "a b");
  EXPECT_EQ(query_parameter(request, "empty"), "");
  EXPECT_EQ(query_parameter(request, "flag"), "");
  EXPECT_EQ(query_parameter(request, "broken"), std::nullopt);
  EXPECT_EQ(query_parameter(request, "lang"), std::nullopt);
  request.headers = {Header{"authorization", "bearer abc"}};
  EXPECT_EQ(bearer_token(request), "abc");
  request.headers = {Header{"authorization", "Basic abc"}};
  EXPECT_EQ(bearer_token(request), "");
}

}  // namespace
}  // namespace tundish::http
