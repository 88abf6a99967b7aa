#include "sim/killable_store.hpp"

#include <utility>

namespace tundish::sim {
namespace {

/// Thrown through a transaction to make the store take it back.
struct TakenBack {};

class WriteLater : public store::Write {
 public:
  WriteLater(store::Store& store, std::function<void(store::Writer&)> work)
      : store_(store), work_(std::move(work)) {}

  void wait() override { store_.write(work_); }
  void when_ended(std::function<void()> tell) override { tell(); }

 private:
  store::Store& store_;
  std::function<void(store::Writer&)> work_;
};

}  // namespace

StoreFault KillableStore::draw() {
  if (around_.is_calm) return StoreFault::none;
  const std::int64_t lot = around_.random.below(1000);
  if (lot < 6) return StoreFault::killed_before;
  if (lot < 18) return StoreFault::killed_inside;
  if (lot < 30) return StoreFault::killed_after;
  if (lot < 50) return StoreFault::run_twice;
  if (lot < 65) return StoreFault::failed;
  if (lot < 75) return StoreFault::unknown;
  return StoreFault::none;
}

void KillableStore::write_in_vain(const std::function<void(store::Writer&)>& work) {
  try {
    inner_->write([&](store::Writer& writer) {
      work(writer);
      throw TakenBack{};
    });
  } catch (const TakenBack&) {
    around_.tell("  the transaction is taken back");
  }
}

void KillableStore::write(const std::function<void(store::Writer&)>& work) {
  switch (draw()) {
    case StoreFault::killed_before:
      throw Killed{};
    case StoreFault::killed_inside:
      write_in_vain(work);
      if (around_.protections.commit_before_answer) throw Killed{};
      hidden_kill_ = true;
      return;
    case StoreFault::killed_after:
      inner_->write(work);
      throw Killed{};
    case StoreFault::run_twice:
      write_in_vain(work);
      break;
    case StoreFault::failed:
      throw store::StoreError("the database is full");
    case StoreFault::unknown:
      inner_->write(work);
      throw store::StoreError("the connection was lost while it committed");
    case StoreFault::none:
      break;
  }
  inner_->write(work);
}

/// Two that write at once are in each other's way: the first attempt is taken back, and others
/// write before the next.
std::unique_ptr<store::Write> KillableStore::begin_write(std::function<void(store::Writer&)> work) {
  if (!around_.is_calm && around_.random.per_mille(30)) write_in_vain(work);
  return std::make_unique<WriteLater>(*this, std::move(work));
}

bool KillableStore::take_hidden_kill() { return std::exchange(hidden_kill_, false); }

}  // namespace tundish::sim
