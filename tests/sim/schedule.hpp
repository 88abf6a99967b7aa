#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace tundish::sim {

/// The world's time: what was put off happens in the order of its moment, then of its asking.
class Schedule {
 public:
  std::int64_t now() const { return now_; }
  bool is_empty() const { return waiting_.empty(); }

  void after(std::int64_t delay_ms, std::function<void()> work) {
    waiting_.push_back(
        Entry{now_ + std::max<std::int64_t>(delay_ms, 0), ++asked_, std::move(work)});
    std::push_heap(waiting_.begin(), waiting_.end(), is_later);
  }

  /// Does the next thing, unless it comes after `until`; false when there was none.
  bool advance(std::int64_t until) {
    if (waiting_.empty() || waiting_.front().at > until) return false;
    std::pop_heap(waiting_.begin(), waiting_.end(), is_later);
    Entry entry = std::move(waiting_.back());
    waiting_.pop_back();
    now_ = entry.at;
    entry.work();
    return true;
  }

 private:
  struct Entry {
    std::int64_t at = 0;
    std::uint64_t number = 0;
    std::function<void()> work;
  };

  static bool is_later(const Entry& left, const Entry& right) {
    return left.at != right.at ? left.at > right.at : left.number > right.number;
  }

  std::int64_t now_ = 0;
  std::uint64_t asked_ = 0;
  std::vector<Entry> waiting_;  ///< a heap
};

}  // namespace tundish::sim
