#pragma once

#include <cstdint>
#include <memory>
#include <mutex>

#include "store/store.hpp"

namespace tundish::store {

/// Keeps everything in memory, for tests and for trying things out.
class MemoryStore : public Store {
 public:
  explicit MemoryStore(std::int64_t generation);
  ~MemoryStore() override;

  void read(const std::function<void(Reader&)>& work) override;
  void write(const std::function<void(Writer&)>& work) override;

 private:
  class Tables;

  std::mutex mutex_;
  std::unique_ptr<Tables> tables_;
};

}  // namespace tundish::store
