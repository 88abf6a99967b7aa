#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "server/store_kinds.hpp"
#include "server/store_rows.hpp"
#include "store/operations.hpp"
#include "store/people.hpp"
#include "store/records.hpp"

namespace tundish::store {
namespace {

template <class Kind>
class StoreContract : public StoreTest<Kind> {};
TYPED_TEST_SUITE(StoreContract, Kinds, KindNames);

TYPED_TEST(StoreContract, IsEmptyAtFirst) {
  this->store().read([](Reader& reader) {
    EXPECT_EQ(reader.generation(), kBegan);
    EXPECT_FALSE(reader.find_release("r1"));
    EXPECT_TRUE(reader.list_publications("production", "lead-form").empty());
    EXPECT_FALSE(reader.find_session("s"));
    EXPECT_TRUE(reader.list_sessions("", std::nullopt, 10).empty());
    EXPECT_FALSE(find_event(reader, log_of("s"), Lane::c, 0));
    EXPECT_TRUE(all_counts(reader, "lead-form").empty());
    EXPECT_FALSE(find<ApiToken>(reader, "hash"));
  });
}

TYPED_TEST(StoreContract, KeepsReleasesOnceAndPublicationsByLanguage) {
  const Release release{"hash", "lead-form", "en", "structure", "text", 1};
  Release other = release;
  other.created_at_ms = 2;
  this->store().write([&](Writer& writer) {
    writer.put_release(release);
    writer.put_release(other);
    writer.put_publication(Publication{"production", "lead-form", "es", "old", "en", 1});
    writer.put_publication(Publication{"production", "lead-form", "en", "hash", "en", 1});
    writer.put_publication(Publication{"production", "lead-form", "es", "new", "en", 2});
    writer.put_publication(Publication{"staging", "lead-form", "en", "hash", "en", 1});
  });
  EXPECT_EQ(this->template ask<std::optional<Release>>(
                [](Reader& reader) { return reader.find_release("hash"); }),
            release);
  const auto list = this->template ask<std::vector<Publication>>(
      [](Reader& reader) { return reader.list_publications("production", "lead-form"); });
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0].language, "en");
  EXPECT_EQ(list[1], (Publication{"production", "lead-form", "es", "new", "en", 2}));
  EXPECT_THROW(this->store().write([&](Writer& writer) {
    writer.remove_publication(list[0]);
    throw std::runtime_error("taken back");
  }),
               std::runtime_error);
  this->store().write([&](Writer& writer) {
    EXPECT_EQ(writer.list_publications("production", "lead-form"), list);
    writer.remove_publication(list[1]);
    writer.remove_publication(list[1]);
    EXPECT_EQ(writer.list_publications("production", "lead-form").size(), 1u);
    EXPECT_EQ(writer.list_publications("staging", "lead-form").size(), 1u);
  });
}

TYPED_TEST(StoreContract, KeepsSessionsAndTheirEvents) {
  Session session = session_row("s1", kBegan);
  this->store().write([&](Writer& writer) {
    writer.put_session(session);
    for (int seq = 0; seq < 5; ++seq) writer.add_event(event_row("s1", seq));
    writer.add_event(event_row("s2", 0));
  });
  session.status = "completed";
  session.head_seq = 4;
  this->store().write([&](Writer& writer) { writer.put_session(session); });
  this->store().read([&](Reader& reader) {
    EXPECT_EQ(reader.find_session("s1"), session);
    EXPECT_EQ(find_event(reader, log_of("s1"), Lane::c, 3), event_row("s1", 3));
    EXPECT_FALSE(find_event(reader, log_of("s1"), Lane::c, 5));
    EXPECT_EQ(reader.find_event_by_uid("s1", "s1-uid-2"), event_row("s1", 2));
    EXPECT_FALSE(reader.find_event_by_uid("s1", "s1-uid-9"));
    const std::vector<Event> page = reader.list_events(log_of("s1"), Lane::c, 1, 3);
    ASSERT_EQ(page.size(), 3u);
    EXPECT_EQ(page[0].seq, 1);
    EXPECT_EQ(page[2].seq, 3);
  });
}

TYPED_TEST(StoreContract, NeverKeepsASeqOrAUidTwice) {
  this->store().write([](Writer& writer) { writer.add_event(event_row("s1", 0)); });
  Event same_seq = event_row("s1", 0);
  same_seq.uid = "another";
  EXPECT_THROW(this->store().write([&](Writer& writer) { writer.add_event(same_seq); }),
               StoreError);
  Event same_uid = event_row("s1", 1);
  same_uid.uid = event_row("s1", 0).uid;
  this->store().write(
      [&](Writer& writer) { EXPECT_EQ(writer.add_event(same_uid), Added::uid_is_taken); });
  EXPECT_EQ(this->template ask<std::size_t>([](Reader& reader) {
    return reader.list_events(log_of("s1"), Lane::c, 0, 10).size();
  }),
            1u);
}

TYPED_TEST(StoreContract, KeepsTheLanesApart) {
  Event answer = event_row("s1", 1);
  answer.lane = Lane::s;
  answer.uid = "of the server";
  answer.hash = "another hash";
  this->store().write([&](Writer& writer) {
    for (int seq = 0; seq < 3; ++seq) writer.add_event(event_row("s1", seq));
    EXPECT_EQ(writer.add_event(answer), Added::yes) << "the seq is free in that lane";
    Event same_uid = answer;
    same_uid.seq = 2;
    same_uid.uid = event_row("s1", 0).uid;
    EXPECT_EQ(writer.add_event(same_uid), Added::uid_is_taken);
  });
  this->store().read([&](Reader& reader) {
    EXPECT_EQ(find_event(reader, log_of("s1"), Lane::s, 1), answer);
    EXPECT_EQ(find_event(reader, log_of("s1"), Lane::c, 1), event_row("s1", 1));
    EXPECT_FALSE(find_event(reader, log_of("s1"), Lane::s, 0));
    EXPECT_EQ(reader.find_event_by_uid("s1", "of the server"), answer);
    EXPECT_EQ(reader.list_events(log_of("s1"), Lane::c, 0, 9).size(), 3u);
    EXPECT_EQ(reader.list_events(log_of("s1"), Lane::s, 0, 9), std::vector<Event>{answer});
    EXPECT_EQ(reader.list_event_hashes(log_of("s1"), Lane::s, 0, 9),
              std::vector<std::string>{"another hash"});
  });
}

TYPED_TEST(StoreContract, KeepsBranchesInTheBucketOfTheirRoot) {
  EXPECT_EQ(bucket_of_session("abcd0001"), bucket_of_session("abcd9999"));
  EXPECT_NE(bucket_of_session("abcd0001"), bucket_of_session("abce0001"));
  Session branch = session_row("abcd9999", kBegan);
  branch.root = "abcd0001";
  branch.parent = "abcd0002";
  branch.at = 7;
  this->store().write([&](Writer& writer) {
    writer.put_session(branch);
    EXPECT_EQ(writer.add_event(event_row("abcd0001", 0)), Added::yes);
    Event same = event_row("abcd9999", 8);
    same.uid = event_row("abcd0001", 0).uid;
    EXPECT_EQ(writer.add_event(same), Added::uid_is_taken) << "one uid, one bucket";
    EXPECT_EQ(writer.find_event_by_uid("abcd9999", same.uid), event_row("abcd0001", 0));
  });
  EXPECT_EQ(this->template ask<std::optional<Session>>(
                [](Reader& reader) { return reader.find_session("abcd9999"); }),
            branch);
}

TYPED_TEST(StoreContract, ListsTheHashesOfEvents) {
  this->store().write([&](Writer& writer) {
    for (int seq = 0; seq < 6; ++seq) writer.add_event(event_row("s1", seq));
    writer.add_event(event_row("s2", 0));
  });
  this->store().read([](Reader& reader) {
    EXPECT_EQ(reader.list_event_hashes(log_of("s1"), Lane::c, 2, 3),
              (std::vector<std::string>{"hash2", "hash3", "hash4"}));
    EXPECT_EQ(reader.list_event_hashes(log_of("s1"), Lane::c, 5, 9),
              (std::vector<std::string>{"hash5"}));
    EXPECT_TRUE(reader.list_event_hashes(log_of("s3"), Lane::c, 0, 9).empty());
  });
}

TYPED_TEST(StoreContract, KeepsQuarantinedEventsByTheirRoot) {
  this->store().write([](Writer& writer) {
    for (const std::int64_t seq : {4, 5, 6}) {
      writer.add_quarantined(quarantined_row("abcdb", seq, "abcd0"));
    }
    writer.add_quarantined(quarantined_row("abcda", 2, "abcd0"));
    writer.add_quarantined(quarantined_row("abcdc", 2, "abcd1"));
  });
  EXPECT_THROW(this->store().write([](Writer& writer) {
    writer.add_quarantined(quarantined_row("abcdb", 5, "abcd0"));
  }),
               StoreError);
  this->store().read([](Reader& reader) {
    EXPECT_EQ(reader.count_quarantined("abcd0"), 4);
    EXPECT_EQ(reader.count_quarantined("abcd2"), 0);
    EXPECT_EQ(reader.find_last_quarantined("abcdb"), quarantined_row("abcdb", 6, "abcd0"));
    EXPECT_FALSE(reader.find_last_quarantined("abcd0"));
    EXPECT_EQ(reader.list_quarantined_hashes("abcdb", 5, 9),
              (std::vector<std::string>{"hash5", "hash6"}));
    const std::vector<QuarantinedEvent> first = reader.list_quarantined("abcd0", std::nullopt, 2);
    ASSERT_EQ(first.size(), 2u);
    EXPECT_EQ(first[0], quarantined_row("abcda", 2, "abcd0"));
    const QuarantineCursor after{first[1].session, first[1].seq};
    const std::vector<QuarantinedEvent> rest = reader.list_quarantined("abcd0", after, 9);
    ASSERT_EQ(rest.size(), 2u);
    EXPECT_EQ(rest[0], quarantined_row("abcdb", 5, "abcd0"));
    EXPECT_EQ(rest[1], quarantined_row("abcdb", 6, "abcd0"));
  });
}

TYPED_TEST(StoreContract, KeepsIntentsUntilTheyAreDelivered) {
  const Intent first{"s1", "uid1", 0, "f", "ordered", kBegan + 5, 0};
  const Intent second{"s1", "uid1", 1, "f", "paid", kBegan + 5, 0};
  const Intent oldest{"s2", "uid2", 0, "f", "ordered", kBegan, 0};
  this->store().write([&](Writer& writer) {
    for (const Intent& intent : {second, first, oldest}) writer.add_intent(intent);
  });
  EXPECT_THROW(this->store().write([&](Writer& writer) { writer.add_intent(first); }), StoreError);
  const auto waiting = [this](int limit) {
    return this->template ask<std::vector<Intent>>(
        [limit](Reader& reader) { return reader.list_waiting_intents(limit); });
  };
  EXPECT_EQ(waiting(10), (std::vector<Intent>{oldest, first, second}));
  EXPECT_EQ(waiting(1), (std::vector<Intent>{oldest}));
  this->store().write([&](Writer& writer) { writer.set_delivered(first, kBegan + 9); });
  EXPECT_EQ(waiting(10), (std::vector<Intent>{oldest, second}));
  EXPECT_THROW(this->store().write([&](Writer& writer) { writer.add_intent(first); }), StoreError)
      << "what is delivered stays known";
}

TYPED_TEST(StoreContract, ListsSessionsNewestFirstInPages) {
  this->store().write([](Writer& writer) {
    for (int i = 0; i < 7; ++i) {
      Session session = session_row("s" + std::to_string(i), kBegan + i / 2);
      if (i == 3) session.funnel = "quiz";
      writer.put_session(session);
    }
  });
  std::vector<std::string> seen;
  std::optional<Cursor> after;
  for (int page = 0; page < 4; ++page) {
    const auto rows = this->template ask<std::vector<Session>>(
        [&](Reader& reader) { return reader.list_sessions("", after, 2); });
    for (const Session& row : rows) seen.push_back(row.session);
    if (!rows.empty()) after = Cursor{rows.back().created_at_ms, rows.back().session};
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"s6", "s5", "s4", "s3", "s2", "s1", "s0"}));
  const auto quiz = this->template ask<std::vector<Session>>(
      [](Reader& reader) { return reader.list_sessions("quiz", std::nullopt, 10); });
  ASSERT_EQ(quiz.size(), 1u);
  EXPECT_EQ(quiz[0].session, "s3");
}

TYPED_TEST(StoreContract, GoesOnWhileSomethingIsBeingWritten) {
  std::vector<std::unique_ptr<Write>> writes;
  for (int i = 0; i < 20; ++i) {
    writes.push_back(this->store().begin_write([i](Writer& writer) {
      writer.add_event(event_row("abcd0001", i));
      if (i % 5 == 4) throw std::runtime_error("not this one");
    }));
  }
  for (std::size_t i = 0; i < writes.size(); ++i) {
    if (i % 5 == 4) {
      EXPECT_THROW(writes[i]->wait(), std::runtime_error);
    } else {
      writes[i]->wait();
    }
  }
  // Whoever drops it has waited for it.
  this->store().begin_write([](Writer& writer) { writer.add_event(event_row("abcd0001", 20)); });
  EXPECT_EQ(this->template ask<std::vector<Event>>([](Reader& reader) {
                  return reader.list_events(log_of("abcd0001"), Lane::c, 0, 100);
                })
                .size(),
            17u);
}

TYPED_TEST(StoreContract, TakesEverythingBackWhenTheWorkThrows) {
  this->store().write([](Writer& writer) { writer.put_session(session_row("s1", kBegan)); });
  const auto work = [](Writer& writer) {
    Session changed = session_row("s1", kBegan);
    changed.status = "closed";
    writer.put_session(changed);
    writer.put_session(session_row("s2", kBegan));
    writer.add_event(event_row("s1", 0));
    put(writer, Lease{"outbox", "me", 1});
    writer.add_quarantined(quarantined_row("s3", 0, "s1"));
    writer.add_intent(Intent{"s1", "uid", 0, "f", "n", kBegan, 0});
    writer.add_counts(counter_key("f"), count_visits(1));
    EXPECT_EQ(writer.find_session("s1")->status, "closed") << "the work sees what it did";
    throw std::runtime_error("the work failed");
  };
  EXPECT_THROW(this->store().write(work), std::runtime_error);
  this->store().read([](Reader& reader) {
    EXPECT_EQ(reader.find_session("s1")->status, "in_progress");
    EXPECT_FALSE(reader.find_session("s2"));
    EXPECT_FALSE(find_event(reader, log_of("s1"), Lane::c, 0));
    EXPECT_FALSE(find<Lease>(reader, "outbox"));
    EXPECT_EQ(reader.count_quarantined("s1"), 0);
    EXPECT_TRUE(reader.list_waiting_intents(10).empty());
    EXPECT_TRUE(all_counts(reader, "f").empty());
  });
  this->store().write([](Writer& writer) {
    EXPECT_EQ(writer.add_event(event_row("s1", 0)), Added::yes) << "its uid is free again";
  });
}

TYPED_TEST(StoreContract, ServesManyThreads) {
  constexpr int kThreads = 8;
  constexpr int kEach = 40;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([this, t] {
      const std::string id = "s" + std::to_string(t);
      for (int i = 0; i < kEach; ++i) {
        this->store().write([&](Writer& writer) {
          const std::int64_t next =
              static_cast<std::int64_t>(writer.list_events(log_of(id), Lane::c, 0, 99).size());
          writer.add_event(event_row(id, next));
          writer.add_counts(counter_key("f"), count_visits(1));
        });
        this->store().read([&](Reader& reader) {
          EXPECT_EQ(reader.list_events(log_of(id), Lane::c, 0, 99).size(),
                    static_cast<std::size_t>(i + 1));
        });
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  const auto counts =
      this->template ask<Counts>([](Reader& reader) { return all_counts(reader, "f"); });
  EXPECT_EQ(counts, count_visits(kThreads * kEach));
}

}  // namespace
}  // namespace tundish::store
