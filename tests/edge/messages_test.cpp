#include <gtest/gtest.h>

#include "http/problem.hpp"
#include "http/request.hpp"
#include "http/response.hpp"
#include "tundish/codec.hpp"

namespace tundish::http {
namespace {

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
