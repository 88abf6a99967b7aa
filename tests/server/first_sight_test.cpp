// What everybody sees first comes with the release that an environment plays.
#include <gtest/gtest.h>

#include "server/api_fixture.hpp"

namespace tundish::api {
namespace {

TEST_F(ApiTest, SaysWithTheReleaseWhatEverybodySeesFirst) {
  published_order(store_);
  const std::string target = "/api/v1/play/releases/production/order";
  const std::string hash = ask_openly("GET", target).header("tundish-release");
  const ClientResponse answer = ask_openly("GET", target + "/first?language=en&channel=web");
  ASSERT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("content-type"), "application/jsonl");
  EXPECT_EQ(answer.header("tundish-release"), hash);
  EXPECT_EQ(answer.header("content-language"), "en");
  const std::size_t line = answer.body.find('\n');
  ASSERT_NE(line, std::string::npos) << answer.body;
  EXPECT_EQ(answer.body.substr(0, line), ask_openly("GET", target).body);
  const Result<Value> first = parse_value(answer.body.substr(line + 1));
  ASSERT_TRUE(first);
  EXPECT_EQ(word(*first->find("view"), "layer"), "who");
  EXPECT_EQ(word(*first->find("facts"), "slug"), "order");

  client_->send_raw("GET " + target +
                    "/first HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
  const ClientResponse packed = client_->receive();
  EXPECT_EQ(packed.header("content-encoding"), "gzip");
  EXPECT_LT(packed.body.size(), answer.body.size());
  EXPECT_NE(packed.header("etag"), answer.header("etag"));
  client_->send_raw("GET " + target + "/first HTTP/1.1\r\nHost: a\r\nIf-None-Match: " +
                    answer.header("etag") + "\r\n\r\n");
  EXPECT_EQ(client_->receive().status, 304);
  EXPECT_EQ(ask_openly("GET", target + "/first?channel=sms").status, 404);
  EXPECT_EQ(ask_openly("GET", "/api/v1/play/releases/production/nobody/first").status, 404);
}

}  // namespace
}  // namespace tundish::api
