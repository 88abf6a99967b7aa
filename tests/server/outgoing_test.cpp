#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "outside/address_guard.hpp"
#include "outside/curl_outgoing.hpp"
#include "server/answering_server.hpp"
#include "service/web_address.hpp"

namespace tundish::outside {
namespace {

using service::OutgoingAnswer;
using service::OutgoingOutcome;
using service::OutgoingRequest;
using service::Redirects;

OutgoingRules plain_rules(std::vector<std::string> networks) {
  OutgoingRules rules;
  rules.schemes = OutgoingRules::Schemes::http_and_https;
  for (const std::string& text : networks) {
    rules.named_networks.push_back(*http::parse_network(text));
  }
  return rules;
}
OutgoingRules for_this_machine() { return plain_rules({"127.0.0.1"}); }

OutgoingRequest request_of(const std::string& url) {
  OutgoingRequest request;
  request.url = url;
  request.method = "GET";
  request.timeout_ms = 5000;
  return request;
}

TEST(AddressGuard, KnowsWhatIsPublic) {
  for (const char* text :
       {"8.8.8.8", "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
        "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "198.17.255.255",
        "198.20.0.0", "223.255.255.255", "2606:4700::1111", "2001:4860:4860::8888", "2a00::1",
        "64:ff9b::808:808", "2002:808:808::1"}) {
    EXPECT_TRUE(is_public(*http::parse_client_address(text))) << text;
  }
  for (const char* text : {"0.0.0.0",
                           "0.1.2.3",
                           "10.0.0.0",
                           "10.255.255.255",
                           "100.64.0.0",
                           "100.127.255.255",
                           "127.0.0.1",
                           "127.255.255.255",
                           "169.254.169.254",
                           "172.16.0.0",
                           "172.31.255.255",
                           "192.0.0.8",
                           "192.0.2.1",
                           "192.168.0.0",
                           "192.168.255.255",
                           "198.18.0.0",
                           "198.19.255.255",
                           "198.51.100.7",
                           "203.0.113.7",
                           "224.0.0.1",
                           "239.255.255.255",
                           "240.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "::127.0.0.1",
                           "::ffff:10.0.0.1",
                           "64:ff9b::7f00:1",
                           "64:ff9b::a9fe:a9fe",
                           "64:ff9b:1::7f00:1",
                           "100::1",
                           "2001::1",
                           "2001:db8::1",
                           "2002:7f00:1::",
                           "2002:a00:1::",
                           "3fff::1",
                           "fc00::1",
                           "fd00::1",
                           "fe80::1",
                           "fec0::1",
                           "ff02::1"}) {
    EXPECT_FALSE(is_public(*http::parse_client_address(text))) << text;
  }
}

/// Ways to write addresses of this machine, of networks about it and of those who tell secrets to
/// whoever asks from within. Each with `PORT` in it is one of the server that counts connections.
const std::vector<std::string>& private_spellings() {
  static const std::vector<std::string> kSpellings = {
      "127.0.0.1",
      "127.1",
      "127.0.1",
      "127.255.255.254",
      "127.000.000.001",
      "0177.0.0.1",
      "0177.0.0.01",
      "0x7f.0.0.1",
      "0x7F.0x0.0x0.0x1",
      "0x7f000001",
      "0X7F000001",
      "2130706433",
      "017700000001",
      "0x7f.1",
      "0177.1",
      "127.0x1",
      "0x7f.0.01",
      "0",
      "0.0.0.0",
      "0x0",
      "00000",
      "0.0",
      "localhost",
      "LOCALHOST",
      "LocalHost",
      "%31%32%37.0.0.1",
      "127%2e0%2e0%2e1",
      "%6cocalhost",
      "[::1]",
      "[0:0:0:0:0:0:0:1]",
      "[0000:0000:0000:0000:0000:0000:0000:0001]",
      "[::0001]",
      "[0::1]",
      "[::]",
      "[0:0::0]",
      "[::ffff:127.0.0.1]",
      "[::FFFF:127.0.0.1]",
      "[::ffff:7f00:1]",
      "[0:0:0:0:0:ffff:7f00:0001]",
      "[::ffff:0.0.0.0]",
      "[::127.0.0.1]",
      "[::7f00:1]",
      "[64:ff9b::127.0.0.1]",
      "[64:ff9b::7f00:1]",
      "[2002:7f00:1::]",
      "10.0.0.1",
      "10.1",
      "0xa.0.0.1",
      "012.0.0.1",
      "167772161",
      "172.16.0.1",
      "172.31.255.254",
      "2886729729",
      "192.168.0.1",
      "192.168.257",
      "0xc0.0xa8.0x0.0x1",
      "3232235521",
      "169.254.169.254",
      "0xa9fea9fe",
      "2852039166",
      "0251.0376.0251.0376",
      "169.254.43518",
      "[::ffff:169.254.169.254]",
      "[::ffff:a9fe:a9fe]",
      "[64:ff9b::a9fe:a9fe]",
      "[fd00:ec2::254]",
      "[fc00::1]",
      "[fe80::1]",
      "[fec0::1]",
      "[ff02::1]",
      "100.64.0.1",
      "100.100.100.200",
      "198.18.0.1",
      "192.0.0.192",
      "224.0.0.1",
      "255.255.255.255",
      "[2001:db8::1]",
  };
  return kSpellings;
}

TEST(Outgoing, NeverReachesWhatIsNotPublicHoweverItIsWritten) {
  AnsweringServer server([](const std::string&) { return json_answer(200, "{}"); });
  CurlOutgoing outgoing(plain_rules({}));
  int forbidden = 0;
  for (const std::string& spelling : private_spellings()) {
    const std::string port = ':' + std::to_string(server.port()) + '/';
    const OutgoingAnswer answer = outgoing.send(request_of("http://" + spelling + port));
    EXPECT_EQ(answer.outcome, OutgoingOutcome::forbidden)
        << spelling << ' ' << to_text(answer.outcome);
    if (answer.outcome == OutgoingOutcome::forbidden) ++forbidden;
  }
  EXPECT_GE(forbidden, 60);
  EXPECT_EQ(server.connections(), 0);
  RecordProperty("forbidden", forbidden);
}

TEST(Outgoing, CanReachThatServerWhenItIsNamed) {
  AnsweringServer server([](const std::string&) { return json_answer(200, "{\"a\":1}"); });
  CurlOutgoing outgoing(for_this_machine());
  for (const char* host : {"127.0.0.1", "127.1", "2130706433", "[::ffff:127.0.0.1]"}) {
    const OutgoingAnswer answer = outgoing.send(
        request_of("http://" + std::string(host) + ':' + std::to_string(server.port()) + '/'));
    EXPECT_EQ(answer.outcome, OutgoingOutcome::answered) << host;
    EXPECT_EQ(answer.body, "{\"a\":1}") << host;
  }
  EXPECT_EQ(server.connections(), 4) << "the spellings are ones that lead there";
  EXPECT_EQ(outgoing.send(request_of("http://127.0.0.2:" + std::to_string(server.port()))).outcome,
            OutgoingOutcome::forbidden);
}

TEST(Outgoing, RefusesOtherSchemesAndWhatHidesTheHost) {
  AnsweringServer server([](const std::string&) { return json_answer(200, "{}"); });
  const std::string host = "127.0.0.1:" + std::to_string(server.port());
  CurlOutgoing plain(for_this_machine());
  for (const char* url : {"file:///etc/passwd", "gopher://127.0.0.1/_x", "dict://127.0.0.1/d",
                          "ftp://127.0.0.1/", "telnet://127.0.0.1", "ldap://127.0.0.1/"}) {
    EXPECT_EQ(plain.send(request_of(url)).outcome, OutgoingOutcome::forbidden) << url;
  }
  for (const std::string& url :
       {"http://user@" + host, "http://user:word@" + host, "http://example.com@" + host}) {
    EXPECT_EQ(plain.send(request_of(url)).outcome, OutgoingOutcome::forbidden) << url;
  }
  OutgoingRules rules = for_this_machine();
  rules.schemes = OutgoingRules::Schemes::https;
  EXPECT_EQ(CurlOutgoing(rules).send(request_of("http://" + host)).outcome,
            OutgoingOutcome::forbidden)
      << "https only, unless the operator says otherwise";
  EXPECT_EQ(server.connections(), 0);
}

TEST(Outgoing, AsksNoProxy) {
  AnsweringServer server([](const std::string&) { return json_answer(200, "{}"); });
  ::setenv("http_proxy", server.origin().c_str(), 1);
  const OutgoingAnswer answer =
      CurlOutgoing(for_this_machine()).send(request_of("http://10.0.0.1/"));
  ::unsetenv("http_proxy");
  EXPECT_EQ(answer.outcome, OutgoingOutcome::forbidden);
  EXPECT_EQ(server.connections(), 0);
}

TEST(Outgoing, FollowsNoRedirectThatLeadsElsewhere) {
  std::string to;
  AnsweringServer server([&to](const std::string& request) {
    if (request.find(" /there ") != request.npos) return json_answer(200, "{\"is\":\"there\"}");
    return json_answer(307, "", "location: " + to + "\r\n");
  });
  AnsweringServer other([](const std::string&) { return json_answer(200, "{}"); });
  CurlOutgoing outgoing(for_this_machine());
  OutgoingRequest request = request_of(server.origin() + "/here");
  request.headers = {{"X-Key", "secret"}};
  to = "/there";
  EXPECT_EQ(outgoing.send(request).status, 307) << "not followed unless that is allowed";
  request.redirects = Redirects::same_origin;
  EXPECT_EQ(outgoing.send(request).body, "{\"is\":\"there\"}");
  for (const std::string& target :
       {other.origin() + "/there", "http://localhost:" + std::to_string(server.port()) + "/there",
        "https://127.0.0.1:" + std::to_string(server.port()) + "/there",
        "//127.0.0.2:" + std::to_string(server.port()) + "/there",
        std::string("http://169.254.169.254/there"), std::string("file:///etc/passwd"),
        "http://x@127.0.0.1:" + std::to_string(server.port()) + "/there"}) {
    to = target;
    EXPECT_EQ(outgoing.send(request).status, 307) << target;
  }
  EXPECT_EQ(other.connections(), 0);
  to = "/here";
  const int before = server.connections();
  EXPECT_EQ(outgoing.send(request).status, 307) << "a circle ends";
  EXPECT_EQ(server.connections() - before, 4);
}

TEST(Outgoing, SendsNoBodyOnUnlessTheRedirectSaysSo) {
  int status = 303;
  AnsweringServer server([&status](const std::string& request) {
    if (request.find(" /there ") != request.npos) return json_answer(200, "{}");
    return json_answer(status, "", "location: /there\r\n");
  });
  CurlOutgoing outgoing(for_this_machine());
  OutgoingRequest request = request_of(server.origin() + "/here");
  request.method = "POST";
  request.body = "{\"a\":1}";
  request.redirects = Redirects::same_origin;
  EXPECT_EQ(outgoing.send(request).status, 200);
  EXPECT_EQ(server.requests().back().substr(0, 11), "GET /there ");
  EXPECT_EQ(body_of(server.requests().back()), "");
  status = 308;
  EXPECT_EQ(outgoing.send(request).status, 200);
  EXPECT_EQ(server.requests().back().substr(0, 12), "POST /there ");
  EXPECT_EQ(body_of(server.requests().back()), "{\"a\":1}");
}

TEST(Outgoing, EndsWhatIsTooLargeOrTooSlow) {
  AnsweringServer large(
      [](const std::string&) { return json_answer(200, std::string(100'000, 'x')); });
  CurlOutgoing outgoing(for_this_machine());
  OutgoingRequest request = request_of(large.origin());
  request.most_bytes = 99'999;
  EXPECT_EQ(outgoing.send(request).outcome, OutgoingOutcome::too_large);
  request.most_bytes = 100'000;
  EXPECT_EQ(outgoing.send(request).outcome, OutgoingOutcome::answered);

  std::atomic<bool> is_over{false};
  AnsweringServer silent([&is_over](const std::string&) {
    while (!is_over) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return std::string();
  });
  OutgoingRequest impatient = request_of(silent.origin());
  impatient.timeout_ms = 150;
  EXPECT_EQ(outgoing.send(impatient).outcome, OutgoingOutcome::too_slow);
  is_over = true;
}

TEST(Outgoing, SaysWhatCameBack) {
  AnsweringServer server(
      [](const std::string&) { return json_answer(429, "{}", "retry-after: 7\r\n"); });
  CurlOutgoing outgoing(for_this_machine());
  OutgoingRequest request = request_of(server.origin() + "/a?b=c");
  request.method = "PUT";
  request.body = "{\"x\":\"y\"}";
  request.headers = {{"X-One", "1"}, {"X-None", ""}};
  const OutgoingAnswer answer = outgoing.send(request);
  EXPECT_EQ(answer.status, 429);
  EXPECT_EQ(answer.retry_after_ms, 7000);
  EXPECT_TRUE(is_worth_another_try(answer));
  const std::string seen = server.requests().front();
  EXPECT_EQ(seen.substr(0, 20), "PUT /a?b=c HTTP/1.1\r");
  EXPECT_EQ(header_of(seen, "x-one"), "1");
  EXPECT_NE(seen.find("X-None:"), seen.npos);
  EXPECT_EQ(body_of(seen), request.body);
  request.headers = {{"X-One", "1\r\nX-Two: 2"}};
  EXPECT_EQ(outgoing.send(request).outcome, OutgoingOutcome::forbidden) << "nothing is smuggled";
  EXPECT_EQ(server.connections(), 1);
  const int port = AnsweringServer([](const std::string&) { return std::string(); }).port();
  EXPECT_EQ(outgoing.send(request_of("http://127.0.0.1:" + std::to_string(port))).outcome,
            OutgoingOutcome::unreachable);
}

TEST(WebAddress, ReadsWhatEverybodyReadsAlike) {
  const auto origin = [](const char* url) {
    const auto address = service::parse_web_address(url);
    return address ? address->origin + '|' + address->path : "none";
  };
  EXPECT_EQ(origin("https://Api.Example/a?b=c"), "https://api.example:443|/a?b=c");
  EXPECT_EQ(origin("HTTP://api.example"), "http://api.example:80|/");
  EXPECT_EQ(origin("https://api.example:8443?x"), "https://api.example:8443|/?x");
  EXPECT_EQ(origin("https://[2001:DB8::1]:1/"), "https://[2001:db8::1]:1|/");
  for (const char* url : {"",
                          "api.example",
                          "ftp://api.example/",
                          "https://",
                          "https:///x",
                          "https://a@b/",
                          "https://a:b@c/",
                          "https://a:/",
                          "https://a:0/",
                          "https://a:65536/",
                          "https://a:1:2/",
                          "https://a b/",
                          "https://a/b c",
                          "https://a/#b",
                          "https://a\\b/",
                          "https://\xc3\xa9/",
                          "https://a/\xc3\xa9",
                          "https://[::1",
                          "https://::1/",
                          "https://[]/",
                          "https://[::1]x/",
                          "https://a%2eb/",
                          "https://a/\r\n",
                          "https://a_b/"}) {
    EXPECT_EQ(origin(url), "none") << url;
  }
  EXPECT_EQ(service::percent_encoded("a/b c\xc3\xa9~"), "a%2Fb%20c%C3%A9~");
}

}  // namespace
}  // namespace tundish::outside
