#include "http/framer.hpp"

#include <gtest/gtest.h>

#include "edge/request_corpus.hpp"
#include "edge/stream_verdict.hpp"

namespace tundish::edge {
namespace {

using http::Connection;
using http::Framer;

class Corpus : public testing::TestWithParam<CorpusCase> {};

TEST_P(Corpus, HasItsVerdictHoweverItIsCut) {
  const CorpusCase& item = GetParam();
  Framer at_once(corpus_limits());
  StreamVerdict whole;
  feed(at_once, item.bytes, whole);
  EXPECT_EQ(whole.status, item.status) << whole.sentence;
  EXPECT_EQ(whole.requests.size(), item.requests);
  EXPECT_EQ(whole.is_open, item.is_open);

  Framer by_byte(corpus_limits());
  StreamVerdict slow;
  for (const char& byte : item.bytes) feed(by_byte, std::string_view(&byte, 1), slow);
  EXPECT_EQ(slow, whole) << "byte by byte";

  for (std::size_t at = 0; at <= item.bytes.size(); ++at) {
    Framer framer(corpus_limits());
    StreamVerdict cut;
    feed(framer, std::string_view(item.bytes).substr(0, at), cut);
    feed(framer, std::string_view(item.bytes).substr(at), cut);
    ASSERT_EQ(cut, whole) << "cut at " << at;
  }
}

TEST_P(Corpus, IsFollowedByNothingWhenItIsRefused) {
  if (GetParam().status == 0) return;
  Framer framer(corpus_limits());
  StreamVerdict verdict;
  feed(framer, GetParam().bytes, verdict);
  std::string_view more = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  const std::size_t size = more.size();
  EXPECT_EQ(framer.feed(more), Framer::Progress::refused);
  EXPECT_EQ(more.size(), size);
  EXPECT_FALSE(framer.sentence().empty());
}

std::string case_name(const testing::TestParamInfo<CorpusCase>& item) { return item.param.name; }
INSTANTIATE_TEST_SUITE_P(Requests, Corpus, testing::ValuesIn(read_corpus()), case_name);

TEST(Framer, GivesTheRequestsParts) {
  Framer framer;
  StreamVerdict verdict;
  feed(framer,
       "POST /a/b?c=d HTTP/1.1\r\nHOST: a\r\nContent-Length: 5\r\nX:  b \r\n\r\nhello"
       "GET / HTTP/1.1\r\nHost: b\r\nConnection: close\r\n\r\n",
       verdict);
  ASSERT_EQ(verdict.requests.size(), 2u);
  EXPECT_EQ(verdict.requests[0], "POST /a/b?c=d keep|host=a|content-length=5|x=b|hello");
  EXPECT_EQ(verdict.requests[1], "GET /? close|host=b|connection=close|");
}

TEST(Framer, KnowsWhenTheConnectionEnds) {
  const auto connection_of = [](std::string_view bytes) {
    Framer framer;
    EXPECT_EQ(framer.feed(bytes), Framer::Progress::ready);
    return framer.connection();
  };
  EXPECT_EQ(connection_of("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), Connection::keep_alive);
  EXPECT_EQ(connection_of("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
            Connection::close);
  EXPECT_EQ(connection_of("GET / HTTP/1.0\r\n\r\n"), Connection::close);
  EXPECT_EQ(connection_of("POST / HTTP/1.1\r\nHost: a\r\n\r\n"), Connection::close)
      << "what follows may be a body that somebody else saw";
  EXPECT_EQ(connection_of("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"), Connection::close);
}

TEST(Framer, AsksForAnExpectedBodyOnce) {
  Framer framer;
  std::string_view head =
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n";
  EXPECT_EQ(framer.feed(head), Framer::Progress::more);
  EXPECT_EQ(framer.take_begun_body(), 3u);
  EXPECT_TRUE(framer.take_continue());
  EXPECT_FALSE(framer.take_continue());
  EXPECT_FALSE(framer.take_begun_body().has_value());
  std::string_view body = "abc";
  EXPECT_EQ(framer.feed(body), Framer::Progress::ready);
}

TEST(Framer, AsksForTheLimitOfTheRouteOnlyWhenThereIsABody) {
  std::string asked;
  http::FramerLimits limits;
  limits.body_of_route = [&](http::Method method, std::string_view path) {
    asked += std::string(http::to_text(method)) + ' ' + std::string(path) + ';';
    return std::size_t{10};
  };
  Framer framer(limits);
  std::string_view bytes =
      "GET /a?b HTTP/1.1\r\nHost: a\r\n\r\nPUT /c?d HTTP/1.1\r\nHost: a\r\nContent-Length: "
      "11\r\n\r\n";
  EXPECT_EQ(framer.feed(bytes), Framer::Progress::ready);
  framer.take();
  EXPECT_EQ(framer.feed(bytes), Framer::Progress::refused);
  EXPECT_EQ(framer.status(), 413);
  EXPECT_EQ(asked, "PUT /c;");
}

}  // namespace
}  // namespace tundish::edge
