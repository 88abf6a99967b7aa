#include <algorithm>

#include "server/ingest_fixture.hpp"
#include "service/sessions.hpp"
#include "service/statistics.hpp"
#include "tundish/state.hpp"

namespace tundish::service {
namespace {

class Ingest : public IngestTest {
 protected:
  /// The refusal of a whole log in which one event was changed and sealed again.
  IngestAnswer send_changed(std::size_t index, EventInput input) {
    Event event = visitor_.events[index];
    event.input = std::move(input);
    return send(with_event(visitor_.submission(), index, event));
  }

  void expect_refused(const IngestAnswer& answer, std::int64_t seq, RefusalCode code) {
    EXPECT_EQ(answer.outcome, IngestOutcome::refused);
    EXPECT_EQ(answer.seq, seq);
    EXPECT_EQ(to_text(answer.refused.code), to_text(code)) << answer.refused.sentence;
    EXPECT_FALSE(answer.refused.sentence.empty());
    EXPECT_EQ(answer.ack_to, seq - 1) << "what came before is committed";
    EXPECT_EQ(stored_events(), static_cast<std::size_t>(seq));
  }
};

TEST_P(Ingest, KeepsAWholeSession) {
  const IngestAnswer answer = send(visitor_.submission());
  EXPECT_EQ(answer.outcome, IngestOutcome::accepted) << answer.refused.sentence;
  EXPECT_EQ(answer.gen, kGeneration);
  EXPECT_EQ(answer.ack_to, 5);
  EXPECT_EQ(answer.ack_hash, visitor_.events.back().hash);
  const std::optional<SessionDetails> details = find_session(*store_, funnels_, visitor_.id);
  ASSERT_TRUE(details.has_value());
  EXPECT_EQ(details->row.status, "completed");
  EXPECT_EQ(details->row.funnel, "order");
  EXPECT_EQ(details->row.created_at_ms, kNow);
  EXPECT_EQ(state_hash(details->funnel, details->state),
            state_hash(visitor_.session.funnel, visitor_.session.state));
  EXPECT_EQ(session_data(details->state).find("name")->text(), "Ana");
}

TEST_P(Ingest, AcceptsEveryCutIntoBatches) {
  const std::size_t size = visitor_.events.size();
  for (std::size_t cut = 1; cut < size; ++cut) {
    store::MemoryStore store(kGeneration);
    published_order(store);
    FunnelCache funnels;
    const IngestAnswer first = ingest(store, funnels, visitor_.submission(0, cut), kNow);
    EXPECT_EQ(first.ack_to, static_cast<std::int64_t>(cut) - 1);
    const IngestAnswer second = ingest(store, funnels, visitor_.submission(cut, size), kNow);
    EXPECT_EQ(second.outcome, IngestOutcome::accepted) << second.refused.sentence;
    EXPECT_EQ(find_session(store, funnels, visitor_.id)->row.status, "completed");
  }
}

TEST_P(Ingest, TakesDuplicatesWithoutDoublingAnything) {
  send(0, 3);
  for (const auto& [from, to] : std::vector<std::pair<std::size_t, std::size_t>>{
           {0, 3}, {1, 3}, {0, 5}, {2, 6}, {0, 6}, {5, 6}}) {
    const IngestAnswer answer = send(visitor_.submission(from, to));
    EXPECT_EQ(answer.outcome, IngestOutcome::accepted) << from << ".." << to;
    EXPECT_EQ(answer.ack_to, static_cast<std::int64_t>(to) - 1) << "of this request, not the head";
    EXPECT_EQ(answer.ack_hash, visitor_.events[to - 1].hash);
  }
  EXPECT_EQ(stored_events(), 6u);
  const Statistics statistics = statistics_of_order();
  EXPECT_EQ(statistics.sessions, 1);
  EXPECT_EQ(statistics.completions, 1);
  EXPECT_EQ(statistics.conversions, 1);
}

TEST_P(Ingest, CountsLayersOnce) {
  count_visit(*store_, Visit{"order", "r", "en", "web"}, kNow);
  send(visitor_.submission());
  Visitor other(funnel_, 2);
  other.play(Answered{"name", Value("Bo")});
  send(other.submission());
  const Statistics statistics = statistics_of_order();
  EXPECT_EQ(statistics.visits, 1);
  EXPECT_EQ(statistics.sessions, 2);
  ASSERT_EQ(statistics.layers.size(), 3u);
  EXPECT_EQ(statistics.layers[0].layer, "done");
  EXPECT_EQ(statistics.layers[0].reached, 1);
  EXPECT_EQ(statistics.layers[1].layer, "more");
  EXPECT_EQ(statistics.layers[1].completed, 1);
  EXPECT_EQ(statistics.layers[2].layer, "who");
  EXPECT_EQ(statistics.layers[2].reached, 2);
  EXPECT_EQ(statistics.layers[2].completed, 1);
}

TEST_P(Ingest, NamesAGap) {
  EXPECT_EQ(send(visitor_.submission(2, 6)).outcome, IngestOutcome::gap);
  send(0, 2);
  const IngestAnswer answer = send(visitor_.submission(4, 6));
  EXPECT_EQ(answer.outcome, IngestOutcome::gap);
  EXPECT_EQ(answer.need, 2);
  EXPECT_EQ(answer.ack_to, -1);
  EXPECT_EQ(stored_events(), 2u);
}

TEST_P(Ingest, NamesAFork) {
  send(0, 4);
  Event other = visitor_.events[2];
  other.input = Answered{"size", Value("small")};
  const IngestAnswer answer = send(with_event(visitor_.submission(0, 3), 2, other));
  EXPECT_EQ(answer.outcome, IngestOutcome::fork);
  EXPECT_EQ(answer.at, 2);
  EXPECT_EQ(answer.hash_at, visitor_.events[2].hash);
  EXPECT_EQ(answer.head, 3);
  EXPECT_EQ(answer.ack_to, 1) << "the part before it is the same";
}

TEST_P(Ingest, NamesAForkBeforeTheFirstEvent) {
  send(0, 3);
  Submission submission = visitor_.submission(3, 4);
  submission.prev = std::string(64, 'a');
  const IngestAnswer answer = send(submission);
  EXPECT_EQ(answer.outcome, IngestOutcome::fork);
  EXPECT_EQ(answer.at, 2);
  EXPECT_EQ(answer.hash_at, visitor_.events[2].hash);
}

TEST_P(Ingest, NamesAnotherGeneration) {
  Submission submission = visitor_.submission();
  submission.gen = kGeneration - 1;
  const IngestAnswer answer = send(submission);
  EXPECT_EQ(answer.outcome, IngestOutcome::other_generation);
  EXPECT_EQ(answer.gen, kGeneration);
  EXPECT_EQ(stored_events(), 0u);
  submission.gen = kGeneration;
  EXPECT_EQ(send(submission).outcome, IngestOutcome::accepted);
}

TEST_P(Ingest, BelievesOnlyTheOwner) {
  Submission submission = visitor_.submission();
  submission.secret = Visitor(funnel_, 9).secret;
  EXPECT_EQ(send(submission).outcome, IngestOutcome::forbidden);
  EXPECT_EQ(stored_events(), 0u);
  send(visitor_.submission());
  store_->read([&](store::Reader& reader) {
    const std::string stored = reader.find_session(visitor_.id)->secret_hash;
    EXPECT_EQ(stored.find(visitor_.id), stored.npos) << "what is kept gives no id away";
    EXPECT_NE(stored, visitor_.secret);
  });
}

TEST_P(Ingest, RefusesASkippedMandatoryInput) {
  Submission submission = visitor_.submission();
  submission.events.erase(submission.events.begin() + 1);  // the name
  for (std::size_t i = 1; i < submission.events.size(); ++i) {
    submission.events[i].event->seq = static_cast<std::int64_t>(i);
  }
  Event first = *submission.events[1].event;
  first.prev = submission.events[0].event->hash;
  expect_refused(send(with_event(submission, 1, first)), 2, RefusalCode::layer_incomplete);
}

TEST_P(Ingest, RefusesAChangedValue) {
  // Nothing sealed anew: the hash gives it away.
  Submission submission = visitor_.submission();
  Event changed = visitor_.events[1];
  changed.input = Answered{"name", Value("Eve")};
  submission.events[1] = submitted(changed);
  expect_refused(send(submission), 1, RefusalCode::wrong_hash);
}

TEST_P(Ingest, RefusesAChangedValueThatWasSealedAnew) {
  // With a small one the layer `more` is never reached: what follows does not fit.
  expect_refused(send_changed(2, Answered{"size", Value("small")}), 4, RefusalCode::ended);
}

TEST_P(Ingest, RefusesAnswersThatAreNotOnTheLayer) {
  expect_refused(send_changed(1, Answered{"count", Value(3)}), 1, RefusalCode::not_on_layer);
}

TEST_P(Ingest, RefusesReorderedEvents) {
  Submission submission = visitor_.submission();
  std::swap(submission.events[1], submission.events[2]);
  expect_refused(send(submission), 1, RefusalCode::wrong_seq);
}

TEST_P(Ingest, RefusesALogThatLacksAnEvent) {
  Submission submission = visitor_.submission();
  submission.events.erase(submission.events.begin() + 2);
  expect_refused(send(submission), 2, RefusalCode::wrong_seq);
  EXPECT_EQ(quarantined().size(), 3u);
  EXPECT_EQ(send(visitor_.submission()).outcome, IngestOutcome::accepted);
}

TEST_P(Ingest, TakesNothingOfALogThatLacksWhatIsHere) {
  send(0, 6);
  Submission submission = visitor_.submission();
  submission.events.erase(submission.events.begin() + 2);
  const IngestAnswer answer = send(submission);
  EXPECT_EQ(answer.outcome, IngestOutcome::refused);
  EXPECT_EQ(to_text(answer.refused.code), to_text(RefusalCode::wrong_seq));
  EXPECT_EQ(answer.ack_to, 1);
  EXPECT_EQ(stored_events(), 6u);
  EXPECT_EQ(quarantined().size(), 3u) << "evidence of what was sent";
}

TEST_P(Ingest, RefusesAnEventOfAnotherChain) {
  Submission submission = visitor_.submission();
  Event event = visitor_.events[3];
  event.prev = visitor_.events[1].hash;
  submission.events[3] = submitted(sealed(event));
  expect_refused(send(submission), 3, RefusalCode::wrong_prev);
}

TEST_P(Ingest, RefusesAnotherReleaseThanItBeganWith) {
  send(0, 2);
  Submission submission = visitor_.submission(2, 6);
  std::string spanish;
  store_->read([&](store::Reader& reader) {
    spanish = reader.list_publications("production", "order").back().release;
  });
  ASSERT_NE(spanish, submission.release);
  submission.release = spanish;
  const IngestAnswer answer = send(submission);
  EXPECT_EQ(answer.outcome, IngestOutcome::refused);
  EXPECT_EQ(answer.seq, 2);
  EXPECT_EQ(answer.refused.code, RefusalCode::wrong_release);
}

TEST_P(Ingest, RefusesAHeaderOfAnotherRelease) {
  Started header = std::get<Started>(visitor_.events[0].input);
  header.release = std::string(64, 'a');
  expect_refused(send_changed(0, header), 0, RefusalCode::wrong_release);
}

TEST_P(Ingest, RefusesAHeaderOfAnotherSession) {
  Started header = std::get<Started>(visitor_.events[0].input);
  header.session = Visitor(funnel_, 9).id;
  expect_refused(send_changed(0, header), 0, RefusalCode::wrong_session);
}

TEST_P(Ingest, RefusesOtherRules) {
  Submission submission = visitor_.submission();
  submission.rules = kRulesLevel + 1;
  expect_refused(send(submission), 0, RefusalCode::wrong_rules);
}

TEST_P(Ingest, RefusesAUidThatIsUsed) {
  Event event = visitor_.events[3];
  event.uid = visitor_.events[1].uid;
  expect_refused(send(with_event(visitor_.submission(), 3, event)), 3, RefusalCode::malformed);
}

TEST_P(Ingest, RefusesAUidThatAnotherSessionHas) {
  const std::string neighbour = visitor_.id.substr(0, 4) + std::string(28, '0');
  store_->write([&](store::Writer& writer) {
    writer.add_event(store::Event{neighbour, 0, visitor_.events[4].uid, "hash", "text", kNow});
  });
  expect_refused(send(visitor_.submission()), 4, RefusalCode::malformed);
  const std::optional<SessionDetails> details = find_session(*store_, funnels_, visitor_.id);
  ASSERT_TRUE(details.has_value());
  const Visitor before = visitor_.fork(4, 50);
  EXPECT_EQ(state_hash(details->funnel, details->state),
            state_hash(before.session.funnel, before.session.state))
      << "what came before it is kept, and no more";
  const Statistics statistics = statistics_of_order();
  EXPECT_EQ(statistics.sessions, 1);
  EXPECT_EQ(statistics.completions, 0);
  EXPECT_TRUE(waiting_intents().empty());
  EXPECT_EQ(quarantined().size(), 2u);
}

TEST_P(Ingest, RefusesWhatCouldNotBeRead) {
  Submission submission = visitor_.submission();
  submission.events[2] = submitted(Value("The event is not one."));
  expect_refused(send(submission), 2, RefusalCode::malformed);
}

TEST_P(Ingest, GoesOnAfterARefusal) {
  Submission submission = visitor_.submission();
  submission.events[4] = submitted(Value("The event is not one."));
  expect_refused(send(submission), 4, RefusalCode::malformed);
  EXPECT_EQ(send(visitor_.submission(4, 6)).outcome, IngestOutcome::accepted);
  EXPECT_EQ(find_session(*store_, funnels_, visitor_.id)->row.status, "completed");
}

TEST_P(Ingest, KnowsOnlyItsReleases) {
  Submission submission = visitor_.submission();
  submission.release = std::string(64, 'b');
  EXPECT_EQ(send(submission).outcome, IngestOutcome::unknown_release);
  EXPECT_EQ(stored_events(), 0u);
}

TUNDISH_ON_EVERY_STORE(Ingest);

TEST(Releases, HaveTheHashAndStructureThatTheirTextGives) {
  store::MemoryStore store(kGeneration);
  const Funnel funnel = published_order(store);
  store.read([&](store::Reader& reader) {
    for (const store::Publication& row : reader.list_publications("production", "order")) {
      const std::optional<store::Release> release = reader.find_release(row.release);
      ASSERT_TRUE(release.has_value());
      FunnelCache funnels;
      const std::optional<Funnel> parsed = funnels.find(reader, row.release);
      ASSERT_TRUE(parsed.has_value());
      EXPECT_EQ((*parsed)->structure, release->structure);
      EXPECT_EQ((*parsed)->content.front().release, release->hash);
    }
  });
}

}  // namespace
}  // namespace tundish::service
