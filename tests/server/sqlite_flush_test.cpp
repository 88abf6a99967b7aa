#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <thread>

#include "server/slow_disk.hpp"
#include "server/store_rows.hpp"
#include "server/temporary_folder.hpp"
#include "store/sqlite_store.hpp"

namespace tundish::store {
namespace {

using namespace std::chrono_literals;

struct SqliteFlush : testing::Test {
  std::unique_ptr<SqliteStore> open() {
    return std::make_unique<SqliteStore>(folder.path("test.sqlite"), kBegan);
  }
  void add(Store& store, int seq) {
    store.write([seq](Writer& writer) { writer.add_event(event_row("s1", seq)); });
  }

  TemporaryFolder folder;
  SlowDisk disk;
};

TEST_F(SqliteFlush, NobodySeesWhatIsNotFlushed) {
  const auto store = open();
  add(*store, 0);
  disk.hold();
  const auto written =
      store->begin_write([](Writer& writer) { writer.add_event(event_row("s1", 1)); });
  std::atomic<bool> is_told{false};
  written->when_ended([&] { is_told = true; });
  disk.await_held();
  auto seen = std::async(std::launch::async, [&] {
    bool is_there = false;
    store->read([&](Reader& reader) {
      is_there = find_event(reader, log_of("s1"), Lane::c, 1).has_value();
    });
    return is_there;
  });
  EXPECT_EQ(seen.wait_for(100ms), std::future_status::timeout);
  EXPECT_FALSE(is_told);
  disk.release();
  EXPECT_TRUE(seen.get());
  written->wait();
  EXPECT_TRUE(is_told);
}

TEST_F(SqliteFlush, TheNextTransactionIsPlayedMeanwhile) {
  const auto store = open();
  add(*store, 0);
  disk.hold();
  const auto first =
      store->begin_write([](Writer& writer) { writer.add_event(event_row("s1", 1)); });
  disk.await_held();
  std::promise<void> played;
  const auto second = store->begin_write([&](Writer& writer) {
    writer.add_event(event_row("s1", 2));
    played.set_value();
  });
  EXPECT_EQ(played.get_future().wait_for(20s), std::future_status::ready);
  disk.release();
  first->wait();
  second->wait();
}

TEST_F(SqliteFlush, AfterOneThatFailedEverybodyIsRefused) {
  auto store = open();
  add(*store, 0);
  disk.fail();
  EXPECT_THROW(add(*store, 1), StoreError);
  disk.release();
  EXPECT_THROW(add(*store, 2), StoreError) << "nobody knows what the disk has";
  EXPECT_THROW(store->read([](Reader&) {}), StoreError);
  store.reset();
  store = open();
  add(*store, 3);
  store->read([](Reader& reader) {
    EXPECT_EQ(find_event(reader, log_of("s1"), Lane::c, 0), event_row("s1", 0));
    EXPECT_FALSE(find_event(reader, log_of("s1"), Lane::c, 2))
        << "it was refused before it was begun";
    EXPECT_EQ(find_event(reader, log_of("s1"), Lane::c, 3), event_row("s1", 3));
  });
}

TEST_F(SqliteFlush, TheLogIsPutInPlaceWhileTheStoreIsUsed) {
  constexpr std::uintmax_t kEnough = 30 * 1000 * 1000;
  const auto store = open();
  const std::string text(100 * 1000, 'x');
  const auto deadline = std::chrono::steady_clock::now() + 60s;
  int seq = 0;
  while (std::filesystem::file_size(folder.path("test.sqlite")) < kEnough) {
    ASSERT_LT(std::chrono::steady_clock::now(), deadline);
    store->write([&](Writer& writer) {
      Event event = event_row("s1", seq);
      event.text = text;
      writer.add_event(event);
    });
    ++seq;
  }
  store->read([&](Reader& reader) {
    ASSERT_EQ(reader.list_events(log_of("s1"), Lane::c, 0, seq + 1).size(),
              static_cast<std::size_t>(seq));
  });
}

}  // namespace
}  // namespace tundish::store
