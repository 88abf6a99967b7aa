#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "server/postgres_cluster.hpp"
#include "server/store_rows.hpp"
#include "server/temporary_folder.hpp"
#include "store/memory_store.hpp"
#include "store/sqlite_store.hpp"

namespace tundish::store {

/// Each kind of store, made anew for a test.
struct MemoryKind {
  static constexpr const char* kName = "memory";
  std::unique_ptr<Store> store = std::make_unique<MemoryStore>(kBegan);
};
struct SqliteKind {
  static constexpr const char* kName = "sqlite";
  TemporaryFolder folder;
  std::unique_ptr<Store> store = std::make_unique<SqliteStore>(folder.path("test.sqlite"), kBegan);
};

struct PostgresKind {
  static constexpr const char* kName = "postgres";
  std::unique_ptr<Store> store = PostgresCluster::empty_store(kBegan);
};

using Kinds = testing::Types<MemoryKind, SqliteKind, PostgresKind>;
struct KindNames {
  template <class Kind>
  static std::string GetName(int) {
    return Kind::kName;
  }
};

/// A test that every kind of store must pass.
template <class Kind>
class StoreTest : public testing::Test {
 protected:
  void SetUp() override {
    if (!kind_.store) GTEST_SKIP() << "PostgreSQL 15 is not installed";
  }

  Store& store() { return *kind_.store; }

  template <class Result, class Ask>
  Result ask(Ask question) {
    Result result{};
    store().read([&](Reader& reader) { result = question(reader); });
    return result;
  }

  Kind kind_;
};

}  // namespace tundish::store
