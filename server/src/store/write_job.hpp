#pragma once

#include <atomic>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "store/store.hpp"

namespace tundish::store {

class WriteJob;

/// What goes into one transaction together; everybody waits for the same end.
class WriteGroup {
 public:
  /// Calls it at the end, which may have been.
  void when_done(std::function<void()> tell);
  /// What all of them failed with.
  void fail(const std::exception_ptr& failure);
  void end();
  void await_end() const { is_done_.wait(0); }

  std::vector<WriteJob*> jobs;

 private:
  std::atomic<int> is_done_{0};
  std::mutex mutex_;  ///< of `tells_`
  std::vector<std::function<void()>> tells_;
};

/// A piece of work, held by whoever waits for it.
class WriteJob : public Write {
 public:
  explicit WriteJob(std::function<void(Writer&)> work) : work_(std::move(work)) {}
  ~WriteJob() override { await_end(); }
  WriteJob(const WriteJob&) = delete;
  WriteJob& operator=(const WriteJob&) = delete;

  void wait() override {
    await_end();
    if (failure_) std::rethrow_exception(failure_);
  }
  void when_ended(std::function<void()> tell) override {
    if (!group_) return tell();
    group_->when_done(std::move(tell));
  }

  void join(std::shared_ptr<WriteGroup> group) { group_ = std::move(group); }
  void run(Writer& writer) const { work_(writer); }
  void fail(std::exception_ptr failure) { failure_ = std::move(failure); }

 private:
  void await_end() const {
    if (group_) group_->await_end();
  }

  std::function<void(Writer&)> work_;
  std::exception_ptr failure_;
  std::shared_ptr<WriteGroup> group_;  ///< nothing: it was not handed in
};

}  // namespace tundish::store
