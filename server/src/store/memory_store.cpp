#include "store/memory_store.hpp"

#include <utility>

#include "store/memory_tables.hpp"

namespace tundish::store {

MemoryStore::MemoryStore(std::int64_t generation)
    : MemoryStore(std::make_unique<MemoryTables>(generation)) {}

MemoryStore::MemoryStore(std::unique_ptr<MemoryTables> tables) : tables_(std::move(tables)) {}

MemoryStore::~MemoryStore() = default;

void MemoryStore::read(const std::function<void(Reader&)>& work) {
  const std::lock_guard lock(mutex_);
  work(*tables_);
}

void MemoryStore::write(const std::function<void(Writer&)>& work) {
  const std::lock_guard lock(mutex_);
  tables_->begin();
  try {
    work(*tables_);
  } catch (...) {
    tables_->roll_back();
    throw;
  }
}

std::unique_ptr<MemoryStore> MemoryStore::restored(std::int64_t generation) const {
  const std::lock_guard lock(mutex_);
  // The constructor is private, so `make_unique` cannot reach it.
  return std::unique_ptr<MemoryStore>(
      new MemoryStore(std::make_unique<MemoryTables>(*tables_, generation)));
}

}  // namespace tundish::store
