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

TEST(Assets, GivesOnePartOfTheFormThatIsTaken) {
  const auto part = [](std::string range) {
    return asset_response(asking({{"range", std::move(range)}}), kScript);
  };
  const Response first = part("bytes=0-7");
  EXPECT_EQ(first.status, 206);
  EXPECT_EQ(first.body, "identity");
  EXPECT_EQ(header_of(first, "content-range"), "bytes 0-7/13");
  EXPECT_EQ(header_of(first, "accept-ranges"), "bytes");
  EXPECT_EQ(part("bytes=9-").body, "form");
  EXPECT_EQ(part("bytes=9-99").body, "form");
  EXPECT_EQ(part("bytes=-4").body, "form");
  EXPECT_EQ(part("bytes=-99").body, "identity form");
  EXPECT_EQ(part("bytes=12-12").body, "m");
  EXPECT_EQ(
      asset_response(asking({{"range", "bytes=0-3"}, {"accept-encoding", "gzip"}}), kScript).body,
      "gzip");
}

TEST(Assets, RefusesARangeBeyondTheEnd) {
  for (const char* range : {"bytes=13-", "bytes=13-14", "bytes=-0", "bytes=999999999999-"}) {
    const Response response = asset_response(asking({{"range", range}}), kScript);
    EXPECT_EQ(response.status, 416) << range;
    EXPECT_EQ(header_of(response, "content-range"), "bytes */13");
    EXPECT_EQ(response.body.view().find("identity"), std::string_view::npos);
  }
}

TEST(Assets, GivesTheWholeForARangeItDoesNotKnow) {
  for (const char* range :
       {"bytes=0-1,3-4", "bytes=4-1", "bytes=a-b", "bytes=", "bytes=-", "0-1", "lines=0-1",
        "bytes=+1-2", "bytes=1-2x", "bytes=99999999999999999999-"}) {
    const Response response = asset_response(asking({{"range", range}}), kScript);
    EXPECT_EQ(response.status, 200) << range;
    EXPECT_EQ(response.body, "identity form");
  }
  Request head = asking({{"range", "bytes=0-1"}});
  head.method = Method::head;
  EXPECT_EQ(asset_response(head, kScript).status, 200);
}

TEST(Assets, GivesAPartOnlyOfTheVersionThatIsKnown) {
  const auto part = [](std::string condition) {
    return asset_response(asking({{"range", "bytes=0-1"}, {"if-range", std::move(condition)}}),
                          kScript);
  };
  EXPECT_EQ(part("\"0123\"").status, 206);
  EXPECT_EQ(part("\"other\"").status, 200);
  EXPECT_EQ(part("W/\"0123\"").status, 200);
  EXPECT_EQ(part("Sat, 21 Nov 2026 14:00:00 GMT").status, 200);
}

TEST(Assets, ReadsListsOfTags) {
  const auto status = [](std::string tags) {
    return asset_response(asking({{"if-none-match", std::move(tags)}}), kScript).status;
  };
  EXPECT_EQ(status("\"a\", \"0123\""), 304);
  EXPECT_EQ(status("W/\"0123\""), 304);
  EXPECT_EQ(status("*"), 304);
  EXPECT_EQ(status("\"012\""), 200);
  EXPECT_EQ(status(""), 200);
}

TEST(Assets, AreNotCopied) {
  EXPECT_EQ(asset_response(asking({}), kScript).body.view().data(), kScript.content.data());
  EXPECT_EQ(asset_response(asking({}), kScript).body.own_bytes(), 0u);
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
