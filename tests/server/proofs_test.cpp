// Codes and links that prove who a visitor is.
#include "service/proofs.hpp"

#include "server/asking_fixture.hpp"
#include "service/tidying.hpp"

namespace tundish::service {
namespace {

std::string proving(const std::string& method, const std::string& more) {
  return R"({"tundish": 1, "slug": "prove", "title": "T", "layers": [
    {"id": "a", "type": "start", "components": [
      {"id": "who", "type": "auth", "method": ")" +
         method + R"(", "slug": "identity", "label": "You", "resend_seconds": 1)" + more + R"(},
      {"id": "go", "type": "button", "kind": "jump", "text": "Go", "target": "z"}]},
    {"id": "z", "type": "result", "components": [
      {"id": "bye", "type": "message", "text": "Bye"}]}]})";
}

class ProofsTest : public AskingTest {};

TEST_P(ProofsTest, ProvesWithTheCodeThatWasSent) {
  const Funnel funnel = published(*store_, proving("otp_email", "").c_str());
  const Visitor visitor = proving_visitor(funnel, 62, "ann@example.com");
  performs(kNow);
  performs(kNow + 1);
  const std::vector<std::string> texts = inbox_of("ann@example.com");
  ASSERT_EQ(texts.size(), 1u) << "sent once";
  const std::string code = texts[0].substr(0, kCodeDigits);
  EXPECT_EQ(code.find_first_not_of("0123456789"), code.npos) << texts[0];
  const ProofAnswer wrong = hand_in_code(visitor, wrong_code(code), kNow + 5);
  EXPECT_EQ(wrong.outcome, ProofOutcome::wrong);
  EXPECT_EQ(wrong.tries_left, 4);
  EXPECT_EQ(hand_in_code(visitor, code, kNow + 6).outcome, ProofOutcome::right);
  EXPECT_EQ(hand_in_code(visitor, code, kNow + 7).outcome, ProofOutcome::over) << "once";
  const std::vector<EffectResult> results = results_of(visitor);
  ASSERT_EQ(results.size(), 2u);
  EXPECT_EQ(results[0].outcome, EffectOutcome::failed);
  EXPECT_EQ(results[1].outcome, EffectOutcome::done);
  EXPECT_TRUE(state_of(visitor, funnel).auth.has_value());
  const store::Proof proof = proof_of(visitor);
  EXPECT_EQ(proof.code_hash.size(), 64u);
  EXPECT_NE(proof.code_hash, sha256_hex(code)) << "nobody without the key can try all codes";
  EXPECT_EQ(row(visitor.id)->state.find(code), std::string::npos) << "in no log or state";
}

TEST_P(ProofsTest, EndsAProofAfterFiveTriesOrTenMinutes) {
  const Funnel funnel = published(*store_, proving("otp_sms", "").c_str());
  const Visitor tried = proving_visitor(funnel, 63, "+4915112345678");
  const Visitor late = proving_visitor(funnel, 64, "+4915112345679");
  performs(kNow);
  const std::string code = inbox_of("4915112345678").at(0).substr(0, kCodeDigits);
  for (int left = 4; left >= 0; --left) {
    const ProofAnswer answer = hand_in_code(tried, wrong_code(code), kNow + 1);
    EXPECT_EQ(answer.outcome, ProofOutcome::wrong);
    EXPECT_EQ(answer.tries_left, left);
  }
  EXPECT_EQ(hand_in_code(tried, code, kNow + 2).outcome, ProofOutcome::over);
  EXPECT_EQ(results_of(tried).size(), 5u);
  EXPECT_FALSE(state_of(tried, funnel).auth.has_value());

  const std::string other = inbox_of("4915112345679").at(0).substr(0, kCodeDigits);
  EXPECT_EQ(hand_in_code(late, other, kNow + kMostCodeMs).outcome, ProofOutcome::over);
  EXPECT_TRUE(effects_of(late)[0].is_done);
  EXPECT_EQ(results_of(late).at(0).outcome, EffectOutcome::failed);
}

TEST_P(ProofsTest, EndsAProofThatNobodyGives) {
  const Funnel funnel = published(*store_, proving("otp_email", "").c_str());
  const Visitor visitor = proving_visitor(funnel, 65, "ann@example.com");
  performs(kNow);
  performs(kNow + kMostCodeMs - 1);
  EXPECT_FALSE(effects_of(visitor)[0].is_done);
  performs(kNow + kMostCodeMs);
  EXPECT_TRUE(effects_of(visitor)[0].is_done);
  EXPECT_EQ(inbox_of("ann@example.com").size(), 1u);
  EXPECT_EQ(results_of(visitor).at(0).outcome, EffectOutcome::failed);
  const std::string code = inbox_of("ann@example.com")[0].substr(0, kCodeDigits);
  EXPECT_EQ(hand_in_code(visitor, code, kNow + kMostCodeMs + 1).outcome, ProofOutcome::over);
}

/// A code is good for its own session and effect only.
TEST_P(ProofsTest, TakesNoCodeOfAnother) {
  const Funnel funnel = published(*store_, proving("otp_email", "").c_str());
  const Visitor ann = proving_visitor(funnel, 66, "ann@example.com");
  const Visitor bob = proving_visitor(funnel, 67, "bob@example.com");
  performs(kNow);
  const std::string of_ann = inbox_of("ann@example.com").at(0).substr(0, kCodeDigits);
  const std::string of_bob = inbox_of("bob@example.com").at(0).substr(0, kCodeDigits);
  if (of_ann != of_bob) {
    EXPECT_EQ(hand_in_code(bob, of_ann, kNow).outcome, ProofOutcome::wrong);
  }
  const std::string effect = effects_of(ann)[0].effect;
  EXPECT_EQ(check_code(*store_, funnels_, sealer_, bob.id, effect, of_ann, kNow).outcome,
            ProofOutcome::unknown);
  // Even a row that was copied in the database proves nothing elsewhere.
  store::Proof copied = proof_of(ann);
  copied.session = bob.id;
  copied.effect = effects_of(bob)[0].effect;
  store_->write([&](store::Writer& writer) { put(writer, copied); });
  EXPECT_EQ(hand_in_code(bob, of_ann, kNow).outcome, ProofOutcome::wrong);
}

TEST_P(ProofsTest, SendsNobodyMoreThanFiveAnHour) {
  const Funnel funnel = published(*store_, proving("otp_sms", "").c_str());
  std::vector<Visitor> visitors;
  for (int number = 0; number < 6; ++number) {
    visitors.push_back(proving_visitor(funnel, 70 + number, "+4915100000000"));
  }
  const Visitor other = proving_visitor(funnel, 80, "+4915100000001");
  performs(kNow);
  EXPECT_EQ(inbox_of("4915100000000").size(), 5u);
  EXPECT_EQ(inbox_of("4915100000001").size(), 1u);
  int refused = 0;
  for (const Visitor& visitor : visitors) {
    for (const EffectResult& result : results_of(visitor)) refused += result.status == 429 ? 1 : 0;
  }
  EXPECT_EQ(refused, 1);
  const Visitor later = proving_visitor(funnel, 81, "+4915100000000");
  performs(kNow + kSendsCountedMs);
  EXPECT_EQ(inbox_of("4915100000000").size(), 6u);
}

TEST_P(ProofsTest, ProvesWithALinkAsOftenAsItMayBeOpened) {
  const Funnel funnel = published(
      *store_, proving("magic_link", R"(, "max_visits": 2, "expires_minutes": 60)").c_str());
  const Visitor visitor = proving_visitor(funnel, 68, "ann@example.com");
  performs(kNow);
  const std::string text = inbox_of("ann@example.com").at(0);
  const std::size_t begin = text.find('#') + 1;
  const std::string token = text.substr(begin, text.find(' ') - begin);
  EXPECT_EQ(token.size(), 64u);
  const auto open = [&](const std::string& with, std::int64_t after_ms) {
    return check_link(*store_, funnels_, sealer_, with, kNow + after_ms).outcome;
  };
  EXPECT_EQ(open(token.substr(1) + '0', 1), ProofOutcome::unknown);
  EXPECT_EQ(hand_in_code(visitor, token, kNow + 1).outcome, ProofOutcome::wrong)
      << "a link is no code";
  EXPECT_FALSE(state_of(visitor, funnel).auth.has_value());
}

TEST_P(ProofsTest, EndsALinkAfterItsVisits) {
  const Funnel funnel = published(
      *store_, proving("magic_link", R"(, "max_visits": 2, "expires_minutes": 60)").c_str());
  const Visitor visitor = proving_visitor(funnel, 69, "ann@example.com");
  performs(kNow);
  const std::string text = inbox_of("ann@example.com").at(0);
  const std::size_t begin = text.find('#') + 1;
  const std::string token = text.substr(begin, text.find(' ') - begin);
  const auto open = [&](std::int64_t after_ms) {
    return check_link(*store_, funnels_, sealer_, token, kNow + after_ms).outcome;
  };
  EXPECT_EQ(open(1), ProofOutcome::right);
  EXPECT_TRUE(state_of(visitor, funnel).auth.has_value());
  EXPECT_EQ(open(2), ProofOutcome::right);
  EXPECT_EQ(open(3), ProofOutcome::over);
  EXPECT_EQ(results_of(visitor).size(), 1u) << "the session hears of it once";
}

TEST_P(ProofsTest, IsTidiedUpWhenItsTimeIsOver) {
  const Funnel funnel = published(*store_, proving("otp_email", "").c_str());
  const Visitor visitor = proving_visitor(funnel, 82, "ann@example.com");
  performs(kNow);
  begin_tidying(*store_, kNow);
  const JobHandlers handlers = {{std::string(kTidyingJob), tidying_handler(funnels_)}};
  const auto tidy = [&](std::int64_t now_ms) {
    for (int turns = 0; turns < 9; ++turns) {
      const auto job = claim_job(*store_, handlers, now_ms);
      if (!job) return;
      run_job(*store_, handlers, *job, [now_ms] { return now_ms; });
    }
    ADD_FAILURE() << "it never ends";
  };
  const auto proofs = [&] {
    std::size_t count = 0;
    store_->read([&](store::Reader& reader) {
      count = store::list<store::Proof>(reader, store::by_index("proofs_by_age").limit(9)).size() +
              store::list<store::CodeSend>(reader, store::by_index("code_sends_by_age").limit(9))
                  .size();
    });
    return count;
  };
  constexpr std::int64_t kDay = 24 * 60 * 60 * std::int64_t{1000};
  tidy(kNow + kDay - 1);
  EXPECT_EQ(proofs(), 2u);
  tidy(kNow + 2 * kDay);
  EXPECT_EQ(proofs(), 0u);
  EXPECT_EQ(inbox_of("ann@example.com").size(), 1u);
  tidy(kNow + 8 * kDay);
  EXPECT_EQ(inbox_of("ann@example.com").size(), 0u);
}

TUNDISH_ON_EVERY_STORE(ProofsTest);

}  // namespace
}  // namespace tundish::service
