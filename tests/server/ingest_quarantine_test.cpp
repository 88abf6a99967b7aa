#include <algorithm>

#include "server/ingest_fixture.hpp"
#include "service/sessions.hpp"
#include "tundish/codec.hpp"
#include "tundish/sync.hpp"

namespace tundish::service {
namespace {

/// Events that replay refuses: kept as evidence, never played, never lost.
class Quarantine : public IngestTest {
 protected:
  /// The visitor's log in which the event of that seq was changed to one that does not fit, and the
  /// rest was sealed anew behind it.
  std::vector<SubmittedEvent> spoiled(std::size_t index) const {
    Event wrong = visitor_.events[index];
    wrong.input = Answered{"nothing", Value(1)};
    return with_event(visitor_.submission(), index, wrong).events;
  }

  Submission part(const std::vector<SubmittedEvent>& log, std::size_t from, std::size_t to) const {
    Submission submission = visitor_.submission(0, 0);
    submission.from = static_cast<std::int64_t>(from);
    submission.prev = from == 0 ? "" : log[from - 1].hash;
    submission.events.assign(log.begin() + static_cast<std::ptrdiff_t>(from),
                             log.begin() + static_cast<std::ptrdiff_t>(to));
    return submission;
  }

  /// The same, handed in as refused from `at + 1` on.
  Submission refused_part(const std::vector<SubmittedEvent>& log, std::int64_t at, std::size_t from,
                          std::size_t to) const {
    Submission submission = part(log, from, to);
    submission.purpose = Purpose::quarantine;
    submission.session = branch_session(visitor_.id, log[static_cast<std::size_t>(at + 1)].hash);
    submission.parent = visitor_.id;
    submission.at = at;
    return submission;
  }

  void expect_kept(const std::vector<SubmittedEvent>& log, std::size_t from, std::size_t to) {
    const std::vector<store::QuarantinedEvent> rows = quarantined();
    ASSERT_EQ(rows.size(), to - from);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      EXPECT_EQ(rows[i].session, branch_session(visitor_.id, log[from].hash));
      EXPECT_EQ(rows[i].seq, static_cast<std::int64_t>(from + i));
      EXPECT_EQ(rows[i].root, visitor_.id);
      EXPECT_EQ(rows[i].parent, visitor_.id);
      EXPECT_EQ(rows[i].at, static_cast<std::int64_t>(from) - 1);
      EXPECT_EQ(rows[i].hash, log[from + i].hash);
      EXPECT_EQ(rows[i].text, log[from + i].text);
      EXPECT_EQ(rows[i].received_at_ms, kNow);
      if (i > 0) {
        EXPECT_EQ(rows[i].code, "after");
      }
    }
  }
};

TEST_P(Quarantine, KeepsWhatIsRefusedAndEverythingBehindIt) {
  const std::vector<SubmittedEvent> log = spoiled(3);
  const IngestAnswer answer = send(part(log, 0, 6));
  EXPECT_EQ(answer.outcome, IngestOutcome::refused);
  EXPECT_EQ(answer.seq, 3);
  EXPECT_EQ(answer.ack_to, 2);
  EXPECT_EQ(answer.ack_hash, log[2].hash);
  EXPECT_EQ(stored_events(), 3u);
  expect_kept(log, 3, 6);
  EXPECT_EQ(quarantined().front().code, "not_on_layer");
  EXPECT_EQ(quarantined().front().uid, visitor_.events[3].uid);
  EXPECT_EQ(send(3, 6).outcome, IngestOutcome::accepted) << "the honest log goes on";
  EXPECT_EQ(find_session(*store_, funnels_, visitor_.id)->quarantined, 3);
}

TEST_P(Quarantine, KeepsEachOnceHoweverOftenItIsRefused) {
  const std::vector<SubmittedEvent> log = spoiled(2);
  send(part(log, 0, 4));
  send(part(log, 0, 6));
  send(part(log, 2, 3));
  expect_kept(log, 2, 6);
}

TEST_P(Quarantine, TakesASuffixOverSeveralRequests) {
  const std::vector<SubmittedEvent> log = spoiled(1);
  send(part(log, 0, 2));
  for (const auto& [from, to] : std::vector<std::pair<std::size_t, std::size_t>>{
           {1, 3}, {1, 3}, {3, 4}, {2, 5}, {5, 6}, {1, 6}}) {
    const IngestAnswer answer = send(refused_part(log, 0, from, to));
    ASSERT_EQ(answer.outcome, IngestOutcome::accepted) << from << ".." << to;
    EXPECT_EQ(answer.ack_to, static_cast<std::int64_t>(to) - 1);
    EXPECT_EQ(answer.ack_hash, log[to - 1].hash);
    EXPECT_EQ(answer.gen, kGeneration);
  }
  expect_kept(log, 1, 6);
  EXPECT_EQ(quarantined().front().code, "not_on_layer") << "as it was refused at first";
  EXPECT_EQ(stored_events(), 1u);
  EXPECT_TRUE(waiting_intents().empty()) << "nothing of it is played";
}

TEST_P(Quarantine, TakesWhatAnotherServerRefused) {
  // The chain that refused it is not here: it was restored.
  const std::vector<SubmittedEvent> log = spoiled(4);
  const IngestAnswer answer = send(refused_part(log, 3, 4, 6));
  EXPECT_EQ(answer.outcome, IngestOutcome::accepted);
  EXPECT_EQ(answer.ack_to, 5);
  expect_kept(log, 4, 6);
  EXPECT_FALSE(row(visitor_.id).has_value());
  const auto listed = list_quarantined(*store_, visitor_.id, std::nullopt, 10);
  ASSERT_TRUE(listed.has_value());
  EXPECT_EQ(listed->size(), 2u);
}

TEST_P(Quarantine, NamesAGapAForkAndWhatItHas) {
  const std::vector<SubmittedEvent> log = spoiled(2);
  EXPECT_EQ(send(refused_part(log, 1, 4, 6)).outcome, IngestOutcome::gap);
  EXPECT_EQ(send(refused_part(log, 1, 4, 6)).need, 2);
  send(refused_part(log, 1, 2, 4));
  EXPECT_EQ(send(refused_part(log, 1, 5, 6)).need, 4);
  EXPECT_EQ(send(refused_part(log, 1, 4, 4)).ack_to, 3) << "a probe";

  std::vector<SubmittedEvent> other = log;
  Event event = *log[3].event;
  event.input = Pressed{"elsewhere"};
  other[3] = submitted(sealed(event));
  const IngestAnswer fork = send(refused_part(other, 1, 2, 4));
  EXPECT_EQ(fork.outcome, IngestOutcome::fork);
  EXPECT_EQ(fork.at, 3);
  EXPECT_EQ(fork.hash_at, log[3].hash);
  EXPECT_EQ(fork.ack_to, 2);
  // The client branches again, from the event that differs.
  Submission again = refused_part(other, 2, 3, 4);
  again.parent = branch_session(visitor_.id, log[2].hash);
  EXPECT_EQ(send(again).ack_to, 3);
  EXPECT_EQ(quarantined().size(), 3u);
}

TEST_P(Quarantine, LeavesToTheClientWhatDiffersInIt) {
  const std::vector<SubmittedEvent> log = spoiled(2);
  send(part(log, 0, 4));
  std::vector<SubmittedEvent> other = log;
  Event event = *log[3].event;
  event.input = Pressed{"elsewhere"};
  other[3] = submitted(sealed(event));
  EXPECT_EQ(send(part(other, 0, 4)).seq, 2);
  EXPECT_EQ(quarantined().size(), 2u) << "it comes again, and is told of the fork";
}

TEST_P(Quarantine, KeepsWhatIsNoEvent) {
  for (const char* garbage : {"null", "7", "[]", "{}", R"({"kind":"answered","seq":1})",
                              R"({"hash":"zz","seq":1})", R"("text")"}) {
    SCOPED_TRACE(garbage);
    Submission submission = visitor_.submission(0, 3);
    const SubmittedEvent odd = submitted(*parse_value(garbage));
    submission.events[1] = odd;
    const IngestAnswer answer = send(submission);
    EXPECT_EQ(answer.outcome, IngestOutcome::refused);
    EXPECT_EQ(answer.seq, 1);
    EXPECT_EQ(answer.ack_to, 0);
    EXPECT_EQ(to_text(answer.refused.code), "malformed");
    EXPECT_FALSE(answer.refused.sentence.empty());
    const std::vector<store::QuarantinedEvent> rows = quarantined();
    const auto kept = std::find_if(rows.begin(), rows.end(), [&](const auto& one) {
      return one.session == branch_session(visitor_.id, sha256_hex(odd.text)) && one.seq == 1;
    });
    ASSERT_NE(kept, rows.end());
    EXPECT_EQ(kept->text, garbage);
    EXPECT_EQ(kept->hash, sha256_hex(garbage));
    EXPECT_EQ(kept->uid, "");
  }
}

TEST_P(Quarantine, GoesByTheHashThatIsClaimed) {
  // The client names the branch of what it sets aside by the hash that it knows.
  Event changed = visitor_.events[3];
  changed.input = Pressed{"elsewhere"};  // and the hash is what it was
  Submission submission = visitor_.submission(0, 5);
  submission.events[3] = submitted(changed);
  EXPECT_EQ(to_text(send(submission).refused.code), "wrong_hash");
  EXPECT_EQ(quarantined().front().hash, visitor_.events[3].hash);
  EXPECT_EQ(quarantined().front().session, visitor_.branch_from(3));
  EXPECT_EQ(send(refused_part(submission.events, 2, 3, 5)).ack_to, 4);

  const std::string newer = R"({"hash":")" + std::string(64, 'a') + R"(","kind":"sang"})";
  submission = visitor_.submission(0, 5);
  submission.events[4] = submitted(*parse_value(newer));
  submission.events.erase(submission.events.begin() + 3, submission.events.end() - 1);
  EXPECT_EQ(send(submission).seq, 3);
  Submission again = submission;
  again.purpose = Purpose::quarantine;
  again.session = branch_session(visitor_.id, std::string(64, 'a'));
  again.parent = visitor_.id;
  again.at = 2;
  again.from = 3;
  again.prev = visitor_.events[2].hash;
  again.events.erase(again.events.begin(), again.events.begin() + 3);
  EXPECT_EQ(send(again).ack_to, 3);
}

TEST_P(Quarantine, KeepsNothingThatAnotherServerMightPlay) {
  Submission submission = visitor_.submission();
  submission.rules = kRulesLevel + 1;
  EXPECT_EQ(send(submission).refused.code, RefusalCode::wrong_rules);
  Started header = std::get<Started>(visitor_.events[0].input);
  header.release = std::string(64, 'a');
  Event event = visitor_.events[0];
  event.input = header;
  EXPECT_EQ(send(with_event(visitor_.submission(), 0, event)).refused.code,
            RefusalCode::wrong_release);
  EXPECT_TRUE(quarantined().empty());
}

TEST_P(Quarantine, KeepsARefusedHeader) {
  Started header = std::get<Started>(visitor_.events[0].input);
  header.session = Visitor(funnel_, 9).id;
  Event event = visitor_.events[0];
  event.input = header;
  EXPECT_EQ(send(with_event(visitor_.submission(), 0, event)).refused.code,
            RefusalCode::wrong_session);
  ASSERT_EQ(quarantined().size(), 6u);
  EXPECT_EQ(quarantined().front().at, -1);
  EXPECT_FALSE(row(visitor_.id).has_value());
}

TEST_P(Quarantine, BelongsToTheSecretOfItsRoot) {
  const std::vector<SubmittedEvent> log = spoiled(2);
  Submission submission = refused_part(log, 1, 2, 6);
  submission.secret = Visitor(funnel_, 9).secret;
  EXPECT_EQ(send(submission).outcome, IngestOutcome::forbidden);
  submission = refused_part(log, 1, 2, 6);
  submission.session = branch_session(visitor_.id, log[3].hash);
  EXPECT_EQ(send(submission).outcome, IngestOutcome::forbidden) << "named by another event";
  submission.session = visitor_.id;
  EXPECT_EQ(send(submission).outcome, IngestOutcome::forbidden);
  send(refused_part(log, 1, 2, 4));
  submission = refused_part(log, 1, 4, 6);
  submission.at = 2;
  EXPECT_EQ(send(submission).outcome, IngestOutcome::forbidden);
  EXPECT_EQ(quarantined().size(), 2u);
}

TEST_P(Quarantine, ComparesWhatWasSharedWithItsParent) {
  const std::vector<SubmittedEvent> log = spoiled(3);
  EXPECT_EQ(send(refused_part(log, 2, 1, 6)).outcome, IngestOutcome::orphan);
  send(0, 4);
  EXPECT_EQ(send(refused_part(log, 2, 1, 6)).ack_to, 5);
  EXPECT_EQ(send(refused_part(log, 2, 2, 2)).ack_to, 1);
  EXPECT_EQ(send(refused_part(spoiled(1), 2, 1, 6)).outcome, IngestOutcome::orphan);
  expect_kept(log, 3, 6);
}

TEST_P(Quarantine, IsBounded) {
  store_->write([&](store::Writer& writer) {
    for (std::int64_t seq = 2; seq < static_cast<std::int64_t>(kMaxEvents); ++seq) {
      store::QuarantinedEvent event;
      event.session = std::string(32, 'a');
      event.seq = seq;
      event.root = visitor_.id;
      // A branch shares its root's bucket.
      event.session.replace(0, 4, visitor_.id, 0, 4);
      writer.add_quarantined(event);
    }
  });
  const std::vector<SubmittedEvent> log = spoiled(1);
  const IngestAnswer answer = send(part(log, 0, 5));
  EXPECT_EQ(answer.outcome, IngestOutcome::refused) << "told as always";
  EXPECT_EQ(answer.seq, 1);
  const auto count = [this] {
    std::int64_t rows = 0;
    store_->read([&](store::Reader& reader) { rows = reader.count_quarantined(visitor_.id); });
    return rows;
  };
  EXPECT_EQ(count(), static_cast<std::int64_t>(kMaxEvents));
  const IngestAnswer rest = send(refused_part(log, 0, 1, 5));
  EXPECT_EQ(rest.outcome, IngestOutcome::quarantine_full);
  EXPECT_EQ(rest.ack_to, 2);
  EXPECT_EQ(count(), static_cast<std::int64_t>(kMaxEvents));
}

TUNDISH_ON_EVERY_STORE(Quarantine);

}  // namespace
}  // namespace tundish::service
