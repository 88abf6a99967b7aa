#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "server/postgres_cluster.hpp"
#include "server/store_rows.hpp"
#include "server/temporary_folder.hpp"
#include "server/visitor.hpp"
#include "service/ingest.hpp"
#include "service/statistics.hpp"
#include "store/memory_store.hpp"
#include "store/sqlite_store.hpp"

namespace tundish::service {

inline constexpr std::int64_t kGeneration = 77;
inline constexpr std::int64_t kNow = 1760000100000;

enum class StoreKind { memory, sqlite, postgres };

/// Ingest on each kind of store, with the order funnel published and one visitor who has played it
/// to the end without having sent anything.
class IngestTest : public testing::TestWithParam<StoreKind> {
 protected:
  IngestTest() : store_(made()), funnel_(published_order(*store_)), visitor_(funnel_, 1) {
    visitor_.play_to_the_end();
  }

  IngestAnswer send(const Submission& submission) {
    return ingest(*store_, funnels_, submission, kNow);
  }
  /// Of the visitor's log on its root.
  IngestAnswer send(std::size_t from, std::size_t to) {
    return send(visitor_.submission(from, to));
  }

  std::optional<store::Session> row(const std::string& session) {
    std::optional<store::Session> found;
    store_->read([&](store::Reader& reader) { found = reader.find_session(session); });
    return found;
  }
  /// A session's own events.
  std::vector<store::Event> events_of(const std::string& session) {
    std::vector<store::Event> events;
    store_->read([&](store::Reader& reader) { events = store::own_events(reader, session); });
    return events;
  }
  std::size_t stored_events() { return events_of(visitor_.id).size(); }
  /// What is in quarantine of the visitor's root.
  std::vector<store::QuarantinedEvent> quarantined() {
    std::vector<store::QuarantinedEvent> rows;
    store_->read([&](store::Reader& reader) {
      rows = reader.list_quarantined(visitor_.id, std::nullopt, 10000);
      EXPECT_EQ(reader.count_quarantined(visitor_.id), static_cast<std::int64_t>(rows.size()));
    });
    return rows;
  }
  std::vector<store::Intent> waiting_intents() {
    std::vector<store::Intent> intents;
    store_->read([&](store::Reader& reader) { intents = reader.list_waiting_intents(1000); });
    return intents;
  }

  Statistics statistics_of_order() {
    store::CounterQuery query;
    query.funnel = "order";
    return read_statistics(*store_, query).front();
  }

  std::unique_ptr<store::Store> made() const {
    switch (GetParam()) {
      case StoreKind::memory:
        return std::make_unique<store::MemoryStore>(kGeneration);
      case StoreKind::sqlite:
        return std::make_unique<store::SqliteStore>(folder_.path("test.sqlite"), kGeneration);
      case StoreKind::postgres:
        return PostgresCluster::empty_store(kGeneration);
    }
    return nullptr;
  }

  TemporaryFolder folder_;
  std::unique_ptr<store::Store> store_;
  FunnelCache funnels_;
  Funnel funnel_;
  Visitor visitor_;
};

inline std::string kind_name(const testing::TestParamInfo<StoreKind>& info) {
  switch (info.param) {
    case StoreKind::memory:
      return "memory";
    case StoreKind::sqlite:
      return "sqlite";
    case StoreKind::postgres:
      return "postgres";
  }
  return "";
}

/// Those of this machine; `PostgresStoreTest` says when PostgreSQL is missing.
inline std::vector<StoreKind> store_kinds() {
  std::vector<StoreKind> kinds = {StoreKind::memory, StoreKind::sqlite};
  if (PostgresCluster::is_here()) kinds.push_back(StoreKind::postgres);
  return kinds;
}

#define TUNDISH_ON_EVERY_STORE(suite) \
  INSTANTIATE_TEST_SUITE_P(Stores, suite, testing::ValuesIn(store_kinds()), kind_name)

}  // namespace tundish::service
