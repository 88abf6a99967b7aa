#pragma once

#include <functional>
#include <memory>

#include "sim/surroundings.hpp"
#include "store/memory_store.hpp"
#include "store/store.hpp"

namespace tundish::sim {

/// The server's process ends here; nobody is answered.
struct Killed {};

/// What goes wrong with one transaction.
enum class StoreFault {
  none,
  killed_before,
  killed_inside,  ///< after the work, before it is durable
  killed_after,   ///< durable, but nobody was told
  run_twice,      ///< the database takes it back and the store tries again
  failed,         ///< the database is full or gone: nothing happened
  unknown         ///< the connection was lost at the commit, which happened; nobody can tell
};

/// The memory store, in a process that may be killed at any moment of a transaction.
class KillableStore : public store::Store {
 public:
  KillableStore(Surroundings& around, std::unique_ptr<store::MemoryStore> inner)
      : around_(around), inner_(std::move(inner)) {}

  void read(const std::function<void(store::Reader&)>& work) override { inner_->read(work); }
  void write(const std::function<void(store::Writer&)>& work) override;
  /// Puts the work off until somebody waits for it: others may write in between.
  std::unique_ptr<store::Write> begin_write(std::function<void(store::Writer&)> work) override;

  store::MemoryStore& inner() { return *inner_; }
  void replace(std::unique_ptr<store::MemoryStore> inner) { inner_ = std::move(inner); }
  /// Without commit before answer: whether an answer left for what was then lost.
  bool take_hidden_kill();

 private:
  StoreFault draw();
  /// Runs the work and takes it back.
  void write_in_vain(const std::function<void(store::Writer&)>& work);

  Surroundings& around_;
  std::unique_ptr<store::MemoryStore> inner_;
  bool hidden_kill_ = false;
};

}  // namespace tundish::sim
