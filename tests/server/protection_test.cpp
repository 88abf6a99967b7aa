// What keeps programs out, on every store: the proof of work that a new session brings, and what is
// noted of sessions that may not be a person's.
#include "service/protection.hpp"

#include "server/ingest_fixture.hpp"
#include "service/rebuild.hpp"
#include "service/removal.hpp"
#include "service/sessions.hpp"
#include "unit/vector_file.hpp"

namespace tundish::service {
namespace {

constexpr int kBits = 8;

/// The order funnel under another slug, with a protection.
std::string guarded(const std::string& protection) {
  std::string text = kOrderDefinition;
  const std::string slug = R"("slug": "order",)";
  return text.replace(text.find(slug), slug.size(),
                      R"("slug": "guarded", "config": {"protection": )" + protection + "},");
}

std::string found_work(const std::string& session, int bits) {
  for (int number = 0;; ++number) {
    std::string text = std::to_string(number);
    if (proves_work(session, text, bits)) return text;
  }
}

class ProtectionTest : public IngestTest {
 protected:
  Visitor visitor_of(const std::string& protection) {
    Visitor visitor(published(*store_, guarded(protection).c_str()), 2);
    visitor.play_to_the_end();
    return visitor;
  }
  std::vector<std::string> suspected(const Visitor& visitor) {
    const std::optional<SessionDetails> details = find_session(*store_, funnels_, visitor.id);
    return details ? details->suspected : std::vector<std::string>{"no session"};
  }
  IngestAnswer send_with(const Visitor& visitor, Signs signs) {
    Submission submission = visitor.submission();
    submission.signs = std::move(signs);
    return send(submission);
  }
};

using Signed = std::vector<std::string>;

TEST_P(ProtectionTest, TakesANewSessionOnlyWithItsOwnWork) {
  const Visitor visitor = visitor_of(R"({"proof_of_work": 8})");
  std::string wrong = "1";
  while (proves_work(visitor.id, wrong, kBits)) wrong += '1';
  for (const std::string& work : {std::string(), wrong, std::string("x"), std::string(17, '1'),
                                  "-" + found_work(visitor.id, kBits)}) {
    EXPECT_EQ(send_with(visitor, {work, false}).outcome, IngestOutcome::unproven) << work;
  }
  std::string other = found_work(visitor_.id, kBits);
  if (!proves_work(visitor.id, other, kBits)) {
    EXPECT_EQ(send_with(visitor, {other, false}).outcome, IngestOutcome::unproven);
  }
  EXPECT_FALSE(row(visitor.id)) << "nothing of it is kept";
  const std::string work = found_work(visitor.id, kBits);
  EXPECT_EQ(send_with(visitor, {work, false}).ack_to, 5);
  EXPECT_EQ(row(visitor.id)->status, "completed");
}

TEST_P(ProtectionTest, AsksForTheWorkOnce) {
  const Visitor visitor = visitor_of(R"({"proof_of_work": 8})");
  Submission first = visitor.submission(0, 2);
  first.signs.work = found_work(visitor.id, kBits);
  EXPECT_EQ(send(first).outcome, IngestOutcome::accepted);
  EXPECT_EQ(send(visitor.submission(2, 6)).outcome, IngestOutcome::accepted);
  EXPECT_EQ(send(visitor.submission()).ack_to, 5) << "again from the start";
}

TEST_P(ProtectionTest, RefusesAForgedLogWithWorkAsAnyOther) {
  const Visitor visitor = visitor_of(R"({"proof_of_work": 8})");
  Event changed = visitor.events[2];
  changed.input = Answered{"size", Value("small")};
  Submission submission = with_event(visitor.submission(), 2, changed);
  submission.signs.work = found_work(visitor.id, kBits);
  const IngestAnswer answer = send(submission);
  EXPECT_EQ(answer.outcome, IngestOutcome::refused);
  EXPECT_EQ(answer.seq, 4);
}

TEST_P(ProtectionTest, WantsNothingOfOtherFunnels) {
  EXPECT_EQ(send(0, 6).outcome, IngestOutcome::accepted);
  EXPECT_EQ(suspected(visitor_), Signed{});
}

TEST_P(ProtectionTest, MarksWhatFilledTheHiddenField) {
  const Visitor visitor = visitor_of(R"({"honeypot": true})");
  send_with(visitor, {"", true});
  EXPECT_EQ(suspected(visitor), Signed{"trap"});
  EXPECT_EQ(row(visitor.id)->status, "completed") << "nothing that a person did is lost";
}

TEST_P(ProtectionTest, BelievesInTheTrapOnlyWhereThereIsOne) {
  const Visitor visitor = visitor_of(R"({"min_seconds": 1})");
  send_with(visitor, {"", true});
  EXPECT_EQ(suspected(visitor), Signed{});
}

TEST_P(ProtectionTest, MarksWhatWasCompletedTooSoon) {
  const Visitor visitor = visitor_of(R"({"min_seconds": 6, "honeypot": true})");
  send(visitor.submission(0, 5));
  EXPECT_EQ(suspected(visitor), Signed{}) << "it goes on";
  send(visitor.submission(5, 6));
  EXPECT_EQ(suspected(visitor), Signed{"too_fast"});
  send_with(visitor, {"", true});
  EXPECT_EQ(suspected(visitor), Signed{"too_fast"}) << "nothing new came";
}

TEST_P(ProtectionTest, TakesJustEnoughTimeForAPersons) {
  const Visitor visitor = visitor_of(R"({"min_seconds": 5})");
  send(visitor.submission());
  EXPECT_EQ(suspected(visitor), Signed{});
}

TEST_P(ProtectionTest, CountsSuspectedSessionsAsAllOthersAlsoWhenCountedAnew) {
  const Visitor visitor = visitor_of(R"({"min_seconds": 60})");
  send(visitor.submission());
  store::CounterQuery query;
  query.funnel = "guarded";
  const Statistics before = read_statistics(*store_, query).front();
  EXPECT_EQ(before.completions, 1);
  rebuild_statistics(*store_, funnels_);
  EXPECT_EQ(read_statistics(*store_, query).front().completions, 1);
}

TEST_P(ProtectionTest, ForgetsWhatItSuspectedWithTheSession) {
  const Visitor visitor = visitor_of(R"({"honeypot": true})");
  send_with(visitor, {"", true});
  store_->write([&](store::Writer& writer) { remove_family(writer, funnels_, visitor.id, kNow); });
  store_->read(
      [&](store::Reader& reader) { EXPECT_EQ(suspicions_of(reader, visitor.id), Signed{}); });
}

TUNDISH_ON_EVERY_STORE(ProtectionTest);

TEST(ProofOfWork, IsTheFirstNumberOfTheVectors) {
  const Value vectors = read_vectors("work.json");
  for (const Value& vector : vectors.list()) {
    const std::string& session = vector.find("session")->text();
    const int bits = static_cast<int>(vector.find("bits")->number());
    EXPECT_TRUE(proves_work(session, vector.find("number")->text(), bits)) << session;
    EXPECT_EQ(found_work(session, bits), vector.find("number")->text());
    EXPECT_FALSE(proves_work(session + "0", vector.find("number")->text(), 16)) << session;
  }
}

}  // namespace
}  // namespace tundish::service
