#include "http/framer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace tundish::http {
namespace {

/// What a stream of bytes comes to: the requests before its end or its refusal.
struct Verdict {
  std::vector<std::string> requests;
  int status = 0;
  bool operator==(const Verdict&) const = default;
};

void feed(Framer& framer, std::string_view input, Verdict& verdict) {
  while (!input.empty() && verdict.status == 0) {
    switch (framer.feed(input)) {
      case Framer::Progress::more:
        break;
      case Framer::Progress::refused:
        verdict.status = framer.status();
        break;
      case Framer::Progress::ready: {
        const Request request = framer.take();
        std::string text =
            std::string(to_text(request.method)) + ' ' + request.path + '?' + request.query;
        for (const Header& header : request.headers) {
          text += '|' + header.name + '=' + header.value;
        }
        verdict.requests.push_back(text + '|' + request.body);
      }
    }
  }
}

FramerLimits small_limits() {
  FramerLimits limits;
  limits.target = 40;
  limits.head = 300;
  limits.headers = 5;
  limits.body = 20;
  return limits;
}

Verdict verdict_of(std::string_view bytes) {
  Framer framer(small_limits());
  Verdict verdict;
  feed(framer, bytes, verdict);
  return verdict;
}

struct Case {
  const char* name;
  std::string bytes;
  int status;
};

std::vector<Case> malformed() {
  const std::string line = "GET / HTTP/1.1\r\n";
  const std::string host = "Host: a\r\n";
  const std::string post = "POST / HTTP/1.1\r\nHost: a\r\n";
  return {
      {"bare_line_feed", "GET / HTTP/1.1\nHost: a\n\n", 400},
      {"bare_line_feed_after_header", line + "Host: a\nX: b\r\n\r\n", 400},
      {"bare_return", line + "Host: a\rX: b\r\n\r\n", 400},
      {"nul", line + host + std::string("X: a\0b\r\n\r\n", 10), 400},
      {"control_character", line + host + "X: a\x01\r\n\r\n", 400},
      {"empty_line_first", "\r\n" + line + host + "\r\n", 400},
      {"no_version", "GET /\r\n" + host + "\r\n", 400},
      {"two_blanks", "GET  / HTTP/1.1\r\n" + host + "\r\n", 400},
      {"old_version", "GET / HTTP/0.9\r\n" + host + "\r\n", 505},
      {"next_version", "GET / HTTP/2.0\r\n" + host + "\r\n", 505},
      {"not_http", "GET / FTP/1.1\r\n" + host + "\r\n", 400},
      {"trace", "TRACE / HTTP/1.1\r\n" + host + "\r\n", 501},
      {"connect", "CONNECT a:1 HTTP/1.1\r\n" + host + "\r\n", 501},
      {"lower_case_method", "get / HTTP/1.1\r\n" + host + "\r\n", 501},
      {"odd_method", "G(T / HTTP/1.1\r\n" + host + "\r\n", 400},
      {"absolute_target", "GET http://a/ HTTP/1.1\r\n" + host + "\r\n", 400},
      {"star_target", "OPTIONS * HTTP/1.1\r\n" + host + "\r\n", 400},
      {"fragment", "GET /#a HTTP/1.1\r\n" + host + "\r\n", 400},
      {"byte_over_126_in_target", "GET /\xc3\xa9 HTTP/1.1\r\n" + host + "\r\n", 400},
      {"long_target", "GET /" + std::string(40, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 414},
      {"no_host", line + "\r\n", 400},
      {"empty_host", line + "Host:\r\n\r\n", 400},
      {"two_hosts", line + host + host + "\r\n", 400},
      {"blank_before_colon", line + host + "X : b\r\n\r\n", 400},
      {"no_colon", line + host + "X\r\n\r\n", 400},
      {"no_name", line + host + ": b\r\n\r\n", 400},
      {"folded_line", line + host + "X: b\r\n c\r\n\r\n", 400},
      {"large_head", line + host + "X: " + std::string(300, 'a') + "\r\n\r\n", 431},
      {"many_headers", line + host + "A: 1\r\nB: 1\r\nC: 1\r\nD: 1\r\nE: 1\r\n\r\n", 431},
      {"transfer_encoding", post + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411},
      {"both_lengths", post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\na", 411},
      {"two_lengths", post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na", 400},
      {"length_list", post + "Content-Length: 1, 1\r\n\r\na", 400},
      {"signed_length", post + "Content-Length: +1\r\n\r\na", 400},
      {"negative_length", post + "Content-Length: -1\r\n\r\na", 400},
      {"hexadecimal_length", post + "Content-Length: 0x1\r\n\r\na", 400},
      {"empty_length", post + "Content-Length:\r\n\r\na", 400},
      {"endless_length", post + "Content-Length: 99999999999999999999\r\n\r\na", 400},
      {"large_body", post + "Content-Length: 21\r\n\r\n", 413},
      {"no_length", post + "\r\n", 411},
      {"upgrade", line + host + "Upgrade: websocket\r\n\r\n", 501},
      {"odd_expectation", post + "Content-Length: 1\r\nExpect: 200-ok\r\n\r\na", 417},
      {"two_authorizations", line + host + "Authorization: a\r\nAuthorization: b\r\n\r\n", 400},
  };
}

std::vector<Case> well_formed() {
  return {
      {"plain", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", 0},
      {"query", "GET /a/b?c=d HTTP/1.1\r\nhost: a\r\nX:  b \t\r\n\r\n", 0},
      {"body", "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", 0},
      {"empty_body", "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", 0},
      {"old_client", "GET / HTTP/1.0\r\n\r\n", 0},
      {"pipeline",
       "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhiGET /b HTTP/1.1\r\nHost: "
       "a\r\n\r\n",
       0},
      {"good_then_bad", "GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost : a\r\n\r\n", 400},
  };
}

class FramerCases : public testing::TestWithParam<Case> {};

TEST_P(FramerCases, SaysTheSameHoweverTheBytesAreCut) {
  const Case& item = GetParam();
  const Verdict whole = verdict_of(item.bytes);
  EXPECT_EQ(whole.status, item.status);

  Framer by_byte(small_limits());
  Verdict cut;
  for (const char& byte : item.bytes) feed(by_byte, std::string_view(&byte, 1), cut);
  EXPECT_EQ(cut, whole) << "byte by byte";

  for (std::size_t at = 0; at <= item.bytes.size(); ++at) {
    Framer framer(small_limits());
    Verdict verdict;
    feed(framer, std::string_view(item.bytes).substr(0, at), verdict);
    feed(framer, std::string_view(item.bytes).substr(at), verdict);
    ASSERT_EQ(verdict, whole) << "cut at " << at;
  }
}

class FramerRefusals : public testing::TestWithParam<Case> {};

TEST_P(FramerRefusals, TakesNothingMore) {
  Framer framer(small_limits());
  Verdict verdict;
  feed(framer, GetParam().bytes, verdict);
  std::string_view more = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  EXPECT_EQ(framer.feed(more), Framer::Progress::refused);
  EXPECT_FALSE(framer.sentence().empty());
}

std::string case_name(const testing::TestParamInfo<Case>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(Malformed, FramerCases, testing::ValuesIn(malformed()), case_name);
INSTANTIATE_TEST_SUITE_P(Malformed, FramerRefusals, testing::ValuesIn(malformed()), case_name);
INSTANTIATE_TEST_SUITE_P(WellFormed, FramerCases, testing::ValuesIn(well_formed()), case_name);

TEST(Framer, GivesTheRequestsParts) {
  const Verdict verdict =
      verdict_of("POST /a/b?c=d HTTP/1.1\r\nHOST: a\r\nContent-Length: 5\r\nX:  b \r\n\r\nhello");
  ASSERT_EQ(verdict.requests.size(), 1u);
  EXPECT_EQ(verdict.requests[0], "POST /a/b?c=d|host=a|content-length=5|x=b|hello");
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
  EXPECT_EQ(connection_of("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"),
            Connection::keep_alive);
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

}  // namespace
}  // namespace tundish::http
