#include "store/postgres_store.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "server/commit_thief.hpp"
#include "server/postgres_cluster.hpp"
#include "server/store_rows.hpp"
#include "store/operations.hpp"
#include "store/postgres_connection.hpp"
#include "store/records.hpp"

namespace tundish::store {
namespace {

using Theft = CommitThief::Theft;

const CounterKey kKey = counter_key("f");
const Counts kOneVisit = count_visits(1);

class PostgresStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!PostgresCluster::is_here()) GTEST_SKIP() << "PostgreSQL 15 is not installed";
    PostgresCluster::shared().empty(kBegan);
  }

  static PostgresCluster& cluster() { return PostgresCluster::shared(); }
  static std::int64_t visits(Store& store) {
    std::int64_t sum = 0;
    store.read([&](Reader& reader) { sum = count_of(all_counts(reader, "f"), Measure::visits); });
    return sum;
  }
  static std::int64_t until(Store& store) {
    std::int64_t until_ms = 0;
    store.read([&](Reader& reader) {
      until_ms = find<Lease>(reader, "shared").value_or(Lease{}).until_ms;
    });
    return until_ms;
  }
  /// Reads, adds one and writes: two who do so at once are in each other's way.
  static void count_on(Writer& writer) {
    Lease lease = find<Lease>(writer, "shared").value_or(Lease{"shared", "all", 0});
    ++lease.until_ms;
    put(writer, lease);
  }
};

TEST_F(PostgresStoreTest, DoesWhatItLostAtTheCommitExactlyOnce) {
  CommitThief thief(cluster().folder());
  PostgresStore store(thief.url(), kBegan);
  constexpr int kRounds = 30;
  for (int round = 0; round < kRounds; ++round) {
    const Theft thefts[] = {Theft::question, Theft::answer, Theft::late_answer};
    thief.steal(thefts[round % 3]);
    store.write([&](Writer& writer) {
      EXPECT_EQ(writer.add_event(event_row("abcd0001", round)), Added::yes);
      writer.add_counts(kKey, kOneVisit);
      count_on(writer);
    });
  }
  EXPECT_EQ(thief.thefts(), kRounds);
  EXPECT_EQ(visits(store), kRounds);
  EXPECT_EQ(until(store), kRounds);
  store.read([](Reader& reader) {
    EXPECT_EQ(reader.list_events(log_of("abcd0001"), Lane::c, 0, 100).size(), std::size_t{kRounds});
  });
}

TEST_F(PostgresStoreTest, HasReadWhatItReadWhenTheConnectionIsLostAtTheEnd) {
  CommitThief thief(cluster().folder());
  PostgresStore store(thief.url(), kBegan);
  store.write([](Writer& writer) { writer.add_counts(kKey, kOneVisit); });
  for (const Theft theft : {Theft::question, Theft::answer, Theft::late_answer}) {
    thief.steal(theft);
    EXPECT_EQ(visits(store), 1);
    EXPECT_EQ(visits(store), 1) << "by another connection";
  }
  EXPECT_EQ(thief.thefts(), 3);
}

TEST_F(PostgresStoreTest, LosesNoCommitOfMany) {
  CommitThief thief(cluster().folder());
  PostgresStore store(thief.url(), kBegan);
  constexpr int kThreads = 6;
  constexpr int kEach = 30;
  std::vector<std::thread> threads;
  std::atomic<int> done{0};
  for (int number = 0; number < kThreads; ++number) {
    threads.emplace_back([&] {
      for (int i = 0; i < kEach; ++i) {
        store.write([](Writer& writer) { writer.add_counts(kKey, kOneVisit); });
        done.fetch_add(1);
      }
    });
  }
  // Not so often that somebody loses every connection he makes.
  for (int theft = 0; done.load() < kThreads * kEach; ++theft) {
    const int before = done.load();
    thief.steal(theft % 2 == 0 ? Theft::answer : Theft::question);
    while (done.load() < std::min(before + 12, kThreads * kEach)) std::this_thread::yield();
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_GT(thief.thefts(), 0);
  EXPECT_EQ(visits(store), kThreads * kEach);
}

TEST_F(PostgresStoreTest, SharesADatabaseWithAnother) {
  PostgresStore first(cluster().url(), kBegan);
  PostgresStore second(cluster().url(), kBegan + 9);
  constexpr int kThreads = 3;
  constexpr int kEach = 40;
  std::vector<std::thread> threads;
  for (Store* store : {static_cast<Store*>(&first), static_cast<Store*>(&second)}) {
    for (int number = 0; number < kThreads; ++number) {
      threads.emplace_back([store] {
        for (int i = 0; i < kEach; ++i) {
          store->write([](Writer& writer) {
            EXPECT_EQ(writer.generation(), kBegan);
            writer.add_counts(kKey, kOneVisit);
            count_on(writer);
          });
        }
      });
    }
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(until(first), 2 * kThreads * kEach);
  EXPECT_EQ(visits(second), 2 * kThreads * kEach);
}

TEST_F(PostgresStoreTest, CountsRightWhileConnectionsAreEnded) {
  PostgresStore store(cluster().url(), kBegan);
  constexpr int kThreads = 4;
  constexpr int kEach = 60;
  std::atomic<int> done{0};
  std::atomic<int> failed{0};
  std::atomic<int> ended{0};
  std::vector<std::thread> threads;
  for (int number = 0; number < kThreads; ++number) {
    threads.emplace_back([&] {
      for (int i = 0; i < kEach; ++i) {
        try {
          store.write([](Writer& writer) { writer.add_counts(kKey, kOneVisit); });
          done.fetch_add(1);
        } catch (const StoreError&) {
          failed.fetch_add(1);
        }
      }
      ended.fetch_add(1);
    });
  }
  PostgresConnection killer(cluster().url());
  while (ended.load() < kThreads) {
    killer.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE application_name = 'tundish' AND pid <> pg_backend_pid()");
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_GT(done.load(), 0);
  // One whose every new connection was ended too may have happened or not: it was told as failed.
  EXPECT_GE(visits(store), done.load());
  EXPECT_LE(visits(store), done.load() + failed.load());
}

TEST_F(PostgresStoreTest, GoesOnWhenTheDatabaseIsBack) {
  PostgresStore store(cluster().url(), kBegan);
  const auto count = [](Writer& writer) { writer.add_counts(kKey, kOneVisit); };
  store.write(count);
  cluster().stop();
  EXPECT_THROW(store.write(count), StoreError);
  EXPECT_THROW(visits(store), StoreError);
  cluster().start();
  EXPECT_EQ(visits(store), 1);
  store.write(count);
  EXPECT_EQ(visits(store), 2);
}

TEST_F(PostgresStoreTest, MakesItsSchemaOnceHoweverManyStart) {
  PostgresConnection(cluster().url()).execute("DROP DATABASE IF EXISTS race");
  PostgresConnection(cluster().url()).execute("CREATE DATABASE race");
  std::vector<std::thread> threads;
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([number] {
      EXPECT_NO_THROW(
          PostgresStore(cluster().url("race"), kBegan + number).read([](Reader& reader) {
            EXPECT_GE(reader.generation(), kBegan);
          }));
    });
  }
  for (std::thread& thread : threads) thread.join();
  PostgresConnection connection(cluster().url("race"));
  connection.execute("UPDATE settings SET value = 1000 WHERE name = 'schema'");
  try {
    const PostgresStore store(cluster().url("race"), kBegan);
    FAIL() << "it was opened";
  } catch (const StoreError& error) {
    EXPECT_NE(std::string(error.what()).find("schema 1000"), std::string::npos) << error.what();
  }
}

TEST_F(PostgresStoreTest, SaysThatNobodyIsThere) {
  EXPECT_THROW(PostgresStore("postgresql://tundish@/postgres?host=/nowhere", kBegan), StoreError);
}

}  // namespace
}  // namespace tundish::store
