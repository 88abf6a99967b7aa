#include "store/write_job.hpp"

#include <utility>

namespace tundish::store {

void WriteGroup::when_done(std::function<void()> tell) {
  {
    const std::lock_guard lock(mutex_);
    if (is_done_.load() == 0) return tells_.push_back(std::move(tell));
  }
  tell();
}

void WriteGroup::fail(const std::exception_ptr& failure) {
  for (WriteJob* job : jobs) job->fail(failure);
}

void WriteGroup::end() {
  std::vector<std::function<void()>> told;
  {
    const std::lock_guard lock(mutex_);
    is_done_.store(1);
    told.swap(tells_);
  }
  is_done_.notify_all();
  for (const std::function<void()>& tell : told) tell();
}

}  // namespace tundish::store
