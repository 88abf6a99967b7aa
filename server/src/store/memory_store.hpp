#pragma once

#include <cstdint>
#include <memory>
#include <mutex>

#include "store/store.hpp"

namespace tundish::store {

class MemoryTables;

/// Keeps everything in memory, for tests and for trying things out.
class MemoryStore : public Store {
 public:
  explicit MemoryStore(std::int64_t generation);
  ~MemoryStore() override;

  void read(const std::function<void(Reader&)>& work) override;
  void write(const std::function<void(Writer&)>& work) override;

  /// A store of its own that holds what this one holds now: what a restore from a backup gives,
  /// which always has another generation.
  std::unique_ptr<MemoryStore> restored(std::int64_t generation) const;

 private:
  explicit MemoryStore(std::unique_ptr<MemoryTables> tables);

  mutable std::mutex mutex_;
  std::unique_ptr<MemoryTables> tables_;
};

}  // namespace tundish::store
