#include "store/backup.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <sstream>
#include <string>
#include <thread>

#include "server/postgres_cluster.hpp"
#include "server/store_rows.hpp"
#include "server/temporary_folder.hpp"
#include "store/people.hpp"
#include "store/postgres_connection.hpp"
#include "store/postgres_store.hpp"
#include "store/records.hpp"
#include "store/schema.hpp"
#include "store/sqlite_database.hpp"
#include "store/sqlite_store.hpp"

namespace tundish::store {
namespace {

constexpr std::int64_t kLater = kBegan + 1000;

void fill(Store& store) {
  store.write([](Writer& writer) {
    for (int number = 0; number < 700; ++number) {
      const std::string id = "abcd" + std::to_string(number);
      writer.put_session(session_row(id, kBegan + number));
      writer.add_event(event_row(id, 0));
    }
    Event answer = event_row("abcd0", 0);
    answer.uid = "of the server";
    answer.lane = Lane::s;
    answer.text = "\"\\ \n caf\xc3\xa9 \xf0\x9f\x98\x80";
    writer.add_event(answer);
    writer.add_quarantined(quarantined_row("abcd", 2, "abcd0"));
    writer.add_intent(Intent{"abcd0", "uid", 0, "f", "n", kBegan, 0});
    writer.add_counts(counter_key("f"),
                      {Count{"", Measure::visits, "", 1}, Count{"who", Measure::stays, "017", 2}});
    User user;
    user.id = "ann";
    user.disabled_at_ms = INT64_MAX - 1;  // more than JSON's numbers hold
    put(writer, user);
  });
}

std::string backup_of(SqlConnection& connection) {
  std::ostringstream out;
  write_backup(connection, out, kLater);
  return out.str();
}

void restore(SqlConnection& connection, const std::string& text) {
  std::istringstream in(text);
  read_backup(connection, in, kLater);
}

class BackupTest : public testing::Test {
 protected:
  SqliteDatabase sqlite(const std::string& name) {
    return SqliteDatabase(folder_.path(name), SqliteDatabase::Access::read_write);
  }
  /// What a filled SQLite store gives.
  std::string made() {
    SqliteStore store(folder_.path("first.sqlite"), kBegan);
    fill(store);
    SqliteDatabase connection = sqlite("first.sqlite");
    return backup_of(connection);
  }

  TemporaryFolder folder_;
};

TEST_F(BackupTest, IsRestoredToANewDatabaseOfAnotherGeneration) {
  const std::string text = made();
  SqliteDatabase second = sqlite("second.sqlite");
  restore(second, text);
  EXPECT_EQ(backup_of(second), text);
  SqliteStore store(folder_.path("second.sqlite"), kLater + 5);
  store.read([](Reader& reader) {
    EXPECT_EQ(reader.generation(), kLater) << "clients must ask what was lost";
    EXPECT_EQ(reader.find_session("abcd699"), session_row("abcd699", kBegan + 699));
    EXPECT_EQ(reader.list_events(log_of("abcd0"), Lane::s, 0, 9).size(), 1u);
    EXPECT_EQ(find<User>(reader, "ann").value_or(User{}).disabled_at_ms, INT64_MAX - 1);
  });
}

TEST_F(BackupTest, GoesFromSqliteToPostgresAndBack) {
  if (!PostgresCluster::is_here()) GTEST_SKIP() << "PostgreSQL 15 is not installed";
  const std::string text = made();
  PostgresConnection(PostgresCluster::shared().url()).execute("DROP DATABASE IF EXISTS restored");
  PostgresConnection(PostgresCluster::shared().url()).execute("CREATE DATABASE restored");
  PostgresConnection postgres(PostgresCluster::shared().url("restored"));
  restore(postgres, text);
  const std::string again = backup_of(postgres);
  EXPECT_EQ(again, text);
  SqliteDatabase second = sqlite("second.sqlite");
  restore(second, again);
  EXPECT_EQ(backup_of(second), text);
}

TEST_F(BackupTest, IsRestoredWholeOrNotAtAll) {
  const std::string text = made();
  const auto why = [this](const std::string& broken) -> std::string {
    SqliteDatabase second = sqlite("second.sqlite");
    try {
      restore(second, broken);
    } catch (const StoreError& error) {
      return error.what();
    }
    return "it was restored";
  };
  EXPECT_NE(why(text.substr(0, text.rfind("{\"rows\""))).find("its end is missing"),
            std::string::npos);
  const std::size_t row = text.find("\n[");
  EXPECT_NE(why(text.substr(0, row + 2)).find("this is no JSON"), std::string::npos);
  EXPECT_NE(why(text.substr(0, row) + text.substr(text.find('\n', row + 1))).find("some rows"),
            std::string::npos);
  EXPECT_NE(why("{\"a\":1}\n").find("no backup"), std::string::npos);
  EXPECT_NE(why("{\"schema\":1000,\"tundish_backup\":1}\n").find("schema 1000"), std::string::npos);
  EXPECT_EQ(why(text), "it was restored") << "nothing was left of the broken ones";
  EXPECT_NE(why(text).find("in use"), std::string::npos);
}

TEST_F(BackupTest, SeesOneMomentWhileOthersWrite) {
  SqliteStore store(folder_.path("busy.sqlite"), kBegan);
  std::atomic<bool> is_over{false};
  std::atomic<int> written{0};
  std::thread writer([&] {
    for (int number = 0; !is_over.load(); ++number) {
      store.write([&](Writer& here) {
        here.add_event(event_row("abcd0001", number));
        here.add_counts(counter_key("f"), count_visits(1));
      });
      written.store(number);
    }
  });
  while (written.load() < 20) std::this_thread::yield();
  SqliteDatabase connection = sqlite("busy.sqlite");
  for (int copy = 0; copy < 3; ++copy) {
    const std::string name = "copy" + std::to_string(copy);
    SqliteDatabase target = sqlite(name);
    restore(target, backup_of(connection));
    SqliteStore restored(folder_.path(name), kLater);
    restored.read([](Reader& reader) {
      const auto events = reader.list_events(log_of("abcd0001"), Lane::c, 0, 1000000);
      EXPECT_EQ(all_counts(reader, "f"), count_visits(static_cast<std::int64_t>(events.size())));
    });
  }
  is_over.store(true);
  writer.join();
}

}  // namespace
}  // namespace tundish::store
