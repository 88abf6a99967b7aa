#include "http/assets.hpp"

#include <gtest/gtest.h>

namespace tundish::http {
namespace {

const Asset kScript{"player/tundish.js", "0123", "identity form", "gzip form", "brotli form"};

Request asking(std::vector<Header> headers) {
  Request request;
  request.headers = std::move(headers);
  return request;
}

std::string header_of(const Response& response, std::string_view name) {
  for (const Header& header : response.headers) {
    if (header.name == name) return header.value;
  }
  return "";
}

TEST(Assets, GivesTheBestFormThatIsTaken) {
  EXPECT_EQ(asset_response(asking({}), kScript).body, "identity form");
  const auto body = [](const char* encodings) {
    return asset_response(asking({{"accept-encoding", encodings}}), kScript).body;
  };
  EXPECT_EQ(body("gzip, deflate, br"), "brotli form");
  EXPECT_EQ(body("gzip"), "gzip form");
  EXPECT_EQ(body("br;q=0, gzip;q=0.5"), "gzip form");
  EXPECT_EQ(body("br;q=0.0"), "identity form");
  EXPECT_EQ(body("brotli, xgzip"), "identity form");
}

TEST(Assets, TellsEachFormApart) {
  const Response identity = asset_response(asking({}), kScript);
  const Response brotli = asset_response(asking({{"accept-encoding", "br"}}), kScript);
  EXPECT_NE(header_of(identity, "etag"), header_of(brotli, "etag"));
  EXPECT_EQ(header_of(brotli, "content-encoding"), "br");
  EXPECT_EQ(header_of(brotli, "vary"), "accept-encoding");
  const Response known = asset_response(
      asking({{"accept-encoding", "br"}, {"if-none-match", header_of(brotli, "etag")}}), kScript);
  EXPECT_EQ(known.status, 304);
  EXPECT_EQ(known.body, "");
  const Response other = asset_response(
      asking({{"accept-encoding", "br"}, {"if-none-match", header_of(identity, "etag")}}), kScript);
  EXPECT_EQ(other.status, 200);
}

TEST(Assets, KeepsOnlyHashedNamesForGood) {
  const auto cache_of = [](std::string_view name) {
    return header_of(asset_response(asking({}), Asset{name, "01", "a", {}, {}}), "cache-control");
  };
  constexpr const char* kForGood = "public, max-age=31536000, immutable";
  EXPECT_EQ(cache_of("player/painter-B3x_9aQz.js"), kForGood);
  EXPECT_EQ(cache_of("player/assets/inter-DiVDrmQJ.woff2"), kForGood);
  EXPECT_EQ(cache_of("player/tundish.js"), "no-cache");
  EXPECT_EQ(cache_of("player/service-internal.js"), "no-cache");
}

TEST(Assets, KnowsItsTypes) {
  EXPECT_EQ(content_type_of("a/b.wasm"), "application/wasm");
  EXPECT_EQ(content_type_of("b.schema.json"), "application/json");
  EXPECT_EQ(content_type_of("b.unknown"), "application/octet-stream");
}

}  // namespace
}  // namespace tundish::http
