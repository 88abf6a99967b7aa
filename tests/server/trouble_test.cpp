#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "server/api_fixture.hpp"
#include "server/full_disk.hpp"
#include "server/postgres_cluster.hpp"
#include "server/store_rows.hpp"
#include "server/temporary_folder.hpp"
#include "service/statistics.hpp"
#include "store/sqlite_store.hpp"

namespace tundish::api {
namespace {

// The disk is full, the database is away: whoever asks is told to come again, and when the trouble
// is over everything goes on, with nothing lost, doubled or counted wrong.

class TroubleTest : public ApiTest {
 protected:
  explicit TroubleTest(std::unique_ptr<store::Store> store) : ApiTest(std::move(store)) {}

  /// One visitor is half way; then there is trouble; then it is over.
  template <class Begin, class End>
  void go_through(Begin begin_trouble, End end_trouble) {
    Visitor visitor(published_order(store_), 1);
    visitor.play_to_the_end();
    ASSERT_EQ(send(visitor, 0, 2).status, 200);
    begin_trouble();
    for (int tries = 0; tries < 3; ++tries) {
      const ClientResponse refused = send(visitor, 2, visitor.events.size());
      EXPECT_EQ(refused.status, 503) << refused.body;
      EXPECT_EQ(refused.header("retry-after"), "2");
    }
    end_trouble();
    const ClientResponse taken = send(visitor, 2, visitor.events.size());
    ASSERT_EQ(taken.status, 200) << taken.body;
    EXPECT_EQ(send(visitor, 0, visitor.events.size()).status, 200) << "again, and it is the same";
    store_.read([&](store::Reader& reader) {
      EXPECT_EQ(store::own_events(reader, visitor.id).size(), visitor.events.size());
      EXPECT_EQ(count_of(store::all_counts(reader, "order"), store::Measure::sessions), 1);
    });
  }
};

class FullDiskTest : public TroubleTest {
 protected:
  FullDiskTest() : FullDiskTest(std::make_unique<TemporaryFolder>()) {}

  FullDisk disk_;
  std::unique_ptr<TemporaryFolder> folder_;

 private:
  explicit FullDiskTest(std::unique_ptr<TemporaryFolder> folder)
      : TroubleTest(std::make_unique<store::SqliteStore>(folder->path("test.sqlite"), 41)),
        folder_(std::move(folder)) {}
};

TEST_F(FullDiskTest, IsToldAndOverWhenThereIsRoom) {
  go_through([this] { disk_.fill(); },
             [this] {
               EXPECT_GT(disk_.refused(), 0);
               disk_.make_room();
             });
}

class DatabaseAwayTest : public TroubleTest {
 protected:
  DatabaseAwayTest()
      : TroubleTest(PostgresCluster::is_here() ? PostgresCluster::empty_store(41)
                                               : store_for_tests(41)) {}
  void SetUp() override {
    if (!PostgresCluster::is_here()) GTEST_SKIP() << "PostgreSQL 15 is not installed";
  }
};

TEST_F(DatabaseAwayTest, IsToldAndOverWhenItIsBack) {
  go_through([] { PostgresCluster::shared().stop(); }, [] { PostgresCluster::shared().start(); });
}

}  // namespace
}  // namespace tundish::api
