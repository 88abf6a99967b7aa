// What is left of somebody after they were erased: nothing but numbers.
#include "service/erasing.hpp"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <sstream>

#include "server/telling_fixture.hpp"
#include "service/contacts.hpp"
#include "service/export_jobs.hpp"
#include "service/rebuild.hpp"
#include "service/removal.hpp"
#include "store/backup.hpp"
#include "store/exports.hpp"
#include "store/jobs.hpp"
#include "store/outside.hpp"
#include "store/postgres_connection.hpp"
#include "store/refusals.hpp"
#include "store/sqlite_database.hpp"

namespace tundish::service {
namespace {

std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class ErasingTest : public TellingTest {
 protected:
  /// Where the canary is in the whole database.
  std::string found() {
    const std::unique_ptr<store::SqlConnection> connection = connection_of_test();
    if (!connection) return {};
    std::ostringstream out;
    store::write_backup(*connection, out, kNow);
    std::string lines;
    std::istringstream in(out.str());
    for (std::string line; std::getline(in, line);) {
      if (line.find(kCanary) != line.npos) lines += line.substr(0, 200) + '\n';
    }
    return lines;
  }
  std::unique_ptr<store::SqlConnection> connection_of_test() {
    if (GetParam() == StoreKind::sqlite) {
      return std::make_unique<store::SqliteDatabase>(folder_.path("test.sqlite"),
                                                     store::SqliteDatabase::Access::read_only);
    }
    if (GetParam() == StoreKind::memory) return nullptr;
    return std::make_unique<store::PostgresConnection>(PostgresCluster::shared().url());
  }
  template <class Row>
  std::size_t count() {
    std::size_t rows = 0;
    store_->read(
        [&](store::Reader& reader) { rows = store::list<Row>(reader, store::by_key()).size(); });
    return rows;
  }
  Statistics statistics() {
    store::CounterQuery query;
    query.funnel = "telling";
    return read_statistics(*store_, query).front();
  }
};

TEST_P(ErasingTest, LeavesNothingOfASession) {
  Visitor visitor = known_visitor(110);
  Visitor neighbour = teller(111, "Ben", "ben@example.com");
  hand_in(neighbour);
  if (GetParam() != StoreKind::memory) {
    EXPECT_NE(found(), "");
  }
  EXPECT_GT(count<store::InboxMessage>(), 0u);
  EXPECT_GT(count<store::Delivery>(), 0u);
  EXPECT_GT(count<store::Refusal>(), 0u);
  const std::string contact = contact_of(visitor);
  EXPECT_EQ(erase_session(*store_, funnels_, visitor.id, server_actor(kNow)), Erasing::erased);
  EXPECT_EQ(erase_session(*store_, funnels_, visitor.id, server_actor(kNow)), Erasing::unknown);
  EXPECT_EQ(erase_contact(*store_, funnels_, contact, server_actor(kNow)), Erasing::erased)
      << "the contact had been left";
  EXPECT_EQ(found(), "");
  EXPECT_FALSE(row(visitor.id));
  EXPECT_EQ(count<store::InboxMessage>(), 0u);
  EXPECT_EQ(count<store::Delivery>(), 0u);
  EXPECT_EQ(count<store::Proof>(), 0u);
  EXPECT_EQ(count<store::Refusal>(), 0u);
  EXPECT_EQ(count<store::Consent>(), 1u) << "the neighbour's";
  EXPECT_TRUE(row(neighbour.id));
  performs(kNow + 1000);
  EXPECT_EQ(count<store::InboxMessage>(), 1u) << "the neighbour's, later";
}

TEST_P(ErasingTest, LeavesNothingOfAContactAndAllItsSessions) {
  std::vector<Visitor> visitors;
  for (int number = 120; number < 145; ++number) {
    visitors.push_back(teller(number, std::string(kCanary) + std::to_string(number)));
    hand_in(visitors.back());
  }
  const std::string contact = contact_of(visitors.front());
  for (std::size_t i = 1; i < visitors.size(); ++i) {
    merge_contacts(*store_, contact, contact_of(visitors[i]), server_actor(kNow));
  }
  EXPECT_EQ(erase_contact(*store_, funnels_, contact, server_actor(kNow)), Erasing::erased);
  EXPECT_EQ(erase_contact(*store_, funnels_, contact, server_actor(kNow)), Erasing::unknown);
  EXPECT_EQ(found(), "");
  EXPECT_EQ(count<store::Contact>(), 0u);
  EXPECT_EQ(count<store::ContactIdentity>(), 0u);
  EXPECT_EQ(count<store::SessionContact>(), 0u);
  for (Visitor& visitor : visitors) {
    EXPECT_FALSE(row(visitor.id));
    EXPECT_EQ(send(visitor.submission()).outcome, IngestOutcome::removed);
  }
}

TEST_P(ErasingTest, LeavesNothingOfAContactThatWasMergedVeryOften) {
  constexpr int kMany = 1100;
  store_->write([](store::Writer& writer) {
    store::Contact one;
    one.attributes = "{}";
    for (int number = 0; number < kMany; ++number) {
      one.id = "merged" + std::to_string(number);
      one.merged_into = "survivor";
      put(writer, one);
      put(writer, store::ContactIdentity{"email:" + one.id, "survivor", 0, kNow});
    }
    one.id = "survivor";
    one.merged_into.clear();
    put(writer, one);
  });
  EXPECT_EQ(erase_contact(*store_, funnels_, "survivor", server_actor(kNow)), Erasing::erased);
  EXPECT_EQ(count<store::Contact>(), 0u);
  EXPECT_EQ(count<store::ContactIdentity>(), 0u);
}

TEST_P(ErasingTest, RemovesExportsAlsoWhenItWasBrokenOffBefore) {
  Visitor visitor = teller(152, kCanary);
  hand_in(visitor);
  store_->write([&](store::Writer& writer) {
    remove_family(writer, funnels_, visitor.id, kNow);
    store::Job job;
    job.id = "export";
    job.kind = kExportJob;
    put(writer, job);
    put(writer, store::ExportPart{job.id, 0, kCanary});
  });
  EXPECT_EQ(erase_session(*store_, funnels_, visitor.id, server_actor(kNow)), Erasing::unknown);
  EXPECT_EQ(count<store::ExportPart>(), 0u);
  EXPECT_EQ(count<store::Job>(), 0u);
}

TEST_P(ErasingTest, TellsWhoeverHasTheSessionStill) {
  Visitor visitor = teller(150, kCanary);
  hand_in(visitor);
  EXPECT_EQ(erase_session(*store_, funnels_, visitor.id, server_actor(kNow)), Erasing::erased);
  const auto size = visitor.events.size();
  EXPECT_EQ(send(visitor.submission()).outcome, IngestOutcome::removed);
  EXPECT_EQ(send(visitor.submission(size, size)).outcome, IngestOutcome::removed);
  Visitor other = visitor.fork(3, 151);
  other.play(Answered{"name", Value("Ann")});
  const std::string branch = other.branch_from(3);
  Submission late = other.submission_to(branch, visitor.id, 2, 3, other.events.size());
  EXPECT_EQ(send(late).outcome, IngestOutcome::removed);
  late.purpose = Purpose::quarantine;
  EXPECT_EQ(send(late).outcome, IngestOutcome::removed);
  EXPECT_TRUE(is_removed(*store_, visitor.secret));
  EXPECT_FALSE(is_removed(*store_, visitor_.secret));
  EXPECT_FALSE(row(visitor.id));
  EXPECT_FALSE(row(branch));
}

TEST_P(ErasingTest, KeepsWhatWasCountedAlsoWhenItIsCountedAnew) {
  Visitor visitor = known_visitor(160);
  Visitor neighbour = teller(161, "Ben");
  hand_in(neighbour);
  const Statistics before = statistics();
  EXPECT_EQ(before.sessions, 2);
  EXPECT_EQ(erase_session(*store_, funnels_, visitor.id, server_actor(kNow)), Erasing::erased);
  const auto expect_the_same = [&] {
    const Statistics now = statistics();
    EXPECT_EQ(now.sessions, before.sessions);
    EXPECT_EQ(now.completions, before.completions);
    ASSERT_EQ(now.layers.size(), before.layers.size());
    for (std::size_t i = 0; i < now.layers.size(); ++i) {
      EXPECT_EQ(now.layers[i].reached, before.layers[i].reached) << now.layers[i].layer;
      EXPECT_EQ(now.layers[i].completed, before.layers[i].completed) << now.layers[i].layer;
      EXPECT_EQ(now.layers[i].stays, before.layers[i].stays) << now.layers[i].layer;
      EXPECT_EQ(now.layers[i].clicks.size(), before.layers[i].clicks.size());
    }
  };
  expect_the_same();
  for (int times = 0; times < 2; ++times) {
    rebuild_statistics(*store_, funnels_);
    expect_the_same();
  }
  EXPECT_EQ(erase_session(*store_, funnels_, neighbour.id, server_actor(kNow)), Erasing::erased);
  rebuild_statistics(*store_, funnels_);
  expect_the_same();
}

/// Only SQLite's files are our own.
class ErasingFilesTest : public ErasingTest {};

TEST_P(ErasingFilesTest, OverwritesThem) {
  std::vector<Visitor> visitors;
  for (int number = 170; number < 190; ++number) {
    visitors.push_back(number % 2 == 0 ? known_visitor(number) : teller(number, "Ben"));
    hand_in(visitors.back());
  }
  const std::string path = folder_.path("test.sqlite");
  EXPECT_NE((file_text(path) + file_text(path + "-wal")).find(kCanary), std::string::npos);
  for (const Visitor& visitor : visitors) {
    const std::string contact = contact_of(visitor);
    if (!contact.empty()) {
      EXPECT_EQ(erase_contact(*store_, funnels_, contact, server_actor(kNow)), Erasing::erased);
    }
  }
  EXPECT_EQ(found(), "");
  EXPECT_EQ(file_text(path).find(kCanary), std::string::npos);
  EXPECT_EQ(file_text(path + "-wal").find(kCanary), std::string::npos);
}

TUNDISH_ON_EVERY_STORE(ErasingTest);
INSTANTIATE_TEST_SUITE_P(Stores, ErasingFilesTest, testing::Values(StoreKind::sqlite), kind_name);

}  // namespace
}  // namespace tundish::service
