#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "server/store_rows.hpp"
#include "server/temporary_folder.hpp"
#include "store/funnels.hpp"
#include "store/memory_store.hpp"
#include "store/migrations.hpp"
#include "store/people.hpp"
#include "store/records.hpp"
#include "store/sqlite_database.hpp"
#include "store/sqlite_store.hpp"

namespace tundish::store {
namespace {

TEST(SqliteStore, HasEverythingAgainAfterItWasClosed) {
  const TemporaryFolder folder;
  {
    SqliteStore store(folder.path("test.sqlite"), kBegan);
    store.write([](Writer& writer) {
      writer.put_session(session_row("s1", kBegan));
      writer.add_event(event_row("s1", 0));
    });
  }
  SqliteStore store(folder.path("test.sqlite"), kBegan + 5);
  store.read([](Reader& reader) {
    EXPECT_EQ(reader.generation(), kBegan) << "it is the same database";
    EXPECT_EQ(reader.find_session("s1"), session_row("s1", kBegan));
    EXPECT_EQ(find_event(reader, log_of("s1"), Lane::c, 0), event_row("s1", 0));
  });
}

TEST(SqliteStore, KeepsATransactionThatIsLargerThanItsMemory) {
  const TemporaryFolder folder;
  constexpr int kEvents = 4000;
  const auto text_of = [](int seq) {
    return std::string(4000, static_cast<char>('a' + seq % 26)) + std::to_string(seq);
  };
  SqliteStore store(folder.path("large.sqlite"), 1);
  for (int half = 0; half < 2; ++half) {
    const auto fill = [&](Writer& writer) {
      for (int seq = half * kEvents; seq < (half + 1) * kEvents; ++seq) {
        Event event = event_row("abcd0001", seq);
        event.text = text_of(seq);
        writer.add_event(event);
      }
    };
    // Written far beyond the cache and taken back: nothing of it may be seen afterwards.
    EXPECT_THROW(store.write([&](Writer& writer) {
      fill(writer);
      throw std::runtime_error("not this time");
    }),
                 std::runtime_error);
    store.write(fill);
  }
  store.read([&](Reader& reader) {
    const std::vector<Event> events =
        reader.list_events(log_of("abcd0001"), Lane::c, 0, 3 * kEvents);
    ASSERT_EQ(events.size(), 2u * kEvents);
    for (int seq = 0; seq < 2 * kEvents; ++seq) {
      ASSERT_EQ(events[static_cast<std::size_t>(seq)].text, text_of(seq));
    }
  });
}

TEST(SqliteStore, FindsWhatAnEarlierSchemaKept) {
  const TemporaryFolder folder;
  const std::string path = folder.path("test.sqlite");
  const std::string id = "0f9ac37b21d84e6655aabbccddeeff00";
  {
    SqliteDatabase database(path, SqliteDatabase::Access::read_write);
    database.execute(std::string(migrations().front().text));
    database.execute("PRAGMA user_version = 1");
    database.execute("INSERT INTO settings VALUES (0, 'generation', 5)");
    // The bucket was that of the whole id.
    const std::string bucket = std::to_string(bucket_of(id));
    database.execute("INSERT INTO sessions VALUES (" + bucket + ", '" + id +
                     "', 'secret', 'f', 'r', 'en', 'web', 'in_progress', '{}', 'h0', 0, 1, 7, 8)");
    database.execute("INSERT INTO events VALUES (" + bucket + ", '" + id +
                     "', 'c', 0, 'uid', 'h0', 'text', 7)");
  }
  SqliteStore store(path, kBegan);
  store.write([&](Writer& writer) {
    EXPECT_EQ(writer.generation(), 5);
    const std::optional<Session> session = writer.find_session(id);
    ASSERT_TRUE(session.has_value());
    EXPECT_EQ(session->root, id);
    EXPECT_EQ(session->parent, "");
    EXPECT_EQ(session->at, -1);
    EXPECT_EQ(session->head_hash, "h0");
    EXPECT_EQ(writer.list_event_hashes(log_of(*session), Lane::c, 0, 9),
              std::vector<std::string>{"h0"});
    EXPECT_EQ(writer.add_event(Event{id, 1, "uid", "h1", "text", 9}), Added::uid_is_taken);
    EXPECT_EQ(writer.add_event(Event{id, 1, "uid1", "h1", "text", 9}), Added::yes);
  });
}

TEST(SqliteStore, MakesTheTokensOfAnEarlierSchemaThoseOfASuperAdmin) {
  const TemporaryFolder folder;
  const std::string path = folder.path("test.sqlite");
  const std::string hash = std::string(40, 'a') + std::string(24, 'b');
  {
    SqliteDatabase database(path, SqliteDatabase::Access::read_write);
    for (const Migration& migration : migrations()) {
      if (migration.version <= 2) database.execute(std::string(migration.text));
    }
    database.execute("PRAGMA user_version = 2");
    database.execute("INSERT INTO tokens VALUES (" + std::to_string(bucket_of(hash)) + ", '" +
                     hash + "', 'mine', 7)");
  }
  SqliteStore store(path, kBegan);
  store.read([&](Reader& reader) {
    const std::optional<ApiToken> token = find<ApiToken>(reader, hash);
    ASSERT_TRUE(token.has_value());
    EXPECT_EQ(token->label, "mine");
    EXPECT_EQ(token->role, "super_admin");
    EXPECT_EQ(token->scopes, "*");
    EXPECT_EQ(token->created_at_ms, 7);
    EXPECT_EQ(list<ApiToken>(reader, by_index("api_tokens_by_id").equal(token->id)).size(), 1u);
  });
}

TEST(SqliteStore, MakesTheFunnelsOfAnEarlierSchemaDraftsOfProduction) {
  const TemporaryFolder folder;
  const std::string path = folder.path("test.sqlite");
  {
    SqliteDatabase database(path, SqliteDatabase::Access::read_write);
    for (const Migration& migration : migrations()) {
      if (migration.version <= 7) database.execute(std::string(migration.text));
    }
    database.execute("PRAGMA user_version = 7");
    database.execute("INSERT INTO funnels VALUES (" + std::to_string(bucket_of("order")) +
                     ", 'order', 'Order', 'structure', '{}', 7, 8)");
  }
  SqliteStore store(path, kBegan);
  store.read([&](Reader& reader) {
    EXPECT_EQ(find<Funnel>(reader, "order"), (Funnel{"order", "Order", 7, 8, {}, {}}));
    EXPECT_EQ(find<Draft>(reader, "order", "production"),
              (Draft{"order", "production", "Order", "structure", "", 7, 8}));
    EXPECT_EQ(find<DraftText>(reader, "order", "production"),
              (DraftText{"order", "production", "{}"}));
  });
}

TEST(MemoryStore, IsRestoredUnderAnotherGeneration) {
  MemoryStore store(kBegan);
  store.write([](Writer& writer) {
    writer.put_session(session_row("s1", kBegan));
    writer.add_event(event_row("s1", 0));
    writer.add_intent(Intent{"s1", "uid", 0, "f", "n", kBegan, 0});
  });
  const std::unique_ptr<MemoryStore> restored = store.restored(kBegan + 1);
  store.write([](Writer& writer) { writer.add_event(event_row("s1", 1)); });
  restored->write([](Writer& writer) {
    EXPECT_EQ(writer.generation(), kBegan + 1);
    EXPECT_EQ(writer.find_session("s1"), session_row("s1", kBegan));
    EXPECT_EQ(writer.list_events(log_of("s1"), Lane::c, 0, 9).size(), 1u);
    EXPECT_EQ(writer.list_waiting_intents(9).size(), 1u);
    EXPECT_EQ(writer.add_event(event_row("s1", 1)), Added::yes);
    writer.put_session(session_row("s2", kBegan));
  });
  store.read([](Reader& reader) {
    EXPECT_EQ(reader.generation(), kBegan);
    EXPECT_FALSE(reader.find_session("s2"));
  });
}

TEST(SqliteStore, RefusesANewerSchema) {
  const TemporaryFolder folder;
  const std::string path = folder.path("test.sqlite");
  { SqliteStore store(path, kBegan); }
  {
    SqliteDatabase database(path, SqliteDatabase::Access::read_write);
    database.execute("PRAGMA user_version = 1000");
  }
  try {
    SqliteStore store(path, kBegan);
    FAIL() << "it was opened";
  } catch (const StoreError& error) {
    EXPECT_NE(std::string(error.what()).find("schema 1000"), std::string::npos) << error.what();
  }
}

TEST(SqliteStore, SaysWhatIsWrongWithItsFile) {
  EXPECT_THROW(SqliteStore("/nowhere/at/all.sqlite", kBegan), StoreError);
}

}  // namespace
}  // namespace tundish::store
