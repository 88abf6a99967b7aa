#pragma once

#include <functional>
#include <mutex>
#include <utility>

#include "store/store.hpp"

namespace tundish {

/// A store of which one transaction meets a fault: after it has begun, and before it writes.
class FaultyStore : public store::Store {
 public:
  explicit FaultyStore(store::Store& inner) : inner_(inner) {}

  /// The write of that number meets it, counted from here, 0 the next; none when there is no fault.
  void meet(int number, std::function<void()> fault) {
    const std::lock_guard lock(mutex_);
    left_ = number;
    fault_ = std::move(fault);
    writes_ = runs_ = 0;
  }
  bool has_met() { return count(left_) < 0; }
  int writes() { return count(writes_); }
  /// How often work was done anew.
  int repetitions() { return count(runs_) - count(writes_); }

  void read(const std::function<void(store::Reader&)>& work) override { inner_.read(work); }
  void write(const std::function<void(store::Writer&)>& work) override {
    std::function<void()> fault = next_fault();
    inner_.write([&](store::Writer& writer) {
      writer.generation();  // from here on a transaction sees one moment
      note_run();
      if (const auto once = std::exchange(fault, nullptr)) once();
      work(writer);
    });
  }

 private:
  std::function<void()> next_fault() {
    const std::lock_guard lock(mutex_);
    ++writes_;
    return left_-- == 0 ? fault_ : nullptr;
  }
  void note_run() {
    const std::lock_guard lock(mutex_);
    ++runs_;
  }
  int count(const int& member) {
    const std::lock_guard lock(mutex_);
    return member;
  }

  store::Store& inner_;
  std::mutex mutex_;
  std::function<void()> fault_;
  int left_ = -1;
  int writes_ = 0;
  int runs_ = 0;
};

}  // namespace tundish
