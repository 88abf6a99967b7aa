#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

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

using Kinds = testing::Types<MemoryKind, SqliteKind>;
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
