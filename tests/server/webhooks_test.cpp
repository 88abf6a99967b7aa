#include "service/webhooks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "server/scripted_outgoing.hpp"
#include "server/store_kinds.hpp"
#include "server/store_rows.hpp"
#include "service/announcer.hpp"
#include "service/deliveries.hpp"
#include "store/records.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

using store::kBegan;

constexpr std::int64_t kSecondMs = 1000;
constexpr std::int64_t kHourOfTest = 60 * 60 * kSecondMs;

TEST(WebhookSignature, IsThatOfThePublicVector) {
  const std::string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const auto sign = [](const std::vector<std::string>& secrets) {
    return webhook_signature(secrets, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
                             R"({"test": 2432232314})");
  };
  const std::string signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  EXPECT_EQ(sign({secret}), signature);
  EXPECT_EQ(sign({secret, secret}), signature + ' ' + signature);
  EXPECT_EQ(sign({"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}), std::nullopt);
}

OutgoingAnswer status_answer(int status, std::int64_t retry_after_ms = 0) {
  return OutgoingAnswer{OutgoingOutcome::answered, status, "", retry_after_ms};
}

std::string header_in(const OutgoingRequest& request, const std::string& name) {
  for (const auto& [known, value] : request.headers) {
    if (known == name) return value;
  }
  return "(none)";
}

template <class Kind>
class WebhookTest : public store::StoreTest<Kind> {
 protected:
  MadeWebhook make(const std::vector<std::string>& types) {
    const WebhookWish wish{"orders", "https://hooks.example/x", types};
    const auto made = create_webhook(this->store(), sealer_, outgoing_, wish,
                                     Actor{"user", "u1", "r", "lane", now_ms_});
    EXPECT_TRUE(made.has_value());
    return *made;
  }
  void raise(const std::string& name, const std::string& uid) {
    this->store().write(
        [](store::Writer& writer) { writer.put_session(store::session_row("session1", kBegan)); });
    raise_of_nobody(name, uid);
  }
  /// The same of a session that is not there any more.
  void raise_of_nobody(const std::string& name, const std::string& uid) {
    Announcer(this->store())
        .deliver(store::Intent{"session1", uid, 0, "shop", name, now_ms_, 0}, uid + "-0");
  }
  /// Does every job that is due now; gives how many turns there were.
  int work() {
    int turns = 0;
    for (; turns < 100; ++turns) {
      const auto job = claim_job(this->store(), handlers_, now_ms_);
      if (!job) break;
      run_job(this->store(), handlers_, *job, [this] { return now_ms_; });
    }
    return turns;
  }
  store::Webhook webhook(const std::string& id) {
    return *this->template ask<std::optional<store::Webhook>>(
        [&](store::Reader& reader) { return store::find<store::Webhook>(reader, id); });
  }
  std::vector<store::Delivery> deliveries(const std::string& id) {
    return this->template ask<std::vector<store::Delivery>>([&](store::Reader& reader) {
      return store::list<store::Delivery>(reader,
                                          store::by_index("deliveries_of_webhook").equal(id));
    });
  }
  std::vector<store::DeliveryAttempt> attempts(const store::Delivery& delivery) {
    return this->template ask<std::vector<store::DeliveryAttempt>>([&](store::Reader& reader) {
      return store::list<store::DeliveryAttempt>(
          reader, store::by_key().equal(delivery.webhook, delivery.message));
    });
  }
  Actor somebody() const { return Actor{"user", "u1", "r", "lane", now_ms_}; }

  std::int64_t now_ms_ = kBegan;
  Sealer sealer_{std::string(32, 'k')};
  ScriptedOutgoing outgoing_;
  JobHandlers handlers_{{std::string(kWebhookJob), webhook_handler(sealer_, outgoing_)}};
};
TYPED_TEST_SUITE(WebhookTest, store::Kinds, store::KindNames);

TYPED_TEST(WebhookTest, IsToldOfWhatItWantsSignedAndOnce) {
  const MadeWebhook orders = this->make({"order.placed"});
  const MadeWebhook all = this->make({"*"});
  this->raise("order.placed", "uid1");
  this->raise("order.placed", "uid1");
  this->raise("cart.left", "uid2");
  EXPECT_EQ(this->deliveries(orders.row.id).size(), 1u);
  EXPECT_EQ(this->deliveries(all.row.id).size(), 2u);
  EXPECT_EQ(this->work(), 2) << "one job for each webhook";
  ASSERT_EQ(this->outgoing_.requests.size(), 3u);
  const store::Delivery delivery = this->deliveries(orders.row.id).front();
  EXPECT_EQ(delivery.delivered_at_ms, kBegan);
  const auto& requests = this->outgoing_.requests;
  const auto sent = std::find_if(requests.begin(), requests.end(), [&](const auto& request) {
    return header_in(request, "webhook-id") == delivery.message;
  });
  ASSERT_NE(sent, requests.end());
  EXPECT_EQ(sent->method, "POST");
  EXPECT_EQ(sent->url, "https://hooks.example/x");
  EXPECT_EQ(sent->redirects, Redirects::none);
  const Value body = *parse_value(sent->body);
  EXPECT_EQ(to_json(*body.find("data")), R"({"funnel":"shop","session":"session1"})");
  EXPECT_EQ(body.find("type")->text(), "order.placed");
  const std::string seconds = std::to_string(kBegan / 1000);
  EXPECT_EQ(header_in(*sent, "webhook-timestamp"), seconds);
  const std::string& signature = header_in(*sent, "webhook-signature");
  const auto signed_by = [&](const std::string& secret) {
    return webhook_signature({secret}, delivery.message, kBegan / 1000, sent->body) == signature;
  };
  EXPECT_TRUE(signed_by(orders.secret) || signed_by(all.secret));
  EXPECT_EQ(this->work(), 0) << "nothing is left to do";
}

TYPED_TEST(WebhookTest, IsToldNothingOfASessionThatWasRemoved) {
  const MadeWebhook all = this->make({"*"});
  this->raise_of_nobody("order.placed", "uid1");
  EXPECT_EQ(this->deliveries(all.row.id).size(), 0u);
}

TYPED_TEST(WebhookTest, TriesAgainAsTheScheduleSaysAndLogsIt) {
  const std::string id = this->make({"*"}).row.id;
  this->raise("a", "uid1");
  const std::int64_t kSchedule[] = {5 * kSecondMs,    300 * kSecondMs,  1800 * kSecondMs,
                                    2 * kHourOfTest,  5 * kHourOfTest,  10 * kHourOfTest,
                                    14 * kHourOfTest, 20 * kHourOfTest, 24 * kHourOfTest};
  std::size_t sent = 0;
  for (const std::int64_t pause : kSchedule) {
    this->outgoing_.answers = {status_answer(500)};
    EXPECT_EQ(this->work(), 1);
    EXPECT_EQ(this->outgoing_.requests.size(), ++sent);
    const store::Delivery waiting = this->deliveries(id).front();
    EXPECT_TRUE(waiting.is_waiting);
    EXPECT_GE(waiting.due_ms - this->now_ms_, pause);
    EXPECT_LE(waiting.due_ms - this->now_ms_, pause + pause / 10);
    this->now_ms_ = waiting.due_ms - 1;
    EXPECT_EQ(this->work(), 0);
    this->now_ms_ += 1;
  }
  this->outgoing_.answers = {status_answer(500)};
  this->work();
  const store::Delivery given_up = this->deliveries(id).front();
  EXPECT_FALSE(given_up.is_waiting);
  EXPECT_EQ(given_up.delivered_at_ms, 0);
  EXPECT_EQ(given_up.status, 500);
  EXPECT_EQ(this->attempts(given_up).size(), 10u);
  EXPECT_EQ(this->attempts(given_up).back().number, 10);
  EXPECT_EQ(header_in(this->outgoing_.requests.front(), "webhook-id"),
            header_in(this->outgoing_.requests.back(), "webhook-id"));
  EXPECT_NE(header_in(this->outgoing_.requests.front(), "webhook-timestamp"),
            header_in(this->outgoing_.requests.back(), "webhook-timestamp"));

  this->store().write([&](store::Writer& writer) {
    EXPECT_TRUE(send_again(writer, id, given_up.message, this->now_ms_));
    EXPECT_FALSE(send_again(writer, id, "msg_none", this->now_ms_));
  });
  EXPECT_EQ(this->work(), 1);
  EXPECT_NE(this->deliveries(id).front().delivered_at_ms, 0);
  EXPECT_EQ(this->attempts(given_up).back().number, 11);
  EXPECT_EQ(this->attempts(given_up).back().status, 200);
}

TYPED_TEST(WebhookTest, WaitsAsLongAsItIsAskedTo) {
  const std::string id = this->make({"*"}).row.id;
  this->raise("a", "uid1");
  this->raise("b", "uid2");
  this->outgoing_.answers = {status_answer(429, 90 * kSecondMs)};
  this->work();
  EXPECT_EQ(this->outgoing_.requests.size(), 1u) << "nor is it sent the next one now";
  this->now_ms_ += 89 * kSecondMs;
  EXPECT_EQ(this->work(), 0);
  this->now_ms_ += kSecondMs;
  this->work();
  EXPECT_EQ(this->outgoing_.requests.size(), 3u);
}

TYPED_TEST(WebhookTest, IsDisabledWhenItIsGoneOrFailsForDays) {
  const std::string gone = this->make({"*"}).row.id;
  this->raise("a", "uid1");
  this->outgoing_.answers = {status_answer(410)};
  this->work();
  EXPECT_FALSE(this->webhook(gone).is_enabled);
  EXPECT_EQ(this->webhook(gone).disabled_why, "gone");
  EXPECT_FALSE(this->deliveries(gone).front().is_waiting);
  this->raise("b", "uid2");
  EXPECT_EQ(this->deliveries(gone).size(), 1u) << "nothing more is laid ready for it";

  const std::string failing = this->make({"*"}).row.id;
  const std::int64_t began = this->now_ms_;
  for (int round = 0; this->webhook(failing).is_enabled && round < 50; ++round) {
    this->raise("c", "uid-c" + std::to_string(round));
    this->outgoing_.answers.assign(50, status_answer(503));
    this->work();
    this->now_ms_ += 6 * kHourOfTest;
  }
  EXPECT_EQ(this->webhook(failing).disabled_why, "failing");
  EXPECT_NEAR(static_cast<double>(this->now_ms_ - began), 5.0 * 24 * kHourOfTest,
              7.0 * kHourOfTest);

  this->outgoing_.answers.clear();
  WebhookChange change;
  change.is_enabled = true;
  const std::string etag = etag_of(this->webhook(failing));
  EXPECT_EQ(change_webhook(this->store(), this->outgoing_, failing, etag, change, this->somebody())
                .outcome,
            WebhookOutcome::done);
  const std::size_t before = this->outgoing_.requests.size();
  this->now_ms_ += 30 * kHourOfTest;
  this->work();
  EXPECT_GT(this->outgoing_.requests.size(), before) << "it is sent what waits";
}

TYPED_TEST(WebhookTest, FailsForDaysOnlyWhenNothingArrivesMeanwhile) {
  const std::string id = this->make({"*"}).row.id;
  for (int day = 0; day < 12; ++day) {
    this->raise("a", "uid" + std::to_string(day));
    if (day % 2 == 0) this->outgoing_.answers = {status_answer(500)};
    this->work();
    this->now_ms_ += 24 * kHourOfTest;
  }
  EXPECT_TRUE(this->webhook(id).is_enabled);
}

TYPED_TEST(WebhookTest, SignsWithBothSecretsForADay) {
  const MadeWebhook made = this->make({"*"});
  const auto renewed =
      renew_webhook_secret(this->store(), this->sealer_, made.row.id, this->somebody());
  ASSERT_TRUE(renewed);
  EXPECT_NE(renewed->secret, made.secret);
  const auto signature = [&](const std::vector<std::string>& secrets) {
    const OutgoingRequest& request = this->outgoing_.requests.back();
    return webhook_signature(secrets, header_in(request, "webhook-id"), this->now_ms_ / 1000,
                             request.body);
  };
  this->raise("a", "uid1");
  this->work();
  EXPECT_EQ(header_in(this->outgoing_.requests.back(), "webhook-signature"),
            signature({renewed->secret, made.secret}));
  this->now_ms_ += 24 * kHourOfTest;
  this->raise("a", "uid2");
  this->work();
  EXPECT_EQ(header_in(this->outgoing_.requests.back(), "webhook-signature"),
            signature({renewed->secret}));
  EXPECT_EQ(this->webhook(made.row.id).secret.find("whsec_"), std::string::npos) << "sealed";
}

/// Killed between the sending and its note: sent again under the same id, by whoever is there.
TYPED_TEST(WebhookTest, SendsAgainUnderTheSameIdWhenItsServerDies) {
  const std::string id = this->make({"*"}).row.id;
  this->raise("a", "uid1");
  const auto lost = claim_job(this->store(), this->handlers_, this->now_ms_);
  ASSERT_TRUE(lost);
  this->outgoing_.meanwhile = [this] {
    this->outgoing_.meanwhile = nullptr;
    this->now_ms_ += kJobLeaseMs;
    EXPECT_EQ(this->work(), 1) << "another server has taken it over";
  };
  run_job(this->store(), this->handlers_, *lost, [this] { return this->now_ms_; });
  ASSERT_EQ(this->outgoing_.requests.size(), 2u);
  EXPECT_EQ(header_in(this->outgoing_.requests[0], "webhook-id"),
            header_in(this->outgoing_.requests[1], "webhook-id"));
  EXPECT_EQ(this->deliveries(id).front().attempts, 1) << "who lost the job notes nothing";
}

}  // namespace
}  // namespace tundish::service
