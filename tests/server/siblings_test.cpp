// Sessions that go on in another language: in another release of their structure.
#include "server/ingest_fixture.hpp"
#include "service/closing.hpp"
#include "service/language_change.hpp"
#include "service/publish.hpp"
#include "service/rebuild.hpp"
#include "service/sessions.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"
#include "tundish/view.hpp"

namespace tundish::service {
namespace {

std::string with(std::string text, std::string_view from, std::string_view to) {
  return text.replace(text.find(from), from.size(), to);
}

class Siblings : public IngestTest {
 protected:
  Siblings() : whole_(*parse_funnel(kOrderDefinition)), speaker_(whole_, 60) {
    speaker_.play(Answered{"name", Value("Ana")});
    speaker_.play(LanguageChanged{"es", release_hash(whole_, "es")});
    speaker_.play(Answered{"size", Value("large")});
    speaker_.play(Pressed{"go"});
  }

  /// The order funnel with another word, published.
  Funnel published_with(std::string_view from, std::string_view to) {
    const std::string text = with(kOrderDefinition, from, to);
    published(*store_, text.c_str());
    return *parse_funnel(text);
  }
  /// Of the speaker's log; a session's release is that of its header.
  Submission part(std::size_t from, std::size_t to) const {
    Submission submission = speaker_.submission(from, to);
    submission.release = release_hash(whole_, "en");
    return submission;
  }
  IngestAnswer hand_in(std::size_t from, std::size_t to) { return send(part(from, to)); }

  SessionDetails details(const std::string& session) {
    FunnelCache fresh;  // as another server has it
    return *find_session(*store_, fresh, session);
  }
  std::string shown(const std::string& session) {
    const SessionDetails found = details(session);
    return to_json(view(found.funnel, found.state));
  }
  LanguageChange change(const std::string& language) {
    LanguageChange change;
    store_->write([&](store::Writer& writer) {
      change = change_language(writer, funnels_, speaker_.id, language, kNow);
    });
    return change;
  }

  const Funnel whole_;
  Visitor speaker_;
};

TEST_P(Siblings, GoOnInTheReleaseThatTheLogNames) {
  ASSERT_EQ(hand_in(0, 2).outcome, IngestOutcome::accepted);
  EXPECT_EQ(row(speaker_.id)->siblings, "");
  ASSERT_EQ(hand_in(2, 3).outcome, IngestOutcome::accepted);
  EXPECT_EQ(row(speaker_.id)->siblings, release_hash(whole_, "es"));
  EXPECT_EQ(row(speaker_.id)->language, "es");
  EXPECT_NE(shown(speaker_.id).find("Talla"), std::string::npos);
  ASSERT_EQ(hand_in(3, 5).outcome, IngestOutcome::accepted);
  EXPECT_EQ(row(speaker_.id)->state, to_json(whole_, speaker_.session.state));
  EXPECT_NE(shown(speaker_.id).find("Cuantos"), std::string::npos);
}

TEST_P(Siblings, MayBeNamedInTheFirstEvents) {
  ASSERT_EQ(hand_in(0, 5).outcome, IngestOutcome::accepted);
  EXPECT_EQ(row(speaker_.id)->state, to_json(whole_, speaker_.session.state));
  EXPECT_EQ(row(speaker_.id)->siblings, release_hash(whole_, "es"));
}

TEST_P(Siblings, AreTheParentsOnABranch) {
  ASSERT_EQ(hand_in(0, 5).outcome, IngestOutcome::accepted);
  Visitor other = speaker_.fork(4, 61);
  other.play(Answered{"size", Value("small")});
  other.play(Pressed{"go"});
  Submission branch = other.submission_to(other.branch_from(4), speaker_.id, 3, 4, 6);
  branch.release = release_hash(whole_, "en");
  ASSERT_EQ(send(branch).outcome, IngestOutcome::accepted);
  EXPECT_EQ(row(branch.session)->state, to_json(whole_, other.session.state));
  EXPECT_NE(shown(branch.session).find("Solo grandes"), std::string::npos);
}

TEST_P(Siblings, HaveTheStructureOfTheSession) {
  // The same funnel with another structure: what the session plays has nothing to do with it.
  const Funnel changed = published_with(R"("min": 1)", R"("min": 2)");
  for (const std::string& release :
       {release_hash(changed, "es"), std::string(64, '0'), release_hash(whole_, "en")}) {
    Event event = speaker_.events[2];
    event.input = LanguageChanged{"es", release};
    Submission submission = with_event(part(0, 5), 2, event);
    const IngestAnswer answer = send(submission);
    EXPECT_EQ(answer.outcome, IngestOutcome::refused) << release;
    EXPECT_EQ(answer.seq, 2);
  }
  EXPECT_EQ(row(speaker_.id)->siblings, "");
}

TEST_P(Siblings, AreKeptOnlyWhenTheLogWentThere) {
  Event event = speaker_.events[3];
  event.input = Answered{"nobody", Value("asks")};
  // Sound until behind the change of language, which comes to be in the log.
  ASSERT_EQ(send(with_event(part(0, 5), 3, event)).outcome, IngestOutcome::refused);
  EXPECT_EQ(row(speaker_.id)->siblings, release_hash(whole_, "es"));
  // Refused before it: what it names is not there.
  Visitor other(whole_, 62);
  other.play(Answered{"name", Value("Eva")});
  other.play(LanguageChanged{"es", release_hash(whole_, "es")});
  event = other.events[1];
  event.input = Answered{"nobody", Value("asks")};
  Submission submission = other.submission(0, 3);
  submission.release = release_hash(whole_, "en");
  ASSERT_EQ(send(with_event(submission, 1, event)).outcome, IngestOutcome::refused);
  EXPECT_EQ(row(other.id)->siblings, "");
}

TEST_P(Siblings, AreTheSameForSessionsThatShareACache) {
  FunnelCache small(1);
  const auto take = [&](const Submission& submission) {
    return ingest(*store_, small, submission, kNow).outcome;
  };
  for (int number = 70; number < 74; ++number) {
    Visitor other(whole_, number);
    other.play(Answered{"name", Value("Eva")});
    other.play(LanguageChanged{"es", release_hash(whole_, "es")});
    other.play(Answered{"size", Value("large")});
    Submission submission = other.submission(0, 4);
    submission.release = release_hash(whole_, "en");
    ASSERT_EQ(take(submission), IngestOutcome::accepted);
    EXPECT_EQ(row(other.id)->state, to_json(whole_, other.session.state));
  }
}

TEST_P(Siblings, MayBeNewerTextsOfTheSameLanguage) {
  ASSERT_EQ(hand_in(0, 5).outcome, IngestOutcome::accepted);
  const Funnel newer = published_with("How many", "How many now");
  ASSERT_EQ(structure_hash(newer), structure_hash(whole_));
  Event event;
  event.seq = 5;
  event.uid = std::string(31, 'c') + '1';
  event.prev = speaker_.events.back().hash;
  event.t_mono = 6000;
  event.t_wall = speaker_.events.back().t_wall + 1000;
  event.input = LanguageChanged{"en", release_hash(newer, "en")};
  Submission submission = part(5, 5);
  submission.events.push_back(submitted(sealed(event)));
  ASSERT_EQ(send(submission).outcome, IngestOutcome::accepted);
  EXPECT_NE(shown(speaker_.id).find("How many now"), std::string::npos);
  EXPECT_EQ(row(speaker_.id)->siblings,
            release_hash(whole_, "es") + ' ' + release_hash(newer, "en"));
}

TEST_P(Siblings, AreCountedWhereTheSessionWent) {
  ASSERT_EQ(hand_in(0, 5).outcome, IngestOutcome::accepted);
  const auto by_language = [this] {
    std::vector<store::CounterSum> sums;
    store_->read([&](store::Reader& reader) {
      store::CounterQuery query;
      query.funnel = "order";
      query.by = store::CountedBy::language;
      sums = reader.sum_counters(query);
    });
    return sums;
  };
  const std::vector<store::CounterSum> before = by_language();
  EXPECT_FALSE(before.empty());
  rebuild_statistics(*store_, funnels_);
  EXPECT_EQ(by_language(), before);
}

TEST_P(Siblings, MayBeChosenByTheServer) {
  EXPECT_EQ(change("es").kind, LanguageChange::Kind::unknown_session);
  ASSERT_EQ(hand_in(0, 2).outcome, IngestOutcome::accepted);
  EXPECT_EQ(change("de").kind, LanguageChange::Kind::no_sibling);
  ASSERT_EQ(change("es").kind, LanguageChange::Kind::done);
  EXPECT_EQ(row(speaker_.id)->language, "es");
  EXPECT_NE(shown(speaker_.id).find("Talla"), std::string::npos);
  ASSERT_EQ(change("en").kind, LanguageChange::Kind::done);
  EXPECT_NE(shown(speaker_.id).find("Size"), std::string::npos);
  store_->write([&](store::Writer& writer) {
    close_session(writer, funnels_, speaker_.id, "by_operator", kNow);
  });
  EXPECT_EQ(change("es").kind, LanguageChange::Kind::refused);
}

TEST_P(Siblings, AreNoneOfAStructureThatIsPublishedLater) {
  ASSERT_EQ(hand_in(0, 2).outcome, IngestOutcome::accepted);
  const Funnel changed = published_with(R"("min": 1)", R"("min": 2)");
  EXPECT_EQ(change("es").kind, LanguageChange::Kind::no_sibling);
  EXPECT_EQ(row(speaker_.id)->release, release_hash(whole_, "en"));
  EXPECT_EQ(row(speaker_.id)->siblings, "");
  // A device that has the release from before still goes on in it.
  EXPECT_EQ(hand_in(2, 5).outcome, IngestOutcome::accepted);
}

TUNDISH_ON_EVERY_STORE(Siblings);

}  // namespace
}  // namespace tundish::service
