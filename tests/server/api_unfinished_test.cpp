// Drafts that are no funnels yet.
#include <gtest/gtest.h>

#include <string>

#include "server/api_fixture.hpp"

namespace tundish::api {
namespace {

const std::string kBeingWritten = "/api/v1/funnels/order";
const std::string kUnfinished = kBeingWritten + "?unfinished=yes";
/// A target is missing, and so is all the rest.
constexpr std::string_view kBegun =
    R"({"slug":"order","layers":[{"id":"who","type":"start","next":"more"}]})";

class ApiUnfinished : public ApiTest {
 protected:
  ApiUnfinished() { EXPECT_EQ(ask("POST", "/api/v1/funnels", kOrderDefinition).status, 201); }

  ClientResponse put(const std::string& target, std::string_view body) {
    const std::string etag = ask("GET", kBeingWritten).header("etag");
    return client_->request("PUT", target, body, token_, {{"if-match", etag}});
  }
};

TEST_F(ApiUnfinished, AreKeptAsTheyWereWrittenAndSayWhatIsMissing) {
  EXPECT_EQ(put(kBeingWritten, kBegun).status, 422);
  const ClientResponse kept = put(kUnfinished, kBegun);
  ASSERT_EQ(kept.status, 200) << kept.body;
  const Value body = json(kept);
  EXPECT_GE(body.find("diagnostics")->list().size(), 2U);
  EXPECT_EQ(word(body.find("diagnostics")->list()[0], "severity"), "error");
  const ClientResponse read = ask("GET", kBeingWritten);
  EXPECT_EQ(read.body, kBegun);
  EXPECT_EQ(read.header("etag"), kept.header("etag"));
  const Value row = json(ask("GET", kBeingWritten + "/versions"));
  EXPECT_EQ(word(row, "structure"), word(body, "structure"));
}

TEST_F(ApiUnfinished, AreNotPublishedAndCanBeFinished) {
  ASSERT_EQ(put(kUnfinished, kBegun).status, 200);
  const ClientResponse refused = ask("POST", kBeingWritten + "/publish", "{}");
  EXPECT_EQ(refused.status, 422);
  EXPECT_NE(refused.body.find("/layers/0/next"), std::string::npos) << refused.body;
  EXPECT_EQ(ask("GET", kBeingWritten + "/layers").status, 200);
  EXPECT_EQ(ask("GET", kBeingWritten + "/changes?from=draft:production&to=draft:production").status,
            404);
  EXPECT_EQ(put(kUnfinished, kOrderDefinition).status, 200);
  EXPECT_EQ(ask("POST", kBeingWritten + "/publish", "{}").status, 200);
}

TEST_F(ApiUnfinished, AreRefusedWhereTheyWouldLoseSomething) {
  const std::string before = ask("GET", kBeingWritten).body;
  for (const char* other : {R"({"slug":"another"})", R"({"slug":7})", "[]", "{", "null"})
    EXPECT_EQ(put(kUnfinished, other).status, 422) << other;
  EXPECT_EQ(put(kBeingWritten + "?unfinished=perhaps", kBegun).status, 422);
  EXPECT_EQ(client_->request("PUT", kUnfinished, kBegun, token_).status, 428);
  EXPECT_EQ(client_->request("PUT", kUnfinished, kBegun, token_, {{"if-match", "\"x\""}}).status,
            412);
  EXPECT_EQ(put("/api/v1/funnels/none?unfinished=yes", R"({"slug":"none"})").status, 404);
  EXPECT_EQ(ask("POST", "/api/v1/funnels", kBegun).status, 422);
  EXPECT_EQ(ask("GET", kBeingWritten).body, before);
}

}  // namespace
}  // namespace tundish::api
