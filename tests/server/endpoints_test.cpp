#include "service/endpoints.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "server/scripted_outgoing.hpp"
#include "server/store_kinds.hpp"
#include "service/endpoint_call.hpp"
#include "store/operations.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

using store::kBegan;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

ParameterWish exposed(const std::string& name, ParameterPlace place, Value value = {}) {
  return {{name, ParameterKind::exposed, place, std::move(value), {}}, {}};
}
ParameterWish fixed(const std::string& name, ParameterPlace place, Value value) {
  return {{name, ParameterKind::fixed, place, std::move(value), {}}, {}};
}
ParameterWish hidden(const std::string& name, ParameterPlace place,
                     std::optional<std::string> secret) {
  return {{name, ParameterKind::hidden, place, {}, {}}, std::move(secret)};
}

constexpr const char* kSecret = "Bearer s3cr3t-canary";

EndpointWish crm_wish() {
  EndpointWish wish;
  wish.name = "crm";
  wish.method = "POST";
  wish.url = "https://crm.example/leads/{list}";
  wish.parameters = {
      exposed("list", ParameterPlace::path),
      exposed("source", ParameterPlace::query, "web"),
      fixed("version", ParameterPlace::query, 2),
      hidden("Authorization", ParameterPlace::header, kSecret),
      exposed("lead", ParameterPlace::body),
      fixed("owner", ParameterPlace::body, "sales"),
  };
  wish.exposes = {"id", "offer.price", "items.1.name"};
  return wish;
}

Actor actor() { return Actor{"user", "u1", "r1", "lane", kBegan}; }

std::string codes(const Diagnostics& faults) {
  std::string text;
  for (const Diagnostic& fault : faults) text += fault.code + ' ' + fault.place.pointer + '|';
  return text;
}

Value value_of(const std::string& json) { return *parse_value(json); }

class EndpointCallTest : public testing::Test {
 protected:
  EndpointAnswer ask(const EndpointWish& wish, const std::string& request) {
    if (!endpoint_) {
      const auto made = create_endpoint(store_, sealer_, outgoing_, wish, actor());
      EXPECT_TRUE(made.has_value()) << codes(made ? Diagnostics() : made.error());
      endpoint_ = *made;
    }
    EndpointQuestion question;
    question.request = value_of(request);
    question.timeout_ms = 1234;
    question.key = "uid-0";
    return ask_endpoint(*endpoint_, sealer_, outgoing_, question);
  }

  store::MemoryStore store_{kBegan};
  Sealer sealer_{std::string(32, 'k')};
  ScriptedOutgoing outgoing_;
  std::optional<store::Endpoint> endpoint_;
};

TEST_F(EndpointCallTest, PutsEveryParameterInItsPlace) {
  outgoing_.answers = {
      {OutgoingOutcome::answered, 201,
       R"({"id":7,"offer":{"price":9.5,"cost":1},"items":[{},{"name":"b"}],"internal":"x"})", 0}};
  const EndpointAnswer answer = ask(crm_wish(), R"({"list":"a/b ?","lead":{"name":"Ann"}})");
  EXPECT_EQ(answer.kind, EndpointAnswer::Kind::done);
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(to_json(answer.data), R"({"id":7,"items":{"1":{"name":"b"}},"offer":{"price":9.5}})")
      << "and nothing that is not exposed";
  ASSERT_EQ(outgoing_.requests.size(), 1u);
  const OutgoingRequest& request = outgoing_.requests.front();
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://crm.example/leads/a%2Fb%20%3F?source=web&version=2");
  EXPECT_EQ(request.body, R"({"lead":{"name":"Ann"},"owner":"sales"})");
  EXPECT_EQ(request.timeout_ms, 1234);
  using Header = std::pair<std::string, std::string>;
  EXPECT_THAT(
      request.headers,
      ElementsAre(Header("Authorization", kSecret), Header("Accept", "application/json"),
                  Header("Content-Type", "application/json"), Header("Idempotency-Key", "uid-0")));
}

TEST_F(EndpointCallTest, SendsNothingWhenTheQuestionDoesNotFit) {
  const auto why = [&](const std::string& request) { return ask(crm_wish(), request).why; };
  EXPECT_EQ(why(R"({"lead":1})"), "parameter_missing list");
  EXPECT_EQ(why(R"({"list":"a","lead":1,"owner":"me"})"), "unknown_parameter owner");
  EXPECT_EQ(why(R"({"list":"a","lead":1,"Authorization":"x"})"), "unknown_parameter Authorization");
  EXPECT_EQ(why(R"({"list":["a"],"lead":1})"), "parameter_no_text list");
  for (const char* way : {"", ".", ".."}) {
    EXPECT_EQ(why(R"({"lead":1,"list":")" + std::string(way) + "\"}"), "parameter_no_segment list");
  }
  EXPECT_TRUE(outgoing_.requests.empty());
}

TEST_F(EndpointCallTest, TellsNoSecretThatComesBack) {
  EndpointWish wish = crm_wish();
  wish.exposes = {"*"};
  outgoing_.answers = {
      {OutgoingOutcome::answered, 200, R"({"echo":{"a":["x Bearer s3cr3t-canary y"]}})", 0},
      {OutgoingOutcome::answered, 200, "[1]", 0}};
  const EndpointAnswer answer = ask(wish, R"({"list":"a","lead":1})");
  EXPECT_EQ(answer.kind, EndpointAnswer::Kind::failed);
  EXPECT_EQ(answer.why, "tells_a_secret");
  EXPECT_EQ(to_json(answer.data), "{}");
  EXPECT_EQ(to_json(ask(wish, R"({"list":"a","lead":1})").data), "[1]");
}

TEST_F(EndpointCallTest, KnowsWhatMayGoBetterAnotherTime) {
  const auto kind = [&](OutgoingOutcome outcome, int status) {
    outgoing_.answers = {{outcome, status, "no json", 5000}};
    return ask(crm_wish(), R"({"list":"a","lead":1})").kind;
  };
  using Kind = EndpointAnswer::Kind;
  for (const int status : {408, 425, 429, 500, 502, 503}) {
    EXPECT_EQ(kind(OutgoingOutcome::answered, status), Kind::try_again) << status;
  }
  for (const int status : {301, 307, 400, 401, 404, 422}) {
    EXPECT_EQ(kind(OutgoingOutcome::answered, status), Kind::failed) << status;
  }
  EXPECT_EQ(kind(OutgoingOutcome::too_slow, 0), Kind::try_again);
  EXPECT_EQ(kind(OutgoingOutcome::unreachable, 0), Kind::try_again);
  EXPECT_EQ(kind(OutgoingOutcome::forbidden, 0), Kind::failed);
  EXPECT_EQ(kind(OutgoingOutcome::too_large, 0), Kind::failed);
  EXPECT_EQ(kind(OutgoingOutcome::answered, 200), Kind::failed) << "no JSON though it exposes some";
}

TEST(EndpointCheck, SaysEverythingThatIsWrong) {
  store::MemoryStore store(kBegan);
  const Sealer sealer(std::string(32, 'k'));
  ScriptedOutgoing outgoing;
  EndpointWish wish;
  wish.name = "a b";
  wish.method = "TRACE";
  wish.url = "http://x.example/{a}/{b}";
  wish.most_bytes = 0;
  wish.parameters = {
      exposed("a", ParameterPlace::path),
      hidden("key", ParameterPlace::query, "x"),
      fixed("Host", ParameterPlace::header, "evil"),
      fixed("empty", ParameterPlace::body, {}),
      fixed("A", ParameterPlace::query, 1),
      fixed("split", ParameterPlace::header, "a\r\nb"),
      exposed("c", ParameterPlace::path),
      hidden("token", ParameterPlace::header, ""),
  };
  wish.exposes = {""};
  const auto made = create_endpoint(store, sealer, outgoing, wish, actor());
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(codes(made.error()),
            "invalid_name /name|unknown_word /method|out_of_range /most_bytes|"
            "scheme_forbidden /url|unknown_parameter /url|secret_in_url /parameters/1/in|"
            "invalid_name /parameters/2/name|missing_property /parameters/3/value|"
            "taken /parameters/4/name|invalid /parameters/5/value|"
            "unknown_parameter /parameters/6/in|too_short /parameters/7/value|"
            "invalid /exposes/0|");
}

template <class Kind>
class EndpointStoreTest : public store::StoreTest<Kind> {
 protected:
  std::optional<store::Endpoint> stored() {
    return this->template ask<std::optional<store::Endpoint>>(
        [](store::Reader& reader) { return store::find<store::Endpoint>(reader, "crm"); });
  }
  Sealer sealer_{std::string(32, 'k')};
  ScriptedOutgoing outgoing_;
};
TYPED_TEST_SUITE(EndpointStoreTest, store::Kinds, store::KindNames);

TYPED_TEST(EndpointStoreTest, KeepsSecretsSealedAndForOneServer) {
  const auto made =
      create_endpoint(this->store(), this->sealer_, this->outgoing_, crm_wish(), actor());
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(this->stored(), *made);
  EXPECT_THAT(made->parameters, Not(HasSubstr("s3cr3t")));
  EXPECT_FALSE(create_endpoint(this->store(), this->sealer_, this->outgoing_, crm_wish(), actor()));

  EndpointWish wish = crm_wish();
  wish.parameters[3].secret.reset();
  wish.label = "CRM";
  const auto change = [&](const std::string& etag) {
    return change_endpoint(this->store(), this->sealer_, this->outgoing_, etag, wish, actor());
  };
  const ChangedEndpoint changed = change(etag_of(*made));
  EXPECT_EQ(codes(changed.faults), "");
  EXPECT_EQ(changed.endpoint.label, "CRM");
  EXPECT_EQ(changed.endpoint.parameters, made->parameters) << "the secret stays";
  EXPECT_EQ(change(etag_of(*made)).outcome, EndpointOutcome::stale);

  wish.url = "https://crm.example:8443/leads/{list}";
  EXPECT_EQ(codes(change(etag_of(changed.endpoint)).faults), "secret_missing /parameters/3/value|")
      << "it was given for another server";
  wish.parameters[3].secret = "another one";
  EXPECT_EQ(codes(change(etag_of(changed.endpoint)).faults), "");
  wish.name = "other";
  EXPECT_EQ(change("x").outcome, EndpointOutcome::unknown);

  const auto entries =
      this->template ask<std::vector<store::AuditEntry>>([](store::Reader& reader) {
        return store::list<store::AuditEntry>(reader, store::by_key().equal("lane"));
      });
  EXPECT_EQ(entries.size(), 3u) << "what was refused is no deed";
  EXPECT_EQ(remove_endpoint(this->store(), "crm", etag_of(*made), actor()), EndpointOutcome::stale);
  EXPECT_EQ(remove_endpoint(this->store(), "crm", etag_of(*this->stored()), actor()),
            EndpointOutcome::done);
  EXPECT_EQ(this->stored(), std::nullopt);
  EXPECT_EQ(remove_endpoint(this->store(), "crm", "x", actor()), EndpointOutcome::unknown);
}

/// A row that somebody moved to another server in the database, or to another name, tells nothing.
TYPED_TEST(EndpointStoreTest, OpensNoSecretThatWasMoved) {
  const auto made =
      create_endpoint(this->store(), this->sealer_, this->outgoing_, crm_wish(), actor());
  ASSERT_TRUE(made.has_value());
  EndpointQuestion question;
  question.request = value_of(R"({"list":"a","lead":1})");
  store::Endpoint moved = *made;
  moved.url = "https://evil.example/leads/{list}";
  EXPECT_EQ(ask_endpoint(moved, this->sealer_, this->outgoing_, question).why,
            "secret_unreadable Authorization");
  moved = *made;
  moved.name = "other";
  EXPECT_EQ(ask_endpoint(moved, this->sealer_, this->outgoing_, question).why,
            "secret_unreadable Authorization");
  EXPECT_TRUE(this->outgoing_.requests.empty());
  EXPECT_EQ(ask_endpoint(*made, this->sealer_, this->outgoing_, question).kind,
            EndpointAnswer::Kind::done);
  EXPECT_EQ(this->outgoing_.requests.size(), 1u);
}

}  // namespace
}  // namespace tundish::service
